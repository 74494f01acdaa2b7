"""Emulators: they find what a target depends on, and know what they miss."""

import numpy as np
import pytest
from scipy.special import ndtr

from sim.ensemble.emulator import Emulator, fitted, together
from sim.runs.result import Floats

RNG = np.random.default_rng(4)
POINTS = RNG.standard_normal((700, 30))


def curve(points: Floats) -> Floats:
    """A polynomial of three coordinates."""
    x = 2 * ndtr(points) - 1
    return np.asarray(1.5 * x[:, 2] - x[:, 7] + 0.8 * x[:, 2] * x[:, 7] + 0.5 * x[:, 11])


def emulated(one: Emulator, points: Floats) -> Floats:
    """What an emulator says at points of 30 coordinates."""
    return np.asarray(together([one], 30)(points)[:, 0])


def test_a_sparse_polynomial_is_recovered_with_the_error_of_its_luck() -> None:
    found = fitted(POINTS, values=curve(POINTS) + 0.1 * RNG.standard_normal(700), weights=np.ones(700))
    assert {2, 7, 11} <= set(found.lines.tolist())
    fresh = RNG.standard_normal((500, 30))
    assert np.std(emulated(found, fresh) - curve(fresh)) < 0.06
    assert found.error == pytest.approx(0.1, rel=0.2)
    assert found.explained > 0.95


def test_a_target_that_never_moves_is_its_mean() -> None:
    found = fitted(POINTS, values=np.full(700, 0.3), weights=np.ones(700))
    assert emulated(found, POINTS[:5]) == pytest.approx(np.full(5, 0.3))


def test_values_that_are_no_numbers_teach_nothing() -> None:
    values = curve(POINTS)
    holed = np.where(np.arange(700) < 200, np.nan, values)
    found = fitted(POINTS, values=holed, weights=np.ones(700))
    same = fitted(POINTS[200:], values=values[200:], weights=np.ones(500))
    assert emulated(found, POINTS) == pytest.approx(emulated(same, POINTS))


def test_slopes_are_those_of_what_emulators_say() -> None:
    known = together([fitted(POINTS, values=curve(POINTS), weights=np.ones(700))], 30)
    at, small = POINTS[:4], 1e-5
    for coordinate in (2, 7, 11, 20):
        aside = np.eye(30)[coordinate] * small
        change = (known(at + aside) - known(at - aside)) / (2 * small)
        assert known.slopes(at)[:, :, coordinate] == pytest.approx(change, abs=1e-6)
