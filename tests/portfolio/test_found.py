"""Fronts, and mixes that cannot be told apart, worked out by hand."""

import numpy as np
import pytest

from sim.studies.portfolio.evolving import hypervolume, spread, undominated
from sim.studies.portfolio.goals import TOLERANCE, read_goals
from sim.studies.portfolio.portfolio import Move
from sim.studies.portfolio.result import alike, merged

A, B, C = (Move(0, f"lever.{name}", 1.0) for name in "abc")


def test_the_front_is_what_nothing_beats() -> None:
    assert undominated(np.array([[0, 3], [1, 1], [3, 0], [2, 2], [1, 1]])) == [0, 1, 2, 4]


def test_a_few_along_a_front_are_its_ends_and_then_the_farthest() -> None:
    front = np.array([[0.0, 10], [1, 9], [5, 5], [6, 4], [10, 0]])
    assert spread(front, 3) == [0, 4, 2]
    assert sorted(spread(front, 9)) == [0, 1, 2, 3, 4]


def test_the_hypervolume_is_the_part_that_a_front_covers() -> None:
    # Between (0, 0), the best of both, and 1.1 times (1, 1): a front that reaches (0, 0) covers all of it.
    fronts = [np.array([[0.0, 0.0]]), np.array([[1.0, 1.0]]), np.empty((0, 2))]
    assert hypervolume(fronts) == pytest.approx([1.0, 0.01 / 1.21, 0.0])


def test_mixes_that_no_goal_tells_apart_are_one_and_the_simplest_stands_for_them() -> None:
    goals = read_goals(["satisfaction_mean"], protected=[], budget="same")
    rng = np.random.default_rng(0)
    base = np.column_stack([rng.normal(0.5, 0.1, 40), np.full(40, 300.0)])
    gains = [0.03, 0.03, 0.06]
    values = np.stack([base + np.column_stack([rng.normal(gain, 0.01, 40), np.zeros(40)]) for gain in gains])
    same = alike(values, goals, base)
    assert same.tolist() == [[True, True, False], [True, True, False], [False, False, True]]
    assert merged([(A, B), (C,), (A,)], same) == {1: [1, 0], 2: [2]}


def test_spending_beyond_the_budget_and_what_is_protected_are_limits() -> None:
    goals = read_goals(["satisfaction_mean"], protected=["satisfaction_worst_decile"], budget=310)
    base = np.tile([0.5, 0.3, 300.0], (4, 1))
    values = base + np.array([[[0.02, 0.01, 5]], [[0.02, -0.01, 15]]])
    small, limits = goals.smaller(values, base=base)
    assert small == pytest.approx(np.array([[-2], [-2]]))
    assert limits == pytest.approx(np.array([[-1, 305 / 310 - 1 - TOLERANCE], [1, 315 / 310 - 1 - TOLERANCE]]))


def test_what_does_nothing_keeps_the_budget_that_the_baseline_keeps_however_much_worlds_differ() -> None:
    goals = read_goals(["satisfaction_mean"], protected=[], budget=295)
    base = np.column_stack([np.full(4, 0.5), [285, 289, 299, 301.8]])
    assert goals.smaller(base[None], base=base, margin=1.0)[1] == pytest.approx(293.7 / 295 - 1 - TOLERANCE)


def test_a_limit_is_kept_by_a_standard_error_of_the_difference_in_the_same_world() -> None:
    goals = read_goals(["satisfaction_mean"], protected=[], budget="same")
    base = np.column_stack([np.full(4, 0.5), np.full(4, 300.0)])
    more = base + np.array([[[0.1, spent] for spent in spents] for spents in ([1, -1, 1, -1], [4, 0, 4, 0])])
    # One standard error of the first is 2 / sqrt(3) / 2 yuan, of the second twice that.
    error = 3**-0.5 / 300
    limits = goals.smaller(more, base=base, margin=1.0)[1][:, 0]
    assert limits == pytest.approx([error - TOLERANCE, 2 / 300 + 2 * error - TOLERANCE])
    assert (limits < 0).tolist() == [True, False]


def test_a_mix_whose_run_failed_keeps_no_limit() -> None:
    goals = read_goals(["satisfaction_mean"], protected=[], budget="same")
    values = np.full((1, 3, 2), np.nan)
    small, limits = goals.smaller(values, base=np.ones((3, 2)), margin=1.0)
    assert small.tolist() == [[0]]
    assert (limits > 0).all()
