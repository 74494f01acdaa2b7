"""Committees: what being judged below the others does to their hours."""

import pytest

from sim.parameters import Levers
from sim.rules.committee import run_committee
from tests.records import place, usual

PLACE = {"committee_money": 20_000_000, "staff_posts": 30.0, "n_residents": 10_000, "spare_committee_minutes": 0}
PLACE |= {"tasks_share": 0.5, "information_time": 0.0, "information_cost": 0.0, "programme_time": 0.0}
PLACE |= {"programme_cost": 0.0, "platform_covered": 0.0}


def slots_and_reach(shortfall: float, **evaluation: float) -> tuple[int, float]:
    here = place(**PLACE, shortfall=shortfall)
    run_committee(here, usual(Levers, **({"feedback_weight": 1.0} | evaluation)), usual(shortfall_on_service=0.5))
    return here.committee_slots, here.culture_reach


def test_under_distinctive_indicators_who_was_judged_below_turns_to_service_at_the_cost_of_other_methods() -> None:
    level, below = (slots_and_reach(shortfall, regime=2.0) for shortfall in (0.0, 1.0))
    assert below[0] > level[0]
    assert below[1] < level[1]


@pytest.mark.parametrize("judged", [{"regime": 1.0}, {"regime": 0.0}, {"regime": 2.0, "feedback_weight": 0.0}])
def test_where_no_distinctive_indicator_counts_a_shortfall_moves_no_hours(judged: dict[str, float]) -> None:
    level, below = (slots_and_reach(shortfall, **judged) for shortfall in (0.0, 1.0))
    assert below == level
