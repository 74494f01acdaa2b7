"""Committees: what money does to their posts and hours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import Levers
from sim.rules.committee import pay_committee, prepare_month, run_committee
from sim.state import Community
from sim.state.words import SURVEY
from tests.records import place, usual

PLACE = {"staff_posts": 30.0, "n_residents": 10_000, "spare_committee_minutes": 0, "front_line_wages": 0}
PLACE |= {"committee_money": 13_333_333, "committee_budget": 13_333_333}
PLACE |= {"tasks_share": 0.5, "information_time": 0.0, "information_cost": 0.0, "programme_time": 0.0}
PLACE |= {"programme_cost": 0.0, "platform_covered": 0.0, "variety_factor": 1.0}


def a_month(here: Community) -> None:
    pay_committee(here, usual())
    run_committee(here, usual(Levers), usual())


def month(money: int, posts: float = 30.0) -> Community:
    here = place(**PLACE | {"committee_money": money, "committee_budget": money, "staff_posts": posts})
    a_month(here)
    return here


def test_a_cut_is_shared_by_posts_and_activities_and_posts_follow() -> None:
    """133,333 yuan pay 30 posts at 4,000 with nine tenths; with 70 % wages and activities both are 70 %, and posts go."""
    full, cut = month(13_333_333), month(9_333_333)
    assert cut.committee_wages == pytest.approx(0.7 * full.committee_wages, rel=1e-6)
    assert cut.committee_activities == pytest.approx(0.7 * full.committee_activities, rel=1e-6)
    assert full.staff_posts == pytest.approx(30.0, abs=1e-4)
    assert cut.staff_posts == pytest.approx(30.0 - 0.08 * 9.0, abs=1e-4)
    assert cut.culture_reach == pytest.approx(0.7 * full.culture_reach, rel=1e-6)


def test_variety_takes_a_committee_s_time_and_more_money_than_usual_asks_nobody_once_more() -> None:
    here, varied = (place(**PLACE | {"variety_factor": factor}) for factor in (1.0, 2.0))
    a_month(here)
    a_month(varied)
    assert varied.committee_slots == here.committee_slots // 2
    rich = place(**PLACE | {"committee_money": 10**9, "committee_budget": 10**9, "staff_posts": 300.0})
    a_month(rich)
    assert rich.culture_reach > 1.5
    assert rich.survey_reach == pytest.approx(rich.work[SURVEY] * rich.patience)


@given(money=st.integers(0, 100_000_000), posts=st.floats(0, 100))
def test_a_committee_spends_no_more_than_it_may_and_more_money_never_does_less(money: int, posts: float) -> None:
    here, richer = month(money, posts), month(money + 100_000, posts)
    assert here.committee_wages + here.committee_activities + here.committee_money == money
    assert min(here.committee_wages, here.committee_activities, here.committee_money) >= 0
    assert richer.culture_reach >= here.culture_reach
    assert richer.staff_posts >= here.staff_posts


def test_hours_are_all_worked_whatever_is_asked_of_them() -> None:
    """With half the culture, its hours go to the rest."""
    here, less = place(**PLACE), place(**PLACE, work=[1.0, 0.5, 0.5, 1.0, 0.0, 0.0, 0.0])
    a_month(here)
    a_month(less)
    assert less.committee_slots > here.committee_slots
    assert 0.5 * here.culture_reach < less.culture_reach < here.culture_reach


@pytest.mark.parametrize(
    ("filed", "gathered", "slots", "grouped"), [(1, 0.0, 2, 150), (0, 0.0, 3, 0), (1, 0.5, 2, 575)]
)
def test_neighbours_hours_and_volunteers_go_into_cases_each_in_their_part(
    filed: int, gathered: float, slots: int, grouped: int
) -> None:
    """A quarter of 800 minutes of help are 200; 0.15 of 1,000 of volunteering, organizers' 200 left out: 150; cases take 100.

    Brokers bring half of the rest: 0.15 + 0.85 * 0.5 = 0.575 of them.
    """
    here = place(
        helping_minutes_given=800,
        volunteer_minutes_given=1_200,
        organizing_minutes=200,
        filed_organizations=filed,
        gathered=gathered,
        spare_mutual_minutes=0,
        network_strength=0.0,
        variants_filled=1,
        survey_reach=0.0,
    )
    how = usual(mutual_share=0.25, organized_share=0.15, mutual_case_minutes=100.0)
    prepare_month(here, usual(Levers), how)
    assert (here.mutual_slots, here.filed_minutes) == (slots, grouped)


def test_culture_is_what_can_be_joined_and_surveys_tell_wishes() -> None:
    nothing = ("spare_mutual_minutes", "gathered", "filed_organizations", "volunteer_minutes_given", "network_strength")
    here = place(**dict.fromkeys(nothing, 0), helping_minutes_given=0, culture_reach=1.3)
    here.survey_reach = 0.5
    known = {"base_knowledge": 0.2, "survey_knowledge_full": 0.6}
    prepare_month(here, usual(Levers), usual(**known))
    assert (here.activities, here.survey_knowledge) == pytest.approx((1.3, 0.4))
