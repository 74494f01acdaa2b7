"""The text of a program: a row and a visit for each step. Both engines execute this text.

A row is what one agent does, a visit what one place's agents do in a step. A stage is a run of steps that a place can
take without looking at another: it goes through all of them, then the next place does, so that a place's columns stay
in the processor's cache.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sim.engine import operands as op
from sim.engine.lowering import lowered
from sim.engine.operands import Operand
from sim.engine.program import Program
from sim.engine.steps import Each, Function, Settle, Step, Ties, Total
from sim.rules.random_numbers import philox

HEADER = ("base", "month", "key_low", "key_high", "n_places", "world", "whole_scratch")
Lines = list[str]


@dataclass(frozen=True)
class Visit:
    """What one place's agents do in a step, as text.

    Attributes
    ----------
    name, operands, body
        Its name, what it fetches, and what it does with that.
    arrays
        The columns of the whole city that it names, in order of the alphabet.
    bounded
        The tables of which it needs to know where the place's rows begin and end.
    calls
        The functions that it calls, by their names in ``functions``.
    """

    name: str
    operands: tuple[Operand, ...]
    body: tuple[str, ...]
    arrays: tuple[str, ...]
    bounded: tuple[str, ...]
    calls: tuple[str, ...]

    @property
    def parameters(self) -> tuple[str, ...]:
        """The world parameters that it reads."""
        return tuple(one.parameter for one in self.operands if one.parameter)

    def lines(self, places: Mapping[str, str] | None = None) -> Lines:
        """Its text; ``places`` says where a world parameter is, in place of its name."""
        found: Lines = []
        for name in self.bounded:
            found += [f"lo_{name} = first_{name}[c]", f"hi_{name} = first_{name}[c + 1]"]
            found += [f"n_{name} = hi_{name} - lo_{name}", f"at_{name} = lo_{name} * whole_scratch"]
        for one in self.operands:
            fetch = places[one.parameter] if places and one.parameter else one.fetch
            found += [f"{one.name} = {fetch}"] if one.name != fetch else []
        return _function("visit", name=self.name, given=["c", *HEADER, *self.arrays], body=[*found, *self.body])


@dataclass(frozen=True)
class Prepared:
    """What a visit leaves for later: a ``purpose`` drawn for a table's rows, or without one the list of rows ``where``."""

    table: str
    purpose: int | None
    where: str | None = None

    @property
    def name(self) -> str:
        """The visit that makes it."""
        made = f"list_{self.table}" if self.purpose is None else draw_name(self.table, self.purpose)
        return f"{made}_where_{self.where}" if self.where else made

    def gives_way_to(self, other: "Prepared") -> bool:
        """Whether another takes its columns: draws for different lists share them."""
        return self == other or (
            self.purpose is not None and (self.table, self.purpose) == (other.table, other.purpose)
        )

    def is_over(self, program: Program, step: Step) -> bool:
        """Whether it no longer holds behind a step: its condition was written, or who is in which row has changed."""
        person = program.tables[self.table].person
        return self.where in step.writes or (self.purpose is not None and person in step.writes)


def text(program: Program) -> str:
    """Python source of the whole program; an engine puts ``functions``, and the decorators ``row`` and ``visit``, in place."""
    parts = [_draw(program, table, purpose).lines() for table, purpose in _blocks(program)]
    parts += [lines for step in program.steps for lines in _step(program, step)]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def stages(program: Program) -> list[tuple[Step, ...]]:
    """Runs of steps that one place can take without looking at another, and runs that need groups of them or the whole city."""
    return [tuple(steps) for _, steps in itertools.groupby(program.steps, program.through)]


def operands_of(program: Program, step: Step) -> tuple[Operand, ...]:
    """What the step's row or settlement is given."""
    if isinstance(step, Settle):
        return op.settle_operands(program, step)
    if isinstance(step, Ties):
        return op.tie_call(program, step, 0).operands
    return op.row_call(program, step).operands


def draw_name(table: str, purpose: int) -> str:
    """The visit that fills the four columns of a block of uniforms."""
    return f"draw_{table}_{purpose}"


