"""Who pays: the treasury, residents, and donors and firms, over the window in which outcomes are judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from sim.analysis.comparison import Comparison, Difference
from sim.analysis.intervals import NOTHING, Estimate, of_pairs
from sim.analysis.pairing import by_seed
from sim.analysis.verdicts import Verdict, verdict
from sim.analysis.windows import months_of
from sim.outcomes import BY_NAME
from sim.runs.result import Floats, Run

Who = Literal["treasury", "residents", "others", "all"]
WHO: tuple[Who, ...] = get_args(Who)
OUTCOMES: Mapping[Who, str] = {
    "treasury": "public_spending_yuan",
    "residents": "residents_fees_yuan",
    "all": "total_cost_yuan",
}
"""Who pays what outcome; the others pay what is left of all."""


@dataclass(frozen=True)
class Payer:
    """What somebody pays a year [yuan] in both worlds, the difference with its interval, and which side of what matters it is.

    ``is_cut`` says that the treasury pays less because the policy is a cut.
    """

    who: Who
    baseline: float | None
    alternative: float | None
    estimate: Estimate
    verdict: Verdict
    is_cut: bool = False


def payers(comparison: Comparison, runs: Mapping[str, Sequence[Run]], scenario: str) -> list[Payer]:
    """Return who pays how much more or less under an alternative; nobody where the runs do not report it."""
    known = {who: comparison.difference(scenario, outcome=name) for who, name in OUTCOMES.items()}
    found = {who: _payer(who, one) for who, one in known.items() if one is not None}
    if len(found) < len(OUTCOMES):
        return []
    fees = known["residents"]
    assert fees is not None
    ours, theirs = (by_seed(list(runs[name]), name) for name in (comparison.baseline, scenario))
    found["others"] = _others(ours, theirs=theirs, level=fees.level)
    return [found[who] for who in WHO]


def side_by_side(comparison: Comparison, runs: Mapping[str, Sequence[Run]]) -> list[tuple[Payer, ...]]:
    """Return a row for each who pays, the sum last: one payer an alternative."""
    return list(zip(*(payers(comparison, runs, one) for one in comparison.alternatives), strict=True))


def _payer(who: Who, difference: Difference) -> Payer:
    gap = difference.estimate
    matters = None if difference.matters is None else 12 * difference.matters
    value, low, high = (_times_12(end) for end in (gap.value, gap.low, gap.high))
    yearly = replace(gap, value=value, low=low, high=high)
    before, after = _times_12(difference.baseline), _times_12(difference.alternative)
    is_cut = who == "treasury" and difference.outcome.good == 0
    return Payer(who, before, after, yearly, verdict(yearly, matters, 0, difference.seeds), is_cut)


def _others(ours: Sequence[Run], *, theirs: Sequence[Run], level: float) -> Payer:
    """Return what donors and firms pay, whose share of it matters as for every sum of money."""
    before, after = _left(ours), _left(theirs)
    gap = NOTHING if np.isnan(after - before).any() else of_pairs(after - before, level)
    matters = BY_NAME[OUTCOMES["all"]].matters * abs(float(before.mean()))
    judged = verdict(gap, matters, 0, len(before))
    return Payer("others", float(before.mean()), float(after.mean()), gap, judged)


def _left(runs: Sequence[Run]) -> Floats:
    """Yuan a year by seed that neither the treasury nor residents pay."""
    months = months_of("last_year")
    monthly = [
        run.city[OUTCOMES["all"]] - run.city[OUTCOMES["treasury"]] - run.city[OUTCOMES["residents"]] for run in runs
    ]
    return np.array([12 * float(each[months].mean()) for each in monthly])


def _times_12(value: float | None) -> float | None:
    return None if value is None else 12 * value
