"""Stages, places, registered volunteers, being asked, load, elections, health: numbers worked out by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.arithmetic import logistic
from sim.rules.election import call_to_vote, hold_election, vote
from sim.rules.membership import (
    admit,
    ask_residents,
    chance_asked,
    climb,
    open_places,
    overload,
    sign_up,
    support_groups,
)
from sim.rules.needs import is_spared, need_arises, open_case
from sim.rules.participation import joins, volunteer

Usual = Callable[..., Any]
GRID = [(step + 0.5) / 5040 for step in range(5040)]
HERE: dict[str, Any] = {"n_residents": 1200, "organization_staff": 20_000, "filed_organizations": 3}
HERE |= {
    "places_per_post": 1.0,
    "places_per_group": 10.0,
    "opening_cost": 120.0,
    "groups_cost": 3.0,
    "elders_cost": 2.0,
}


@pytest.mark.parametrize(
    ("stage", "habit", "after"),
    [
        *((0, 0.24, (0, 0)), (0, 0.26, (1, 1)), (1, 0.26, (1, 1)), (1, 0.15, (1, 0)), (1, 0.09, (0, 0))),
        *((2, 0.26, (2, 0)), (2, 0.11, (2, 0)), (2, 0.09, (1, 0))),
    ],
)
def test_habit_raises_a_stage_and_lapse_lowers_one(usual: Usual, stage: int, habit: float, after: Any) -> None:
    assert usual(climb, stage=stage, age_group=3, habit=habit, stage_habit=0.25, stage_lapse=0.1) == after


def test_nobody_rises_where_stages_are_switched_off(usual: Usual) -> None:
    assert usual(climb, stage=0, age_group=3, habit=1.0, stage_habit=1.5) == (0, 0)


def test_children_keep_their_stage_whatever_habit_asks(usual: Usual) -> None:
    assert usual(climb, stage=0, age_group=0, habit=0.0, stage_habit=0.0, stage_lapse=0.0) == (0, 0)
    assert usual(climb, stage=0, age_group=1, habit=0.0, stage_habit=0.0, stage_lapse=0.0) == (1, 1)


@pytest.mark.parametrize(
    ("places", "after"),
    [(4, [2, 2, 0, 2, 1]), (3, [2, 2, 0, 2, 1]), (2, [2, 2, 0, 1, 1]), (1, [1, 2, 0, 1, 1]), (0, [1, 1, 0, 1, 1])],
)
def test_whole_places_go_to_those_who_would_join_and_no_further(places: int, after: list[int]) -> None:
    """Two members, one who would join and a community person who would not; month 0 begins at the first door."""
    stage = [2, 2, 0, 1, 1]
    admit(stage, [0, 0, 0, 1, 0], places, 0)
    assert stage == after


@given(st.lists(st.integers(0, 2), min_size=1, max_size=30), st.integers(0, 30), st.integers(0, 100))
def test_members_are_never_more_than_places(stages: list[int], places: int, month: int) -> None:
    wants = [int(stage == 1) for stage in stages]
    admit(stages, wants, places, month)
    assert stages.count(2) <= places


def paid(usual: Usual, purse: int, **levers: float) -> tuple[int, int, float, float, float]:
    money, support, reach = [purse], [7], [[0.0], [0.0], [0.0]]
    neutral = {"openings": 1.0, "culture_groups": 0.0, "elder_care_associations": 0.0} | levers
    given = {"grant_purse": money, "support_paid": support, "openings_paid": reach[0]}
    usual(support_groups, **HERE, **given, groups_reach=reach[1], elders_reach=reach[2], **neutral)
    return money[0], support[0] - 7, *(one[0] for one in reach)


def test_neutral_levers_cost_nothing_and_fewer_places_pay_nothing_back(usual: Usual) -> None:
    assert paid(usual, 1000) == (1000, 0, 1.0, 0.0, 0.0)
    assert paid(usual, 1000, openings=0.5) == (1000, 0, 0.5, 0.0, 0.0)


def test_places_and_groups_are_paid_from_the_purse_as_far_as_it_lasts(usual: Usual) -> None:
    """20 posts and 3 groups offer 50 places: twice as many cost 500 yuan a month; groups 300, elders 200."""
    every = {"openings": 2.0, "culture_groups": 1.0, "elder_care_associations": 1.0}
    assert paid(usual, 150_000, **every) == (50_000, 100_000, 2.0, 1.0, 1.0)
    assert paid(usual, 50_000, **every) == (0, 50_000, 1.5, 0.5, 0.5)


def test_places_are_whole(usual: Usual) -> None:
    assert usual(open_places, **HERE, openings_paid=1.0) == 50
    assert usual(open_places, **HERE, openings_paid=0.99) == 49


def test_the_willing_register_the_sooner_the_more_have(usual: Usual) -> None:
    """0.005 + 2 * 0.1 = 0.205 a year: 0.205 / 12 of 5040 a month."""
    given = {"registered_volunteer": 0, "age_group": 3, "registered_volunteers": 10, "n_residents": 100}
    given |= {"sign_up_alone": 0.005, "sign_up_rate": 2.0, "willing_effort": 0.6}
    assert sum(usual(sign_up, **given, effort=0.6, u_sign_up=u) for u in GRID) == pytest.approx(86.1, abs=0.6)
    assert not any(usual(sign_up, **given, effort=0.59, u_sign_up=u) for u in GRID[::100])
    assert not usual(sign_up, **(given | {"age_group": 0}), effort=1.0, u_sign_up=1e-9)
    assert usual(sign_up, **(given | {"registered_volunteer": 1}), effort=0.0, u_sign_up=0.99)


def test_registered_volunteers_come_more_often_and_asking_takes_time(usual: Usual) -> None:
    """0.3 * 1.4 = 0.42; an hour and a half less 0.5 asks of 20 minutes each on four full ties, 50 minutes left."""
    given = {"takes_part": 1, "effort": 1.0, "volunteer_share": 0.3, "registered_gain": 0.4, "volunteer_hours": 1.5}
    given |= {"asking_by_peers": 0.5, "peer_asking_minutes": 20.0, "active_ties": 400, "stage": 0}
    chances = [usual(volunteer, **given, registered_volunteer=r, u_volunteer=0.4)[0] for r in (0, 1)]
    assert chances == [False, True]
    assert usual(volunteer, **given, registered_volunteer=1, u_volunteer=0.4)[:2] == (True, 50)


def test_being_asked_multiplies_the_odds() -> None:
    """At utility -2 the odds are e^-2; asked for certain four times that: 0.3512 against 0.1192."""
    shares = [sum(joins(-2.0, 1.0, asked, 4.0, u) for u in GRID) / 5040 for asked in (0.0, 0.5, 1.0)]
    plain, four = logistic(-2.0), 1 / (1 + 2.718281828459045**2 / 4)
    assert shares == pytest.approx([plain, 0.5 * (plain + four), four], abs=2e-4)


@given(st.floats(-5, 5), st.floats(0, 1), st.floats(1e-9, 1 - 1e-9))
def test_being_asked_loses_nobody(utility: float, asked: float, u: float) -> None:
    assert joins(utility, 1.0, asked, 4.0, u) or not joins(utility, 1.0, 0.0, 4.0, u)


def test_without_noise_being_asked_does_nothing() -> None:
    assert [joins(utility, 0.0, 1.0, 4.0, 0.5) for utility in (-0.1, 0.0)] == [False, True]


def test_peers_fellow_members_and_the_committee_ask(usual: Usual) -> None:
    """Two full active ties at 0.1 each, the committee 0.5, fellows 0.25: 1 - 0.8 * 0.5 * 0.75 = 0.7."""
    given = {"peers_active": 200, "committee_asks": 0.5, "asking_by_peers": 0.1, "asked_in_association": 0.25}
    assert usual(chance_asked, stage=2, **given) == pytest.approx(0.7)
    assert usual(chance_asked, stage=1, **given) == pytest.approx(0.6)


def test_staff_asks_whom_its_minutes_reach(usual: Usual) -> None:
    """100 residents * 10 minutes * 0.1 * 2 = 200 minutes at half ease: 5 asks of 20 minutes for 50 adults."""
    given = {"n_residents": 100, "adults": 50, "usual_minutes": 10.0, "asking_time": 0.1, "asking_minutes": 20.0}
    assert usual(ask_residents, committee_ease=0.5, asking=2.0, **given) == pytest.approx(0.1)
    assert usual(ask_residents, committee_ease=0.5, asking=0.0, **given) == 0.0


def test_what_goes_beyond_the_bearable_tires(usual: Usual) -> None:
    given = {"activities": 1.0, "survey_reach": 0.4, "committee_asks": 0.1, "duty": 0.2, "bearable_load": 1.6}
    loads = [usual(overload, stage=stage, registered_volunteer=r, **given) for stage, r in ((0, 0), (2, 0), (2, 1))]
    assert loads == pytest.approx([0.0, 0.1, 0.3])


VOTER: dict[str, Any] = {"month": 12, "age_group": 6, "registered": 1, "party_member": 0, "belonging": 0.5}
VOTER |= {"active_ties": 400, "n_peers": 8, "vote_constant": 0.0}


@pytest.mark.parametrize(("age", "share"), [(2, 0.138), (4, 0.557), (6, 0.777)])
def test_turnout_by_age_is_near_what_was_observed(usual: Usual, age: int, share: float) -> None:
    """S47: 13.8 %, 55.7 % and 77.7 % of all respondents, of whom a fifth are taken to be without local registration."""
    votes = [[usual(vote, **(VOTER | {"age_group": age, "registered": r}), u_vote=u)[0] for u in GRID] for r in (0, 1)]
    assert (0.2 * sum(votes[0]) + 0.8 * sum(votes[1])) / 5040 == pytest.approx(share, abs=0.04)


def test_nobody_votes_but_in_january_and_from_18() -> None:
    assert [call_to_vote(month, age) for month, age in ((0, 2), (12, 7), (11, 7), (12, 1))] == [
        True,
        True,
        False,
        False,
    ]


def test_party_members_have_about_twice_the_odds_to_vote(usual: Usual) -> None:
    shares = [sum(usual(vote, **(VOTER | {"party_member": p}), u_vote=u)[0] for u in GRID) / 5040 for p in (0, 1)]
    odds = [share / (1 - share) for share in shares]
    assert 1.5 < odds[1] / odds[0] < 2.5


@pytest.mark.parametrize(("month", "count"), [(12, (3, 2)), (13, (9, 9))])
def test_a_count_stands_until_the_next_election(month: int, count: tuple[int, int]) -> None:
    electors, voters = [0] * 15 + [9], [0] * 15 + [9]
    hold_election(month, [0, 0, 1, 0, 1], [0, 1, 2, 3, 7], [0, 0, 1, 0, 0], electors, voters)
    assert (sum(electors), sum(voters)) == count
    assert voters[2 * 2 + 1] == (1 if month == 12 else 0)


def test_health_spares_elderly_care_and_health_only(usual: Usual) -> None:
    """Eight domains alike; half of two of them is spared: hazard 7/8, and each of the two has 1/14 of needs."""
    flat = {"domain_weight": [1.0] * 8, "elderly_care_interest": [1.0] * 8, "children_interest": [1.0] * 8}
    given = {
        "age_group": 6,
        "kind": 0,
        "registered": 1,
        "need_by_type": [1.0] * 4,
        "health": 1.0,
        "health_effect": 0.5,
    } | flat
    given |= {"need_per_year": [6.0] * 8}
    arisen = [
        usual(need_arises, case_domain=0, u_need=u, **given) and not usual(is_spared, u_need=u, **given) for u in GRID
    ]
    assert sum(arisen) == 2205  # 5040 / 2 * 7 / 8
    domains = [usual(open_case, month=0, u_domain=u, u_variant=0.5, **given)[0] for u in GRID]
    assert [domains.count(d) for d in range(1, 9)] == [360, 720, 360, 720, 720, 720, 720, 720]