def _blocks(program: Program) -> list[tuple[str, int]]:
    return sorted({(program.table_of(step).name, one) for step in program.steps for one in op.lanes(program, step)})


def functions(program: Program) -> dict[str, Function]:
    """What the text calls, by its name there."""
    return {"philox": lowered(philox).function} | {f"rule_{step.name}": step.lowered.function for step in program.steps}


def _draw(program: Program, table: str, purpose: int) -> Visit:
    operands = op.draw_column_operands(program, table, purpose)
    loop, counted, within = _each_row(program, table)
    body = [loop, f"    {_drawn(program, table, purpose)}"]
    return _visit(program, draw_name(table, purpose), operands, body, ("philox",), counted, within)


def _drawn(program: Program, table: str, purpose: int, row: str = "i") -> str:
    named = {one.lane for one in op.lanes_of(program, table) if one.purpose == purpose}
    targets = ", ".join(f"draw_{purpose}_{lane}[{row}]" if lane in named else "_" for lane in range(4))
    return f"{targets} = {op.drawing(program, table, purpose)}"


def _step(program: Program, step: Step) -> list[Lines]:
    """The texts of a step: its row, where agents take it, and its visit."""
    visit = _visit_of_step(program, step)
    if not isinstance(step, Each):
        return [visit.lines()]
    # a visit repeats the row's text: a row that is called takes all its arrays along for every agent
    given = ["i", *(operand.name for operand in operands_of(program, step))]
    return [_function("row", name=f"{step.name}_row", given=given, body=_row(program, step)), visit.lines()]


def _visit_of_step(program: Program, step: Step) -> Visit:
    operands, calls = operands_of(program, step), _calls(program, step)
    if isinstance(step, Settle):
        given = ", ".join(operand.name for operand in operands)
        return _visit(program, step.name, operands, [f"rule_{step.name}({given})"], calls)
    table = program.table_of(step)
    if table.is_place:
        assert isinstance(step, Each)
        return _visit(program, step.name, operands, ["i = c", *_row(program, step)], calls)
    loop, counted, within = _each_row(program, table.name)
    if isinstance(step, Each):
        body = [loop, *(f"    {line}" for line in _row(program, step))]
    elif isinstance(step, Total):
        body = _total(program, step, loop)
        counted = (*counted, *(op.whole(program.place.name, column=name) for name in step.writes))
    else:
        body = _ties(program, step, loop)
    return _visit(program, step.name, operands, body, calls, counted, within)


def _calls(program: Program, *steps: Step) -> tuple[str, ...]:
    drawn = any(op.inline_draws(program, step) and not _is_listed(program, step) for step in steps)
    return (*(["philox"] if drawn else []), *(f"rule_{step.name}" for step in steps))


def _row(program: Program, step: Each) -> Lines:
    draws = [f"drawn_{block} = {op.drawing(program, step.table, block)}" for block in op.inline_draws(program, step)]
    body = [*draws, _kept(step, op.row_call(program, step))]
    return [f"if {step.where}[i]:", *(f"    {line}" for line in body)] if step.where else body


def _kept(step: Each, call: op.Call) -> str:
    return f"{', '.join(f'{name}[i]' for name in step.writes)} = rule_{step.name}({', '.join(call.arguments)})"


def _total(program: Program, step: Total, loop: str) -> Lines:
    sums, terms = zip(*((f"s{k}", f"t{k}") for k in range(len(step.writes))), strict=True)
    call = f"rule_{step.name}({', '.join(op.row_call(program, step).arguments)})"
    body = [f"    {', '.join(terms)} = {call}", *(f"    {s} += {t}" for s, t in zip(sums, terms, strict=True))]
    kept = [f"{op.whole(program.place.name, column=name)}[c] = {s}" for name, s in zip(step.writes, sums, strict=True)]
    return [*(f"{s} = 0" for s in sums), loop, *body, *kept]


