"""The text of a program: a row and a visit for each step. Both engines execute this text.

A row is what one agent does, a visit what one community's agents do in a step. A stage is a run of steps that a community can
take without looking at another: it goes through all of them, then the next community does, so that a community's columns stay
in the processor's cache.
"""

import itertools
import re

from sim.engine import operands as op
from sim.engine.program import Program, is_city_wide, table_of
from sim.engine.steps import Each, Function, Settle, Step, Ties, Total
from sim.rules.luck import philox

HEADER = ("month", "key_low", "key_high", "n_communities", "world", "whole_scratch")
Lines = list[str]


def text(program: Program) -> str:
    """Python source of the whole program; ``row`` and ``visit`` are decorators that an engine puts in place."""
    parts = [_imports(program), *(_draw(program, table, purpose) for table, purpose in _blocks(program))]
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
        return op.tie_operands(program, step)
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
    used = [step for step in program.steps if not isinstance(step, Ties)]
    rules = [step.function if isinstance(step, Settle) else step.rule for step in used]
    return {"philox": philox} | {f"rule_{each.__name__}": each for each in rules}


def _imports(program: Program) -> Lines:
    return sorted(
        {f"from {one.__module__} import {one.__name__} as {name}" for name, one in functions(program).items()}
    )


def _draw(program: Program, table: str, purpose: int) -> Lines:
    operands = op.draw_column_operands(program, table, purpose)
    targets = ", ".join(f"draw_{purpose}_{lane}[i]" for lane in range(4))
    body = [f"for i in range({_count(program, table)}):", f"    {targets} = {op.drawing(program, table, purpose)}"]
    return _visit(program, draw_name(table, purpose), operands, body)


def _step(program: Program, step: Step) -> list[Lines]:
    operands = operands_of(program, step)
    if isinstance(step, Settle):
        call = f"rule_{step.name}({', '.join(operand.name for operand in operands)})"
        return [_visit(program, step.name, operands, [call])]
    n = _count(program, table_of(step))
    if isinstance(step, Total):
        return [_visit(program, step.name, operands, _total(program, step, n))]
    body = _tie_row(program, step) if isinstance(step, Ties) else _row(program, step)
    row = _function("row", f"{step.name}_row", ["i", *(operand.name for operand in operands)], body)
    # a visit repeats the row's text: a row that is called takes all its arrays along for every agent
    each = ["i = c"] if table_of(step) == "communities" else [f"for i in range({n}):"]
    inner = body if table_of(step) == "communities" else [f"    {line}" for line in body]
    return [row, _visit(program, step.name, operands, each + inner)]


def _row(program: Program, step: Each) -> Lines:
    call = f"rule_{step.name}({', '.join(op.row_call(program, step).arguments)})"
    draws = [f"drawn_{block} = {op.drawing(program, step.table, block)}" for block in op.inline_draws(program, step)]
    body = [*draws, f"{', '.join(f'{name}[i]' for name in step.writes)} = {call}"]
    return [f"if {step.where}[i]:", *(f"    {line}" for line in body)] if step.where else body


def _total(program: Program, step: Total, n: str) -> Lines:
    sums, terms = zip(*((f"s{k}", f"t{k}") for k in range(len(step.writes))), strict=True)
    call = f"rule_{step.name}({', '.join(op.row_call(program, step).arguments)})"
    body = [f"    {', '.join(terms)} = {call}", *(f"    {s} += {t}" for s, t in zip(sums, terms, strict=True))]
    kept = [f"{op.whole('communities', name)}[c] = {s}" for name, s in zip(step.writes, sums, strict=True)]
    return [*(f"{s} = 0" for s in sums), f"for i in range({n}):", *body, *kept]


def _tie_row(program: Program, step: Ties) -> Lines:
    column = program.column("residents", step.of)
    is_float = column is not None and column.kind in ("f4", "f8")
    value, zero = (f"1.0 * {step.of}[i + tie[k]]", "0.0") if is_float else (f"{step.of}[i + tie[k]]", "0")
    width, factor = program.n_ties, f" * {step.weight}[k]" if step.weight else ""
    body = [f"total = {zero}", f"for k in range(i * {width}, i * {width} + {width}):"]
    return [*body, f"    total += {value}{factor} if tie[k] != 0 else {zero}", f"{step.writes}[i] = total"]


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
    """Names and texts of the visits of a run of steps, each block of uniforms drawn before its first use."""
    found: dict[str, Lines] = {}
    for step in steps:
        for purpose in op.lanes(program, step):
            name = draw_name(table_of(step), purpose)
            found.setdefault(name, _draw(program, table_of(step), purpose))
        found[step.name] = _step(program, step)[-1]
    return list(found.items())


def _function(decorator: str, name: str, given: Lines, body: Lines) -> Lines:
    return [f"@{decorator}", f"def {name}({', '.join(given)}):", *(f"    {line}" for line in body)]


def _count(program: Program, table: str) -> str:
    if program.tables[table].in_communities:
        return f"n_{table}"
    return f"len({op.whole(table, program.tables[table].columns[0].name)})"
