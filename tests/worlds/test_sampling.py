"""Sampling: shares of the prior and what is drawn agree with what can be worked out."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from sim.runs.result import Floats
from sim.worlds.sampling import Sample, effective, sample

COORDINATES = 12
SENSES = np.array([[1.0, 0.5, 0.3] + [0.0] * 9, [0.0, 1.0, -0.6, 0.4] + [0.0] * 8])
MIDDLE, WIDTH = np.array([2.5, 2.0]), 0.3


def near(points: Floats) -> Floats:
    """A soft band."""
    return np.asarray(-0.5 * ((points @ SENSES.T - MIDDLE) ** 2).sum(axis=1) / WIDTH**2)


def begun(seed: int, last: int = 20) -> Sample:
    return sample(near, 400, coordinates=COORDINATES, rng=np.random.default_rng(seed), sweeps=8, last=last)


def test_the_mean_of_a_function_under_the_prior_is_found() -> None:
    wide = SENSES @ SENSES.T + WIDTH**2 * np.eye(2)
    exact = np.log(2 * np.pi * WIDTH**2) + multivariate_normal(np.zeros(2), wide).logpdf(MIDDLE)
    assert np.mean([begun(seed).log_mean for seed in range(4)]) == pytest.approx(exact, abs=0.15)


def test_points_are_draws_of_the_prior_times_the_function() -> None:
    """With a Gaussian function the mean is that of the posterior of a linear Gaussian model."""
    gain = SENSES.T @ np.linalg.inv(SENSES @ SENSES.T + WIDTH**2 * np.eye(2))
    found = np.concatenate([begun(seed).points for seed in range(4)])
    assert found.mean(axis=0) == pytest.approx(gain @ MIDDLE, abs=0.12)
    spread = 1 - np.einsum("ij,ji->i", gain, SENSES)
    assert found.var(axis=0) == pytest.approx(spread, abs=0.15)


def test_points_of_one_origin_are_worth_fewer_the_less_they_moved() -> None:
    alike = np.zeros(400, np.int64)
    still, moved = (Sample(np.zeros((400, 2)), np.zeros(400), 0.0, alike, stayed) for stayed in (1.0, 0.1))
    assert still.worth == pytest.approx(1 / 400)
    assert moved.worth == pytest.approx(1 / (1 + 0.01 * 399))
    own = Sample(np.zeros((400, 2)), np.zeros(400), 0.0, np.arange(400), 1.0)
    assert own.worth == 1
    assert begun(0, last=200).worth > begun(0, last=2).worth


def test_equal_weights_are_worth_their_number_and_one_heavy_one_is_worth_one() -> None:
    assert effective(np.ones(7)) == pytest.approx(7)
    assert effective(np.array([1.0, 0.0, 0.0])) == pytest.approx(1)