def _ties(program: Program, step: Ties, loop: str) -> Lines:
    """One loop over agents with all tie slots inside: sums stay in registers, and the loop vectorises."""
    table = program.tied
    columns = [table.column(name) for name in step.writes]
    lasting = [column.name for column in columns if column and column.of_ties]
    summed = [name for name in step.writes if name not in lasting]
    slots = [_slot(program, step, slot, lasting, summed=summed) for slot in range(program.n_ties)]
    of_ties = {column.name for column in table.columns if column.of_ties}
    views = [
        f"{name}_{slot} = part({name}, {slot} * n_{table.name}, {slot + 1} * n_{table.name})"
        for name in sorted(of_ties & {operand.name for operand in operands_of(program, step)})
        for slot in range(program.n_ties)
    ]
    body = [f"sum_{name} = 0" for name in summed]
    body += [line for lines in slots for line in lines]
    body += [f"{name}[i] = sum_{name}" for name in summed]
    return [*views, loop, *(f"    {line}" for line in body)]


def _slot(program: Program, step: Ties, slot: int, lasting: Lines, *, summed: Lines) -> Lines:
    call, tie = op.tie_call(program, step, slot), f"{program.tied.tie}_{slot}[i]"
    kept = [f"{name}_{slot}[i] = new_{name} if {tie} != 0 else 0" for name in lasting]
    added = [f"sum_{name} += new_{name} if {tie} != 0 else 0" for name in summed]
    return [
        f"j = other(i, {tie})",
        f"{', '.join(f'new_{name}' for name in step.writes)} = rule_{step.name}({', '.join(call.arguments)})",
        *kept,
        *added,
    ]


def _visit(
    program: Program,
    name: str,
    operands: tuple[Operand, ...],
    body: Lines,
    calls: tuple[str, ...],
    arrays: Iterable[str] = (),
    within: str = "",
) -> Visit:
    """A visit; ``arrays`` and the table ``within`` are what its body names beside its operands."""
    used = {within, *(one.within for one in operands)}
    bounded = tuple(table.name for table in program.tables.values() if table.in_places and table.name in used)
    named = {array for one in operands for array in one.arrays} | {*arrays, *(f"first_{one}" for one in bounded)}
    return Visit(name, operands, tuple(body), tuple(sorted(named)), bounded, calls)


def visits(program: Program, steps: tuple[Step, ...]) -> list[Visit]:
    """The visits of a run of steps, as the compiled engine makes them.

    A block of uniforms is drawn before its first use, which may be in an earlier stage. A step of agents in places with a
    condition goes through a list of the rows that it concerns, made before its first use and again where the condition's
    column has been written. What places decide one after the other is one visit. What a stage needs of tied agents is fetched
    first.
    """
    found = _fetching(program, steps)
    ready = {Prepared(*drawn) for drawn in op.drawn_before(program)[steps[0].name]}
    for run in _runs(program, steps):
        for prepared in _before(program, run[0]):
            if prepared not in ready:
                found.append(_preparing(program, prepared))
                ready = {other for other in ready if not other.gives_way_to(prepared)} | {prepared}
        found.append(_visit_of(program, run))
        ready -= {one for one in ready if any(one.is_over(program, step) for step in run)}
    return found


def _fetching(program: Program, steps: tuple[Step, ...]) -> list[Visit]:
    """A visit that has the lasting columns of tied agents whom a stage changes fetched into the cache, all of them at once.

    Many columns of a few rows are read side by side, some of them in no order: a processor by itself fetches little ahead.
    """
    if program.is_whole(steps[0]):
        return []
    needed = [(step, one) for step in steps for one in operands_of(program, step) if one.within]
    changed = {one.within for step, one in needed if one.name in step.writes}
    found = []
    for table in (table for table in program.tables.values() if table.tie and table.name in changed):
        lasting = {one.name for one in table.columns if not one.scratch and (one.width == 1 or one.of_ties)}
        columns = {one.fetch: one.arrays for _, one in needed if one.within == table.name and one.name in lasting}
        body, arrays = [f"ahead({fetch})" for fetch in columns], (array for each in columns.values() for array in each)
        found.append(_visit(program, f"fetch_for_{steps[0].name}", (), body, (), arrays, table.name))
    return found


