"""What a scenario makes of each number in a month: visits, read off ``sim.scenario.table`` and ``sim.model.advance``.

``base`` holds the values at the start, a row for the world and one for each type of community. ``acts`` are what events do, in
their order. From both, ``now`` is made each month; then communities are given their levers.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from sim.browser.formulas import Traced
from sim.engine.operands import whole
from sim.engine.visit_texts import Entry, entry
from sim.model.advance import intensified
from sim.parameters.flat import LEVERS
from sim.scenario.columns import COLUMN, ENTRIES, is_world
from sim.scenario.table import moved, ramp, scaled
from sim.scenario.table import whole as rounded

ACT = ("row", "entry", "scales", "value", "begins", "over", "until")
"""What an act is, a number each; one without an end has one that is infinite."""
BUDGET = "budget_per_resident"


def arrays() -> dict[str, tuple[str, int, str, bool]]:
    """The columns of these visits, as the plan says them."""
    return {
        "base": ("f8", len(ENTRIES), "rows", False),
        "now": ("f8", len(ENTRIES), "rows", False),
        "acts": ("f8", len(ACT), "acts", False),
        "row": ("i8", 1, "communities", False),
    }


def world() -> list[int]:
    """Where the world's parameters are in a row."""
    return [COLUMN[path] for path in ENTRIES if is_world(path)]


def make_now() -> Entry:
    """The visit that works out a row of ``now``."""
    own = [f"{name} = acts[{len(ACT)} * a + {at}]" for at, name in enumerate(ACT)]
    body = [
        f"first = c * {len(ENTRIES)}",
        f"for k in range({len(ENTRIES)}):",
        "    now[first + k] = base[first + k]",
        f"for a in range(len(acts) // {len(ACT)}):",
        f"    {own[0]}",
        "    if row == c:",
        *(f"        {line}" for line in own[1:]),
        "        at = first + int(entry)",
        "        number = now[at]",
        *(f"        {line}" for line in _line(_acted, "number", "value", "scales", "month", "begins", "over", "until")),
        "        now[at] = made",
        f"for k in ({', '.join(str(COLUMN[path]) for path, quantity in ENTRIES.items() if quantity.integer)}):",
        "    value = now[first + k]",
        *(f"    {line}" for line in _line(rounded, "value")),
        "    now[first + k] = made",
    ]
    return _entry("make_now", body, {"base": "f8", "acts": "f8", "now": "f8"})


def give_levers() -> Entry:
    """The visit that gives a community the levers of its row."""
    lines: dict[str, str] = {}
    chosen = _Row([Traced(f"now[first + {COLUMN[lever.path]}]", lines) for lever in LEVERS])
    found: Any = intensified(chosen)  # type: ignore[arg-type]
    columns = {lever.name: whole("communities", column=lever.name) for lever in LEVERS}
    body = [
        f"first = row[c] * {len(ENTRIES)}",
        *(f"{name} = {made}" for made, name in lines.items()),
        *(f"{column}[c] = {found[:, k].name}" for k, column in enumerate(columns.values())),
        f"{columns[BUDGET]}[c] *= communities_budget_factor[c]",
    ]
    given = {"now": "f8", "row": "i8", "communities_budget_factor": "f8"}
    return _entry("give_levers", body, given | dict.fromkeys(columns.values(), "f8"))


class _Row:
    """A row of levers that are not known yet, as ``intensified`` takes and changes one."""

    def __init__(self, numbers: Sequence[Any]) -> None:
        self.numbers = list(numbers)

    def copy(self) -> "_Row":
        return _Row(self.numbers)

    def __getitem__(self, at: tuple[slice, int]) -> Any:
        return self.numbers[at[1]]

    def __setitem__(self, at: tuple[slice, int], number: Any) -> None:
        self.numbers[at[1]] = number


def _acted(*, number: Any, value: Any, scales: Any, month: Any, begins: Any, over: Any, until: Any) -> Any:
    share = ramp(month, begins=begins, over=over, until=until)
    return np.where(scales != 0.0, scaled(number, factor=value, share=share), moved(number, to=value, share=share))


def _line(formula: Callable[..., Any], *names: str) -> list[str]:
    """Lines that compute a formula of the given names, and call it ``made``."""
    lines: dict[str, str] = {}
    found = formula(**{name: Traced(name, lines) for name in names})
    return [*(f"{name} = {made}" for made, name in lines.items()), f"made = {found.name}"]


def _entry(name: str, body: Sequence[str], columns: dict[str, Any]) -> Entry:
    text = ["@visit", f"def {name}(c, month, {', '.join(columns)}):", *(f"    {line}" for line in body)]
    return entry(name, text, given="c, month", columns=columns, rules={})
