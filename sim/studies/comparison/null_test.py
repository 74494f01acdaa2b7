"""The test that comes before any report: what cannot matter must differ by exactly nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sim.runs.result import Run
from sim.scenario import Change, Origin, Scenario
from sim.scenario.columns import ENTRIES
from sim.scenario.table import places, with_rows
from sim.studies.comparison.identical_runs import max_abs_difference

Fresh = Callable[[Scenario], list[Run]]
"""Runs a scenario anew, whatever is kept."""
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
    events = [_later(change, months) for change in policy.changes if change not in baseline.changes]
    return replace(baseline, base=now, districts=districts, changes=(*baseline.changes, *values, *events))


def _later(change: Change, months: int) -> Change:
    until = None if change.until is None else change.until + months
    return replace(change, month=change.month + months, until=until)