def _runs(program: Program, steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """Steps that are one visit: one after the other what places decide, each of the others alone."""

    def place(numbered: tuple[int, Step]) -> int:
        number, step = numbered
        return -1 if isinstance(step, Each) and program.table_of(step).is_place else number

    for _, run in itertools.groupby(enumerate(steps), place):
        yield tuple(step for _, step in run)


def _is_listed(program: Program, step: Step) -> bool:
    return isinstance(step, Each) and op.is_listed(program, step)


def _before(program: Program, step: Step) -> list[Prepared]:
    """What has to be there before a step."""
    table = program.table_of(step).name
    found = [Prepared(table, purpose) for purpose in op.lanes(program, step)]
    if isinstance(step, Each) and op.is_listed(program, step):
        everybody = op.drawn_for_all(program)
        found.append(Prepared(table, None, step.where))
        found += [
            Prepared(table, purpose, None if purpose in everybody else step.where)
            for purpose in op.inline_draws(program, step)
        ]
    return found


def _preparing(program: Program, prepared: Prepared) -> Visit:
    if prepared.purpose is None:
        return _list(program, prepared)
    if prepared.where is None:
        return _draw(program, prepared.table, prepared.purpose)
    array = op.whole(prepared.table, column=f"listed_{prepared.where}")
    listed = Operand("listed", array, (array,))
    operands = (*op.draw_column_operands(program, prepared.table, prepared.purpose), listed)
    body = _through_list(_drawn(program, prepared.table, prepared.purpose, "place"))
    return _visit(program, prepared.name, operands, body, ("philox",))


def _visit_of(program: Program, run: tuple[Step, ...]) -> Visit:
    step = run[0]
    if len(run) > 1:
        operands = tuple(dict.fromkeys(operand for one in run for operand in operands_of(program, one)))
        rows = [line for one in run if isinstance(one, Each) for line in _row(program, one)]
        name = f"{run[0].name}_to_{run[-1].name}"
        return _visit(program, name, operands, ["i = c", *rows], _calls(program, *run))
    if not (isinstance(step, Each) and op.is_listed(program, step)):
        return _visit_of_step(program, step)
    call = op.row_call(program, step, listed=True)
    body = _through_list(_kept(step, call))
    return _visit(program, step.name, (*call.operands, op.listed(step)), body, _calls(program, step))


def _through_list(line: str) -> Lines:
    return ["for place in range(1, listed[0] + 1):", "    i = listed[place]", f"    {line}"]


def _list(program: Program, prepared: Prepared) -> Visit:
    """Write down, behind their number, the rows where a column is not zero: 64 at a time, of which mostly few are."""
    name, where = prepared.table, str(prepared.where)
    array = op.whole(name, column=f"listed_{where}")
    column = program.column(name, name=where)
    assert column is not None
    operands = (op.part(program.tables[name], column), Operand("listed", array, (array,)))
    body = ["count = 0", f"for block in range(n_{name} // 64):", f"    rows = rows_set({where}, 64 * block)"]
    body += ["    while rows != 0:", "        count += 1", "        listed[count] = 64 * block + lowest(rows)"]
    body += ["        rows &= rows - 1", f"for i in range(n_{name} // 64 * 64, n_{name}):", "    listed[count + 1] = i"]
    body += [f"    count += {where}[i] != 0", "listed[0] = count"]
    return _visit(program, prepared.name, operands, body, (), (), name)


def _function(decorator: str, *, name: str, given: Iterable[str], body: Iterable[str]) -> Lines:
    return [f"@{decorator}", f"def {name}({', '.join(given)}):", *(f"    {line}" for line in body)]


def _each_row(program: Program, table: str) -> tuple[str, tuple[str, ...], str]:
    """The head of a loop over a table's rows, the array it is counted by, and the table of whose rows it takes a part."""
    if program.tables[table].in_places:
        return f"for i in range(n_{table}):", (), table
    array = op.whole(table, column=program.tables[table].columns[0].name)
    return f"for i in range(len({array})):", (array,), ""
