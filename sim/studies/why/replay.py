"""One month of one world again, in plain Python and step by step, keeping what every step overwrote."""

from collections.abc import Sequence

import numpy as np

from sim.engine.columns import Array, Rows, State, allocate
from sim.engine.interpreted import Interpreted
from sim.engine.program import Program, arguments
from sim.engine.source import stages
from sim.engine.steps import Each, Settle, Step, Ties, Total
from sim.model.month import month_program
from sim.model.tables import TABLES
from sim.studies.why.worlds import World

Place = tuple[str, str]
"""A table and a column."""
LOCAL = tuple(name for name, table in TABLES.items() if table.in_places)
"""Tables whose rows belong to communities."""


class Month:
    """What the steps of a month found and left, for one community and for the city's own steps.

    Steps of communities are replayed for this community alone; steps of the city on what the compiled engine left of all.
    Columns of tables in ``LOCAL`` are this community's, from its first row on.
    """

    def __init__(self, world: World, month: int, *, community: int) -> None:
        self.program: Program = month_program()
        self.steps: tuple[Step, ...] = self.program.steps
        self.number, self.community, self.key = month, community, world.key
        self.world = world.schedule.world[month]
        world.stand_at(month)
        self.first = {name: int(first[community]) for name, first in world.state.first.items()}
        self._end = {name: int(first[community + 1]) for name, first in world.state.first.items()}
        self._state = _with_scratch(self.program, world.state)
        self.firsts = {name: first.copy() for name, first in world.state.first.items()}
        self._before: list[dict[Place, Array]] = []
        self._given: dict[int, dict[Place, Array]] = {}
        for index, steps in enumerate(stages(self.program)):
            self._replay(world, index, steps)

    def _replay(self, world: World, index: int, steps: Sequence[Step]) -> None:
        whole = self.program.is_whole(steps[0])
        if whole and index > 0:
            world.stand_at(self.number, behind=index)
            _take_over(self._state, other=world.state)
        engine = Interpreted(self.program, self._state if whole else _alone(self._state, self.community))
        engine.begin_month(self.number, self.key, self.world)
        for step in steps:
            if whole and isinstance(step, Settle):
                self._given[len(self._before)] = {place: self._all(place).copy() for place in self._needed(step)}
            self._before.append({place: self._now(place).copy() for place in writes(self.program, step)})
            take(engine, step)

    def _now(self, place: Place) -> Array:
        table, column = place
        rows = self._state.tables[table]
        array = rows.columns[column]
        if table not in LOCAL:
            return array
        width = len(array) // max(1, rows.n)
        return array[self.first[table] * width : self._end[table] * width]

    def _all(self, place: Place) -> Array:
        return self._state.tables[place[0]].columns[place[1]]

    def _needed(self, step: Settle) -> list[Place]:
        """The columns that a settlement of the whole city is given."""
        named = [name for name in arguments(step) if any(t.column(name) for t in self.program.tables.values())]
        return [(table_with(self.program, name), name) for name in named]

    def given(self, place: Place, step: int) -> Array:
        """A column of the whole city, as a settlement of the whole city found it."""
        return self._given[step][place]

    def begins(self, step: Step) -> int:
        """Where this community's group begins, for a step that goes through groups."""
        return int(self._state.begins(self.program.through(step))[self.community])

    def located(self, table: str, index: int) -> tuple[int, int]:
        """The community of an agent given by its place in the city, and its place there."""
        if table not in LOCAL:
            return self.community, index
        community = int(np.searchsorted(self.firsts[table], index, side="right")) - 1
        return community, index - int(self.firsts[table][community])

    def value(self, place: Place, step: int) -> Array:
        """A column as it stood before a step, the place of which is among ``steps``; behind the last, at the month's end."""
        return next((before[place] for before in self._before[step:] if place in before), self._now(place))

    def writer(self, place: Place, step: int) -> int | None:
        """The last step before ``step`` that wrote a column, or None."""
        return next((k for k in range(step - 1, -1, -1) if place in self._before[k]), None)

    def written(self, step: int) -> list[Place]:
        """The columns that a step wrote."""
        return list(self._before[step])

    def count(self, table: str) -> int:
        """How many agents of a table the month was replayed for."""
        return self._end[table] - self.first[table] if table in LOCAL else self._state.tables[table].n


def writes(program: Program, step: Step) -> list[Place]:
    """The columns that a step writes, with their tables."""
    if isinstance(step, Ties):
        return [("residents", name) for name in step.writes]
    if isinstance(step, Total):
        return [("communities", name) for name in step.writes]
    if isinstance(step, Each):
        return [(step.table, name) for name in step.writes]
    return [(table_with(program, name), name) for name in step.writes]


def table_with(program: Program, column: str) -> str:
    """The table that has a column."""
    return next(name for name, table in program.tables.items() if table.column(column))


def take(engine: Interpreted, step: Step) -> None:
    """Take one step with every agent that the engine knows."""
    engine.prepare(step)
    if not isinstance(step, Each):
        engine.take_step(step)
        return
    row, calls = engine.agent_calls(step)
    counts = np.diff(engine.state.first[step.table]) if step.table in LOCAL else [engine.state.tables[step.table].n]
    for operands, n in zip(calls, counts, strict=True):
        for i in range(n):
            row(i, *operands)


def _with_scratch(program: Program, state: State) -> State:
    """A state of its own, equal to a compiled engine's, whose scratch columns are whole."""
    own = state.copy()
    for name, table in program.tables.items():
        rows = own.tables[name]
        rows.columns |= {k: v for k, v in allocate(table, rows.n, True).columns.items() if k not in rows.columns}
    return own


def _take_over(state: State, *, other: State) -> None:
    for name, rows in other.tables.items():
        for column, array in rows.columns.items():
            state.tables[name].columns[column][:] = array


def _alone(state: State, community: int) -> State:
    """One community as a state that shares its memory with the whole; its agents keep their places, hence their luck."""
    rows = state.communities
    widths = {name: len(array) // rows.n for name, array in rows.columns.items()}
    own = {
        name: array[community * widths[name] : (community + 1) * widths[name]] for name, array in rows.columns.items()
    }
    first = {name: starts[community : community + 2] for name, starts in state.first.items()}
    return State({**state.tables, "communities": Rows(rows.table, 1, own)}, first)
