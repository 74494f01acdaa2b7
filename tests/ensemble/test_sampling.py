"""The share of the prior that a function leaves is what can be worked out."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from sim.ensemble.sampling import log_mean
from sim.runs.result import Floats

COORDINATES = 12
SENSES = np.array([[1.0, 0.5, 0.3] + [0.0] * 9, [0.0, 1.0, -0.6, 0.4] + [0.0] * 8])
MIDDLE, WIDTH = np.array([2.5, 2.0]), 0.3


def near(points: Floats) -> Floats:
    """A soft band."""
    return np.asarray(-0.5 * ((points @ SENSES.T - MIDDLE) ** 2).sum(axis=1) / WIDTH**2)


def test_the_mean_of_a_function_under_the_prior_is_found() -> None:
    wide = SENSES @ SENSES.T + WIDTH**2 * np.eye(2)
    exact = np.log(2 * np.pi * WIDTH**2) + multivariate_normal(np.zeros(2), wide).logpdf(MIDDLE)
    found = [
        log_mean(near, particles=400, coordinates=COORDINATES, rng=np.random.default_rng(seed)) for seed in range(4)
    ]
    assert np.mean(found) == pytest.approx(exact, abs=0.15)
