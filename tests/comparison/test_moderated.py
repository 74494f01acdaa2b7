"""Variances that tell of each other: what is usual is found, and intervals hold their truth as often as they should."""

import numpy as np
import pytest
from scipy.special import stdtrit

from sim.statistics.intervals import ALIKE, moderated

FREEDOM, MANY = 3, 4000


def drawn(rng: np.random.Generator, prior: float, usual: float) -> tuple[np.ndarray, np.ndarray]:
    """True variances around a usual one, and what four seeds say of each."""
    true = usual * prior / rng.chisquare(prior, MANY)
    return true, true * rng.chisquare(FREEDOM, MANY) / FREEDOM


@pytest.mark.parametrize("prior", [2.0, 5.0])
def test_what_is_usual_and_how_widely_variances_differ_is_found(prior: float) -> None:
    _, seen = drawn(np.random.default_rng(3), prior, usual=0.04)
    _, freedom = moderated(seen, FREEDOM)
    assert freedom - FREEDOM == pytest.approx(prior, rel=0.25)


def test_intervals_hold_the_truth_in_95_of_100_and_are_shorter_than_each_alone() -> None:
    rng = np.random.default_rng(4)
    true, seen = drawn(rng, 4.0, usual=1.0)
    mean = np.sqrt(true) * rng.standard_normal(MANY)
    found, freedom = moderated(seen, FREEDOM)
    half = stdtrit(freedom, 0.975) * np.sqrt(found)
    alone = stdtrit(FREEDOM, 0.975) * np.sqrt(seen)
    assert np.mean(np.abs(mean) < half) == pytest.approx(0.95, abs=0.01)
    assert half.mean() < 0.85 * alone.mean()


def test_alike_variances_become_one_and_a_single_one_stays() -> None:
    found, freedom = moderated(0.3 * np.ones(20), FREEDOM)
    assert np.ptp(found) == 0
    assert freedom >= ALIKE
    alone, _ = moderated(np.array([0.3]), FREEDOM)
    assert np.isfinite(alone).all()
    nothing, _ = moderated(np.zeros(5), FREEDOM)
    assert nothing == pytest.approx(np.zeros(5), abs=1e-20)
