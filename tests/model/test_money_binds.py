"""Money binds, and nothing falls off a cliff: what a budget of another size does, over four and over ten seeds."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from sim.outcomes import BY_NAME
from sim.runs.single import simulate
from sim.scenario import Scenario
from sim.studies.comparison.lever_effects import CITY
from tests.conftest import Varied

Floats = npt.NDArray[np.float64]
SIZES = (0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3)
LATER = slice(36, None)
FOLLOW = (
    *("satisfaction_mean", "satisfaction_worst_decile", "participation_rate", "resolved_cases"),
    "waiting_months_mean",
)


def played(scenario: Scenario, seed: int) -> Mapping[str, Floats]:
    return simulate(scenario, seed, months=120, size="neighbourhood", engine="compiled", city=CITY).city


def later(runs: list[Mapping[str, Floats]], outcome: str) -> Floats:
    """Means of years 4 to 10, by seed."""
    return np.array([np.nanmean(run[outcome][LATER]) for run in runs])


@pytest.mark.parametrize("size", [0.7, 1.3])
def test_spending_follows_the_budget(varied: Varied, size: float) -> None:
    """But for what organizations that find no more cases do not ask for."""
    base = [played(varied({}), seed) for seed in range(2)]
    other = [played(varied({"funding.budget_per_resident": 300 * size}), seed) for seed in range(2)]
    spent = [later(runs, "public_spending_yuan").mean() for runs in (base, other)]
    assert spent[1] / spent[0] == pytest.approx(size, abs=0.05)
    for run in base:
        assert all(0.9 < year.mean() < 0.99 for year in run["budget_execution_rate"].reshape(10, 12))


def test_a_larger_share_for_committees_keeps_buying_something(varied: Varied) -> None:
    """Four hundredths more of the budget, out of what was in reserve and direct provision."""
    more = varied({"funding.committee_share": 0.60, "funding.direct_share": 0.26})
    gained = later([played(more, s) for s in range(4)], "participation_rate")
    assert (gained > later([played(varied({}), s) for s in range(4)], "participation_rate")).all()


def test_trust_rises_with_money_and_rumours_do_not(varied: Varied) -> None:
    """A referee's finding: believers told more people where ties were awake, so trust fell beyond the usual budget."""
    worlds = [varied({"funding.budget_per_resident": money}) for money in (150, 300, 390, 600)]
    runs = [[played(world, seed) for seed in range(2)] for world in worlds]
    trust, believers = ([later(each, name).mean() for each in runs] for name in ("trust_mean", "rumour_prevalence"))
    assert trust == sorted(trust)
    assert max(believers) < 1.3 * min(believers)


def test_no_money_for_committees_is_none_and_a_cut_link_sends_them_none(varied: Varied) -> None:
    """Money that departments cannot use tops up what committees have, as far as the two are linked."""
    none = varied({"funding.committee_share": 0.0, "funding.direct_share": 0.86})
    cut = varied({"triad.community_departments": 0.0})
    assert later([played(none, 0)], "participation_rate") < 0.03
    usual = later([played(varied({}), seed) for seed in range(4)], "participation_rate")
    assert later([played(cut, seed) for seed in range(4)], "participation_rate").mean() < usual.mean()


def test_dearer_variety_helps_fewer(varied: Varied) -> None:
    costs = (0.03, 0.11, 0.3, 1.0, 3.0, 10.0)
    worlds = [varied({"provision.menu_share": 1.0, "world.help.variety_cost": cost}) for cost in costs]
    found = [later([played(world, 0)], "resolved_cases").mean() for world in worlds]
    assert found == sorted(found, reverse=True)


def test_more_pay_at_the_same_budget_leaves_fewer_hands(varied: Varied) -> None:
    """Pay that rises by 6 % a year against a budget that rises by 3 % hurts, and pay that stands still helps."""
    worlds = ({"world.prices.wage_growth": growth} for growth in (0.0, 0.03, 0.06))
    found = [later([played(varied(world), s) for s in range(3)], "resolved_cases").mean() for world in worlds]
    assert found[0] > found[1] > found[2]


@pytest.mark.verify
def test_every_step_of_the_budget_is_felt_the_right_way_and_none_is_a_cliff(varied: Varied) -> None:
    """Forty seeds: no step's interval lies wholly on the wrong side; steps are alike within 2.5-fold of their neighbours.

    Intervals are joint over six steps and five outcomes; the fold is asked of steps beyond twice their error.
    """
    runs = [[played(varied({"funding.budget_per_resident": 300 * size}), s) for s in range(40)] for size in SIZES]
    spent = np.array([later(run, "public_spending_yuan").mean() for run in runs])
    assert np.abs(spent / spent[3] - SIZES).max() < 0.03
    for outcome in FOLLOW:
        found = BY_NAME[outcome].good * np.array([later(run, outcome) for run in runs])
        steps = np.diff(found, axis=0)
        mean, error = steps.mean(axis=1), steps.std(axis=1, ddof=1) / 40**0.5
        assert (mean + 3.4 * error > 0).all(), outcome  # Student, 39 degrees of freedom, 95 % over 30
        clear = mean > 2 * error
        for (one, here), (two, there) in pairwise(zip(mean, clear, strict=True)):
            assert not (here and there) or max(one, two) < 2.5 * min(one, two), (outcome, mean)
        if outcome == "satisfaction_mean":
            assert (found[3] - found[0]).mean() > 0.01
