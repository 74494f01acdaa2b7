"""Committees: what being judged below the others does to their hours."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.rules.committee import run_committee

Usual = Callable[..., Any]
PLACE = {"committee_money": 20_000_000, "staff_posts": 30.0, "n_residents": 10_000, "spare_committee_minutes": 0}
PLACE |= {"tasks_share": 0.5, "information_time": 0.0, "information_cost": 0.0, "programme_time": 0.0}
PLACE |= {"programme_cost": 0.0, "platform_covered": 0.0}


def slots_and_reach(usual: Usual, **judged: float) -> tuple[int, float]:
    month = usual(run_committee, **(PLACE | {"feedback_weight": 1.0, "shortfall_on_service": 0.5} | judged))
    return month[6], month[4]


def test_under_distinctive_indicators_who_was_judged_below_turns_to_service_at_the_cost_of_other_methods(
    usual: Usual,
) -> None:
    level, below = (slots_and_reach(usual, regime=2.0, shortfall=shortfall) for shortfall in (0.0, 1.0))
    assert below[0] > level[0]
    assert below[1] < level[1]


@pytest.mark.parametrize("judged", [{"regime": 1.0}, {"regime": 0.0}, {"regime": 2.0, "feedback_weight": 0.0}])
def test_where_no_distinctive_indicator_counts_a_shortfall_moves_no_hours(
    usual: Usual, judged: dict[str, float]
) -> None:
    level, below = (slots_and_reach(usual, shortfall=shortfall, **judged) for shortfall in (0.0, 1.0))
    assert below == level
