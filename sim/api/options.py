"""What the public calls are asked with: their keywords, each check and default once."""

import inspect
import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sim import limits
from sim.city.profile import load_profile, usual_size
from sim.ensemble.shipped import Plausible, known_worlds
from sim.errors import InputError
from sim.language import message
from sim.runs.executors import Crew
from sim.scenario.values import did_you_mean, listed
from sim.studies.claims.runs import Setting
from sim.studies.sweep.folder import Status

FEWEST_SEEDS = 2
"""Seeds in each world, at least: from one nothing is known of chance."""
CHECKED = {*limits.WHOLE, *limits.NUMBERS, *limits.CHOICES, *limits.FLAGS, *limits.TEXTS}
Keywords = ParamSpec("Keywords")
Asked = TypeVar("Asked")
Result = TypeVar("Result")


def called_with(
    options: Callable[Keywords, Asked],
) -> Callable[[Callable[[Asked], Result]], Callable[Keywords, Result]]:
    """Let a function of some options be called with the fields of these options.

    An unknown keyword is an `InputError` that names the nearest one, before anything runs.
    """
    signature = inspect.signature(options)
    known = [*signature.parameters]

    def decorate(call: Callable[[Asked], Result]) -> Callable[Keywords, Result]:
        @wraps(call)
        def called(*args: Keywords.args, **kwargs: Keywords.kwargs) -> Result:
            for name, value in kwargs.items():
                if name not in known:
                    hint = did_you_mean(name, known) or listed(known)
                    raise InputError(message("compare.no_option", option=name, given=repr(value), hint=hint))
            return call(options(*args, **kwargs))

        called.__signature__ = signature  # type: ignore[attr-defined]
        return called

    return decorate


@dataclass(frozen=True)
class Options:
    """Keywords of a public call; those that `sim.limits` knows are checked, and made plain numbers."""

    def __post_init__(self) -> None:
        given: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self) if one.name in CHECKED}
        optional = {one.name for one in fields(self) if one.name in CHECKED and isinstance(None, one.type)}  # type: ignore[arg-type]
        given = {name: value for name, value in given.items() if value is not None or name not in optional}
        for name, value in limits.checked(given).items():
            object.__setattr__(self, name, value)


def _ignore(_: Status) -> None:
    """Tell nobody."""


@dataclass(frozen=True, kw_only=True)
class EnsembleOptions(Options):
    """The keywords that `claims` and `robust` share; `claims` says what they are."""

    worlds: int = 104
    seeds: int = 4
    months: int = 120
    size: str | None = None
    city: str = "ningbo"
    worlds_from: Path | str | None = None
    crew: Crew | None = None
    watch: Callable[[Status], object] = _ignore

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.seeds < FEWEST_SEEDS or self.worlds < 1:
            raise InputError(message("claim.few", seeds=self.seeds, worlds=self.worlds))

    @cached_property
    def plausible(self) -> Plausible:
        """The worlds that are looked at.

        Raises
        ------
        InputError
            If there are fewer.
        """
        known = worlds_of(self.city, self.worlds_from)
        if self.worlds > len(known.worlds):
            raise InputError(message("worlds.so_many", asked=self.worlds, known=len(known.worlds)))
        return known.first(self.worlds)

    @property
    def setting(self) -> Setting:
        """Where, how long and with which seeds."""
        return Setting(self.city, self.size or usual_size(load_profile(self.city)), self.months, 0, self.seeds)


def command(name: str, words: Iterable[str], options: Sequence[tuple[str, object]]) -> str:
    """Return the line of a shell that asks for the same again; options without a value are left out."""
    given = [word for option, value in options if value is not None for word in (f"--{option}", str(value))]
    return shlex.join(["shequ", name, *words, *given])


def worlds_of(city: str, file: Path | str | None) -> Plausible:
    """Return the worlds of a file, or those that come with the software.

    Raises
    ------
    InputError
        If there are none.
    """
    known = known_worlds(file, city)
    if known is None:
        raise InputError(message("worlds.so_many", asked=1, known=0))
    return known
