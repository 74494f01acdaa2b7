from typing import Any

import numpy as np
import pytest

from sim.outcomes import BY_NAME
from sim.statistics.intervals import LOOKS, Estimate, seeds_needed, until_settled
from sim.studies.comparison import Difference


def difference(verdict: Any, more: int | None, seeds: int, outcome: str = "participation_rate") -> Difference:
    gap = Estimate(0.0, -1.0, 1.0)
    return Difference("menu", BY_NAME[outcome], "horizon", 0.3, 0.3, gap, 0.01, seeds, 0, verdict, 0.99, more)


@pytest.mark.parametrize(
    ("verdict", "more", "outcome", "looked"),
    [
        ("better", None, "participation_rate", [10]),
        ("cannot_tell_yet", 12, "participation_rate", [10, 20, 40, 80, 160]),
        ("cannot_tell_yet", 1_000, "participation_rate", [10]),
        ("cannot_tell_yet", None, "participation_rate", [10]),
        ("cannot_tell_yet", 12, "volunteer_rate", [10]),
    ],
)
def test_another_look_is_taken_only_while_it_may_settle_a_headline_verdict(
    verdict: Any, more: int | None, outcome: str, looked: list[int]
) -> None:
    asked: list[int] = []

    def compare_with(seeds: int) -> Difference:
        asked.append(seeds)
        return difference(verdict, more, 10, outcome)

    until_settled(compare_with, lambda one: one.may_settle)
    assert asked == looked


def test_the_last_look_is_the_cap() -> None:
    assert LOOKS == (10, 20, 40, 80, 160)


def test_an_interval_that_is_settled_needs_no_more_seeds_however_few_there_are() -> None:
    assert seeds_needed(Estimate(0.054, 0.027, 0.081), 0.01, 6, 0.997) == 6


def test_seeds_needed_follow_the_root_of_n() -> None:
    # Half-width 1 at 100 seeds, the threshold 0.5 away: four times as many seeds, a few less as t shrinks with n.
    needed = seeds_needed(Estimate(1.0, 0.0, 2.0), 0.5, 100, 0.95)
    assert needed is not None
    assert 390 <= needed <= 400
    assert np.isclose(1.0 * (100 / needed) ** 0.5, 0.5, rtol=0.02)
