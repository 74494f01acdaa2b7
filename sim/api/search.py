"""The best mix of levers under a budget, for Python and the command."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from sim import limits
from sim.api.options import Options, called_with, command
from sim.city.profile import load_profile, usual_size
from sim.ensemble.shipped import Plausible, known_worlds
from sim.errors import InputError
from sim.language import LANGUAGES, Language, message
from sim.reading import from_home
from sim.report.portfolio import convergence_frame, mixes_frame, worlds_frame, write_mixes
from sim.runs.executors import Crew, hired, lasting
from sim.runs.folder import alone_in, check_unsealed
from sim.scenario import load
from sim.studies.portfolio.evolving import Effort, check_pymoo
from sim.studies.portfolio.goals import PROTECTED, PURSUED, read_goals
from sim.studies.portfolio.portfolio import read_levers
from sim.studies.portfolio.result import SearchResult
from sim.studies.portfolio.searching import ASKED, Search
from sim.studies.portfolio.sentences import sentences
from sim.studies.portfolio.trials import Place, Trials

_RUNGS = (6, 2, 1)
"""Parts of the worlds of a search that candidates pass one after another: a sixth, a half, all."""


@dataclass(frozen=True)
class Mixes:
    """What a search found; every table is a tidy pandas data frame."""

    found: SearchResult
    folder: Path

    @property
    def mixes(self) -> pd.DataFrame:
        """One row a mix or shipped policy and measure: difference from the baseline over fresh worlds, with its interval."""
        return mixes_frame(self.found)

    @property
    def worlds(self) -> pd.DataFrame:
        """One row a mix or shipped policy and fresh world: what was measured there."""
        return worlds_frame(self.found)

    @property
    def convergence(self) -> pd.DataFrame:
        """One row a start and generation: the hypervolume of its front."""
        return convergence_frame(self.found)

    def sentences(self, lang: Language = "en") -> list[str]:
        """Plain sentences: what was searched, each recommended mix in words, what it gives up, where it fails."""
        return sentences(self.found, lang)

    def report(self, lang: Language | Sequence[Language] = "en") -> Path:
        """Write the page, figures, tables and a scenario file a mix; return the page, in the first of several languages."""
        given = [lang] if isinstance(lang, str) else list(lang)
        return write_mixes(self.found, self.folder, [limits.one_of("report", one, LANGUAGES) for one in given])


@dataclass(frozen=True)
class SearchOptions(Options):
    """The keywords of `search`, which says what they are."""

    levers: Sequence[str]
    _: KW_ONLY
    budget: float | str = "same"
    out: Path | str
    baseline: str = "baseline"
    outcomes: Sequence[str] = PURSUED
    floors: Sequence[str] = PROTECTED
    starts: int = Effort.starts
    generations: int = Effort.generations
    worlds: int = Effort.worlds[-1]
    fresh: int = Effort.fresh
    worlds_from: Path | str | None = None
    seed: int = 0
    first_seed: int = 0
    months: int | None = None
    size: str | None = None
    city: str = "ningbo"
    workers: int | None = None
    crew: Crew | None = None
    say: Callable[[str], object] = field(default=lambda _: None)
    progress: Callable[[int, int], object] = field(default=lambda *_: None)

    @cached_property
    def effort(self) -> Effort:
        """How long to search."""
        rungs = tuple(dict.fromkeys(max(2, self.worlds // part) for part in _RUNGS))
        return Effort(self.starts, self.generations, worlds=rungs, fresh=self.fresh, seed=self.seed)

    @cached_property
    def plausible(self) -> Plausible:
        """The worlds that fit the city."""
        found = known_worlds(self.worlds_from, self.city)
        if found is None:
            raise InputError(message("search.worlds", known=0, wanted=self.worlds + self.fresh))
        return found


@called_with(SearchOptions)
def search(options: SearchOptions) -> Mixes:
    """Search the best mixes of levers under a budget, as the command ``shequ search`` does.

    Parameters
    ----------
    levers
        What a mix may move: ``PATH`` (over its plausible range), ``PATH=LOW:HIGH`` or ``PATH=A,B,C``; with ``@2018``,
        ``@2018-07`` or ``@2016:2020`` the date, or the dates, from which. ``by_type.rural.PATH`` is for communities of a type.
        Shares of the budget are paid by direct provision.
    budget
        Limit of public spending by the ledger, in the mean over worlds [yuan per resident and year], or ``same``: what the
        baseline spends.
    out
        Folder where every evaluation is kept; the same call goes on there.
    baseline
        The scenario that mixes change.
    outcomes, floors
        What is improved, and what must not become worse, as ``NAME`` or ``NAME=REDUCTION`` (mean of the run).
    starts, generations, seed
        How often the search begins anew, how many generations each start has, and its luck.
    worlds, fresh, worlds_from
        Worlds of the search (at least 2), others in which its front is looked at again, and the file that they are from.
    first_seed, months, size, city, workers, crew
        As for `compare`; each world has a seed of its own.
    say, progress
        Told in a sentence what was found at each step; told how many runs are done, and of about how many.

    Raises
    ------
    InputError
        If something given is wrong, pymoo is not installed, the folder holds another search, or no mix keeps all limits.
    """
    check_pymoo()
    profile, folder = load_profile(options.city), Path(from_home(options.out, "out"))
    base, months = load(options.baseline, start=profile.city.start), options.months or profile.city.horizon
    base.check_districts(profile.city.districts)
    levers = read_levers(options.levers, base, months)
    goals = read_goals(options.outcomes, protected=options.floors, budget=options.budget)
    place = Place(options.city, options.size or usual_size(profile), months)
    with alone_in(folder), lasting(hired(options.crew, options.workers)) as crew:
        check_unsealed(folder, ASKED)
        run = Search(
            trials=Trials(folder, crew, place, goals),
            levers=levers,
            base=base,
            effort=options.effort,
            worlds=options.plausible,
            first_seed=options.first_seed,
            command=_command(options, place),
            say=options.say,
            progress=options.progress,
        )
        return Mixes(run.run(), folder)


def _command(options: SearchOptions, place: Place) -> str:
    """The command that repeats a search, in another folder."""
    names = ("starts", "generations", "worlds", "fresh", "seed")
    given: dict[str, object] = {"budget": options.budget, "baseline": options.baseline}
    given |= {"worlds-from": options.worlds_from} | {name: getattr(options, name) for name in names}
    given |= {"first-seed": options.first_seed, **place._asdict()}
    goals = [*(("outcome", one) for one in options.outcomes), *(("floor", one) for one in options.floors)]
    return command("search", options.levers, [*given.items(), *goals])
