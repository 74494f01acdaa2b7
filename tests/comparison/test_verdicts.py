from typing import Literal

import pytest

from sim.statistics.intervals import NOTHING, Estimate
from sim.statistics.verdicts import Verdict, is_small_but_in_few, verdict


def judged(low: float, high: float, good: Literal[-1, 0, 1] = 1, seeds: int = 10, matters: float = 1.0) -> Verdict:
    return verdict(Estimate((low + high) / 2, low, high), matters, good, seeds)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (1.001, 2, "better"),
        (1, 2, "cannot_tell_yet_direction_settled"),
        (0.2, 2, "cannot_tell_yet_direction_settled"),
        (0, 2, "cannot_tell_yet"),
        (-0.2, 2, "cannot_tell_yet"),
        (-2, 2, "cannot_tell_yet"),
        (-0.999, 0.999, "too_small_to_matter"),
        (0.2, 0.8, "too_small_to_matter"),
        (0.2, 1, "cannot_tell_yet_direction_settled"),
        (-1, 0.5, "cannot_tell_yet"),
        (-2, -0.2, "cannot_tell_yet_direction_settled"),
        (-2, -1, "cannot_tell_yet_direction_settled"),
        (-2, -1.001, "worse"),
    ],
)
def test_an_interval_is_judged_against_a_threshold_of_one(low: float, high: float, expected: Verdict) -> None:
    assert judged(low, high) == expected


@pytest.mark.parametrize(("good", "up", "down"), [(1, "better", "worse"), (-1, "worse", "better"), (0, "more", "less")])
def test_the_good_direction_names_the_verdict(good: Literal[-1, 0, 1], up: Verdict, down: Verdict) -> None:
    assert (judged(2, 3, good), judged(-3, -2, good)) == (up, down)


@pytest.mark.parametrize(
    ("high", "rare", "seeds", "expected"),
    [
        (0.8, True, 10, True),
        (0.8, False, 10, False),
        (1.2, True, 10, False),
        (0.8, True, 9, False),
        (0.2, True, 10, False),
    ],
)
def test_small_but_for_a_few_cities_is_said_where_nothing_else_is_in_the_way(
    high: float, rare: bool, seeds: int, expected: bool
) -> None:
    estimate = Estimate(0.5, 0.2, high, rare=rare)
    assert is_small_but_in_few(estimate, 1.0, seeds) is expected
    assert not expected or verdict(estimate, 1.0, 1, seeds) == "cannot_tell_yet_direction_settled"


def test_nine_seeds_never_tell() -> None:
    assert judged(2, 3, seeds=9) == judged(0, 0, seeds=9) == "cannot_tell_yet"


def test_exactly_nothing_is_too_small_even_where_the_threshold_is_zero() -> None:
    assert judged(0, 0, matters=0) == "too_small_to_matter"


def test_without_an_interval_or_a_threshold_nothing_is_told() -> None:
    assert verdict(NOTHING, 1.0, 1, 40) == "cannot_tell_yet"
    assert verdict(Estimate(2, 2, 2), None, 1, 40) == "cannot_tell_yet"
