"""A search from its first candidates to the portfolios that it recommends, beside the best of the shipped policies."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from time import monotonic

import numpy as np

from sim.city.profile import load_profile
from sim.ensemble.shipped import Plausible
from sim.errors import InputError
from sim.extension import Code, code, join
from sim.language import message
from sim.runs.files import atomic
from sim.runs.precompile import compile_ahead, needs_compiling
from sim.runs.result import Floats, Run
from sim.runs.single import simulate
from sim.runs.store import world_digest
from sim.scenario import Scenario, load
from sim.scenario.columns import ENTRIES, is_world
from sim.scenario.library import files_in, shipped_folder
from sim.studies.comparison.equal_budget import EqualBudget, scaled, with_equal_budget
from sim.studies.portfolio.evolving import Effort, Evolution, check_pymoo, hypervolume, spread
from sim.studies.portfolio.portfolio import Lever, key, scenario_of
from sim.studies.portfolio.result import Bench, Question, SearchResult, letter, recommended
from sim.studies.portfolio.trials import Archive, Draws, Place, Trials

FILE = "shipped.json"
ASKED = "search.json"
LOOKED_AT = 24
"""Portfolios of the front that are looked at again."""
IN_VAIN = 2
"""Generations after the first candidates in which no portfolio keeps all limits: then a search is given up."""


@dataclass(frozen=True)
class Job:
    """A policy to be brought to the spending of a baseline, ``factor`` times."""

    policy: Scenario
    base: Scenario
    place: Place
    seed: int
    factor: float


def policies(base: Scenario) -> list[Scenario]:
    """The shipped policies that move levers alone, each otherwise than the baseline."""
    names = [file.stem for file in files_in(shipped_folder() / "policies")]
    found = [load(name, start=base.start) for name in names if name != base.reference]
    world = [entry for entry in ENTRIES if is_world(entry)]
    return [one for one in found if all(one.provenance.get(entry) == base.provenance.get(entry) for entry in world)]


def at_equal_money(archive: Archive, seed: int) -> dict[str, Scenario]:
    """Each shipped policy with its budget scaled year by year to what a search may spend; kept in the search's folder."""
    trials, base = archive.trials, archive.base
    file, own = trials.folder / FILE, {one.reference: one for one in policies(base)}
    if not file.exists():
        budget = trials.goals.budget
        factor = 1.0 if budget is None else budget / float(archive.baseline[:, -1].mean())
        jobs = [Job(one, base, trials.place, seed, factor) for one in own.values()]
        found = trials.crew.map(partial(_equalised, code()), jobs)
        with atomic(file) as into:
            into.write(json.dumps([asdict(one) for one in found], indent=1).encode())
    factors: Mapping[str, list[float]] = {one["scenario"]: one["factors"] for one in json.loads(file.read_bytes())}
    return {name: scaled(one, factors[name], trials.place.months) for name, one in own.items()}


def best(archive: Archive, seed: int, worlds: tuple[int, ...]) -> tuple[str, Scenario] | None:
    """The shipped policy that does most for the first goal of those that keep all limits; worlds as in the search."""
    left = at_equal_money(archive, seed)
    seen = {name: np.empty((0, archive.baseline.shape[1])) for name in left}
    for rung, (since, until) in enumerate(zip((0, *worlds), worlds, strict=False)):
        found = archive.trials.measured(f"shipped-{rung}", left, archive.person_seeds[since:until])
        seen = {name: np.concatenate([seen[name], more]) for name, more in zip(left, found, strict=True)}
        order = _ranked(archive, np.stack([*seen.values()]))
        names = [[*left][k] for k in order]
        left = {name: left[name] for name in names[: -(-len(names) // 2)]}
    return next(iter(left.items()), None)


def _ranked(archive: Archive, values: Floats) -> list[int]:
    """Places of policies, the best first: those that keep all limits, by the first goal."""
    small, limits = archive.trials.goals.smaller(values, base=archive.baseline[: values.shape[1]])
    broken = np.maximum(limits, 0).sum(axis=1)
    return [int(k) for k in np.lexsort((small[:, 0], broken))]


def _equalised(known: Code, job: Job) -> EqualBudget:
    join(known)
    city, size, months = job.place

    def pilot(scenario: Scenario) -> list[Run]:
        return [simulate(scenario, job.seed, months=months, size=size, engine="compiled", city=city)]

    goal = [replace(run, city=_times(run, job.factor)) for run in pilot(job.base)]
    return with_equal_budget(job.policy, goal, pilot)[1]


def _times(run: Run, factor: float) -> dict[str, Floats]:
    return {**run.city, "public_spending_yuan": run.city["public_spending_yuan"] * factor}


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
