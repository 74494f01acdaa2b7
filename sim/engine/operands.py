"""Where a step's inputs come from: the expressions that fetch them, the same for both engines."""

from dataclasses import dataclass

from sim.engine.columns import Column, Table
from sim.engine.lowering import THEIRS
from sim.engine.program import CITY_WIDE, Program, arguments, table_of
from sim.engine.steps import Each, Settle, Step, Ties, Total

WIDENED = {"f4": "1.0 * ", "u1": "0 + "}
UNIFORM = "({lane}[{row}] + 0.5) * 2.3283064365386963e-10"


@dataclass(frozen=True)
class Operand:
    """One thing that a row, loop or settlement is given: its name there, and the expression for it in a stage."""

    name: str
    fetch: str


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
    return sorted({program.purposes[name][0] for name in arguments(step) if name in program.purposes})


def is_listed(program: Program, step: Each) -> bool:
    """Whether the compiled engine goes through a list of the rows that a step concerns."""
    return bool(step.where) and program.tables[step.table].in_communities


def draws_alone(program: Program, step: Step) -> bool:
    """Whether a row draws its uniforms itself: where few do, and where there are few rows."""
    return isinstance(step, Each) and (bool(step.where) or not program.tables[step.table].in_communities)


def drawn_for_all(program: Program) -> set[int]:
    """The blocks that some step needs of every row of a table; the others are drawn for those on a list, by place there."""
    return {purpose for step in program.steps for purpose in lanes(program, step)}


def draw_columns(program: Program, table: str) -> tuple[Column, ...]:
    """Scratch columns for the uniforms of a table, one for each that has a name."""
    places = sorted(program.purposes[name] for block in program.draws.get(table, ()) for name in block)
    return tuple(Column(f"draw_{purpose}_{lane}", "u4", "random word", scratch=True) for purpose, lane in places)


def list_columns(program: Program, table: str) -> tuple[Column, ...]:
    """Scratch columns of the compiled engine for lists of rows: their number, then the rows."""
    steps = [step for step in program.steps if isinstance(step, Each) and step.table == table]
    names = sorted({str(step.where) for step in steps if is_listed(program, step)})
    return tuple(Column(f"listed_{name}", "i4", "rows", scratch=True) for name in names)


def listed(step: Each) -> Operand:
    """The list of the rows that a step with a condition concerns."""
    return Operand("listed", whole(step.table, f"listed_{step.where}"))


def whole(table: str, column: str) -> str:
    """The name of a column's array in a stage."""
    return f"{table}_{column}"


def part(table: Table, column: Column) -> str:
    """The community's part of a column."""
    array = whole(table.name, column.name)
    if not table.in_communities:
        return array
    start, end = (f"at_{table.name}", f"at_{table.name} + n_{table.name}") if column.scratch else _bounds(table.name)
    return _view(array, start, end, column.width)


def _view(array: str, start: str, end: str, width: int = 1) -> str:
    """Some rows of an array, by a function that an engine puts in place."""
    return f"part({array}, {start}, {end})" if width == 1 else f"part({array}, ({start}) * {width}, ({end}) * {width})"


def _bounds(table: str) -> tuple[str, str]:
    return f"lo_{table}", f"hi_{table}"


def of_community(column: Column, writable: bool = False) -> str:
    """A community's value, or its short column where it is wide or to be written."""
    array = whole("communities", column.name)
    if column.width > 1:
        return _view(array, "c", "c + 1", column.width)
    return _view(array, "c", "c + 1") if writable else f"{array}[c]"


def row_call(program: Program, step: Each | Total, listed: bool = False) -> Call:
    """Operands and arguments of a rule that goes through a table's rows, or where ``listed`` through its list of rows."""
    operands: dict[str, str] = {}
    expressions = [_argument(program, step, name, operands, listed) for name in arguments(step)]
    if isinstance(step, Each):
        table = program.tables[step.table]
        for name in (*step.writes, *([step.where] if step.where else [])):
            column = table.column(name)
            assert column is not None
            operands[name] = part(table, column)
    return Call(tuple(Operand(*item) for item in operands.items()), tuple(expressions))


