"""The text of a program: a row and a visit for each step. Both engines execute this text.

A row is what one agent does, a visit what one community's agents do in a step. A stage is a run of steps that a community can
take without looking at another: it goes through all of them, then the next community does, so that a community's columns stay
in the processor's cache.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sim.engine import operands as op
from sim.engine.program import Program, is_city_wide, table_of
from sim.engine.steps import Each, Function, Settle, Step, Ties, Total
from sim.rules.luck import philox

HEADER = ("month", "key_low", "key_high", "n_communities", "world", "whole_scratch")
PLACES = 0x7FFFFFFF
"""Keeps a place as it is, and tells the compiler that it is none from the end of a column, which would have to be asked."""
Lines = list[str]


@dataclass(frozen=True)
class Loop:
    """What a community's rows do in a step: the operands, the loop's head, the lines of a row; lines before and behind.

    ``totals`` are the community's columns that are there behind the loop only. Without a head the lines are all there is.
    """

    name: str
    operands: tuple[op.Operand, ...]
    head: Lines
    row: Lines
    before: Lines = field(default_factory=list)
    behind: Lines = field(default_factory=list)
    totals: frozenset[str] = frozenset()


def text(program: Program) -> str:
    """Python source of the whole program; ``row`` and ``visit`` are decorators that an engine puts in place."""
    draws = [_draw(program, table, purpose) for table, purpose in _blocks(program)]
    parts = [_imports(program), *(_visit(program, draw.name, [draw]) for draw in draws)]
    parts += [lines for step in program.steps for lines in _step(program, step)]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def stages(program: Program) -> list[tuple[Step, ...]]:
    """Runs of steps that one community can take without looking at another, and runs that need the whole city."""
    return [tuple(steps) for _, steps in itertools.groupby(program.steps, is_city_wide)]


def operands_of(program: Program, step: Step) -> tuple[op.Operand, ...]:
    """What the step's row or settlement is given."""
    if isinstance(step, Settle):
        return op.settle_operands(program, step)
    if isinstance(step, Ties):
        return op.tie_call(program, step, 0).operands
    return op.row_call(program, step).operands


def arrays(program: Program, lines: Lines) -> list[str]:
    """The arrays that lines of text name, in order of the alphabet."""
    pattern = rf"\b(?:first|{'|'.join(program.tables)})_\w+"
    named = set(re.findall(pattern, "\n".join(lines)))
    return sorted(named - {column.name for table in program.tables.values() for column in table.columns})


def draw_name(table: str, purpose: int) -> str:
    """The visit that fills the four columns of a block of uniforms."""
    return f"draw_{table}_{purpose}"


def _blocks(program: Program) -> list[tuple[str, int]]:
    return sorted({(table_of(step), purpose) for step in program.steps for purpose in op.lanes(program, step)})


def functions(program: Program) -> dict[str, Function]:
    """What the text calls, by its name there."""
    rules = [step.function if isinstance(step, Settle) else step.rule for step in program.steps]
    return {"philox": philox} | {f"rule_{each.__name__}": each for each in rules}


def _imports(program: Program) -> Lines:
    return sorted(
        {f"from {one.__module__} import {one.__name__} as {name}" for name, one in functions(program).items()}
    )


def _draw(program: Program, table: str, purpose: int) -> Loop:
    operands = op.draw_column_operands(program, table, purpose)
    return Loop(draw_name(table, purpose), operands, _over(program, table), [_drawn(program, table, purpose)])


def _drawn(program: Program, table: str, purpose: int) -> str:
    targets = ", ".join(f"draw_{purpose}_{lane}[i]" for lane in range(4))
    return f"{targets} = {op.drawing(program, table, purpose)}"


def _over(program: Program, table: str) -> Lines:
    """The head of a loop over a table's rows."""
    return ["i = c"] if table == "communities" else [f"for i in range({_count(program, table)}):"]


def _step(program: Program, step: Step) -> list[Lines]:
    visit = _visit(program, step.name, [_loop(program, step)])
    if not isinstance(step, Each):
        return [visit]
    # a visit repeats the row's text: a row that is called takes all its arrays along for every agent
    given = ["i", *(operand.name for operand in operands_of(program, step))]
    return [_function("row", f"{step.name}_row", given, _row(program, step)), visit]


