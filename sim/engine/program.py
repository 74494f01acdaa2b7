"""A model for the engines: tables of agents, the month's steps, parameters and draws, checked when put together."""

import difflib
import functools
import inspect
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sim.engine.columns import Column, Table
from sim.engine.steps import Each, Function, Settle, Step, Ties, Total
from sim.errors import SimError

THEIRS = "their_"
CITY_WIDE = ("month", "key_low", "key_high", "n_communities", "lo_residents")


class ProgramError(SimError):
    """A step asks for something that the model does not have."""


@dataclass(frozen=True, eq=False)
class Program:
    """Everything that determines a month but for the numbers; one program is equal to itself alone.

    ``world`` maps a parameter's name to its place in the vector of world parameters (a slice; one long for a number).
    ``draws`` maps a table to its blocks of up to four uniforms; a block's place over all tables is its purpose.
    ``own_draws`` holds blocks of extensions: they come after all others, so nobody else's luck changes.
    """

    tables: Mapping[str, Table]
    steps: tuple[Step, ...]
    world: Mapping[str, slice]
    draws: Mapping[str, tuple[tuple[str, ...], ...]]
    n_ties: int = 8
    own_draws: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    purposes: Mapping[str, tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        blocks = [block for draws in (self.draws, self.own_draws) for table in draws.values() for block in table]
        places = {name: (purpose, lane) for purpose, block in enumerate(blocks) for lane, name in enumerate(block)}
        object.__setattr__(self, "purposes", places)
        both = {name: (*self.draws.get(name, ()), *self.own_draws.get(name, ())) for name in self.tables}
        object.__setattr__(self, "draws", both)
        self._check_names()
        for step in self.steps:
            self._check(step)

    @property
    def n_world(self) -> int:
        """How long the vector of world parameters is."""
        return max((place.stop for place in self.world.values()), default=0)

    def width(self, parameter: str) -> int:
        """How many numbers a world parameter is."""
        place = self.world[parameter]
        return int(place.stop - place.start)

    def column(self, table: str, name: str) -> Column | None:
        """The column of that name in a table, or None."""
        return self.tables[table].column(name)

    def _check_names(self) -> None:
        columns = [column.name for table in self.tables.values() for column in table.columns]
        for name, count in Counter([*columns, *self.world, *self.purposes]).items():
            if count > 1:
                raise ProgramError(f"{name!r} is the name of {count} things; a column, parameter or draw needs its own")
        for name, count in Counter(step.name for step in self.steps).items():
            if count > 1:
                raise ProgramError(f"step {name}: {count} steps have this name; give each a rule of its own name")

    def _check(self, step: Step) -> None:
        if table_of(step) not in self.tables:
            raise ProgramError(f"step {step.name}: {_nothing(table_of(step), self.tables)}")
        for names, known in ((arguments(step), self._readable(step)), (written(step), self._writable(step))):
            for name in names:
                if name not in known:
                    raise ProgramError(f"step {step.name}: {_nothing(name, known)}")

    def _columns(self, *tables: str) -> set[str]:
        return {column.name for table in tables for column in self.tables[table].columns}

    def _readable(self, step: Step) -> set[str]:
        if isinstance(step, Settle):
            firsts = {f"first_{name}" for name in self.tables}
            return self._columns(*self.tables) | set(self.world) | set(CITY_WIDE) | firsts
        table = table_of(step)
        known = self._columns(table, "communities") | set(self.world) | set(CITY_WIDE)
        if isinstance(step, Ties):
            return known | {THEIRS + name for name in self._columns(table)} | {"tie_slot"}
        return known | {name for block in self.draws.get(table, ()) for name in block}

    def _writable(self, step: Step) -> set[str]:
        if isinstance(step, Settle):
            return self._columns(*self.tables)
        return self._columns("communities" if isinstance(step, Total) else table_of(step))


def _nothing(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"nothing it can use is called {name!r}" + (f"; {near[0]!r}?" if near else "")


def written(step: Step) -> tuple[str, ...]:
    """The columns that a step writes, or goes by."""
    return (*step.writes, *([step.where] if isinstance(step, Each) and step.where else []))


def arguments(step: Step) -> tuple[str, ...]:
    """The names that a step's function asks for."""
    return _parameters(function_of(step))


def function_of(step: Step) -> Function:
    """A step's rule, or a settlement's function."""
    return step.function if isinstance(step, Settle) else step.rule


@functools.cache
def _parameters(function: Function) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)


def table_of(step: Step) -> str:
    """The table a step goes through; a settlement goes through communities."""
    if isinstance(step, Ties):
        return "residents"
    return "communities" if isinstance(step, Settle) else step.table


def is_city_wide(step: Step) -> bool:
    """Whether a step needs the whole city at once."""
    if isinstance(step, Settle):
        return step.city
    return isinstance(step, Each) and step.table == "offices"
