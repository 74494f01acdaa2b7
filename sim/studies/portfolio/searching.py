"""A search from its first candidates to the portfolios that it recommends."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from time import monotonic

import numpy as np

from sim.city.profile import load_profile
from sim.ensemble.shipped import Plausible
from sim.errors import InputError
from sim.language import message
from sim.runs.atomic import atomic
from sim.runs.precompile import compile_ahead, needs_compiling
from sim.runs.result import Floats
from sim.runs.store import world_digest
from sim.scenario import Scenario
from sim.studies.portfolio.archive import Archive
from sim.studies.portfolio.evolving import Effort, Evolution, check_pymoo, hypervolume, spread
from sim.studies.portfolio.levers import Lever
from sim.studies.portfolio.portfolio import key, scenario_of
from sim.studies.portfolio.result import Bench, Question, SearchResult, letter, recommended
from sim.studies.portfolio.shipped import best
from sim.studies.portfolio.trials import Draws, Trials

ASKED = "search.json"
LOOKED_AT = 24
"""Portfolios of the front that are looked at again."""
IN_VAIN = 2
"""Generations after the first candidates in which no portfolio keeps all limits: then a search is given up."""


@dataclass
class Search:
    """A search for portfolios of levers in a folder; the same call goes on where it was stopped.

    ``say`` is told in a sentence what was found at each step, ``progress`` how many runs are done, and of about how many.
    """

    trials: Trials
    levers: Sequence[Lever]
    base: Scenario
    effort: Effort
    worlds: Plausible
    first_seed: int
    command: str
    say: Callable[[str], object] = lambda _: None
    progress: Callable[[int, int], object] = lambda *_: None
    done: int = field(default=0, init=False)
    kept: int = field(default=0, init=False)
    began: float = field(default_factory=monotonic, init=False)

    def __post_init__(self) -> None:
        check_pymoo()
        wanted = self.effort.worlds[-1] + self.effort.fresh
        if len(self.worlds.worlds) < wanted:
            raise InputError(message("search.worlds", known=len(self.worlds.worlds), wanted=wanted))
        person_seeds = [Draws(world, self.first_seed + k) for k, world in enumerate(self.worlds.worlds[:wanted])]
        self.seen, self.fresh = person_seeds[: self.effort.worlds[-1]], person_seeds[self.effort.worlds[-1] :]
        self.trials.tell = self._told

    def run(self) -> SearchResult:
        """Search, look again, choose.

        Raises
        ------
        InputError
            If the folder holds another search, or no portfolio keeps all limits.
        """
        self._claim()
        if needs_compiling():
            compile_ahead()
        arms = {self.base.reference: self.base}
        archive = Archive(self.trials, self.base, self.seen, self.trials.measured("baseline", arms, self.seen)[0])
        volumes = self._evolve(archive)
        portfolios, small = archive.front()
        if not portfolios:
            raise self._none(archive)
        self.say(message("search.shipped", minutes=self._minutes()))
        policy = best(archive, self.first_seed, self.effort.worlds)
        looked = [portfolios[k] for k in spread(small, LOOKED_AT)]
        words = {"count": len(looked), "fresh": self.effort.fresh}
        self.say(message("search.again", minutes=self._minutes(), **words))
        again = {key(portfolio): scenario_of(portfolio, self.base, "mix") for portfolio in looked}
        more = {policy[0]: policy[1]} if policy else {}
        values = self.trials.measured("fresh", arms | again | more, self.fresh)
        fresh = replace(self.worlds, worlds=[luck.world for luck in self.fresh])
        bench = Bench(self.trials.goals, values[0], fresh, len(looked) + len(more))
        chosen, left, better, apart = recommended(looked, values[1 : len(looked) + 1], bench)
        tried = []
        for number, (k, stands_for) in enumerate(chosen.items()):
            scenario = scenario_of(looked[k], self.base, letter(number))
            tried.append(bench.tried(letter(number), looked[k], scenario, values[k + 1], stands_for))
        shipped = bench.tried(policy[0], (), policy[1], values[-1]) if policy and bench.keeps(values[-1]) else None
        asked = Question(tuple(self.levers), self.trials.place, self.first_seed, self._model, self.command)
        return SearchResult(
            self.base,
            self.trials.goals,
            self.effort,
            values[0],
            tuple(tried),
            shipped,
            volumes,
            tried=len(archive.values),
            runs=self.trials.runs,
            front=len(looked),
            among=bench.among,
            left=left,
            better=better,
            apart=apart,
            worlds=fresh,
            asked=asked,
        )

    def _evolve(self, archive: Archive) -> Floats:
        """Go through all generations of all starts; hypervolumes of shape (starts, generations)."""
        fronts = []
        shape = len(self.trials.goals.pursued), len(self.trials.goals.protected) + 1
        for start in range(self.effort.starts):
            own = replace(archive, values={})
            known = archive.values
            evolution = Evolution(self.levers, self.base, self.effort, own.look, shape, start)
            for generation in range(self.effort.generations + 1):
                evolution.step(generation)
                portfolios, small = own.front()
                fronts.append(small)
                self.say(self._said(start, small, generation=generation, front=len(portfolios)))
                if start == 0 and generation == IN_VAIN and not portfolios:
                    raise self._none(own)
            known |= {
                portfolio: more for portfolio, more in own.values.items() if len(more) > len(known.get(portfolio, ()))
            }
        return np.array(hypervolume(fronts)).reshape(self.effort.starts, -1)

    def _none(self, archive: Archive) -> InputError:
        words = {"tried": len(archive.values), "worlds": len(self.seen), "nearest": archive.nearest()}
        return InputError(message("search.none", **words))

    def _said(self, start: int, small: Floats, *, generation: int, front: int) -> str:
        goal = self.trials.goals.pursued[0].column
        most = f"{-small[:, 0].min():.1f}" if front else "–"
        of = {"starts": self.effort.starts, "generations": self.effort.generations, "minutes": self._minutes()}
        words = {"start": start + 1, "generation": generation, "front": front}
        return message("search.generation", **of, **words, most=most, goal=goal)

    def _minutes(self) -> str:
        """About how many minutes are left, by how fast runs were simulated so far."""
        if self.done == self.kept:
            return "–"
        return f"{(monotonic() - self.began) / (self.done - self.kept) * (self.expected - self.done) / 60:.0f}"

    @property
    def expected(self) -> int:
        """About how many runs there are; portfolios that come again need none."""
        shipped, again = self.effort.runs(2 * LOOKED_AT), (LOOKED_AT + 2) * self.effort.fresh
        return max(self.effort.worlds[-1] + self.effort.expected + shipped + again, self.done)

    def _told(self, more: int, kept: bool) -> None:
        self.done += more
        self.kept += more * kept
        self.progress(self.done, self.expected)

    @property
    def _model(self) -> str:
        return world_digest(self.base, load_profile(self.trials.place.city))

    def _claim(self) -> None:
        """Make the folder this search's own."""
        trials = self.trials
        asked = {
            "levers": [asdict(one) for one in self.levers],
            "goals": asdict(trials.goals),
            "effort": asdict(self.effort),
            "place": trials.place._asdict(),
            "first_seed": self.first_seed,
            "worlds": [luck.world.number for luck in (*self.seen, *self.fresh)],
            "model": self._model,
        }
        file, text = trials.folder / ASKED, json.dumps(asked, sort_keys=True, indent=1)
        trials.folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            with atomic(file) as into:
                into.write(text.encode())
        elif json.loads(file.read_text(encoding="utf-8")) != json.loads(text):
            raise InputError(message("search.other_search", folder=trials.folder))
