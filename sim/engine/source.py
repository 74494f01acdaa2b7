"""The text of a program: a row and a visit for each step. Both engines execute this text.

A row is what one agent does, a visit what one community's agents do in a step. A stage is a run of steps that a community can
take without looking at another: it goes through all of them, then the next community does, so that a community's columns stay
in the processor's cache.
"""

import itertools
import re
from collections.abc import Iterator

from sim.engine import operands as op
from sim.engine.program import Program, is_city_wide, table_of
from sim.engine.steps import Each, Function, Settle, Step, Ties, Total
from sim.rules.luck import philox

HEADER = ("month", "key_low", "key_high", "n_communities", "world", "whole_scratch")
PLACES = 0x7FFFFFFF
"""Keeps a place as it is, and tells the compiler that it is none from the end of a column, which would have to be asked."""
Lines = list[str]


def text(program: Program) -> str:
    """Python source of the whole program; an engine puts ``functions``, and the decorators ``row`` and ``visit``, in place."""
    parts = [_draw(program, table, purpose) for table, purpose in _blocks(program)]
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
    return {"philox": philox} | {f"rule_{step.name}": step.lowered.function for step in program.steps}


def _draw(program: Program, table: str, purpose: int) -> Lines:
    operands = op.draw_column_operands(program, table, purpose)
    body = [f"for i in range({_count(program, table)}):", f"    {_drawn(program, table, purpose)}"]
    return _visit(program, draw_name(table, purpose), operands, body)


def _drawn(program: Program, table: str, purpose: int, row: str = "i") -> str:
    named = {lane for place, lane in program.purposes.values() if place == purpose}
    targets = ", ".join(f"draw_{purpose}_{lane}[{row}]" if lane in named else "_" for lane in range(4))
    return f"{targets} = {op.drawing(program, table, purpose)}"


def _step(program: Program, step: Step) -> list[Lines]:
    operands = operands_of(program, step)
    if isinstance(step, Settle):
        call = f"rule_{step.name}({', '.join(operand.name for operand in operands)})"
        return [_visit(program, step.name, operands, [call])]
    n = _count(program, table_of(step))
    if isinstance(step, Total):
        return [_visit(program, step.name, operands, _total(program, step, n))]
    if isinstance(step, Ties):
        return [_visit(program, step.name, operands, _ties(program, step, n))]
    body = _row(program, step)
    row = _function("row", f"{step.name}_row", ["i", *(operand.name for operand in operands)], body)
    # a visit repeats the row's text: a row that is called takes all its arrays along for every agent
    each = ["i = c"] if table_of(step) == "communities" else [f"for i in range({n}):"]
    inner = body if table_of(step) == "communities" else [f"    {line}" for line in body]
    return [row, _visit(program, step.name, operands, each + inner)]


def _row(program: Program, step: Each) -> Lines:
    draws = [f"drawn_{block} = {op.drawing(program, step.table, block)}" for block in op.inline_draws(program, step)]
    body = [*draws, _kept(step, op.row_call(program, step))]
    return [f"if {step.where}[i]:", *(f"    {line}" for line in body)] if step.where else body


def _kept(step: Each, call: op.Call) -> str:
    return f"{', '.join(f'{name}[i]' for name in step.writes)} = rule_{step.name}({', '.join(call.arguments)})"


def _total(program: Program, step: Total, n: str) -> Lines:
    sums, terms = zip(*((f"s{k}", f"t{k}") for k in range(len(step.writes))), strict=True)
    call = f"rule_{step.name}({', '.join(op.row_call(program, step).arguments)})"
    body = [f"    {', '.join(terms)} = {call}", *(f"    {s} += {t}" for s, t in zip(sums, terms, strict=True))]
    kept = [f"{op.whole('communities', name)}[c] = {s}" for name, s in zip(step.writes, sums, strict=True)]
    return [*(f"{s} = 0" for s in sums), f"for i in range({n}):", *body, *kept]


def _ties(program: Program, step: Ties, n: str) -> Lines:
    """One loop over residents with all tie slots inside: sums stay in registers, and the loop vectorises."""
    columns = [program.column("residents", name) for name in step.writes]
    lasting = [column.name for column in columns if column and column.of_ties]
    summed = [name for name in step.writes if name not in lasting]
    slots = [_slot(program, step, slot, lasting, summed) for slot in range(program.n_ties)]
    of_ties = {column.name for column in program.tables["residents"].columns if column.of_ties}
    views = [
        f"{name}_{slot} = part({name}, {slot} * {n}, {slot + 1} * {n})"
        for name in sorted(of_ties & {operand.name for operand in operands_of(program, step)})
        for slot in range(program.n_ties)
    ]
    body = [f"sum_{name} = 0" for name in summed]
    body += [line for lines in slots for line in lines]
    body += [f"{name}[i] = sum_{name}" for name in summed]
    return [*views, f"for i in range({n}):", *(f"    {line}" for line in body)]


def _slot(program: Program, step: Ties, slot: int, lasting: Lines, summed: Lines) -> Lines:
    call = f"rule_{step.name}({', '.join(op.tie_call(program, step, slot).arguments)})"
    kept = [f"{name}_{slot}[i] = new_{name} if tie_{slot}[i] != 0 else 0" for name in lasting]
    added = [f"sum_{name} += new_{name} if tie_{slot}[i] != 0 else 0" for name in summed]
    return [
        f"j = other(i, tie_{slot}[i])",
        f"{', '.join(f'new_{name}' for name in step.writes)} = {call}",
        *kept,
        *added,
    ]


