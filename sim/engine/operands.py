"""What a step's text fetches: the expressions for its inputs, the same for both engines."""

import functools
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.engine.columns import CITY, Column, Table
from sim.engine.program import BEGIN, Of, Parameter, Program, Shared, Source, Uniform
from sim.engine.steps import Each, Settle, Step, Ties, Total

WIDENED = {"f4": "1.0 * ", "u1": "0 + "}
UNIFORM = "({lane}[{row}] + 0.5) * 2.3283064365386963e-10"


@dataclass(frozen=True)
class Operand:
    """One thing that a row, loop or settlement is given.

    Attributes
    ----------
    name, fetch
        What it is called there, and the expression for it in a visit.
    arrays, within
        The columns of the whole city that the expression names; the table of whose rows it takes the place's part.
    parameter
        The world parameter that it is.
    """

    name: str
    fetch: str
    arrays: tuple[str, ...] = ()
    within: str = ""
    parameter: str = ""


@dataclass(frozen=True)
class Call:
    """A step as text: operands to fetch, and the expressions of the rule's arguments inside the row."""

    operands: tuple[Operand, ...]
    arguments: tuple[str, ...]


def lanes(program: Program, step: Step) -> list[int]:
    """The blocks of uniforms that have to be drawn for whole columns before the step."""
    return [] if draws_alone(program, step) else _blocks(program, step)


def inline_draws(program: Program, step: Step) -> list[int]:
    """The blocks that a step draws row by row."""
    return _blocks(program, step) if draws_alone(program, step) else []


def _blocks(program: Program, step: Step) -> list[int]:
    return sorted({source.purpose for _, source in program.sources(step) if isinstance(source, Uniform)})


def is_listed(program: Program, step: Each) -> bool:
    """Whether the compiled engine goes through a list of the rows that a step concerns."""
    return bool(step.where) and program.table_of(step).in_places


def draws_alone(program: Program, step: Step) -> bool:
    """Whether a row draws its uniforms itself: where few do, and where there are few rows."""
    return isinstance(step, Each) and (bool(step.where) or not program.table_of(step).in_places)


@functools.cache
def drawn_for_all(program: Program) -> set[int]:
    """The blocks that some step needs of every row of a table; the others are drawn for those on a list, by place there."""
    return {purpose for step in program.steps for purpose in lanes(program, step)}


def lanes_of(program: Program, table: str) -> tuple[Uniform, ...]:
    """The uniforms of a table that have a name."""
    return tuple(Uniform(*program.purposes[name]) for block in program.draws.get(table, ()) for name in block)


@functools.cache
def drawn_before(program: Program) -> Mapping[str, frozenset[tuple[str, int]]]:
    """By a stage's first step the tables and blocks that earlier stages drew for everybody, no step of the city in between."""
    found, ready = {}, set[tuple[str, int]]()
    for through, steps in itertools.groupby(program.steps, program.through):
        stage = [*steps]
        ready = set() if through == CITY else ready
        found[stage[0].name] = frozenset(ready)
        for step in stage:
            ready |= {(program.table_of(step).name, purpose) for purpose in lanes(program, step)}
            ready -= {one for one in ready if program.tables[one[0]].person in step.writes}
    return found


@functools.cache
def _held(program: Program) -> frozenset[Uniform]:
    """The uniforms that are read in a later stage than they were drawn in; rules say which."""
    found, before = set(), frozenset[tuple[str, int]]()
    for step in program.steps:
        before = drawn_before(program).get(step.name, before)
        purposes = {purpose for _, purpose in before}
        found |= {one for _, one in program.sources(step) if isinstance(one, Uniform) and one.purpose in purposes}
    return frozenset(found)


def draw_columns(program: Program, table: str) -> tuple[Column, ...]:
    """Scratch columns for the uniforms of a table."""
    return tuple(_draw_column(one) for one in sorted(lanes_of(program, table), key=lambda one: (one.purpose, one.lane)))


