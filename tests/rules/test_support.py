"""Support of organizations is paid for, and nobody is hired who is not there."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import support

BUILD = {"n_residents": 12_000, "incubation": 0.0, "training_places": 0.0, "monitoring": 0.0}
BUILD |= {"incubation_cost": 2.0, "training_cost": 6000.0, "monitoring_cost": 0.05}
LABOUR = {"staff_pay": 4000.0, "staff_turnover": 0.24, "reference_pay": 4000.0, "pay_elasticity": 1.5}
LABOUR |= {"bearable_cases": 2.0, "burn_out": 1.0, "novice_skill": 0.3, "trained_skill": 0.7}


@pytest.fixture
def build() -> Callable[..., dict[str, float]]:
    """A community of 12,000 residents with purses of grants and of talent in fen."""

    def act(purse: int, talent: int = 0, **levers: float) -> dict[str, float]:
        columns: dict[str, list[Any]] = {name: [0.0] for name in ("incubated", "monitored", "trained_now")}
        columns |= {"grant_purse": [purse], "support_paid": [0], "talent_purse": [talent], "talent_trained": [0]}
        support.build_capacity(**(BUILD | columns | levers))  # type: ignore[arg-type]
        assert columns["grant_purse"][0] + columns["support_paid"][0] == purse
        assert columns["talent_purse"][0] + columns["talent_trained"][0] == talent
        return {name: column[0] for name, column in columns.items()}

    return act


def test_ten_places_a_year_and_10000_are_one_a_month_and_cost_what_a_place_costs(build: Any) -> None:
    got = build(10_000_000, training_places=10.0)
    assert (got["trained_now"], got["support_paid"]) == (1.0, 600_000)


@pytest.mark.parametrize(("talent", "paid"), [(300_000, (300_000, 300_000)), (900_000, (600_000, 0))])
def test_training_is_paid_from_talents_purse_first(build: Any, talent: int, paid: tuple[int, int]) -> None:
    got = build(10_000_000, talent, training_places=10.0)
    assert (got["talent_trained"], got["support_paid"], got["trained_now"]) == (*paid, 1.0)


def test_talents_purse_pays_nothing_but_talent(build: Any) -> None:
    got = build(0, 1_000_000, incubation=1.0, monitoring=1.0)
    assert (got["talent_trained"], got["support_paid"], got["incubated"]) == (0, 0, 0.0)


def shared(mobility: float, wanted: list[float]) -> tuple[list[float], list[float]]:
    """Two communities of 12,000 and 24,000; three were trained in the first; 10 in 10,000 come a year; nobody turns away."""
    trained, novices = [0.0, 0.0], [0.0, 0.0]
    work = (mobility, [0.0, 0.0], [0, 0], trained, novices)
    support.share_people(2, [12_000, 24_000], wanted, [3.0, 0.0], 10.0, 0.0, *work)
    return trained, novices


def test_in_one_pool_who_was_trained_anywhere_serves_where_posts_are_open() -> None:
    trained, novices = shared(1.0, [0.0, 5.0])
    assert trained == pytest.approx([0.0, 3.0], abs=0.05)
    assert novices == pytest.approx([0.0, 3.0], abs=0.05)
    assert shared(1.0, [1.0, 2.0])[0] == pytest.approx([1.0, 2.0], abs=0.05)


def test_without_mobility_everyone_stays_where_he_is() -> None:
    assert shared(0.0, [0.0, 5.0]) == ([3.0, 0.0], [1.0, 2.0])


@given(st.floats(0, 1), st.lists(st.floats(0, 50), min_size=2, max_size=2))
def test_nobody_is_lost_between_communities(mobility: float, wanted: list[float]) -> None:
    trained, novices = shared(mobility, wanted)
    assert sum(trained) == pytest.approx(3.0, abs=1e-9)
    assert sum(novices) == pytest.approx(3.0, abs=1e-9)


def test_incubation_costs_by_resident_and_monitoring_by_purse(build: Any) -> None:
    assert build(10_000_000, incubation=1.0)["support_paid"] == 200_000
    assert build(10_000_000, monitoring=0.5)["support_paid"] == 250_000


def test_a_purse_that_is_half_enough_pays_half(build: Any) -> None:
    got = build(400_000, training_places=10.0, incubation=1.0)
    assert (got["support_paid"], got["trained_now"], got["incubated"]) == (400_000, 0.5, 0.5)


def test_without_support_nothing_is_paid(build: Any) -> None:
    assert build(1_000)["support_paid"] == 0
    assert build(0, training_places=10.0)["trained_now"] == 0.0


def hired(trained: float, novices: float, **other: Any) -> dict[str, list[float]]:
    """Two organizations of ten posts that would have ten and twelve."""
    columns: dict[str, Any] = {"staff": [10.0, 10.0], "staff_wanted": [10.0, 12.0], "staff_staying": [0.0, 0.0]}
    columns |= {"skill": [0.5, 0.5], "supplement": [0, 0], "delivered": [0, 0]}
    columns |= {"trained_pool": [trained], "novice_pool": [novices], "posts_wanted": [0.0]}
    support.hire(**(columns | LABOUR | other))
    return columns


def test_a_full_pool_fills_every_post_and_is_drained_by_as_many() -> None:
    """Two in a hundred leave in a month: 0.2 of each ten."""
    got = hired(0.0, 100.0)
    assert got["staff"] == pytest.approx([10.0, 12.0])
    assert got["posts_wanted"] == pytest.approx([2.4])
    assert got["novice_pool"] == pytest.approx([100.0 - 2.4])
    assert got["skill"] == pytest.approx([0.5 - 0.02 * 0.2, 0.5 - 2.2 / 12 * 0.2])


def test_nobody_is_hired_who_is_not_there() -> None:
    assert hired(0.0, 0.0)["staff"] == pytest.approx([9.8, 9.8])


def test_a_pool_that_is_half_enough_gives_each_half_the_trained_first() -> None:
    got = hired(0.6, 0.6)
    assert got["staff"] == pytest.approx([9.9, 10.9])
    assert (got["trained_pool"], got["novice_pool"]) == ([0.0], pytest.approx([0.0]))
    assert got["skill"][0] == pytest.approx(0.5)
    assert hired(0.6, 5.0)["novice_pool"] == pytest.approx([5.0 - 1.8])


def test_turnover_falls_with_pay_and_rises_beyond_bearable_cases() -> None:
    at = (0.24, 4000.0, 4000.0, 1.5, 2.0, 2.0, 1.0)
    assert support.turnover(*at) == pytest.approx(0.24)
    assert support.turnover(0.24, 8000.0, *at[2:]) == pytest.approx(0.24 / 2**1.5)
    assert support.turnover(*at[:4], 4.0, 2.0, 1.0) == pytest.approx(0.48)
    assert support.turnover(*at[:4], 40.0, 2.0, 1.0) == 1.0


def test_a_supplement_goes_to_every_post_and_no_further_than_the_purse() -> None:
    for purse, paid in ((1_000_000, [60_000, 30_000, 0]), (45_000, [30_000, 15_000, 0])):
        left, parts = [purse], [0, 0, 0]
        support.supplement_wages([1, 1, 0], [2.0, 1.0, 0.0], [0.0] * 3, parts, left, [0], [0], 300.0)
        assert (parts, left[0]) == (paid, purse - sum(paid))


def test_a_supplement_is_paid_from_talents_purse_first() -> None:
    left, talent, from_it, parts = [1_000_000], [60_000], [0], [0, 0]
    support.supplement_wages([1, 1], [2.0, 1.0], [0.0] * 2, parts, left, talent, from_it, 300.0)
    assert (parts, left, talent, from_it) == ([60_000, 30_000], [970_000], [0], [60_000])


def test_private_capital_is_matched_as_far_as_the_purse_lasts() -> None:
    def raised(purse: int, rate: float) -> tuple[int, int, int]:
        gifts, matched, left = [0, 0], [0, 0], [purse]
        two = ([1, 1], [0, 0], [3.0, 1.0], [0.5, 0.5])
        support.raise_private_capital(*two, [0.0, 0.0], gifts, matched, left, 1200, 1.0, rate, 24.0, 0.0)
        return sum(gifts), sum(matched), left[0]

    assert raised(1_000_000, 0.5) == (120_000, 60_000, 940_000)
    assert raised(10_000, 0.5) == (120_000, 10_000, 0)
    assert raised(10_000, 0.0) == (120_000, 0, 10_000)


def test_grants_go_by_form_need_and_monitored_effect() -> None:
    assert support.grant_weight(0, 9, 90, 5.0, 1.0, 2.0, 0.0, 0.0) == 2.0
    assert support.grant_weight(1, 30, 120, 5.0, 1.0, 2.0, 1.0, 0.0) == 2.0
    assert support.grant_weight(1, 30, 120, 2.0, 1.0, 2.0, 0.0, 0.5) == 1.5
    assert support.grant_weight(1, 30, 120, 9.0, 1.0, 2.0, 0.0, 1.0) == 3.0
    assert support.grant_weight(1, 0, 0, 0.0, 0.0, 2.0, 1.0, 1.0) == 1.0


@pytest.mark.parametrize(("names", "given_"), [([1.0, 1.0], 240_000), ([1.0, 0.0], 180_000), ([0.0, 0.0], 0)])
def test_better_names_draw_more_private_capital(names: list[float], given_: int) -> None:
    """Three posts and one; 24 yuan a year of each of 1,200 residents at full reputation."""
    gifts, matched, left = [0, 0], [0, 0], [0]
    two = ([1, 1], [0, 0], [3.0, 1.0], names)
    support.raise_private_capital(*two, [0.0, 0.0], gifts, matched, left, 1200, 1.0, 0.0, 24.0, 0.0)
    assert sum(gifts) == given_
