"""Parts of docs/odd.md and ARCHITECTURE.md: columns, steps, what each step asks for, the text that both engines run."""

from collections.abc import Iterator

from sim.city.making import making_program, making_tables
from sim.docs.markdown import code, table
from sim.engine.columns import CITY, PLACES, Column
from sim.engine.program import arguments
from sim.engine.source import stages as stages_of
from sim.engine.source import text
from sim.engine.steps import Each, Settle, Step, Ties, Total
from sim.model import month
from sim.model.books import FLOWS
from sim.model.tables import TABLES
from sim.parameters import LEVERS, WORLD, Quantity
from sim.quantities import ASSUMED
from sim.state.words import ACCOUNTS

KINDS = {Each: "each", Total: "total", Ties: "ties", Settle: "settle"}
SEES = {PLACES: "a community", CITY: "whole city"}


def columns(name: str) -> str:
    """The columns of a table of agents, levers left out."""
    levers = {lever.name for lever in LEVERS}
    rows = [_column(column) for column in TABLES[name].columns if column.name not in levers]
    return table(("column", "type", "meaning", "life"), rows)


def _column(column: Column) -> tuple[str, ...]:
    width = f" x {column.width}" if column.width > 1 else ""
    unit = f" [{column.unit}]" if column.unit else ""
    return code(column.name), column.kind + width, column.meaning + unit, "a step or a month" if column.scratch else ""


def steps() -> str:
    """The month's steps in order."""
    head = ("", "pass", "kind", "over", "rule", "where", "writes")
    named = [(name, step) for name, steps in month.PASSES.items() for step in steps]
    return table(head, [_step(place, name, step) for place, (name, step) in enumerate(named, 1)])


def _step(place: int, name: str, step: Step) -> tuple[str, ...]:
    over = f"each {step.by}" if isinstance(step, Settle) and step.by else _over(step)
    where = code(step.where) if isinstance(step, Each) and step.where else ""
    return str(place), name, KINDS[type(step)], over, code(step.name), where, code(*step.writes)


def _over(step: Step) -> str:
    return "the city" if isinstance(step, Settle) and step.city else month.month_program().table_of(step).name


def stages() -> str:
    """The stages of the compiled month."""
    found = stages_of(month.month_program())
    rows = [
        (
            str(index),
            SEES.get(month.month_program().through(run[0]), "a street"),
            f"{code(run[0].name, run[-1].name)}",
            str(len(run)),
        )
        for index, run in enumerate(found)
    ]
    return table(("stage", "sees", "first and last step", "steps"), rows)


def draws() -> str:
    """Which uniforms share a Philox block."""
    blocks = [(name, block) for name, own in month.DRAWS.items() for block in own]
    rows = [(str(purpose), name, code(*block)) for purpose, (name, block) in enumerate(blocks)]
    return table(("purpose", "table", "uniforms"), rows)


def accounts() -> str:
    """The accounts that must balance, and the kinds of flow."""
    return f"Accounts: {code(*ACCOUNTS)}.\n\nFlows [fen a month]: {code(*FLOWS)}."


def parameters(step: str) -> str:
    """The levers and world parameters that a step's rule asks for."""
    found = list(_asked(step))
    if not found:
        return "No parameters."
    return table(("parameter", "unit", "default", "source"), [_parameter(one) for one in found])


def _asked(name: str) -> Iterator[Quantity]:
    step = next(one for one in (*month.MONTH, *making_program().steps) if one.name == name)
    own = {column.name for column in making_tables()[step.table].columns} if isinstance(step, Each) else set()
    known = {lever.name: lever for lever in LEVERS} | {one.name: one for one in WORLD if one.name not in own}
    yield from (known[argument] for argument in arguments(step) if argument in known)


def _parameter(one: Quantity) -> tuple[str, ...]:
    source = "**assumed**" if one.source == ASSUMED else one.source
    return code(one.path), one.unit, _default(one.default), source


def _default(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.12g}" for value in (values[:1] if len(set(values)) == 1 else values))


def text_of(function: str) -> str:
    """One function of the generated text, as both engines run it."""
    whole = text(month.month_program())
    begin = whole.rindex("@", 0, whole.index(f"def {function}("))
    lines = whole[begin:].split("\n\n", 1)[0].rstrip().splitlines()
    return "\n".join(("```python", *lines, "```"))
