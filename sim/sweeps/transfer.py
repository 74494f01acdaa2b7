"""What one lever gains another gives up, in every month, also where events set either of the two."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import floor, inf
from typing import NamedTuple

import numpy as np

from sim.scenario import Change
from sim.scenario.columns import COLUMN, ENTRIES
from sim.scenario.document import Origin
from sim.scenario.table import Districts, Floats, Months, places, table_in, turning_months

_DIGITS = 12
"""No trace of rounding: 0.183 + 0.15 - 0 is 0.333, as a file would say it."""
_ROUNDING = 1e-9
_FINEST = 1e6


class Overdrawn(NamedTuple):
    """A lever that gives up more than it has: its lowest value, the month from the start, and what the other may be at most.

    ``most`` is rounded down, and minus infinity where events leave nothing to give whatever the other is.
    """

    lowest: float
    month: int
    most: float


def transferred(
    base: Floats, changes: tuple[Change, ...], districts: Districts, lever: str, *, source: str, value: float
) -> tuple[Floats, tuple[Change, ...]]:
    """Set a lever everywhere from the start and let its source give up what it gains: in every month their sum stays.

    Returns the values at the start, float64 (rows, entries), and the events. Where events alone would not keep the sum, the
    source's are replaced by one for each month in which it has to be another.
    """
    varied = base.copy()
    varied[:, COLUMN[lever]] = value
    varied[:, COLUMN[source]] = np.round(base[:, COLUMN[source]] + base[:, COLUMN[lever]] - value, _DIGITS)
    own = [change for change in changes if change.entry in (lever, source)]
    months, pair = turning_months(own), [COLUMN[lever], COLUMN[source]]
    before, after = (table_in(table, own, months, districts)[:, :, pair] for table in (base, varied))
    gap = before.sum(axis=2) - after.sum(axis=2)
    if np.abs(gap).max() <= _ROUNDING:
        return varied, changes
    due = np.round(after[:, :, 1] + gap, _DIGITS)
    varied[:, COLUMN[source]] = due[0]
    others = [change for change in changes if change.entry != source]
    return varied, (*others, *_steps(due, months, districts, source, own[0].origin))


def overdrawn(
    base: Floats, changes: tuple[Change, ...], districts: Districts, lever: str, *, source: str, value: float
) -> Overdrawn | None:
    """Find the month in which a source has given up most beyond its domain, after all that was transferred; none is None."""
    own, least = [change for change in changes if change.entry in (lever, source)], ENTRIES[source].domain[0]
    months = turning_months(own)
    months = months[months >= 0]
    left = table_in(base, own, months, districts)[:, 1:, COLUMN[source]] - least
    if left.min() >= -_ROUNDING:
        return None
    month, _ = np.unravel_index(np.round(left, _DIGITS).argmin(), left.shape)
    moved = _moved(base, own, months, districts, lever)
    given = moved > _ROUNDING
    stuck = (left[~given] < -_ROUNDING).any()
    most = -inf if stuck or not given.any() else float((value + left[given] / moved[given]).min())
    most = most if most == -inf else floor(most * _FINEST + _ROUNDING * _FINEST) / _FINEST
    return Overdrawn(float(left.min() + least), int(months[month]), most)


def _moved(base: Floats, own: Sequence[Change], months: Months, districts: Districts, lever: str) -> Floats:
    """By how much a lever moves in each month and place where its value from the start is moved by 1: less during events."""
    at = []
    for value in (0.0, 1.0):
        table = base.copy()
        table[:, COLUMN[lever]] = value
        at.append(table_in(table, own, months, districts)[:, 1:, COLUMN[lever]])
    return np.asarray(at[1] - at[0])


def _steps(due: Floats, months: Months, districts: Districts, source: str, origin: Origin) -> Iterator[Change]:
    """Events that give a lever the values due, float64 (months, rows); those of a district follow its types'."""
    rows: Sequence[tuple[str | None, int | None]] = places(districts)[1:]
    for month, (then, now) in zip(months[1:], pairwise(due), strict=True):
        for (kind, district), value in zip(rows, now[1:], strict=True) if (then != now).any() else ():
            yield Change(source, "set", float(value), int(month), None, 0, kind, origin, district)
