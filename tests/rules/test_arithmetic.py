"""The elementary functions against Python's and scipy's; what stands in their docstrings is what is asked."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import expit, ndtri

from sim.rules.arithmetic import (
    approach,
    chosen,
    exp,
    fen,
    fixed,
    log,
    logistic,
    lost_at_half_life,
    lost_in_a_month,
    normal,
    waiting_time,
)

LOWEST, HIGHEST = 0.5 / 2**32, 1 - 0.5 / 2**32
"""The first and the last uniform that 32 random bits can give."""
shares = st.floats(0, 1)


def exp_error(x: float) -> float:
    """What the eighth power that exp leaves out comes to, and rounding."""
    return 4e-7 * min(abs(x) / 40, 1.0) ** 8 + 2e-13


@given(st.floats(-40, 40))
def test_exp_is_right_as_far_as_its_series_goes(x: float) -> None:
    assert exp(x) == pytest.approx(math.exp(x), rel=exp_error(x), abs=0)
    assert exp_error(10.0) < 1e-11
    assert exp_error(20.0) < 2e-9


@given(st.floats(-62, 62))
def test_log_is_right_to_thirteen_decimals(power: float) -> None:
    assert log(2.0**power) == pytest.approx(math.log(2.0**power), rel=0, abs=1e-13)


@pytest.mark.parametrize(("x", "edge"), [(1e300, 40.0), (-1e300, -40.0), (math.inf, 40.0), (-math.inf, -40.0)])
def test_exp_stays_at_its_edge_beyond_it(x: float, edge: float) -> None:
    assert exp(x) == exp(edge)


@pytest.mark.parametrize(("x", "edge"), [(0.0, 2.0**-62), (-3.0, 2.0**-62), (1e300, 2.0**62), (math.inf, 2.0**62)])
def test_log_stays_at_its_edge_beyond_it(x: float, edge: float) -> None:
    assert log(x) == log(edge)


def test_exp_of_nothing_and_log_of_one_are_exact() -> None:
    assert exp(0.0) == 1.0
    assert log(1.0) == pytest.approx(0.0, abs=1e-15)


@given(st.floats(-1e6, 1e6))
def test_logistic_is_as_right_as_exp(x: float) -> None:
    assert logistic(x) == pytest.approx(float(expit(min(max(x, -40), 40))), rel=exp_error(x), abs=0)


@given(st.floats(LOWEST, HIGHEST))
def test_normal_is_the_quantile_to_seven_digits(u: float) -> None:
    assert normal(u) == pytest.approx(float(ndtri(u)), rel=2e-7, abs=2e-7)


@pytest.mark.parametrize("u", [LOWEST, 1e-9, 0.024, 0.075, 0.3, 0.5])
def test_normal_mirrors_itself(u: float) -> None:
    assert normal(1 - u) == pytest.approx(-normal(u), rel=1e-6, abs=1e-15)


@pytest.mark.parametrize(
    ("function", "low", "high"),
    [(exp, -40, 40), (logistic, -30, 30), (log, 2**-20, 2**20), (normal, 1e-9, 1 - 1e-9)],
)
def test_a_function_rises_with_its_argument(function: Callable[[float], float], low: float, high: float) -> None:
    values = [function(float(x)) for x in np.linspace(low, high, 20_001)]
    assert all(one < other for one, other in pairwise(values))


@given(st.floats(-50, 50), st.floats(0, 10), st.floats(LOWEST, HIGHEST), st.floats(1e-9, 10))
def test_more_utility_never_turns_a_yes_into_a_no(utility: float, noise: float, u: float, more: float) -> None:
    assume(noise == 0 or noise > 1e-3)
    assert chosen(utility + more, noise=noise, u=u) or not chosen(utility, noise=noise, u=u)


@given(st.floats(-20, 20), st.floats(0.1, 10), st.floats(LOWEST, HIGHEST))
def test_a_choice_is_yes_below_the_logistic_and_no_above(utility: float, noise: float, u: float) -> None:
    chance = float(expit(utility / noise))
    assume(abs(u - chance) > 1e-9)
    assert chosen(utility, noise=noise, u=u) == (u < chance)


@pytest.mark.parametrize(("utility", "yes"), [(-1e-300, False), (0.0, True), (1e-300, True)])
@pytest.mark.parametrize("u", [LOWEST, 0.5, HIGHEST])
def test_without_noise_a_choice_is_a_step_at_zero(utility: float, yes: bool, u: float) -> None:
    assert chosen(utility, noise=0.0, u=u) == yes


@given(shares, shares, shares)
def test_an_approach_ends_between_value_and_target(value: float, target: float, share: float) -> None:
    reached = approach(value, target=target, share=share)
    assert min(value, target) - 1e-15 <= reached <= max(value, target) + 1e-15


@given(st.floats(0, 0.999))
def test_twelve_monthly_losses_add_up_to_the_yearly_one(a_year: float) -> None:
    assert (1 - lost_in_a_month(a_year)) ** 12 == pytest.approx(1 - a_year, rel=1e-9)


@given(st.floats(0.1, 1200))
def test_half_is_left_after_a_half_life(half_life: float) -> None:
    assert (1 - lost_at_half_life(half_life)) ** half_life == pytest.approx(0.5, rel=1e-9)


def test_everything_is_lost_at_a_half_life_of_nothing_and_in_a_year_that_loses_all() -> None:
    assert lost_at_half_life(0.0) == lost_in_a_month(1.0) == 1.0
    assert lost_in_a_month(0.0) == pytest.approx(0, abs=1e-15)


@given(shares)
def test_a_fixed_share_is_right_to_half_a_step(share: float) -> None:
    assert abs(fixed(share) / 2**20 - share) <= 0.5 / 2**20


@given(st.integers(0, 10**12))
def test_fen_that_become_yuan_become_the_same_fen(amount: int) -> None:
    assert fen(amount / 100) == amount


@given(st.floats(1 / 2**32, 1.0))
def test_a_waiting_time_is_minus_the_logarithm(u: float) -> None:
    assert waiting_time(u) == pytest.approx(-math.log(u), abs=1e-8)


def test_luck_below_all_others_waits_longest() -> None:
    assert waiting_time(LOWEST) == waiting_time(0.0) == pytest.approx(32 * math.log(2))
    assert waiting_time(HIGHEST) >= 0.0
