import numpy as np
import pytest

from sim.statistics.bands import difference_band, trajectory, years
from sim.statistics.intervals import of_pairs
from sim.statistics.panel import Panel


def plain(values: np.ndarray) -> Panel:
    return Panel(values, np.ones_like(values), is_ratio=False)


def test_thirty_months_are_two_years_and_a_half() -> None:
    assert years(30) == [slice(0, 12), slice(12, 24), slice(24, 30)]


def test_a_trajectory_shows_yearly_means_and_the_middle_of_the_seeds() -> None:
    values = np.arange(101.0)[:, None] * np.ones((1, 12))
    shown = trajectory("baseline", outcome="trust_mean", world=plain(values))
    assert shown.mean == pytest.approx(np.full(12, 50))
    assert shown.yearly_spread[:, 0] == pytest.approx([5, 95])
    assert shown.yearly == pytest.approx([50])


def test_each_year_of_ten_gets_a_tenth_of_the_error() -> None:
    noise = np.random.default_rng(1).normal(size=(10, 120))
    band = difference_band("menu", outcome="trust_mean", baseline=plain(np.zeros((10, 120))), alternative=plain(noise))
    expected = of_pairs(noise[:, :12].mean(axis=1), level=0.995)
    assert (band.yearly[0].low, band.yearly[0].high) == pytest.approx((expected.low, expected.high))
    assert band.monthly == pytest.approx(noise.mean(axis=0))


def test_the_band_holds_for_all_years_at_once_in_at_least_95_of_100_samples() -> None:
    rng = np.random.default_rng(2016)
    lasting, passing = rng.normal(size=(600, 10, 1)), rng.normal(size=(600, 10, 60))
    zero = plain(np.zeros((10, 60)))
    bands = [
        difference_band("menu", outcome="trust_mean", baseline=zero, alternative=plain(sample))
        for sample in lasting + passing
    ]
    held = np.mean([all(not year.excludes_zero for year in band.yearly) for band in bands])
    assert held >= 0.94
