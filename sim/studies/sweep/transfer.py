"""What one lever gains another gives up, in every month, also where events set either of the two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import floor, inf
from typing import NamedTuple

import numpy as np

from sim.scenario import Change, Scenario
from sim.scenario.columns import COLUMN, ENTRIES
from sim.scenario.table import Districts, Floats, Months, places, table_in, turning_months, with_rows
from sim.scenario.toml_file import Origin

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


def transferred(before: Scenario, *, moved: Scenario, lever: str, source: str) -> Scenario:
    """Let a lever's source give up what the lever gains from one scenario to another: in every month their sum stays.

    Where events alone would not keep the sum, the source's are replaced by one for each month in which it has to be another.
    """
    districts, columns = moved.districts, [COLUMN[lever], COLUMN[source]]
    first = with_rows(before.base, before.districts, wanted=districts)
    base = moved.base.copy()
    base[:, columns[1]] = np.round(first[:, columns].sum(axis=1) - base[:, columns[0]], _DIGITS)
    ours, theirs = ([one for one in each.changes if one.entry in (lever, source)] for each in (before, moved))
    months = turning_months([*ours, *theirs])
    had, has = (
        table_in(table, own, months, districts)[:, :, columns] for table, own in ((first, ours), (base, theirs))
    )
    gap = had.sum(axis=2) - has.sum(axis=2)
    if np.abs(gap).max() <= _ROUNDING:
        return replace(moved, base=base)
    due = np.round(has[:, :, 1] + gap, _DIGITS)
    base[:, columns[1]] = due[0]
    others = [change for change in moved.changes if change.entry != source]
    steps = _steps(due, months, districts, source, theirs[0].origin)
    return replace(moved, base=base, changes=(*others, *steps))


def overdrawn(varied: Scenario, lever: str, ends: Iterable[Scenario], *, source: str, value: float) -> Overdrawn | None:
    """Find the month in which a source has given up most beyond its domain, after all that was transferred; none is None.

    ``ends`` are the scenarios in which the factor that moves the lever is 0 and 1 instead of its value.
    """
    own, least = [change for change in varied.changes if change.entry in (lever, source)], ENTRIES[source].domain[0]
    months = turning_months(own)
    months = months[months >= 0]
    left = table_in(varied.base, own, months, varied.districts)[:, 1:, COLUMN[source]] - least
    if left.min() >= -_ROUNDING:
        return None
    month, _ = np.unravel_index(np.round(left, _DIGITS).argmin(), left.shape)
    none, one = (table_in(end.base, end.changes, months, end.districts)[:, 1:, COLUMN[lever]] for end in ends)
    moved = one - none
    given = moved > _ROUNDING
    stuck = (left[~given] < -_ROUNDING).any()
    most = -inf if stuck or not given.any() else float((value + left[given] / moved[given]).min())
    most = most if most == -inf else floor(most * _FINEST + _ROUNDING * _FINEST) / _FINEST
    return Overdrawn(float(left.min() + least), int(months[month]), most)


def _steps(due: Floats, months: Months, districts: Districts, source: str, origin: Origin) -> Iterator[Change]:
    """Events that give a lever the values due, float64 (months, rows); those of a district follow its types'."""
    rows: Sequence[tuple[str | None, int | None]] = places(districts)[1:]
    for month, (then, now) in zip(months[1:], pairwise(due), strict=True):
        for (kind, district), value in zip(rows, now[1:], strict=True) if (then != now).any() else ():
            yield Change(source, "set", float(value), int(month), None, 0, kind, origin, district)
