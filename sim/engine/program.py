"""A model for the engines: tables of agents, the month's steps, parameters and draws, checked when put together."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from sim.engine.columns import CITY, PLACES, Column, Table
from sim.engine.plan import Plan, kept_plan
from sim.engine.reads import THEIRS
from sim.engine.steps import Each, Function, Settle, Step, Ties, Total
from sim.errors import SimError

SHARED = ("month", "key_low", "key_high", "n_places")
"""What every step may ask for, beside ``lo_TABLE``, the place's first row, and in settlements ``first_TABLE``, those of all."""
SLOT, BEGIN = "tie_slot", "begin"


class ProgramError(SimError):
    """A step asks for something that the model does not have; ``about`` is the step's rule, or a name that is there twice."""

    def __init__(self, text: str, about: Function | str) -> None:
        self.about = about
        super().__init__(text)

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        """Come back from another process, which may not have the rule, with its text alone."""
        return type(self), (str(self), "")


@dataclass(frozen=True)
class Of:
    """A column: the agent's ``own``, ``theirs`` whom it is tied to, of the ``tie``, of its ``place``.

    A settlement of a place is given the place's ``part`` of it, one of the city the column of ``all``.
    """

    table: Table
    column: Column
    whose: Literal["own", "theirs", "tie", "place", "part", "all"]


@dataclass(frozen=True)
class Parameter:
    """A world parameter."""

    name: str


@dataclass(frozen=True)
class Uniform:
    """A uniform: the place of its block among all blocks, and its lane there."""

    purpose: int
    lane: int


@dataclass(frozen=True)
class Shared:
    """A number or column of ``SHARED``, or the slot of a tie."""

    name: str


Source = Of | Parameter | Uniform | Shared


