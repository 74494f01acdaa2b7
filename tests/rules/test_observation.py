"""Gini and worst decile of histograms against a plain computation over the values themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.observation import gini_of, spread_of_satisfaction, worst_decile_of
from sim.state import Resident
from tests.records import many, place

histograms = st.lists(st.integers(0, 30), min_size=256, max_size=256).filter(any)
MIDDLES = (np.arange(256) + 0.5) / 256


def plain_gini(values: np.ndarray) -> float:
    """Half the mean absolute difference of all pairs over the mean."""
    return float(np.abs(values[:, None] - values[None, :]).mean() / (2 * values.mean()))


@given(st.lists(st.integers(0, 255), min_size=1, max_size=200))
def test_gini_is_half_the_mean_difference_of_all_pairs_over_the_mean(bins: list[int]) -> None:
    histogram = np.bincount(bins, minlength=256).tolist()
    assert gini_of(histogram) == pytest.approx(plain_gini(MIDDLES[bins]), abs=1e-12)


@given(st.lists(st.integers(0, 255), min_size=1, max_size=30))
def test_the_worst_decile_is_the_mean_of_the_lowest_tenth(bins: list[int]) -> None:
    """Everybody ten times over, so that a tenth is a whole number of persons."""
    values = np.sort(np.repeat(MIDDLES[bins], 10))
    assert worst_decile_of(np.bincount(bins * 10, minlength=256).tolist()) == pytest.approx(values[: len(bins)].mean())


@given(histograms)
def test_the_worst_decile_is_not_above_the_mean_and_gini_is_a_share(histogram: list[int]) -> None:
    mean = float(np.average(MIDDLES, weights=histogram))
    assert worst_decile_of(histogram) <= mean + 1e-12
    assert -1e-12 <= gini_of(histogram) < 1.0


def test_among_equals_gini_is_nothing_and_the_worst_off_are_like_all() -> None:
    histogram = [0] * 256
    histogram[100] = 37
    assert gini_of(histogram) == pytest.approx(0.0, abs=1e-12)
    assert worst_decile_of(histogram) == pytest.approx(100.5 / 256)


def test_of_nobody_both_are_nothing() -> None:
    assert (gini_of([0] * 256), worst_decile_of([0] * 256)) == (0.0, 0.0)


def test_a_histogram_counts_everyone_once_the_edges_too() -> None:
    here = place(histogram=[7] * 256)
    spread_of_satisfaction(many(Resident, 5, bin_of=[0, 128, 255, 255, 1]), here)
    assert {b: count for b, count in enumerate(here.histogram) if count} == {0: 1, 1: 1, 128: 1, 255: 2}
    assert (here.gini, here.worst_decile) == (gini_of(here.histogram), worst_decile_of(here.histogram))
