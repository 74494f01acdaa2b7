"""A step brings what misses to its aim, and leaves what fits, by the shortest way."""

import numpy as np
import pytest

from sim.ensemble.emulator import INSIDE, Emulators, aims, step
from sim.ensemble.targets import Target

TARGETS = [Target("one", -1.0, 1.0, ("baseline",), 0.05), Target("two", -1.0, 1.0, ("baseline",), 0.05)]
STRAIGHT = np.array([[2.0, 0.0], [0.0, 2.0], [1.0, 1.0], [0.0, 0.0]])
KNOWN = Emulators(STRAIGHT, np.zeros((2, 1, 1)), np.zeros((2, 1), np.int64), np.zeros(2), np.full(2, 0.02))
POINTS = np.zeros((1, 4))


def test_what_misses_is_brought_to_its_aim_and_what_fits_stays() -> None:
    seen, aim = np.array([[1.8, 0.4]]), np.array([[0.5, -0.5]])
    moved = step(KNOWN, POINTS, TARGETS, seen, 4, aim)
    change = KNOWN(moved) - KNOWN(POINTS)
    assert (seen + change)[0] == pytest.approx([0.5, 0.4], abs=0.05)
    assert moved[0, 3] == 0


def test_a_point_that_fits_everything_does_not_move_at_all() -> None:
    moved = step(KNOWN, POINTS + 0.3, TARGETS, np.array([[0.69, -0.1]]), 4, np.array([[0.0, 0.0]]))
    assert (moved == POINTS + 0.3).all()


def test_what_was_not_looked_at_is_where_the_emulator_says() -> None:
    moved = step(KNOWN, POINTS + 1.0, TARGETS, np.array([[np.nan, 0.0]]), 4, np.array([[0.0, 0.0]]))
    assert KNOWN(moved)[0, 0] == pytest.approx(0.0, abs=0.05)


def test_what_luck_blurs_is_followed_less() -> None:
    loud = [Target("one", -1.0, 1.0, ("baseline",), 0.05, noise=2.0), TARGETS[1]]
    seen, aim = np.array([[1.8, 0.4]]), np.array([[0.0, 0.0]])
    far, near = (np.linalg.norm(step(KNOWN, POINTS, those, seen, 1, aim)) for those in (TARGETS, loud))
    assert near < 0.5 * far


def test_aims_lie_within_the_bands_inner_part() -> None:
    found = aims(TARGETS, 500, np.random.default_rng(0))
    assert np.abs(found).max() <= INSIDE
    assert found.std() == pytest.approx(INSIDE / np.sqrt(3), rel=0.1)