@dataclass(frozen=True, eq=False)
class Program:
    """Everything that determines a month but for the numbers; one program is equal to itself alone.

    ``world`` maps a parameter's name to its place in the vector of world parameters (a slice; one long for a number).
    ``draws`` maps a table to its blocks of up to four uniforms; a block's place over all tables is its purpose.
    ``own_draws`` holds blocks of extensions: they come after all others, so nobody else's luck changes.
    ``plan`` is what was kept of a program like this, which was checked then.
    """

    tables: Mapping[str, Table]
    steps: tuple[Step, ...]
    world: Mapping[str, slice]
    draws: Mapping[str, tuple[tuple[str, ...], ...]]
    n_ties: int = 8
    own_draws: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    purposes: Mapping[str, tuple[int, int]] = field(init=False)
    plan: Plan | None = field(init=False)
    _sources: dict[str, tuple[tuple[str, Source], ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        blocks = [block for draws in (self.draws, self.own_draws) for table in draws.values() for block in table]
        places = {name: (purpose, lane) for purpose, block in enumerate(blocks) for lane, name in enumerate(block)}
        object.__setattr__(self, "purposes", places)
        both = {name: (*self.draws.get(name, ()), *self.own_draws.get(name, ())) for name in self.tables}
        object.__setattr__(self, "draws", both)
        self._check_names()
        object.__setattr__(self, "plan", kept_plan(self))
        if self.plan is None:
            for step in self.steps:
                self._check(step)

    @property
    def n_world(self) -> int:
        """How long the vector of world parameters is."""
        return max((place.stop for place in self.world.values()), default=0)

    @property
    def place(self) -> Table:
        """The table of places."""
        return next(table for table in self.tables.values() if table.is_place)

    @property
    def tied(self) -> Table:
        """The table whose agents are tied to each other."""
        return next(table for table in self.tables.values() if table.tie)

    def width(self, parameter: str) -> int:
        """How many numbers a world parameter is."""
        place = self.world[parameter]
        return int(place.stop - place.start)

    def column(self, table: str, *, name: str) -> Column | None:
        """The column of that name in a table, or None."""
        return self.tables[table].column(name)

    def table_of(self, step: Step) -> Table:
        """The table a step goes through; a settlement goes through places."""
        if isinstance(step, Ties):
            return self.tied
        return self.place if isinstance(step, Settle) else self.tables[step.table]

    def sources(self, step: Step) -> tuple[tuple[str, Source], ...]:
        """What a step's rule is given, in its order: the name of each, and where it comes from."""
        if step.name not in self._sources:
            self._sources[step.name] = tuple((name, self._source(step, name)) for name in arguments(step))
        return self._sources[step.name]

    def described(self) -> str:
        """Everything that determines the program but for what its rules do."""
        steps = [
            (type(one).__name__, *(getattr(one, each.name) for each in fields(one) if each.name != "rule"))
            for one in self.steps
        ]
        return repr((self.tables, steps, self.world, self.draws, self.own_draws, self.n_ties))

    def through(self, step: Step) -> str:
        """What a step goes through: ``PLACES``, or the ``CITY`` at once, or groups of places by a column of this name."""
        if isinstance(step, Settle):
            return (step.by or CITY) if step.city else PLACES
        table = self.table_of(step)
        return CITY if isinstance(step, Each) and not (table.in_places or table.is_place) else PLACES

    def is_whole(self, step: Step) -> bool:
        """Whether a step needs more than a place."""
        return self.through(step) != PLACES

    def _source(self, step: Step, name: str) -> Source:
        found = next(self._found(step, name), None)
        if found is None:
            group = next((one.kind for one in step.lowered.arguments if one.source == name and one.is_parameter), None)
            unlisted = (
                f"; is the group {group.__name__} listed among those of the world, or of levers?" if group else ""
            )
            raise _asks(step, _nothing(name, self._readable(step)) + unlisted)
        return found

    def _found(self, step: Step, name: str) -> Iterator[Source]:
        if isinstance(step, Settle):
            yield from self._settled(step, name)
        else:
            yield from self._of_agent(step, name)
        if name in self.world:
            yield Parameter(name)
        if not isinstance(step, Settle) and (column := self.place.column(name)):
            yield Of(self.place, column, "place")
        if name in self._shared(step):
            yield Shared(name)

    def _of_agent(self, step: Each | Total | Ties, name: str) -> Iterator[Source]:
        table = self.table_of(step)
        if own := table.column(name):
            yield Of(table, own, "tie" if own.of_ties and isinstance(step, Ties) else "own")
        if isinstance(step, Ties):
            theirs = table.column(name.removeprefix(THEIRS)) if name.startswith(THEIRS) else None
            if theirs:
                yield Of(table, theirs, "theirs")
        elif any(name in block for block in self.draws[table.name]):
            yield Uniform(*self.purposes[name])

    def _settled(self, step: Settle, name: str) -> Iterator[Source]:
        for table in self.tables.values():
            if column := table.column(name):
                yield Of(table, column, "all" if step.city else "part" if table.in_places else "place")

    def _shared(self, step: Step) -> set[str]:
        inside = [table.name for table in self.tables.values() if table.in_places]
        firsts = {f"first_{name}" for name in inside} if isinstance(step, Settle) else set()
        more = [SLOT] if isinstance(step, Ties) else [BEGIN] if isinstance(step, Settle) and step.by else []
        return {*SHARED, *(f"lo_{name}" for name in inside), *firsts, *more}

    def _check_names(self) -> None:
        columns = [column.name for table in self.tables.values() for column in table.columns]
        for name, count in Counter([*columns, *self.world, *self.purposes]).items():
            if count > 1:
                what = f"{name!r} is the name of {count} things; a column, parameter or draw needs its own"
                raise ProgramError(what, name)
        counts = Counter(step.name for step in self.steps)
        for step in reversed(self.steps):
            if counts[step.name] > 1:
                raise _asks(step, f"{counts[step.name]} steps have this name; give each a rule of its own name")

    def _check(self, step: Step) -> None:
        if isinstance(step, Each | Total) and step.table not in self.tables:
            raise _asks(step, _nothing(step.table, self.tables))
        self.sources(step)
        known = self._writable(step)
        for name in written(step):
            if name not in known:
                raise _asks(step, _nothing(name, known))

    def _columns(self, *tables: Table) -> set[str]:
        return {column.name for table in tables for column in table.columns}

    def _readable(self, step: Step) -> set[str]:
        table = self.table_of(step)
        tables = self.tables.values() if isinstance(step, Settle) else (table, self.place)
        known = self._columns(*tables) | set(self.world) | self._shared(step)
        if isinstance(step, Ties):
            return known | {THEIRS + name for name in self._columns(table)}
        return known | {name for block in self.draws[table.name] for name in block}

    def _writable(self, step: Step) -> set[str]:
        if isinstance(step, Settle):
            return self._columns(*self.tables.values())
        return self._columns(self.place if isinstance(step, Total) else self.table_of(step))


def _asks(step: Step, what: str) -> ProgramError:
    return ProgramError(f"step {step.name}: {what}", step.rule)


def _nothing(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"nothing it can use is called {name!r}" + (f"; {near[0]!r}?" if near else "")


def written(step: Step) -> tuple[str, ...]:
    """The columns that a step writes, or goes by."""
    return (*step.writes, *([step.where] if isinstance(step, Each) and step.where else []))


def arguments(step: Step) -> tuple[str, ...]:
    """The names of the columns, parameters and draws that a step's rule asks for, in its order."""
    return tuple(one.source for one in step.lowered.arguments)