def _argument(program: Program, step: Each | Total, name: str, operands: dict[str, str], listed: bool) -> str:
    table = program.tables[step.table]
    if own := table.column(name):
        operands[name] = part(table, own)
        return _own(own)
    if name in program.purposes:
        return _uniform(program, step, name, operands, listed)
    operands[name] = _shared(program, name)
    return name


def _own(column: Column) -> str:
    if column.width > 1:
        return _view(column.name, "i", "i + 1", column.width)
    # widened here: numba would go on in float32, and of two unsigned numbers make one that no signed one goes with
    return f"{WIDENED.get(column.kind, '')}{column.name}[i]"


def _shared(program: Program, name: str) -> str:
    if name in program.world:
        return world(name)
    if column := program.column("communities", name):
        return of_community(column)
    return name


def world(name: str) -> str:
    """A world parameter: a number, or a short column."""
    return f"world['{name}']"


def _uniform(program: Program, step: Each | Total, name: str, operands: dict[str, str], listed: bool) -> str:
    purpose, lane = program.purposes[name]
    if draws_alone(program, step) and not listed:
        operands.update(draw_operands(program, step.table))
        return UNIFORM.format(lane=f"drawn_{purpose}", row=lane)
    table = program.tables[step.table]
    column = Column(f"draw_{purpose}_{lane}", "u4", "", scratch=True)
    operands[column.name] = part(table, column)
    return UNIFORM.format(lane=column.name, row="place" if listed and purpose not in drawn_for_all(program) else "i")


def draw_operands(program: Program, table: str) -> dict[str, str]:
    """What a draw needs: the row's place in the city, the month, the month of entry, the key."""
    entered = program.column(table, "entered")
    slot = {"slot": _bounds(table)[0] if program.tables[table].in_communities else "0"}
    shared = {name: name for name in ("month", "key_low", "key_high")}
    return slot | shared | ({"entered": part(program.tables[table], entered)} if entered else {})


def draw_column_operands(program: Program, table: str, purpose: int) -> tuple[Operand, ...]:
    """What filling a block's four columns needs."""
    lanes_of = [column for column in draw_columns(program, table) if column.name.startswith(f"draw_{purpose}_")]
    columns = {column.name: part(program.tables[table], column) for column in lanes_of}
    return tuple(Operand(*item) for item in (draw_operands(program, table) | columns).items())


def drawing(program: Program, table: str, purpose: int) -> str:
    """The expression that draws a block of four uniforms for row i."""
    entered = "entered[i]" if program.column(table, "entered") else "0"
    return f"philox(slot + i, month, {purpose}, {entered}, key_low, key_high)"


def settle_operands(program: Program, step: Settle) -> tuple[Operand, ...]:
    """What a settlement is given, argument by argument."""
    return tuple(Operand(name, _settled(program, step, name)) for name in arguments(step))


def _settled(program: Program, step: Settle, name: str) -> str:
    if name in CITY_WIDE or name.startswith("first_"):
        return name
    if name in program.world:
        return world(name)
    table, column = next((t, c) for t in program.tables.values() if (c := t.column(name)))
    if step.city:
        return whole(table.name, name)
    return part(table, column) if table.in_communities else of_community(column, name in step.writes)


def tie_call(program: Program, step: Ties, slot: int) -> Call:
    """Operands of a rule that goes through residents' ties, and its arguments for the tie of one slot, from i to j."""
    table, operands = program.tables[table_of(step)], dict[str, str]()
    expressions = [_of_tie(program, table, name, operands, slot) for name in arguments(step)]
    for name in ("tie", *step.writes):
        column = table.column(name)
        assert column is not None
        operands[name] = part(table, column)
    return Call(tuple(Operand(*item) for item in operands.items()), tuple(expressions))


def _of_tie(program: Program, table: Table, name: str, operands: dict[str, str], slot: int) -> str:
    if name == "tie_slot":
        return str(slot)
    column, row = table.column(name), "i"
    if column is None and name.startswith(THEIRS):
        column, row = table.column(name.removeprefix(THEIRS)), "j"
    if column is None:
        operands[name] = _shared(program, name)
        return name
    operands[column.name] = part(table, column)
    return f"{WIDENED.get(column.kind, '')}{f'{column.name}_{slot}[i]' if column.of_ties else f'{column.name}[{row}]'}"
