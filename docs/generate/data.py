"""Tables of the model as CSV in docs/data: parameters, columns, steps, draws, outcomes (``python -m docs.generate``)."""

import csv
import io
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sim.city.making import making_program, making_tables
from sim.engine.columns import Column
from sim.engine.program import arguments
from sim.engine.steps import Each, Settle, Step, Ties, Total
from sim.ensemble.prior import priors
from sim.language import text
from sim.language.catalog import FOLDER
from sim.model import month
from sim.model.tables import TABLES
from sim.outcomes import OUTCOMES, Outcome
from sim.parameters.flat import LEVERS, WORLD
from sim.quantities import ASSUMED, Quantity, Range

KINDS = {Each: "each", Total: "total", Ties: "ties", Settle: "settle"}
GOOD = {1: "more", -1: "less", 0: "neither"}


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV with one line a row."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return file.getvalue()


def parameters() -> str:
    """Return every lever and world parameter: unit, default, domain, range, prior, source, and the steps that read it."""
    head = ("path", "kind", "unit", "default", "domain", "plausible", "prior", "source", "read_by", "meaning", "含义")
    shapes = {prior.quantity.path: prior for prior in priors()}
    readers = _readers()

    def row(quantity: Quantity, kind: str) -> tuple[object, ...]:
        prior = shapes.get(quantity.path)
        names = ("level", "tilt")
        sign = "×" if prior and prior.shape == "factor" else "±"
        spans = zip(names, prior.spans, strict=True) if prior and quantity.keys else ()
        shape = ", ".join(f"{name} {sign}{span:.3g}" for name, span in spans) or (prior.shape if prior else "")
        source = "assumed" if quantity.source == ASSUMED else quantity.source
        numbers = _default(quantity), _range(quantity.domain), _range(quantity.plausible)
        steps = " ".join(readers.get(quantity.name, ()))
        return (
            quantity.path,
            kind,
            quantity.unit,
            *numbers,
            shape,
            source,
            steps,
            quantity.meaning("en"),
            quantity.meaning("zh"),
        )

    rows = [row(quantity, kind) for kind, group in (("lever", LEVERS), ("world", WORLD)) for quantity in group]
    return _csv(head, rows)


def _readers() -> dict[str, list[str]]:
    """Return, by a parameter's name, the steps whose rules read it."""
    readers: dict[str, list[str]] = {}
    for step in (*month.MONTH, *making_program().steps):
        columns = {column.name for column in making_tables()[step.table].columns} if isinstance(step, Each) else set()
        levers = {lever.name for lever in LEVERS}
        for name in arguments(step):
            if name in levers or name not in columns:
                readers.setdefault(name, []).append(step.name)
    return readers


def _default(quantity: Quantity) -> str:
    if len(set(quantity.default)) == 1:
        return f"{quantity.default[0]:.12g}" + (" each" if quantity.keys else "")
    return "; ".join(f"{key} {value:.12g}" for key, value in zip(quantity.keys, quantity.default, strict=True))


def _range(bounds: Range) -> str:
    return f"{bounds[0]:.12g} to {bounds[1]:.12g}"


def columns() -> str:
    """Return every column of every kind of agent: type, width, meaning, unit, and whether it lives within a month only."""

    def row(table: str, column: Column) -> tuple[object, ...]:
        return (
            table,
            column.name,
            column.kind,
            column.width,
            column.meaning,
            column.unit,
            "month" if column.scratch else "run",
        )

    levers = {lever.name for lever in LEVERS}
    rows = [
        row(name, column) for name, table in TABLES.items() for column in table.columns if column.name not in levers
    ]
    return _csv(("table", "column", "type", "width", "meaning", "unit", "life"), rows)


def steps() -> str:
    """Return the month's steps in their order: pass, kind, what they go over, condition, and the columns that they write."""
    named = [(name, step) for name, group in month.PASSES.items() for step in group]
    rows = [_step(place, name, step) for place, (name, step) in enumerate(named, 1)]
    return _csv(("place", "pass", "kind", "over", "rule", "where", "writes"), rows)


def _step(place: int, name: str, step: Step) -> tuple[object, ...]:
    if isinstance(step, Settle) and (step.by or step.city):
        over = f"each {step.by}" if step.by else "the city"
    else:
        over = month.month_program().table_of(step).name
    where = step.where if isinstance(step, Each) else ""
    return place, name, KINDS[type(step)], over, step.name, where or "", " ".join(step.writes)


def draws() -> str:
    """Return which uniforms share a block of Philox."""

    def rows() -> Iterator[tuple[object, ...]]:
        blocks = [(name, block) for name, group in month.DRAWS.items() for block in group]
        yield from ((purpose, name, " ".join(block)) for purpose, (name, block) in enumerate(blocks))

    return _csv(("purpose", "table", "uniforms"), rows())


def outcomes() -> str:
    """Return every outcome: names, unit, good direction, the difference that matters, whether it is a headline, its counts."""
    formulas = tomllib.loads((FOLDER / "outcomes.toml").read_text("utf-8"))["outcome"]

    def row(outcome: Outcome) -> tuple[object, ...]:
        names = (text(f"outcome.{outcome.name}", lang) for lang in ("en", "zh"))
        matters = f"{outcome.matters:.0%} of the baseline" if outcome.relative else f"{outcome.matters:.12g}"
        headline = "yes" if outcome.headline else ""
        return (
            outcome.name,
            *names,
            outcome.unit,
            GOOD[outcome.good],
            matters,
            headline,
            formulas.get(outcome.name, {}).get("formula", ""),
        )

    return _csv(
        ("outcome", "English", "中文", "unit", "good", "matters_from", "headline", "formula"), map(row, OUTCOMES)
    )


TABLES_OF: Mapping[str, Callable[[], str]] = {
    "parameters.csv": parameters,
    "columns.csv": columns,
    "steps.csv": steps,
    "draws.csv": draws,
    "outcomes.csv": outcomes,
}
