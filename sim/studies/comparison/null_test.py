"""The test that comes before any report: what cannot matter must differ by exactly nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.runs.result import Run
from sim.scenario import Change, Origin, Scenario
from sim.scenario.columns import ENTRIES
from sim.scenario.table import places, with_rows
from sim.statistics.pairing import by_seed, check_pairs

Fresh = Callable[[Scenario], list[Run]]
"""Runs a scenario anew, whatever is stored."""
_HERE = Origin("self-test", 1)


def differing(baseline: Scenario, policies: Sequence[Scenario], months: int, fresh: Fresh) -> tuple[str, float] | None:
    """Run the baseline twice, and once with each policy from after the horizon on.

    Returns what differs from the baseline (``itself`` or ``later``) and by how much; None where nothing does.
    """
    once = fresh(baseline)
    later = [("later", postponed(policy, baseline=baseline, months=months)) for policy in policies]
    for what, scenario in [("itself", baseline), *later]:
        gap = max_abs_difference(once, fresh(scenario))
        if gap != 0.0:
            return what, gap
    return None


def postponed(policy: Scenario, *, baseline: Scenario, months: int) -> Scenario:
    """Return the baseline with everything that the policy changes starting ``months`` months later."""
    districts = tuple(sorted({*policy.districts, *baseline.districts}))
    then, now = (with_rows(one.base, one.districts, wanted=districts) for one in (policy, baseline))
    values = [
        Change(entry, "set", float(then[row, column]), months, None, 0, kind, _HERE, number)
        for column, entry in enumerate(ENTRIES)
        for row, (kind, number) in enumerate(places(districts))
        if then[row, column] != now[row, column]
    ]
    events = [
        replace(change, month=change.month + months, until=None if change.until is None else change.until + months)
        for change in policy.changes
        if change not in baseline.changes
    ]
    return replace(baseline, base=now, districts=districts, changes=(*baseline.changes, *values, *events))


def max_abs_difference(a: list[Run], b: list[Run]) -> float:
    """Return the largest difference over every outcome, month, community, group and money flow of runs paired by seed.

    NaN equals NaN; NaN against a number, or something that only one side reports, is infinite.
    """
    first, second = by_seed(a, "first"), by_seed(b, "second")
    check_pairs(first, alternative=second, who="second")
    return max((gap for x, y in zip(first, second, strict=True) for gap in _gaps(x, y)), default=0.0)


def _gaps(x: Run, y: Run) -> Iterator[float]:
    for a, b in ((x.city, y.city), (x.communities, y.communities), (x.groups, y.groups), (x.money, y.money)):
        for name in a.keys() | b.keys():
            yield _gap(a[name], b[name]) if name in a and name in b else float("inf")


def _gap(x: npt.NDArray[Any], y: npt.NDArray[Any]) -> float:
    if x.shape != y.shape:
        return float("inf")
    differ = ~((x == y) | (np.isnan(x) & np.isnan(y)))
    gaps = np.abs(x[differ].astype(np.float64) - y[differ].astype(np.float64))
    return float(np.where(np.isnan(gaps), np.inf, gaps).max(initial=0.0))
