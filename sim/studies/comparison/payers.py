"""Who pays: the treasury, residents, and donors and firms, over the window in which outcomes are judged.

What residents pay is told in two parts: charges for help with cases, and what they buy of their own accord, with dues.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from sim.outcomes import BY_NAME
from sim.runs.result import Floats, Run
from sim.statistics.intervals import Estimate, of_pairs
from sim.statistics.pairing import by_seed
from sim.statistics.verdicts import Verdict, verdict
from sim.statistics.windows import months_of
from sim.studies.comparison.comparison import Comparison, Difference

Who = Literal["treasury", "residents", "help", "bought", "others", "all"]
WHO: tuple[Who, ...] = get_args(Who)
PARTS: tuple[Who, ...] = ("help", "bought")
"""What residents pay for."""
OUTCOMES: Mapping[Who, str] = {
    "treasury": "public_spending_yuan",
    "residents": "residents_fees_yuan",
    "help": "help_fees_yuan",
    "all": "total_cost_yuan",
}
"""Who pays what outcome; what is bought is what help leaves of fees, and the others pay what is left of all."""
LEFT: Mapping[Who, tuple[Who, ...]] = {"bought": ("residents", "help"), "others": ("all", "treasury", "residents")}
"""Of what the rest is paid, and what comes off."""


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
    seeds: int
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
    for who in LEFT:
        found[who] = _rest(who, ours, theirs=theirs, level=fees.level)
    return [_judged_with(found["residents"], part=found[who]) if who in PARTS else found[who] for who in WHO]


def side_by_side(comparison: Comparison, runs: Mapping[str, Sequence[Run]]) -> list[tuple[Payer, ...]]:
    """Return a row for each who pays, the sum last: one payer an alternative."""
    return list(zip(*(payers(comparison, runs, one) for one in comparison.alternatives), strict=True))


def _payer(who: Who, difference: Difference) -> Payer:
    gap = difference.estimate
    matters = None if difference.matters is None else 12 * difference.matters
    before, after = times_12(difference.baseline), times_12(difference.alternative)
    is_cut = who == "treasury" and difference.outcome.good == 0
    yearly = a_year(gap)
    return Payer(who, before, after, yearly, verdict(yearly, matters, 0, difference.seeds), difference.seeds, is_cut)


def _rest(who: Who, ours: Sequence[Run], *, theirs: Sequence[Run], level: float) -> Payer:
    """Return who pays what is left, whose share of it matters as for every sum of money."""
    before, after = _left(who, ours), _left(who, theirs)
    gap = of_pairs(after - before, level)
    judged = verdict(gap, _matters(float(before.mean())), 0, len(before))
    return Payer(who, float(before.mean()), float(after.mean()), gap, judged, len(before))


def _judged_with(whole: Payer, *, part: Payer) -> Payer:
    """A part of a sum, where as much matters as of the whole sum: a small part says little of what somebody pays."""
    matters = None if whole.baseline is None else _matters(whole.baseline)
    return replace(part, verdict=verdict(part.estimate, matters, 0, part.seeds))


def _matters(paid: float) -> float:
    return BY_NAME[OUTCOMES["all"]].matters * abs(paid)


def _left(who: Who, runs: Sequence[Run]) -> Floats:
    """Yuan a year by seed that are left of a sum."""
    months = months_of("last_year")
    whole, *less = parts(who)
    monthly = [run.city[whole] - sum(run.city[one] for one in less) for run in runs]
    return np.array([12 * float(each[months].mean()) for each in monthly])


def parts(who: Who) -> list[str]:
    """The outcome that somebody pays, and outcomes that come off."""
    return [OUTCOMES[one] for one in LEFT.get(who, (who,))]


def a_year(gap: Estimate) -> Estimate:
    """What a monthly difference makes in a year."""
    return replace(gap, value=times_12(gap.value), low=times_12(gap.low), high=times_12(gap.high))


def times_12(value: float | None) -> float | None:
    """A year's sum of a monthly one."""
    return None if value is None else 12 * value
