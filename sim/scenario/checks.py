"""Checks on resolved values: inside their domain at every date, shares of the budget within the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.errors import Problem
from sim.language import message
from sim.parameters.levers import BUDGET_SHARES
from sim.scenario.changes import Change, Setting
from sim.scenario.columns import COLUMN, ENTRIES
from sim.scenario.months import month_text
from sim.scenario.table import Districts, Floats, Months, Place, places
from sim.scenario.toml_file import Origin
from sim.scenario.values import allowed

ROUNDING = 1e-9
"""By how much a sum of shares may miss the whole."""
_DIGITS = 12
_SHARES = [COLUMN[entry] for entry in BUDGET_SHARES]


@dataclass(frozen=True)
class Notice:
    """A value inside its domain but outside its plausible range, and the first month in which it is."""

    path: str
    value: float
    low: float
    high: float
    unit: str
    month: str
    type: str | None
    district: int | None = None


def outside_domain(table: Floats, months: Months, changes: Sequence[Change], start: str) -> list[Problem]:
    """Find values that events push out of their domain, each at its worst; ``table`` is of shape (months, rows, entries)."""
    found = []
    for entry, quantity in ENTRIES.items():
        origins = [change.origin for change in changes if change.entry == entry]
        low, high = quantity.domain
        worst = farthest_outside(table[:, 1:, COLUMN[entry]], low=low, high=high) if origins else None
        if worst:
            month, row = worst
            value = table[month, row + 1, COLUMN[entry]]
            when = month_text(int(months[month]), start)
            given = message("would_be", entry=entry, value=f"{value:.12g}", month=when)
            found.append(Problem(origins[-1].file, origins[-1].line, "events", given, allowed(quantity), ""))
    return found


def shares_too_large(
    table: Floats,
    months: Months,
    settings: Sequence[Setting],
    changes: Sequence[Change],
    start: str,
    districts: Districts = (),
) -> list[Problem]:
    """Find the month in which the shares of the budget add to most, where that is more than the whole."""
    shares = table[:, 1:, _SHARES]
    worst = farthest_outside(shares.sum(axis=2), low=0.0, high=1.0, rounding=ROUNDING)
    if worst is None:
        return []
    month, row = worst
    parts = " + ".join(
        f"{path.rpartition('.')[2]} {share:.4g}" for path, share in zip(BUDGET_SHARES, shares[month, row], strict=True)
    )
    alike = (shares[month] == shares[month, row]).all()
    place = places(districts)[row + 1]
    where = "" if alike else f" ({_spoken(place)})"
    sum_of = f"{parts} = {shares[month, row].sum():.4g}"
    total = message("in_month", what=sum_of, month=month_text(int(months[month]), start)) + where
    origin = _last_origin(settings, changes, place)
    return [Problem(origin.file, origin.line, "funding", total, message("at_most_1"), message("lower_a_share"))]


def most_shared_out(table: Floats) -> float:
    """The largest sum of the budget's shares in any month and place; ``table`` is of shape (months, rows, entries)."""
    return float(table[:, 1:, _SHARES].sum(axis=2).max())


def notices(table: Floats, months: Months, start: str, districts: Districts = ()) -> tuple[Notice, ...]:
    """List entries that leave their plausible range, each once."""
    found = []
    for entry, quantity in ENTRIES.items():
        low, high = quantity.plausible
        first = _first_outside(table[:, 1:, COLUMN[entry]], low=low, high=high)
        if first:
            month, row = first
            values = table[month, 1:, COLUMN[entry]]
            kind, district = (None, None) if (values == values[row]).all() else places(districts)[row + 1]
            when = month_text(int(months[month]), start)
            found.append(Notice(entry, float(values[row]), low, high, quantity.unit, when, kind, district))
    return tuple(found)


def farthest_outside(values: Floats, *, low: float, high: float, rounding: float = 0.0) -> tuple[int, int] | None:
    """Where values of shape (months, rows) are farthest outside a domain, the first such month; None where none is."""
    beyond = np.round(np.maximum(low - values, values - high), _DIGITS)
    month, row = np.unravel_index(beyond.argmax(), beyond.shape)
    return (int(month), int(row)) if beyond[month, row] > rounding else None


def _first_outside(values: Floats, *, low: float, high: float) -> tuple[int, int] | None:
    outside = np.argwhere((values < low) | (values > high))
    return (int(outside[0][0]), int(outside[0][1])) if len(outside) else None


def _spoken(place: Place) -> str:
    kind, district = place
    return f"{kind}" if district is None else message("in_district", kind=kind, district=district)


def _last_origin(settings: Sequence[Setting], changes: Sequence[Change], place: Place) -> Origin:
    acts: list[Setting | Change] = [*settings, *changes]
    here = [act for act in acts if act.type in (None, place[0]) and act.district in (None, place[1])]
    return [act.origin for act in here if act.entry in BUDGET_SHARES][-1]
