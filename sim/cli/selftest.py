"""The test that comes before any report: what cannot matter must differ by exactly nothing."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sim.cli.simulate import Settings, simulate
from sim.errors import RunError
from sim.language import text
from sim.scenario import Change, Origin, Scenario
from sim.scenario.columns import ENTRIES
from sim.scenario.table import places, with_rows

if TYPE_CHECKING:
    from sim.runs.result import Run

_SEEDS = 2
_HERE = Origin("self-test", 1)


def self_test(baseline: Scenario, policies: Sequence[Scenario], how: Settings, lang: str) -> float:
    """Run the baseline twice, and once with each policy from after the horizon on; return the largest difference.

    Raises
    ------
    RunError
        If it is not exactly 0.
    """
    from sim.analysis import max_abs_difference

    few = replace(how, seeds=how.seeds[:_SEEDS])
    once = _fresh(baseline, few)
    later = [("later", postponed(policy, baseline, how.months)) for policy in policies]
    for what, scenario in [("itself", baseline), *later]:
        gap = max_abs_difference(once, _fresh(scenario, few))
        if gap != 0.0:
            raise RunError(text("cli.error.self_test", lang, what=text(f"cli.selftest.{what}", lang), gap=gap))
    return 0.0


def postponed(policy: Scenario, baseline: Scenario, months: int) -> Scenario:
    """Return the baseline with everything that the policy changes starting ``months`` months later."""
    districts = tuple(sorted({*policy.districts, *baseline.districts}))
    then, now = (with_rows(one.base, one.districts, districts) for one in (policy, baseline))
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


def _fresh(scenario: Scenario, how: Settings) -> "list[Run]":
    """Run in a folder of its own, so that nothing stored is taken for a new run."""
    with TemporaryDirectory(prefix="shequ-") as out:
        return simulate([scenario], how, Path(out), lambda done, total: None)[scenario.reference]
