"""What follows each month in the browser: visits that compute every outcome of the city, its communities and groups.

They are texts like those of the month's steps. Their formulas are those of ``sim.model.books``.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from sim.browser.formulas import traced
from sim.engine.lowering import lowered
from sim.engine.operands import whole
from sim.engine.visit_texts import Entry, entry
from sim.model.books import CELL_FACTS, IN_GROUP, Books, of_groups, outcomes
from sim.model.groups import COLUMNS, GROUPS, PLACES
from sim.model.tables import TABLES
from sim.rules.arithmetic import cube_root
from sim.state.record import Kind
from sim.state.words import CELLS

SPREAD = ("gini", "worst_decile", "median")
OF_SPREAD = dict(zip(SPREAD, ("gini", "worst_decile", "median_months"), strict=True))
"""What the books take from the state as it is, by the column of communities; that of the city is behind ``overall_``."""


def closing() -> tuple[Entry, ...]:
    """Visits for each community, for the city, and for each group of residents."""
    counts = tuple(Books(1, communities=1).kept)
    lines, found = traced(outcomes, counts, *SPREAD)
    here = [f"{name} = communities_{one}[c]" for name, one in OF_SPREAD.items()]
    over_all = [f"{name} = city_overall_{one}[0]" for name, one in OF_SPREAD.items()]
    of_place = [line for name in counts for line in _sum(name, first="c", end="c + 1")]
    of_city = [line for name in counts for line in _sum(name, first="0", end="n_places")]
    columns = [whole("communities", column=name) for name in counts]
    spread = [f"communities_{one}" for one in OF_SPREAD.values()], [f"city_overall_{one}" for one in OF_SPREAD.values()]
    return (
        _entry(
            "close_place", [*of_place, *here, *lines, *_kept("of_places", found)], [*columns, *spread[0], "of_places"]
        ),
        _entry(
            "close_city", [*of_city, *over_all, *lines, *_kept("of_city", found)], [*columns, *spread[1], "of_city"]
        ),
        _groups(),
    )


def names() -> dict[str, tuple[str, ...]]:
    """The outcomes in the order in which each visit leaves them."""
    counts = tuple(Books(1, communities=1).kept)
    places, groups = (tuple(found) for _, found in (traced(outcomes, counts, *SPREAD), traced(of_groups, _facts())))
    return {"of_places": places, "of_city": places, "of_groups": groups}


def given() -> dict[str, npt.NDArray[np.int64]]:
    """Arrays that the visits read and nobody writes: which cells make up which group."""
    return {"in_group": IN_GROUP.astype(np.int64).ravel()}


def _facts() -> tuple[str, ...]:
    return tuple(fact for facts in CELL_FACTS.values() for fact in facts)


def _groups() -> Entry:
    lines, found = traced(of_groups, _facts())
    body = [f"place, group = c // {len(GROUPS)}, c % {len(GROUPS)}"]
    for name, facts in CELL_FACTS.items():
        for at, fact in enumerate(facts):
            cell = f"city_{name}[(place * {CELLS} + cell) * {len(facts)} + {at}]"
            body += [f"{fact} = 0", f"for cell in range({CELLS}):"]
            body += [f"    {fact} += in_group[group * {CELLS} + cell] * {cell}"]
    columns = [*(f"city_{name}" for name in CELL_FACTS), "in_group", "of_groups"]
    assert len(COLUMNS) == len(PLACES) * len(GROUPS)
    return _entry("close_groups", [*body, *lines, *_kept("of_groups", found)], columns)


def _sum(name: str, *, first: str, end: str) -> list[str]:
    """A count of one community or of all, as the books keep it: all numbers of a wide column together."""
    width = TABLES["communities"].width(name)
    column = whole("communities", column=name)
    return [f"{name} = 0", f"for k in range(({first}) * {width}, ({end}) * {width}):", f"    {name} += {column}[k]"]


def _kept(target: str, found: Mapping[str, str]) -> list[str]:
    return [f"{target}[c * {len(found)} + {at}] = {name}" for at, name in enumerate(found.values())]


def _entry(name: str, body: Iterable[str], columns: list[str]) -> Entry:
    text = [
        "@visit",
        f"def {name}(c, n_places, {', '.join(columns)}):",
        *(f"    {line}" for line in ("nan = np.nan", *body)),
    ]
    kinds: dict[str, Kind] = {one: _kind(one) for one in columns}
    rules = {"cube_root": lowered(cube_root).function}
    return entry(name, text, given="c, n_places", columns=kinds, rules=rules)


def _kind(column: str) -> Kind:
    table, _, name = column.partition("_")
    found = TABLES[table].column(name) if table in TABLES else None
    return found.kind if found else ("f8" if column.startswith("of_") else "i8")