def _loop(program: Program, step: Step) -> Loop:
    operands = operands_of(program, step)
    if isinstance(step, Settle):
        return Loop(step.name, operands, [], [f"rule_{step.name}({', '.join(operand.name for operand in operands)})"])
    if isinstance(step, Ties):
        return Loop(step.name, operands, [], _ties(program, step, _count(program, "residents")))
    if isinstance(step, Total):
        return _total(program, step)
    return Loop(step.name, operands, _over(program, step.table), _row(program, step))


def _row(program: Program, step: Each) -> Lines:
    draws = [f"drawn_{block} = {op.drawing(program, step.table, block)}" for block in op.inline_draws(program, step)]
    body = [*draws, _kept(step, op.row_call(program, step))]
    return [f"if {step.where}[i]:", *(f"    {line}" for line in body)] if step.where else body


def _kept(step: Each, call: op.Call) -> str:
    return f"{', '.join(f'{name}[i]' for name in step.writes)} = rule_{step.name}({', '.join(call.arguments)})"


def _total(program: Program, step: Total) -> Loop:
    call = op.row_call(program, step)
    row = [f"{', '.join(f'one_{name}' for name in step.writes)} = rule_{step.name}({', '.join(call.arguments)})"]
    row += [f"sum_{name} += one_{name}" for name in step.writes]
    before = [f"sum_{name} = 0" for name in step.writes]
    behind = [f"{op.whole('communities', name)}[c] = sum_{name}" for name in step.writes]
    return Loop(step.name, call.operands, _over(program, step.table), row, before, behind, frozenset(step.writes))


def _ties(program: Program, step: Ties, n: str) -> Lines:
    """One loop over residents with all tie slots inside: sums stay in registers, and the loop vectorises."""
    columns = [program.column("residents", name) for name in step.writes]
    lasting = [column.name for column in columns if column and column.of_ties]
    summed = [name for name in step.writes if name not in lasting]
    slots = [_slot(program, step, slot, lasting, summed) for slot in range(program.n_ties)]
    offsets = [f"at_{slot} = {slot} * {n}" for slot in range(program.n_ties)]
    body = [f"sum_{name} = 0" for name in summed]
    body += [line for lines in slots for line in lines]
    body += [f"{name}[i] = sum_{name}" for name in summed]
    return [*offsets, f"for i in range({n}):", *(f"    {line}" for line in body)]


def _slot(program: Program, step: Ties, slot: int, lasting: Lines, summed: Lines) -> Lines:
    call = f"rule_{step.name}({', '.join(op.tie_call(program, step, slot).arguments)})"
    kept = [f"{name}[at_{slot} + i] = new_{name} if j != i else 0" for name in lasting]
    added = [f"sum_{name} += new_{name} if j != i else 0" for name in summed]
    return [
        f"j = (i + tie[at_{slot} + i]) & {PLACES}",
        f"{', '.join(f'new_{name}' for name in step.writes)} = {call}",
        *kept,
        *added,
    ]


def _visit(program: Program, name: str, loops: Sequence[Loop]) -> Lines:
    """The function that takes a community through loops with the same head as one loop."""
    operands = {operand.name: operand.fetch for loop in loops for operand in loop.operands}
    fetched = [f"{name} = {fetch}" for name, fetch in operands.items() if name != fetch]
    head, row = loops[0].head, [line for loop in loops for line in loop.row]
    inside = [*head, *(f"    {line}" for line in row)] if head and head[0].endswith(":") else [*head, *row]
    body = [*(line for loop in loops for line in loop.before), *inside]
    lines = [*fetched, *body, *(line for loop in loops for line in loop.behind)]
    lines = [*_bounds(program, lines), *lines]
    return _function("visit", name, ["c", *HEADER, *arrays(program, lines)], lines)


def _bounds(program: Program, lines: Lines) -> Lines:
    """Where a community's rows begin and end, for the tables that the lines speak of."""
    used, bounds = "\n".join(lines), []
    for name in (table.name for table in program.tables.values() if table.in_communities):
        if re.search(rf"\b(lo|hi|n|at)_{name}\b", used):
            bounds += [f"lo_{name} = first_{name}[c]", f"hi_{name} = first_{name}[c + 1]"]
            bounds += [f"n_{name} = hi_{name} - lo_{name}", f"at_{name} = lo_{name} * whole_scratch"]
    return bounds


