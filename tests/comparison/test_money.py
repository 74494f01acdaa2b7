from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sim.runs import simulate
from sim.runs.result import Run
from sim.scenario import Scenario, load
from sim.scenario.columns import COLUMN, ENTRIES
from sim.studies.comparison.equal_budget import BUDGET, with_equal_budget
from sim.studies.comparison.money import Use, ledger, true_performance, value
from sim.studies.comparison.study import study_of

World = Callable[..., list[Run]]


def test_a_yuan_in_a_year_is_worth_less_now(world: World) -> None:
    # 103 yuan in the month a year from the start, at 3 % a year, are 100 now.
    spending = np.zeros((10, 13))
    spending[:, 12] = 103.0
    base = world({"public_spending_yuan": spending * 0, "resolved_cases": spending * 0 + 1})
    menu = world({"public_spending_yuan": spending, "resolved_cases": spending * 0 + 1}, "menu")
    found = value("menu", base, runs=menu, discount=0.03)
    assert found.sums == pytest.approx((0, 103))
    assert found.present == pytest.approx((0, 100))
    assert found.present_difference.value == pytest.approx(100)


def test_cost_and_effect_are_per_resident_and_paired_by_seed(world: World) -> None:
    ones = np.ones((10, 12))
    base = world({"public_spending_yuan": 100 * ones, "resolved_cases": 2 * ones})
    menu = world({"public_spending_yuan": 150 * ones, "resolved_cases": 3 * ones}, "menu")
    found = value("menu", base, runs=menu, discount=0.0)
    assert found.spent == pytest.approx(np.full(10, 50 * 12 / 300))  # 300 residents
    assert found.solved == pytest.approx(np.full(10, 1000 * 12 / 300))
    assert found.per_case == (50, 50)


def test_what_is_spent_has_the_interval_of_the_verdict_on_cost(world: World) -> None:
    """Where the joint interval of public spending holds 0, that of its sum over the horizon does."""
    gaps = -3_000 + 1_000 * np.random.default_rng(1).normal(size=(10, 1)) * np.ones((10, 24))
    base = world({"public_spending_yuan": np.full((10, 24), 1e5), "resolved_cases": np.ones((10, 24))})
    menu = world({"public_spending_yuan": 1e5 + gaps, "resolved_cases": np.ones((10, 24))}, "menu")
    found = study_of({"baseline": base, "menu": menu}, "baseline")
    monthly = found.comparison.difference("menu", outcome="public_spending_yuan", window="horizon")
    total = found.values[0].sum_difference
    assert monthly is not None
    assert [total.low, total.high] == pytest.approx(
        [24 * (end or 0) for end in (monthly.estimate.low, monthly.estimate.high)]
    )


def test_a_case_that_nobody_resolves_has_no_cost(world: World) -> None:
    none = world({"public_spending_yuan": np.ones((2, 3)), "resolved_cases": np.zeros((2, 3))})
    assert value("menu", none, runs=none).per_case == (None, None)


def test_the_ledger_sorts_flows_into_sources_and_uses_by_year(world: World) -> None:
    money = {"revenue": np.full(6, 5_000), "fees": np.full(6, 100), "contracts": np.full(6, 2_000)}
    found = ledger("baseline", world({"trust_mean": np.ones((3, 6))}, money=money))
    assert found.sources == {"revenue": 600, "fees": 12}
    assert found.public == {"contracts": 240}


def test_what_became_of_a_uses_money_is_told_with_what_was_moved(world: World) -> None:
    money = {
        "department_budget": 9_000,
        "moved_to_contracts": 2_000,
        "department_spending": 6_000,
        "department_returned": 500,
    }
    money |= {"contract_budget": 1_000, "contracts": 2_500, "facilities_budget": 300, "unspent": 700}
    flows = {name: np.full(6, fen) for name, fen in money.items()}
    uses = ledger("baseline", world({"trust_mean": np.ones((3, 6))}, money=flows)).uses
    assert uses["departments"] == Use(allotted=1_080, moved=-240, spent=720, returned=60)
    assert (uses["departments"].left, uses["contracts"].left) == (60, 60)
    assert (uses["facilities"].returned, uses["facilities"].left) == (None, 36)
    assert uses["unassigned"].left == 0
    assert "talent" not in uses


def test_true_performance_counts_what_is_truly_open(world: World) -> None:
    runs = world({"resolved_cases": [[30.0, 10.0]], "open_cases": [[70.0, 30.0]]})
    assert true_performance(runs) == pytest.approx((0.3 + 0.25) / 2)


def spender(world: World, answer: float) -> Callable[[Scenario], list[Run]]:
    """Spending that answers to the budget by a power: less than in proportion, as money that is not spent returns."""

    def run(scenario: Scenario) -> list[Run]:
        entries = [entry for entry in ENTRIES if not entry.startswith("world.")]
        budget = scenario.schedule(36).levers[:, 0, entries.index(BUDGET)]
        return world({"public_spending_yuan": np.tile(budget**answer, (2, 1))})

    return run


@pytest.mark.parametrize("answer", [1.0, 0.5])
def test_an_equal_budget_makes_every_years_spending_the_baselines(world: World, answer: float) -> None:
    run = spender(world, answer)
    baseline = run(load("baseline"))
    scaled, found = with_equal_budget(load("menu_at_80_percent"), baseline, run)
    ours, theirs = (
        np.reshape(each[0].city["public_spending_yuan"], (3, 12)).sum(axis=1) for each in (baseline, run(scaled))
    )
    assert theirs == pytest.approx(ours, rel=1e-3)
    assert found.gap <= 0.001
    assert all(factor > 1 for factor in found.factors)


def test_an_equal_budget_changes_nothing_but_the_budget(world: World) -> None:
    run = spender(world, 1.0)
    alternative = load("menu_at_80_percent")
    scaled, _ = with_equal_budget(alternative, run(load("baseline")), run)
    assert (scaled.base == alternative.base).all()
    assert {change.entry for change in scaled.changes if change not in alternative.changes} == {BUDGET}


def allotted(run: Run) -> float:
    """Yuan a year that finance gave out and higher levels earmarked, as the rate of execution counts them."""
    return float(12 * (run.city["public_spending_yuan"] / run.city["budget_execution_rate"]).mean())


def test_public_uses_in_the_ledger_are_public_spending() -> None:
    uses = {"funding.talent_share": 0.02, "funding.platform_share": 0.01, "funding.process_share": 0.1}
    base = load("baseline").base.copy()
    for path, share in uses.items():
        base[:, COLUMN[path]] = share
    run = simulate(replace(load("baseline"), base=base), 1, months=24, size="hamlet", engine="compiled", city="ningbo")
    found = ledger("baseline", [run])
    spending = 12 * run.city["public_spending_yuan"].mean()
    assert sum(found.public.values()) == pytest.approx(spending)
    assert sum(use.spent for use in found.uses.values()) == pytest.approx(spending)
    assert sum(use.moved for use in found.uses.values()) == pytest.approx(0)
    assert sum(use.allotted for use in found.uses.values()) == pytest.approx(allotted(run))
    assert all(use.left > -0.01 for use in found.uses.values())
    fees = found.sources["fees"] + found.sources["market_fees"]
    assert spending + fees + found.given == pytest.approx(12 * run.city["total_cost_yuan"].mean())