def _visit(program: Program, name: str, operands: tuple[op.Operand, ...], body: Lines) -> Lines:
    fetched = [f"{operand.name} = {operand.fetch}" for operand in operands if operand.name != operand.fetch]
    lines = [*_bounds(program, fetched + body), *fetched, *body]
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

    A block of uniforms is drawn before its first use. A step of residents or organizations with a condition goes through a list
    of the rows that it concerns, made before its first use and again where the condition's column has been written. What
    communities decide one after the other is one visit.
    """
    found: list[tuple[str, Lines]] = []
    ready: set[str] = set()
    for run in _runs(program, steps):
        for name, lines in (*_before(program, run[0]), (_name(run), _visit_of(program, run))):
            if name not in ready:
                found.append((name, lines))
                ready = {other for other in ready if _keeps(other) != _keeps(name)} | {name}
        ready -= {name for name in ready if any(_is_over(name, step) for step in run)}
    return found


def _runs(program: Program, steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """Steps that are one visit: one after the other what communities decide, each of the others alone."""

    def place(numbered: tuple[int, Step]) -> int:
        number, step = numbered
        return -1 if isinstance(step, Each) and step.table == "communities" else number

    for _, run in itertools.groupby(enumerate(steps), place):
        yield tuple(step for _, step in run)


def _name(run: tuple[Step, ...]) -> str:
    return run[0].name if len(run) == 1 else f"{run[0].name}_to_{run[-1].name}"


def _keeps(name: str) -> str:
    """What a visit leaves for others to use: draws for different lists share their columns."""
    return name.partition("_where_")[0] if name.startswith("draw_") else name


def _is_over(name: str, step: Step) -> bool:
    """Whether a list or draw no longer holds behind a step: its condition was written, or who lives where has changed."""
    return name.endswith(tuple(f"_where_{column}" for column in step.writes)) or (
        name.startswith("draw_") and "entered" in step.writes
    )


def _before(program: Program, step: Step) -> list[tuple[str, Lines]]:
    table = table_of(step)
    found = [(draw_name(table, purpose), _draw(program, table, purpose)) for purpose in op.lanes(program, step)]
    if isinstance(step, Each) and op.is_listed(program, step):
        found.append((f"list_{table}_where_{step.where}", _list(program, step)))
        found += [_drawn_before(program, step, purpose) for purpose in op.inline_draws(program, step)]
    return found


def _visit_of(program: Program, run: tuple[Step, ...]) -> Lines:
    step = run[0]
    if len(run) > 1:
        operands = dict.fromkeys(operand for one in run for operand in operands_of(program, one))
        rows = [line for one in run if isinstance(one, Each) for line in _row(program, one)]
        return _visit(program, _name(run), tuple(operands), ["i = c", *rows])
    if not (isinstance(step, Each) and op.is_listed(program, step)):
        return _step(program, step)[-1]
    call = op.row_call(program, step, listed=True)
    return _visit(program, step.name, (*call.operands, op.listed(step)), _through_list(_kept(step, call)))


def _through_list(line: str) -> Lines:
    return ["for place in range(1, listed[0] + 1):", f"    i = listed[place] & {PLACES}", f"    {line}"]


def _list(program: Program, step: Each) -> Lines:
    """Write down, behind their number, the rows where a column is not zero: 64 at a time, of which mostly few are."""
    column = program.column(step.table, str(step.where))
    assert column is not None
    operands = (op.Operand(column.name, op.part(program.tables[step.table], column)), op.listed(step))
    n = _count(program, step.table)
    body = ["count = 0", f"for block in range({n} // 64):", f"    rows = rows_set({column.name}, 64 * block)"]
    body += ["    while rows != 0:", "        count += 1", "        listed[count] = 64 * block + lowest(rows)"]
    body += ["        rows &= rows - 1", f"for i in range({n} // 64 * 64, {n}):", "    listed[count + 1] = i"]
    body += [f"    count += {column.name}[i] != 0", "listed[0] = count"]
    return _visit(program, f"list_{step.table}_where_{step.where}", operands, body)


def _drawn_before(program: Program, step: Each, purpose: int) -> tuple[str, Lines]:
    """A block of uniforms for the rows of a list, in the order of the list; for all rows where others need it of all."""
    if purpose in op.drawn_for_all(program):
        return draw_name(step.table, purpose), _draw(program, step.table, purpose)
    name = f"{draw_name(step.table, purpose)}_where_{step.where}"
    operands = (*op.draw_column_operands(program, step.table, purpose), op.listed(step))
    return name, _visit(program, name, operands, _through_list(_drawn(program, step.table, purpose, "place")))


def _function(decorator: str, name: str, given: Lines, body: Lines) -> Lines:
    return [f"@{decorator}", f"def {name}({', '.join(given)}):", *(f"    {line}" for line in body)]


def _count(program: Program, table: str) -> str:
    if program.tables[table].in_communities:
        return f"n_{table}"
    return f"len({op.whole(table, program.tables[table].columns[0].name)})"