def visits(program: Program, steps: tuple[Step, ...]) -> list[tuple[str, Lines]]:
    """Names and texts of the visits of a run of steps, as the compiled engine makes them.

    A block of uniforms is drawn before its first use. A step with a condition goes through a list of the rows that it
    concerns, made before its first use and again where the condition's column has been written. Loops over the same rows that
    follow each other are one, so that a row stays in registers, but for those that read what another adds up.
    """
    together: list[list[Loop]] = []
    for loop in _loops(program, steps):
        if together and _goes_on(together[-1], loop):
            together[-1].append(loop)
        else:
            together.append([loop])
    return [(name := _name(loops), _visit(program, name, loops)) for loops in together]


def _goes_on(run: Sequence[Loop], loop: Loop) -> bool:
    added_up = frozenset[str]().union(*(one.totals for one in run))
    return bool(loop.head) and run[0].head == loop.head and not added_up & {each.name for each in loop.operands}


def _name(loops: Sequence[Loop]) -> str:
    return loops[0].name if len(loops) == 1 else f"{loops[0].name}_to_{loops[-1].name}"


def _loops(program: Program, steps: tuple[Step, ...]) -> Iterator[Loop]:
    ready: set[str] = set()
    for step in steps:
        for loop in (*_before(program, step), _loop_of(program, step)):
            if loop.name not in ready and loop.name.partition("_where_")[0] not in ready:
                yield loop
                ready.add(loop.name)
        ready -= {name for name in ready if _is_over(name, step)}


def _is_over(name: str, step: Step) -> bool:
    """Whether a list or draw no longer holds behind a step: its condition was written, or who lives where has changed."""
    return name.endswith(tuple(f"_where_{column}" for column in step.writes)) or (
        name.startswith("draw_") and "entered" in step.writes
    )


def _before(program: Program, step: Step) -> list[Loop]:
    table = table_of(step)
    found = [_draw(program, table, purpose) for purpose in op.lanes(program, step)]
    if isinstance(step, Each) and step.where:
        found.append(_list(program, step))
        found += [_draw_listed(program, step, purpose) for purpose in op.inline_draws(program, step)]
    return found


def _loop_of(program: Program, step: Step) -> Loop:
    if not (isinstance(step, Each) and step.where):
        return _loop(program, step)
    call = op.row_call(program, step, listed=True)
    return Loop(step.name, (*call.operands, op.listed(step)), [], _through_list(step, _kept(step, call)))


def _through_list(step: Each, line: str) -> Lines:
    listed = op.listed(step).name
    return [f"for place in range(1, {listed}[0] + 1):", f"    i = {listed}[place] & {PLACES}", f"    {line}"]


def _list(program: Program, step: Each) -> Loop:
    """Write down, behind their number, the rows where a column is not zero, without a branch."""
    column = program.column(step.table, str(step.where))
    assert column is not None
    operands = (op.Operand(column.name, op.part(program.tables[step.table], column)), op.listed(step))
    body = ["count = 0", f"for i in range({_count(program, step.table)}):", "    listed[count + 1] = i"]
    body += [f"    count += {column.name}[i] != 0", "listed[0] = count"]
    return Loop(f"list_{step.table}_where_{step.where}", operands, [], body)


def _draw_listed(program: Program, step: Each, purpose: int) -> Loop:
    name = f"{draw_name(step.table, purpose)}_where_{step.where}"
    operands = (*op.draw_column_operands(program, step.table, purpose), op.listed(step))
    return Loop(name, operands, [], _through_list(step, _drawn(program, step.table, purpose)))


def _function(decorator: str, name: str, given: Lines, body: Lines) -> Lines:
    return [f"@{decorator}", f"def {name}({', '.join(given)}):", *(f"    {line}" for line in body)]


def _count(program: Program, table: str) -> str:
    if program.tables[table].in_communities:
        return f"n_{table}"
    return f"len({op.whole(table, program.tables[table].columns[0].name)})"
