"""The best mix of levers under a budget, for Python and the command."""

import os
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import TypedDict, Unpack

import pandas as pd

from sim import limits
from sim.city.profile import load_profile, usual_size
from sim.ensemble.shipped import Plausible, known_worlds
from sim.errors import InputError
from sim.language import LANGUAGES, Language, message
from sim.reading import from_home
from sim.report.portfolio import convergence_frame, mixes_frame, worlds_frame, write_mixes
from sim.runs.executors import Crew, here, lasting, processes
from sim.runs.finalized import check_unsealed
from sim.runs.lock import alone_in
from sim.scenario import load
from sim.scenario.suggest import did_you_mean, listed
from sim.studies.portfolio.evolving import Effort, check_pymoo
from sim.studies.portfolio.goals import PROTECTED, PURSUED, read_goals
from sim.studies.portfolio.levers import read_levers
from sim.studies.portfolio.result import Found
from sim.studies.portfolio.searching import ASKED, Search
from sim.studies.portfolio.sentences import sentences
from sim.studies.portfolio.trials import Place, Trials

_RUNGS = (6, 2, 1)
"""Parts of the worlds of a search that candidates pass one after another: a sixth, a half, all."""


@dataclass(frozen=True)
class Mixes:
    """What a search found; every table is a tidy pandas data frame."""

    found: Found
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


class Options(TypedDict, total=False):
    """The keywords of `search`, which says what they are; `Asked` has what each is where it is not given."""

    baseline: str
    outcomes: Sequence[str]
    floors: Sequence[str]
    starts: int
    generations: int
    worlds: int
    fresh: int
    worlds_from: Path | str | None
    seed: int
    first_seed: int
    months: int | None
    size: str | None
    city: str
    workers: int | None
    crew: Crew | None
    say: Callable[[str], object]
    progress: Callable[[int, int], object]


@dataclass(frozen=True)
class Asked:
    """What is asked of a search: the keywords of `search`."""

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

    def __post_init__(self) -> None:
        numbers = ("starts", "generations", "worlds", "fresh", "seed", "first_seed", "months", "workers")
        given = {name: getattr(self, name) for name in (*numbers, "size", "city")}
        limits.checked({name: value for name, value in given.items() if value is not None})

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


def search(
    levers: Sequence[str], *, budget: float | str = "same", out: Path | str, **options: Unpack[Options]
) -> Mixes:
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
    known = [one.name for one in fields(Asked)]
    for name, given in options.items():
        if name not in known:
            hint = did_you_mean(name, known) or listed(known)
            raise InputError(message("compare.no_option", option=name, given=repr(given), hint=hint))
    asked = Asked(**options)
    check_pymoo()
    profile, folder = load_profile(asked.city), Path(from_home(out, "out"))
    base, months = load(asked.baseline, start=profile.city.start), asked.months or profile.city.horizon
    base.check_districts(profile.city.districts)
    chosen = read_levers(levers, base, months)
    goals = read_goals(asked.outcomes, protected=asked.floors, budget=budget)
    cores = asked.workers or os.cpu_count() or 1
    place = Place(asked.city, asked.size or usual_size(profile), months)
    with alone_in(folder), lasting(asked.crew or (here() if cores == 1 else processes(cores))) as crew:
        check_unsealed(folder, ASKED)
        trials = Trials(folder, crew, place, goals)
        command = _command(levers, budget, asked, place)
        wanted = Search(
            trials, chosen, base, asked.effort, asked.plausible, asked.first_seed, command, asked.say, asked.progress
        )
        return Mixes(wanted.run(), folder)


def _command(levers: Sequence[str], budget: float | str, asked: Asked, place: Place) -> str:
    """The command that repeats a search, in another folder."""
    given: dict[str, object] = {"budget": budget, "baseline": asked.baseline, "worlds-from": asked.worlds_from}
    given |= {name: getattr(asked, name) for name in ("starts", "generations", "worlds", "fresh", "seed")}
    given |= {"first-seed": asked.first_seed, **place._asdict()}
    options = [(name, value) for name, value in given.items() if value is not None]
    options += [("outcome", one) for one in asked.outcomes] + [("floor", one) for one in asked.floors]
    return shlex.join(
        ["shequ", "search", *levers, *(part for name, value in options for part in (f"--{name}", str(value)))]
    )
