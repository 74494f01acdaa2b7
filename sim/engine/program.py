"""A model for the engines: tables of agents, the month's steps, parameters and draws, checked when put together."""

import difflib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.engine.columns import Column, Table
from sim.engine.steps import Each, Settle, Step, Ties

CITY_WIDE = ("month", "key_low", "key_high", "n_communities", "lo_residents")


class ProgramError(Exception):
    """A step asks for something that the model does not have."""


@dataclass(frozen=True)
class Program:
    """Everything that determines a month but for the numbers.

    ``world`` maps a parameter's name to its place in the vector of world parameters (a slice; one long for a number).
    ``draws`` maps a table to its blocks of up to four uniforms; a block's place over all tables is its purpose.
    """

    tables: Mapping[str, Table]
    steps: tuple[Step, ...]
    world: Mapping[str, slice]
    draws: Mapping[str, tuple[tuple[str, ...], ...]]
    n_ties: int = 8
    purposes: Mapping[str, tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        blocks = [block for table in self.draws.values() for block in table]
        places = {name: (purpose, lane) for purpose, block in enumerate(blocks) for lane, name in enumerate(block)}
        object.__setattr__(self, "purposes", places)
        for step in self.steps:
            self._check(step)

    def column(self, table: str, name: str) -> Column | None:
        """The column of that name in a table, or None."""
        return self.tables[table].column(name)

    def _check(self, step: Step) -> None:
        known = self._names(step)
        asked = [step.of, step.writes] if isinstance(step, Ties) else [*arguments(step), *step.writes]
        for name in asked:
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                raise ProgramError(
                    f"step {step.name}: nothing is called {name!r}" + (f"; {near[0]!r}?" if near else "")
                )

    def _names(self, step: Step) -> set[str]:
        scope = list(self.tables) if isinstance(step, Settle) else [table_of(step), "communities"]
        columns = {column.name for table in scope for column in self.tables[table].columns}
        return (
            columns | set(self.world) | set(self.purposes) | set(CITY_WIDE) | {f"first_{name}" for name in self.tables}
        )


def arguments(step: Step) -> tuple[str, ...]:
    """The names that a step's function asks for."""
    if isinstance(step, Ties):
        return (step.of,)
    function = step.function if isinstance(step, Settle) else step.rule
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
