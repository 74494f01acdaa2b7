"""Targets: a band, what luck and the model's own lack allow beyond it, and a scale that a search can follow."""

import math
from dataclasses import replace

import numpy as np
import pytest

from sim.ensemble.targets import DISCREPANCY, FAR, Target, fits, pattern_targets

SHARE = Target("P01 participation", 0.22, 0.35, ("baseline",), discrepancy=0.0065, noise=0.008)


def test_inside_the_band_nothing_is_implausible_and_outside_it_counts_in_standard_deviations() -> None:
    spread = math.hypot(0.0065, 0.004)
    found = SHARE.implausibility(np.array([0.22, 0.3, 0.35, 0.35 + 3 * spread, np.nan]), 4)
    assert found[:4] == pytest.approx([0, 0, 0, 3])
    assert found[4] == math.inf


def test_more_lucks_allow_less() -> None:
    one, many = (SHARE.implausibility(np.array([0.37]), seeds)[0] for seeds in (1, 16))
    assert one < many


def test_the_band_is_from_minus_1_to_1_on_the_scale_and_what_is_tolerated_reaches_beyond() -> None:
    assert SHARE.on_scale(np.array([0.22, 0.35, 0.0, 1.0])) == pytest.approx([-1, 1, -FAR, FAR])
    low, high = SHARE.tolerated(4)
    assert low < -1
    assert high > 1
    edge = 0.22 - 2 * SHARE.spread(4)
    assert SHARE.on_scale(np.array([edge]))[0] == pytest.approx(low)


def test_an_open_band_tolerates_everything_above() -> None:
    slope = Target("P07 cross_tie_slope", 0.0, math.inf, ("baseline",), 0.005, 0.01)
    assert slope.tolerated(1)[1] == math.inf
    assert slope.implausibility(np.array([1e9]), 1)[0] == 0
    assert slope.scale == "even"


@pytest.mark.parametrize(
    ("name", "low", "high", "scale"),
    [
        ("P01 participation", 0.2, 0.3, "logit"),
        ("P05 turnout_by_age", 3, 7, "log"),
        ("P14 density_growth", 0.05, 0.1, "even"),
        ("P04 rate_change", 0, 3, "even"),
    ],
)
def test_shares_rates_and_what_may_fall_below_0_have_scales_of_their_own(
    name: str, low: float, high: float, scale: str
) -> None:
    assert Target(name, low, high, ("baseline",), 0.01, 0.01).scale == scale


def test_targets_are_the_patterns_with_a_band_but_for_what_no_world_shows() -> None:
    names = {one.name for one in pattern_targets()}
    assert "P11 gain_left" not in names
    assert "P23 survives" not in names
    assert {"P01 participation", "P22 belief_cut", "N06 without_committees"} <= names
    assert all(one.discrepancy > 0 for one in pattern_targets())
    band = next(one for one in pattern_targets() if one.name == "P08 satisfaction")
    assert band.discrepancy == pytest.approx(DISCREPANCY * 13)


def test_a_world_fits_where_every_target_does() -> None:
    other = replace(SHARE, low=0.4, high=0.5)
    means = np.array([[0.3, 0.45], [0.3, 0.1], [np.nan, 0.45]])
    assert fits([SHARE, other], means, 4).tolist() == [[True, True], [True, False], [False, True]]
