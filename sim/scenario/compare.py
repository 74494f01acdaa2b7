"""What differs between two scenarios."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from sim.parameters import TYPES
from sim.scenario.changes import Change
from sim.scenario.columns import COLUMN, ENTRIES, is_world
from sim.scenario.months import month_text
from sim.scenario.scenario import Scenario
from sim.scenario.table import Districts, Floats, Place, place_text, places, table_in, turning_months, with_rows

_Own = TypeVar("_Own")
CLOSE = 1e-9
"""Part of a sum of money that is lost in rounding."""


class Difference(NamedTuple):
    """One path whose value differs; None where a scenario has no such event. ``source`` set the second value."""

    path: str
    before: float | str | None
    after: float | str | None
    source: str


def diff(old: Scenario, *, new: Scenario) -> list[Difference]:
    """List where ``new`` differs from ``old``: values at the start by dotted path, then events."""
    return [*_values(old, new=new), *_events(old, new=new)]


def first_month(one: Scenario, other: Scenario, months: int) -> int | None:
    """First month of a run, from 0, in which one scenario sets anything otherwise than the other; None where neither does."""
    districts = tuple(sorted({*one.districts, *other.districts}))
    turning = turning_months([*one.changes, *other.changes])
    turning = turning[turning < months]
    ours, theirs = (
        table_in(with_rows(each.base, each.districts, wanted=districts), each.changes, turning, districts)
        for each in (one, other)
    )
    apart = (ours[:, 1:] != theirs[:, 1:]).any(axis=(1, 2))
    return int(turning[np.argmax(apart)]) if apart.any() else None


def is_cut(one: Scenario, *, other: Scenario, months: int) -> bool:
    """Whether the other scenario gives any place less public money per resident over a run than the first one does."""
    districts = tuple(sorted({*one.districts, *other.districts}))
    ours, theirs = (_allotted(each, months, districts) for each in (one, other))
    return bool((theirs < ours * (1 - CLOSE)).any())


def _allotted(one: Scenario, months: int, districts: Districts) -> Floats:
    """Yuan per resident in all months of a run together, for each type of each district."""
    base = with_rows(one.base, one.districts, wanted=districts)
    table = table_in(base, one.changes, np.arange(months), districts)[:, 1:]
    yearly, growth = (table[..., COLUMN[entry]] for entry in ("funding.budget_per_resident", "funding.budget_growth"))
    total: Floats = (yearly / 12 * np.cumprod((1 + growth) ** (1 / 12), axis=0)).sum(axis=0)
    return total


def describe(change: Change, start: str) -> tuple[str, str]:
    """Return an event's path with its dates, and what it does, in the words of a scenario file."""
    over = f" over_months {change.over}" if change.over else ""
    until = "" if change.until is None else f" until {month_text(change.until, start)}"
    place = place_text((change.type, change.district))
    return (
        f"{place}{change.entry} @ {month_text(change.month, start)}{over}{until}",
        f"{change.how} {change.value:.12g}",
    )


def _values(old: Scenario, *, new: Scenario) -> list[Difference]:
    districts = tuple(sorted({*old.districts, *new.districts}))
    bases = [with_rows(one.base, one.districts, wanted=districts) for one in (old, new)]
    found = []
    for entry in ENTRIES:
        pairs = [(float(x), float(y)) for x, y in zip(*(base[:, COLUMN[entry]] for base in bases), strict=True)]
        for place, (before, after) in own_values(pairs[:1] if is_world(entry) else pairs, districts):
            if before != after:
                found.append(Difference(place_text(place) + entry, before, after, _source(new, entry, place)))
    return found


def own_values(values: Sequence[_Own], districts: Districts) -> Iterator[tuple[Place, _Own]]:
    """Yield the value for all communities, and those of types and districts that differ from what is yielded before.

    A district whose types all have the same value yields it once.
    """
    rows = dict(zip(places(districts), values, strict=False))
    for (kind, district), value in rows.items():
        if district is None:
            if kind is None or value != values[0]:
                yield (kind, district), value
            continue
        alike = len({rows[one, district] for one in TYPES}) == 1
        if value != rows[kind, None] and not (alike and kind != _first_own(rows, district)):
            yield ((None if alike else kind), district), value


def _first_own(rows: dict[Place, _Own], district: int) -> str | None:
    """The first type whose value in a district is not its type's everywhere."""
    return next((kind for kind in TYPES if rows[kind, district] != rows[kind, None]), None)


def _source(scenario: Scenario, entry: str, place: Place) -> str:
    kind, district = place
    for own in ((None, district), (kind, None)):
        if own != (None, None) and place_text(own) + entry in scenario.provenance:
            return str(scenario.provenance[place_text(own) + entry])
    return str(scenario.provenance[entry])


def _events(old: Scenario, *, new: Scenario) -> list[Difference]:
    before = {describe(change, old.start): str(change.origin) for change in old.changes}
    after = {describe(change, new.start): str(change.origin) for change in new.changes}
    gone = [Difference(*event, None, source) for event, source in before.items() if event not in after]
    come = [Difference(path, None, act, source) for (path, act), source in after.items() if (path, act) not in before]
    return gone + come