def held_columns(program: Program) -> tuple[str, ...]:
    """The arrays of those that are held for a group of places."""
    held = _held(program)
    return tuple(
        whole(table, column=_draw_column(one).name)
        for table in program.tables
        for one in lanes_of(program, table)
        if one in held
    )


def _draw_column(one: Uniform, held: bool = False) -> Column:
    return Column(f"draw_{one.purpose}_{one.lane}", "u4", "random word", scratch=True, held=held)


def list_columns(program: Program, table: str) -> tuple[Column, ...]:
    """Scratch columns of the compiled engine for lists of rows: their number, then the rows."""
    steps = [step for step in program.steps if isinstance(step, Each) and step.table == table]
    names = sorted({str(step.where) for step in steps if is_listed(program, step)})
    return tuple(Column(f"listed_{name}", "i4", "rows", scratch=True) for name in names)


def listed(step: Each) -> Operand:
    """The list of the rows that a step with a condition concerns."""
    array = whole(step.table, column=f"listed_{step.where}")
    return Operand("listed", array, (array,))


def whole(table: str, *, column: str) -> str:
    """The name of a column's array in a stage."""
    return f"{table}_{column}"


def part(table: Table, column: Column) -> Operand:
    """The place's part of a column."""
    array = whole(table.name, column=column.name)
    if not table.in_places:
        return Operand(column.name, array, (array,))
    start, end = bounds(table.name)
    if column.held:
        start, end = (f"{bound} - first_{table.name}[base]" for bound in (start, end))
    elif column.scratch:
        start, end = f"at_{table.name}", f"at_{table.name} + n_{table.name}"
    return Operand(column.name, _view(array, start=start, end=end, width=column.width), (array,), table.name)


def _view(array: str, *, start: str, end: str, width: int = 1) -> str:
    """Some rows of an array, by a function that an engine puts in place."""
    return f"part({array}, {start}, {end})" if width == 1 else f"part({array}, ({start}) * {width}, ({end}) * {width})"


def bounds(table: str) -> tuple[str, str]:
    """Where a place's rows begin and end."""
    return f"lo_{table}", f"hi_{table}"


def of_place(table: Table, column: Column, writable: bool = False) -> Operand:
    """A place's value, or its short column where it is wide or to be written."""
    array = whole(table.name, column=column.name)
    short = column.width > 1 or writable
    return Operand(
        column.name, _view(array, start="c", end="c + 1", width=column.width) if short else f"{array}[c]", (array,)
    )


def parameter(name: str) -> Operand:
    """A world parameter: a number, or a short column."""
    return Operand(name, f"world['{name}']", parameter=name)


def shared(program: Program, name: str) -> Operand:
    """What all steps share."""
    for table in program.tables.values():
        if name == f"first_{table.name}":
            return Operand(name, name, (name,))
        if name == f"lo_{table.name}":
            return Operand(name, name, within=table.name)
    return Operand(name, "c" if name == BEGIN else name)


def _unique(operands: Iterable[Operand]) -> tuple[Operand, ...]:
    """Each name once, in the order in which it came first; the last that was said of it holds."""
    return tuple({one.name: one for one in operands}.values())


def row_call(program: Program, step: Each | Total, listed: bool = False) -> Call:
    """Operands and arguments of a rule that goes through a table's rows, or where ``listed`` through its list of rows."""
    given = [_argument(program, step, name, source, listed) for name, source in program.sources(step)]
    operands = [operand for needed, _ in given for operand in needed]
    if isinstance(step, Each):
        table = program.table_of(step)
        operands += [_part_of(table, name) for name in (*step.writes, *([step.where] if step.where else []))]
    return Call(_unique(operands), tuple(expression for _, expression in given))


def _part_of(table: Table, name: str) -> Operand:
    column = table.column(name)
    assert column is not None
    return part(table, column)


def _argument(
    program: Program, step: Each | Total, name: str, source: Source, listed: bool
) -> tuple[tuple[Operand, ...], str]:
    if isinstance(source, Of) and source.whose == "own":
        return (part(source.table, source.column),), _own(source.column)
    if isinstance(source, Uniform):
        return _uniform(program, step, source, listed)
    return (_of_all(program, name, source),), name


