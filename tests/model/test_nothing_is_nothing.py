"""X9 and X7: what is the same in effect is the same to the bit."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sim.parameters import DOMAINS
from sim.runs.result import Run
from sim.runs.single import simulate
from sim.scenario import load
from sim.scenario.library import catalog
from sim.studies.comparison.null_test import postponed

Make = Callable[..., Any]
MONTHS = 26


def played(scenario: Any, size: str = "neighbourhood") -> Run:
    return simulate(scenario, 2, months=MONTHS, size=size, engine="compiled", city="ningbo")


def same(one: Run, other: Run) -> bool:
    parts = ((one.city, other.city), (one.communities, other.communities), (one.money, other.money))
    return all(ours[name].tobytes() == theirs[name].tobytes() for ours, theirs in parts for name in ours)


@pytest.fixture(scope="module")
def baseline() -> Run:
    return played(load("baseline"))


def test_a_policy_identical_to_the_baseline_differs_by_exactly_nothing(baseline: Run, varied: Make) -> None:
    assert same(played(replace(varied({}), reference="another name")), baseline)


@pytest.mark.parametrize("policy", [name for name in catalog() if name != "baseline"])
def test_a_policy_that_starts_after_the_horizon_differs_by_exactly_nothing(baseline: Run, policy: str) -> None:
    assert same(played(postponed(load(policy), baseline=load("baseline"), months=MONTHS)), baseline)


def test_a_policy_that_starts_in_the_last_month_changes_nothing_before_it(baseline: Run) -> None:
    late = played(postponed(load("menu_services"), baseline=load("baseline"), months=MONTHS - 1))
    assert not same(late, baseline)
    assert all(late.city[name][:-1].tobytes() == values[:-1].tobytes() for name, values in baseline.city.items())


@pytest.mark.parametrize("alike", [{"world.needs.taste_heterogeneity": 0.0}, {"world.needs.variants_wanted": 1.0}])
def test_with_identical_tastes_a_menu_is_more_of_the_same_draw_for_draw(varied: Make, alike: dict[str, float]) -> None:
    """X7: equal survey effort in both arms."""
    world = varied(alike | {"provision.survey_effort": 1.0})
    menu = varied({"provision.menu_share": 0.8, "provision.variants_offered": 6.0}, world)
    assert same(played(menu), played(world))


def test_tastes_that_are_nearly_identical_cost_nearly_nothing_more(varied: Make) -> None:
    """I9: with a heterogeneity of 1e-6 a menu costs a case what it costs with none.

    Organizations keep their ways: a fen more or less may turn a choice, and a choice is not nearly nothing.
    """
    kept = {"world.choosing.fields_chosen": 0.0, "world.bidding.tenders_chosen": 0.0}
    worlds = (varied({"world.needs.taste_heterogeneity": alike} | kept, "menu_services") for alike in (0.0, 1e-6))
    identical, similar = (played(world).city for world in worlds)
    for outcome in ("resolved_cases", "satisfaction_mean", "cost_per_resolved_case_yuan"):
        assert similar[outcome].mean() == pytest.approx(identical[outcome].mean(), rel=2e-3)


def test_a_menu_of_which_nothing_is_offered_is_no_menu(varied: Make) -> None:
    few, many = (varied({"provision.menu_share": 0.0, "provision.variants_offered": n}) for n in (1.0, 8.0))
    assert same(played(few), played(many))


@pytest.mark.parametrize("k", [2, 5, 8])
def test_of_k_equally_likely_variants_one_uniform_offer_fits_one_in_k(varied: Make, k: int) -> None:
    """X7: where nobody adapts to a wish, resolved / served = 1/k within four standard errors."""
    tastes = {"world.needs.taste_heterogeneity": 1.0, "world.needs.variants_wanted": float(k)}
    tastes |= {"world.help.organization_fit": 0.0, "world.help.settle_for_less": 1.0}
    tastes |= {"world.market.market_fit": 0.0, "world.programmes.practice.rural": 1.0, "world.seeking.self_help": 0.0}
    nobody_next_door = {f"world.help.neighbours_can.{domain}": 0.0 for domain in DOMAINS}
    run = played(varied(tastes | nobody_next_door))
    resolved, missed = run.city["resolved_cases"].sum(), run.city["mismatched_cases"].sum()
    served = resolved + missed
    assert served > 500
    assert abs(resolved / served - 1 / k) < 4 * (1 / k * (1 - 1 / k) / served) ** 0.5
