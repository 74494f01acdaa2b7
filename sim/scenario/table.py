"""Every number of a scenario in given months: what is set at the start, then what events do to it."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.errors import Problem, ScenarioError
from sim.language import message
from sim.parameters import TYPES
from sim.scenario.changes import Change, Setting
from sim.scenario.columns import COLUMN, DEFAULTS, ENTRIES

Floats = npt.NDArray[np.float64]
Months = npt.NDArray[np.int64]

Districts = tuple[int, ...]
Place = tuple[str | None, int | None]
"""A type of community and a district's number; None for any."""

ROWS = (None, *TYPES)
"""First rows of a table: the value for communities of no particular type, then one for each type.

Behind them come four rows, one for each type, for each district that has values of its own."""
MOST_ROWS = 100_000
"""Rows of all months together; a row is some 600 numbers."""


def districts_named(acts: Iterable[Setting | Change]) -> Districts:
    """Return the districts with values of their own, in order."""
    return tuple(sorted({act.district for act in acts if act.district is not None}))


def places(districts: Districts) -> tuple[Place, ...]:
    """Return what each row of a table stands for."""
    return (*((kind, None) for kind in ROWS), *((kind, number) for number in districts for kind in TYPES))


def check_size(reference: str, months: int, districts: Districts) -> None:
    """Check that a table of so many months fits into memory: a row a type, and four for each district.

    Raises
    ------
    ScenarioError
        If it would be too large.
    """
    most = MOST_ROWS // len(places(districts))
    if months > most:
        given = message("n_districts_months", districts=len(districts), months=months)
        raise ScenarioError(
            [Problem(reference, None, "", given, message("months_at_most", most=most), message("fewer_districts"))]
        )


def place_text(place: Place) -> str:
    """Write a place as a path begins with it; nothing where it is everywhere."""
    kind, district = place
    return ("" if district is None else f"by_district.{district}.") + ("" if kind is None else f"by_type.{kind}.")


def base_table(settings: Iterable[Setting], districts: Districts = ()) -> Floats:
    """Return values at the start, float64 (rows, entries); later settings win.

    Settings come file by file; within a file those of a type follow those of all, and those of a district come last.
    """
    rows = places(districts)
    table = np.tile(np.array(DEFAULTS), (len(rows), 1))
    for setting in settings:
        table[rows_within(setting, rows), COLUMN[setting.entry]] = setting.value
    return table


def with_rows(base: Floats, own: Districts, *, wanted: Districts) -> Floats:
    """Return a table of values at the start with rows for more districts; those have their types' values."""
    rows = places(own)
    return base[[rows.index(place if place in rows else (place[0], None)) for place in places(wanted)]]


def table_in(base: Floats, changes: Sequence[Change], months: Months, districts: Districts = ()) -> Floats:
    """Return values in the given months, float64 (months, rows, entries).

    Sets apply in the order of their dates, then scales: so the order of events in files changes nothing.
    """
    table, rows = np.repeat(base[np.newaxis], len(months), axis=0), places(districts)
    for change in in_order(changes):
        within = rows_within(change, rows)
        table[:, within, COLUMN[change.entry]] = _changed(table[:, within, COLUMN[change.entry]], change, months)
    integer = [COLUMN[entry] for entry, quantity in ENTRIES.items() if quantity.integer]
    table[:, :, integer] = whole(table[:, :, integer])
    return table


def turning_months(changes: Iterable[Change]) -> Months:
    """Return every month in which some value may differ from the month before, and month 0."""
    months = {0}
    for change in changes:
        months |= {change.month, *range(change.month, change.month + change.over)}
        months |= set() if change.until is None else {change.until}
    return np.array(sorted(months), dtype=np.int64)


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Return changes in the order in which they apply."""
    return sorted(changes, key=_order)


def rows_within(act: Setting | Change, rows: Sequence[Place]) -> list[int]:
    """Return the rows that a setting or a change is for."""
    wide = act.type is None, act.district is None
    return [
        row
        for row, (kind, district) in enumerate(rows)
        if (wide[0] or kind == act.type) and (wide[1] or district == act.district)
    ]


def _order(change: Change) -> tuple[bool, int, str, int, str, float]:
    return (change.how == "scale", change.month, change.entry, change.district or 0, change.type or "", change.value)


def _changed(values: Floats, change: Change, months: Months) -> Floats:
    """Move values of shape (months, rows) towards the change's, exactly equal to it once the ramp is over."""
    until = np.inf if change.until is None else change.until
    share = ramp(months, begins=change.month, over=change.over, until=until)[:, np.newaxis]
    if change.how == "scale":
        return np.asarray(scaled(values, factor=change.value, share=share))
    return np.asarray(moved(values, to=change.value, share=share))


def ramp(month: Any, *, begins: Any, over: Any, until: Any) -> Any:
    """How much of a change there is in a month, from 0 to 1."""
    return np.where(month < until, np.clip((month - begins + 1) / np.maximum(1, over), 0.0, 1.0), 0.0)


def moved(value: Any, *, to: Any, share: Any) -> Any:
    """A value of which a share of the way to another is gone."""
    return np.where(share >= 1.0, to, value + (to - value) * share)


def scaled(value: Any, *, factor: Any, share: Any) -> Any:
    """A value times a factor of which a share is there."""
    return value * np.where(share >= 1.0, factor, 1.0 + (factor - 1.0) * share)


def whole(value: Any) -> Any:
    """The nearest whole number; a half goes up."""
    return np.floor(value + 0.5)
