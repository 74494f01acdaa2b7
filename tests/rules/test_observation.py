"""Gini and worst decile of histograms against a plain computation over the values themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.observation import gini_of, median_of, report_upward, spread_of_satisfaction, worst_decile_of
from sim.state import City, Community, Office, Resident
from tests.records import many, place, record

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


@given(st.lists(st.integers(0, 36), min_size=1, max_size=60))
def test_the_median_of_months_is_within_half_a_month_of_the_plain_one(months: list[int]) -> None:
    plain = np.median(months)
    found = median_of(np.bincount(months, minlength=37).tolist())
    low, high = np.quantile(months, [0.5, 0.5], method="lower")[0], np.quantile(months, 0.5, method="higher")
    assert min(low, plain) - 0.5 <= found <= max(high, plain) + 0.5


def test_the_median_moves_within_a_month_and_is_0_of_nothing() -> None:
    assert median_of([0] * 37) == 0.0
    assert median_of([0, 1, 1, *[0] * 34]) == 1.5
    assert median_of([0, 3, 1, *[0] * 34]) == pytest.approx(0.5 + 2 / 3)


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
    here = place(histogram=[7] * 256, solved_after=[0, 2, *[0] * 35])
    spread_of_satisfaction(many(Resident, 5, bin_of=[0, 128, 255, 255, 1]), here)
    assert {b: count for b, count in enumerate(here.histogram) if count} == {0: 1, 1: 1, 128: 1, 255: 2}
    assert here.median_months == 1.0
    assert (here.gini, here.worst_decile) == (gini_of(here.histogram), worst_decile_of(here.histogram))


def test_districts_see_a_mean_of_known_cases_over_a_year_and_departments_those_of_the_entitled() -> None:
    """A twelfth of the way from 12 to 24 cases is 13; districts are office 9, streets office 10."""
    cases = {"known_cases": [[3] * 8], "claimed_cases": [[2, 1, *[0] * 6]], "histogram": [[1] * 256]}
    cases |= {"solved_after": [[0, 0, 3, *[0] * 34]]}
    here = many(Community, 1, **cases, need_seen=12.0, n_residents=256, n_organizations=4, standing=2**20)
    here[0].district, here[0].street = 9, 10
    offices = many(Office, 11, role=[0, *[1] * 8, 2, 3])
    city = record(City, overall_histogram=[9] * 256, overall_solved_after=[9] * 37)
    report_upward(here, offices, city)
    assert here[0].need_seen == pytest.approx(13.0)
    assert [(one.cases_seen, one.out_of) for one in offices][1:4] == [(2, 3), (1, 3), (0, 3)]
    assert (offices[9].cases_seen, offices[9].out_of) == (13, 256)
    assert offices[10].standing_seen == 0.25
    assert city.overall_gini == gini_of([1] * 256)
    assert city.overall_median_months == 2.0
