"""Every number of a scenario in given months: what is set at the start, then what events do to it."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from sim.parameters import TYPES
from sim.scenario.changes import Change, Setting
from sim.scenario.columns import COLUMN, DEFAULTS, ENTRIES

Floats = npt.NDArray[np.float64]
Months = npt.NDArray[np.int64]

ROWS = (None, *TYPES)
"""Rows of a table: the value for communities of no particular type, then one for each type."""

_INTEGER = np.array([quantity.integer for quantity in ENTRIES.values()])


def base_table(settings: Iterable[Setting]) -> Floats:
    """Return values at the start, float64 (rows, entries); later settings win.

    Settings come file by file; within a file those of a type follow those of all.
    """
    table = np.tile(np.array(DEFAULTS), (len(ROWS), 1))
    for setting in settings:
        table[_rows(setting.type), COLUMN[setting.entry]] = setting.value
    return table


def table_in(base: Floats, changes: Sequence[Change], months: Months) -> Floats:
    """Return values in the given months, float64 (months, rows, entries).

    Sets apply in the order of their dates, then scales: so the order of events in files changes nothing.
    """
    table = np.repeat(base[np.newaxis], len(months), axis=0)
    for change in sorted(changes, key=_order):
        cells = (slice(None), _rows(change.type), COLUMN[change.entry])
        table[cells] = _changed(table[cells], change, months)
    table[:, :, _INTEGER] = np.floor(table[:, :, _INTEGER] + 0.5)
    return table


def turning_months(changes: Iterable[Change]) -> Months:
    """Return every month in which some value may differ from the month before, and month 0."""
    months = {0}
    for change in changes:
        months |= {change.month, *range(change.month, change.month + change.over)}
        months |= set() if change.until is None else {change.until}
    return np.array(sorted(months), dtype=np.int64)


def _rows(kind: str | None) -> slice:
    row = ROWS.index(kind)
    return slice(None) if kind is None else slice(row, row + 1)


def _order(change: Change) -> tuple[bool, int, str, str, float]:
    return (change.how == "scale", change.month, change.entry, change.type or "", change.value)


def _changed(values: Floats, change: Change, months: Months) -> Floats:
    """Move values of shape (months, rows) towards the change's, exactly equal to it once the ramp is over."""
    share = np.clip((months - change.month + 1) / max(1, change.over), 0.0, 1.0)
    if change.until is not None:
        share = np.where(months < change.until, share, 0.0)
    share = share[:, np.newaxis]
    if change.how == "scale":
        return np.asarray(values * np.where(share >= 1.0, change.value, 1.0 + (change.value - 1.0) * share))
    return np.where(share >= 1.0, change.value, values + (change.value - values) * share)
