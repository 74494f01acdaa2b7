"""Equal budgets: an alternative whose budget is scaled year by year until it spends what the baseline spends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.runs.result import Floats, Run
from sim.scenario import Change, Origin, Scenario
from sim.statistics.bands import years

BUDGET = "funding.budget_per_resident"
ENOUGH = 0.001
PASSES = 8
STEP, POWERS = (0.25, 4.0), (0.5, 3.0)
_HERE = Origin("--equal-budget", 1)
Pilot = Callable[[Scenario], list[Run]]


@dataclass(frozen=True)
class EqualBudget:
    """The factors on an alternative's budget by year, and how far its spending in the pilot runs still is from the baseline's
    in the worst year, as a share."""

    scenario: str
    factors: tuple[float, ...]
    gap: float


def with_equal_budget(alternative: Scenario, baseline: Sequence[Run], pilot: Pilot) -> tuple[Scenario, EqualBudget]:
    """Scale an alternative's budget until each year's public spending is the baseline's, by a few pilot runs.

    Spending does not follow the budget in proportion (what is not spent returns and lowers the next draw), so factors are
    corrected several times, each time by how spending answered to the correction before.
    """
    goal, months = _by_year(baseline), baseline[0].months
    factors, power, before = np.ones(len(goal)), np.ones(len(goal)), None
    best = alternative, EqualBudget(alternative.reference, tuple(factors), float("inf"))
    for _ in range(PASSES):
        tried = scaled(alternative, factors, months)
        spent = _by_year(pilot(tried))
        gap = float(np.abs(spent / goal - 1).max())
        if gap < best[1].gap:
            best = tried, EqualBudget(alternative.reference, tuple(map(float, factors)), gap)
        if gap <= ENOUGH:
            break
        power = power if before is None else _answer(factors / before[0], spending=spent / before[1], power=power)
        before = factors, spent
        factors = factors * np.clip((goal / np.maximum(spent, 1e-9)) ** power, *STEP)
    return best


def _answer(budget: Floats, *, spending: Floats, power: Floats) -> Floats:
    """How many percent of budget one percent of spending took, year by year; as before where neither moved."""
    moved = (np.abs(np.log(spending)) > 1e-4) & (np.abs(np.log(budget)) > 1e-4)
    found = np.divide(np.log(budget), np.log(spending), out=power.copy(), where=moved)
    return np.clip(np.where(found > 0, found, power), *POWERS)


def _by_year(runs: Sequence[Run]) -> Floats:
    spending = np.mean([run.city["public_spending_yuan"] for run in runs], axis=0)
    return np.array([spending[year].sum() for year in years(len(spending))])


def scaled(alternative: Scenario, factors: Sequence[float] | Floats, months: int) -> Scenario:
    """An alternative whose budget is multiplied in each year of a run by that year's factor."""
    changes = [
        Change(BUDGET, "scale", float(factor), year.start, year.stop, 0, None, _HERE)
        for factor, year in zip(factors, years(months), strict=True)
        if factor != 1.0
    ]
    return replace(alternative, changes=(*alternative.changes, *changes))
