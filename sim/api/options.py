"""What all questions to many worlds are asked with."""

import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TypedDict

from sim import limits
from sim.city.profile import load_profile, usual_size
from sim.ensemble.shipped import Plausible, known_worlds
from sim.errors import InputError
from sim.language import message
from sim.runs.executors import Crew, here, processes
from sim.scenario.suggest import did_you_mean, listed
from sim.studies.claims.plan import Setting
from sim.studies.sweep.folder import Status

Watch = Callable[[Status], object]
FEWEST_SEEDS = 2
"""Seeds in each world, at least: one tells nothing of luck."""


class Options(TypedDict, total=False):
    """The keywords that `claims` and `robust` share; `claims` says what they are."""

    worlds: int
    seeds: int
    months: int
    size: str | None
    city: str
    worlds_from: Path | str | None
    crew: Crew | None
    watch: Watch


def _nobody(_: Status) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Asked:
    """The keywords with what each is where it is not given."""

    worlds: int = 104
    seeds: int = 4
    months: int = 120
    size: str | None = None
    city: str = "ningbo"
    worlds_from: Path | str | None = None
    crew: Crew | None = None
    watch: Watch = _nobody

    def __post_init__(self) -> None:
        given = {name: getattr(self, name) for name in ("worlds", "seeds", "months", "city")}
        limits.checked(given | ({"size": self.size} if self.size else {}))
        if self.seeds < FEWEST_SEEDS or self.worlds < 1:
            raise InputError(message("claim.few", seeds=self.seeds, worlds=self.worlds))

    @cached_property
    def known(self) -> Plausible:
        """The worlds that are looked at.

        Raises
        ------
        InputError
            If there are fewer.
        """
        found = worlds_of(self.city, self.worlds_from)
        if self.worlds > len(found.worlds):
            raise InputError(message("worlds.so_many", asked=self.worlds, known=len(found.worlds)))
        return found.first(self.worlds)

    @property
    def setting(self) -> Setting:
        """Where, how long and with what luck."""
        return Setting(self.city, self.size or usual_size(load_profile(self.city)), self.months, 0, self.seeds)

    def hire(self) -> Crew:
        """Who simulates: those given, or as many processes as there are cores."""
        cores = os.cpu_count() or 1
        return self.crew or (here() if cores == 1 else processes(cores))


def asked_with(options: Options) -> Asked:
    """The keywords, checked.

    Raises
    ------
    InputError
        If one is unknown or wrong.
    """
    known = [one.name for one in fields(Asked)]
    for name, given in options.items():
        if name not in known:
            hint = did_you_mean(name, known) or listed(known)
            raise InputError(message("compare.no_option", option=name, given=repr(given), hint=hint))
    return Asked(**options)


def worlds_of(city: str, file: Path | str | None) -> Plausible:
    """The worlds of a file, or those that come with the software.

    Raises
    ------
    InputError
        If there are none.
    """
    known = known_worlds(file, city)
    if known is None:
        raise InputError(message("worlds.so_many", asked=1, known=0))
    return known