def _own(column: Column) -> str:
    if column.width > 1:
        return _view(column.name, start="i", end="i + 1", width=column.width)
    # widened here: numba would go on in float32, and of two unsigned numbers make one that no signed one goes with
    return f"{WIDENED.get(column.kind, '')}{column.name}[i]"


def _of_all(program: Program, name: str, source: Source) -> Operand:
    if isinstance(source, Parameter):
        return parameter(name)
    if isinstance(source, Of):
        return of_place(source.table, source.column)
    return shared(program, name)


def _uniform(program: Program, step: Each | Total, one: Uniform, listed: bool) -> tuple[tuple[Operand, ...], str]:
    table = program.table_of(step)
    if draws_alone(program, step) and not listed:
        return draw_operands(program, table.name), UNIFORM.format(lane=f"drawn_{one.purpose}", row=one.lane)
    column = _draw_column(one, one in _held(program))
    row = "place" if listed and one.purpose not in drawn_for_all(program) else "i"
    return (part(table, column),), UNIFORM.format(lane=column.name, row=row)


def draw_operands(program: Program, table: str) -> tuple[Operand, ...]:
    """What a draw needs: the row's place in the city, the month, the month of entry, the key."""
    of = program.tables[table]
    slot = Operand("slot", bounds(table)[0], within=table) if of.in_places else Operand("slot", "0")
    shared_by_all = tuple(Operand(name, name) for name in ("month", "key_low", "key_high"))
    return (slot, *shared_by_all, *([_part_of(of, of.person)] if of.person else []))


def draw_column_operands(program: Program, table: str, purpose: int) -> tuple[Operand, ...]:
    """What filling a block's four columns needs."""
    own = [_draw_column(one, one in _held(program)) for one in lanes_of(program, table) if one.purpose == purpose]
    return (*draw_operands(program, table), *(part(program.tables[table], one) for one in own))


def drawing(program: Program, table: str, purpose: int) -> str:
    """The expression that draws a block of four uniforms for row i."""
    person = program.tables[table].person
    entered = f"{person}[i]" if person else "0"
    return f"philox(slot + i, month, {purpose}, {entered}, key_low, key_high)"


def settle_operands(program: Program, step: Settle) -> tuple[Operand, ...]:
    """What a settlement is given, argument by argument."""
    return tuple(_settled(program, step, name, source) for name, source in program.sources(step))


def _settled(program: Program, step: Settle, name: str, source: Source) -> Operand:
    if not isinstance(source, Of):
        return parameter(name) if isinstance(source, Parameter) else shared(program, name)
    if source.whose == "all":
        array = whole(source.table.name, column=name)
        return Operand(name, array, (array,))
    if source.whose == "part":
        return part(source.table, source.column)
    return of_place(source.table, source.column, name in step.writes)


def tie_call(program: Program, step: Ties, slot: int) -> Call:
    """Operands of a rule that goes through agents' ties, and its arguments for the tie of one slot, from i to j."""
    table = program.tied
    given = [_of_tie(program, name, source, slot) for name, source in program.sources(step)]
    operands = [operand for needed, _ in given for operand in needed]
    operands += [_part_of(table, name) for name in (str(table.tie), *step.writes)]
    return Call(_unique(operands), tuple(expression for _, expression in given))


def _of_tie(program: Program, name: str, source: Source, slot: int) -> tuple[tuple[Operand, ...], str]:
    if isinstance(source, Shared) and name == "tie_slot":
        return (), str(slot)
    if not isinstance(source, Of) or source.whose == "place":
        return (_of_all(program, name, source),), name
    column = source.column
    entry = {"tie": f"{column.name}_{slot}[i]", "own": f"{column.name}[i]", "theirs": f"{column.name}[j]"}[source.whose]
    return (part(source.table, column),), f"{WIDENED.get(column.kind, '')}{entry}"
