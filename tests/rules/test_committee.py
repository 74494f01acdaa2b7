"""Committees: what being judged below the others does to their hours."""

import pytest

from sim.parameters import Levers
from sim.rules.committee import prepare_month, run_committee
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


def test_culture_and_posts_are_what_can_be_joined_and_variants_cost() -> None:
    """0.7 * 1 of culture and 0.3 * 2 of posts at twice the usual; two variants more, equally wanted, at half a tenth each."""
    nothing = ("spare_mutual_minutes", "gathered", "filed_organizations", "volunteer_minutes_given", "network_strength")
    here = place(**dict.fromkeys(nothing, 0), organization_staff=2_000, n_residents=1_000, culture_reach=1.0)
    here.variants_filled, here.survey_reach = 3, 0.5
    wishes = {"variants_wanted": 4, "taste_heterogeneity": 1.0, "variety_cost": 0.1}
    known = {"base_knowledge": 0.2, "survey_knowledge_full": 0.6, "organization_posts_usual": 0.001}
    prepare_month(here, usual(Levers, menu_share=0.5), usual(**wishes, **known))
    assert (here.activities, here.variety_factor, here.survey_knowledge) == pytest.approx((1.3, 1.1, 0.4))
