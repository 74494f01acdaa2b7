"""Stages, places, registered volunteers, being asked, load, elections, health: numbers worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.committee import Committees
from sim.parameters.culture import Culture
from sim.parameters.equity import Equity
from sim.parameters.membership import Membership
from sim.parameters.needs import Needs
from sim.parameters.networks import Members
from sim.parameters.organization import OrganizationPolicy
from sim.parameters.participation import Organizers, Participation
from sim.parameters.self_governance import Elections
from sim.rules.membership import admit, ask_residents, climb, open_places, sign_up, support_groups
from sim.rules.needs import is_spared, need_arises, open_case
from sim.rules.participation import chance_asked, give_time, overload
from sim.rules.self_governance import call_to_vote, hold_election, vote
from sim.state import Resident
from tests.records import draws, many, person, place, usual

GRID = [(step + 0.5) / 5040 for step in range(5040)]
HERE = {"n_residents": 1200, "organization_staff": 20_000, "filed_organizations": 3}
HERE |= {"n_groups": 0, "group_members": 0}
OFFERS = usual(
    Membership, places_per_post=1.0, places_per_group=10.0, opening_cost=120.0, groups_cost=3.0, elders_cost=2.0
)


@pytest.mark.parametrize(
    ("stage", "habit", "after"),
    [
        *((0, 0.24, (0, 0)), (0, 0.26, (1, 1)), (1, 0.26, (1, 1)), (1, 0.15, (1, 0)), (1, 0.09, (0, 0))),
        *((2, 0.26, (2, 0)), (2, 0.11, (2, 0)), (2, 0.09, (1, 0))),
    ],
)
def test_habit_raises_a_stage_and_lapse_lowers_one(stage: int, habit: float, after: tuple[int, int]) -> None:
    me = person(stage=stage, habit=habit, age_group=4)
    climb(me, usual(Membership, stage_habit=0.25, stage_lapse=0.1))
    assert (me.stage, me.wants_place) == after


def test_nobody_rises_where_stages_are_switched_off() -> None:
    me = person(stage=0, habit=1.0, age_group=4)
    climb(me, usual(Membership, stage_habit=1.5))
    assert (me.stage, me.wants_place) == (0, 0)


def test_children_rise_no_stage() -> None:
    me = person(stage=0, habit=1.0, age_group=0)
    climb(me, usual(Membership, stage_habit=0.0))
    assert (me.stage, me.wants_place) == (0, 0)


@pytest.mark.parametrize(
    ("places", "after"),
    [(4, [2, 2, 0, 2, 1]), (3, [2, 2, 0, 2, 1]), (2, [2, 2, 0, 1, 1]), (1, [1, 2, 0, 1, 1]), (0, [1, 1, 0, 1, 1])],
)
def test_whole_places_go_to_those_who_would_join_and_no_further(places: int, after: list[int]) -> None:
    """Two members, one who would join and a community person who would not; month 0 begins at the first door."""
    people = many(Resident, 5, stage=[2, 2, 0, 1, 1], wants_place=[0, 0, 0, 1, 0])
    admit(people, place(member_places=places), 0)
    assert [one.stage for one in people] == after


@given(st.lists(st.integers(0, 2), min_size=1, max_size=30), st.integers(0, 30), st.integers(0, 100))
def test_members_are_never_more_than_places(stages: list[int], places: int, month: int) -> None:
    people = many(Resident, len(stages), stage=stages, wants_place=[int(stage == 1) for stage in stages])
    admit(people, place(member_places=places), month)
    assert [one.stage for one in people].count(2) <= places


def paid(purse: int, **levers: float) -> tuple[int, int, float, float, float]:
    here = place(**HERE, grant_purse=purse, support_paid=7)
    neutral = {"openings": 1.0, "culture_groups": 0.0, "elder_care_associations": 0.0} | levers
    support_groups(here, usual(OrganizationPolicy, **neutral), usual(Culture), OFFERS)
    return here.grant_purse, here.support_paid - 7, here.openings_paid, here.groups_reach, here.elders_reach


def test_neutral_levers_cost_nothing_and_fewer_places_pay_nothing_back() -> None:
    assert paid(1000) == (1000, 0, 1.0, 0.0, 0.0)
    assert paid(1000, openings=0.5) == (1000, 0, 0.5, 0.0, 0.0)


def test_places_and_groups_are_paid_from_the_purse_as_far_as_it_lasts() -> None:
    """20 posts and 3 groups offer 50 places: twice as many cost 500 yuan a month; groups 300, elders 200."""
    every = {"openings": 2.0, "culture_groups": 1.0, "elder_care_associations": 1.0}
    assert paid(150_000, **every) == (50_000, 100_000, 2.0, 1.0, 1.0)
    assert paid(50_000, **every) == (0, 50_000, 1.5, 0.5, 0.5)


def test_places_are_whole() -> None:
    def opened(openings_paid: float) -> int:
        here = place(**HERE, openings_paid=openings_paid)
        open_places(here, usual(Culture), OFFERS)
        return here.member_places

    assert opened(1.0) == 50
    assert opened(0.99) == 49


def test_the_willing_register_the_sooner_the_more_have_and_volunteers_at_work() -> None:
    """0.005 + 2 * 0.1 = 0.205 a year: 0.205 / 12 of 5040 a month. Volunteers 0.12 a year, 0.01 of 5040."""
    about = {"registered_volunteers": 10, "n_residents": 100}
    how = {"sign_up_alone": 0.005, "sign_up_rate": 2.0, "willing_effort": 0.6, "sign_up_at_work": 0.12}
    how |= {"asked_odds": 4.0, "sign_up_online": 0.5, "sign_up_recognized": 1.0}

    def signs_up(u: float, here: dict[str, float] | None = None, **me: float) -> bool:
        state = {"age_group": 3, "registered_volunteer": 0, "volunteers": 0, "asked": 0, "effort": 0.0}
        one = person(**(state | me))
        sign_up(
            one, place(**({"platform": 0.0, "recognized": 0.0} | about | (here or {}))), usual(**how), draws(sign_up=u)
        )
        return bool(one.registered_volunteer)

    def share(here: dict[str, float] | None = None, **me: float) -> float:
        return sum(signs_up(u, here, **me) for u in GRID)

    assert share(effort=0.6) == pytest.approx(86.1, abs=0.6)
    assert share(effort=0.59) == 0
    assert share(volunteers=1) == pytest.approx(50.4, abs=0.6)
    assert share(effort=0.6, asked=1) == pytest.approx(4 * 86.1, abs=0.6)
    assert share({"platform": 1.0}, effort=0.6) == pytest.approx(1.5 * 86.1, abs=0.6)
    assert share({"recognized": 0.5}, effort=0.6) == pytest.approx(1.5 * 86.1, abs=0.6)
    assert not signs_up(1e-9, effort=1.0, age_group=0)
    assert signs_up(0.99, registered_volunteer=1)


def test_asking_takes_a_volunteers_time() -> None:
    """An hour and a half less 0.5 asks of 20 minutes each on four full ties: 50 minutes are left."""
    how = usual(Participation, volunteer_hours=1.5, asking_by_peers=0.5, peer_asking_minutes=20.0)
    me = person(volunteers=1, effort=1.0, active_ties=400, stage=0)
    give_time(me, place(), usual(Organizers), how, usual(Members), draws(organize=0.9))
    assert me.volunteer_minutes == 50


def test_peers_fellow_members_and_the_committee_ask() -> None:
    """Two full active ties at 0.1 each, the committee 0.5, fellows 0.25: 1 - 0.8 * 0.5 * 0.75 = 0.7."""
    how, here = usual(Participation, asking_by_peers=0.1, asked_in_association=0.25), place(committee_asks=0.5)
    assert chance_asked(person(stage=2, peers_active=200), here, how) == pytest.approx(0.7)
    assert chance_asked(person(stage=1, peers_active=200), here, how) == pytest.approx(0.6)


def test_staff_asks_whom_its_minutes_reach() -> None:
    """100 residents * 10 minutes * 0.1 * 2 = 200 minutes at half ease: 5 asks of 20 minutes for 50 adults."""

    def chance(asking: float) -> float:
        here = place(n_residents=100, adults=50, committee_ease=0.5, work=[1.0] * 4 + [asking, 0.0, 0.0])
        how = usual(Membership, asking_time=0.1, asking_minutes=20.0)
        ask_residents(here, usual(Committees, usual_minutes=10.0), how)
        return here.committee_asks

    assert chance(2.0) == pytest.approx(0.1)
    assert chance(0.0) == 0.0


def test_what_goes_beyond_the_bearable_tires() -> None:
    how, here = usual(Participation, duty=0.2, bearable_load=0.6), place(survey_reach=0.4, committee_asks=0.1)
    people = [person(stage=stage, registered_volunteer=r) for stage, r in ((0, 0), (2, 0), (2, 1))]
    assert [overload(me, here, how, 0.0) for me in people] == pytest.approx([0.0, 0.1, 0.3])


VOTER = {"age_group": 6, "registered": 1, "party_member": 0, "belonging": 0.5, "active_ties": 400, "n_peers": 8}


def turnout(**voter: float) -> float:
    """The share of the grid's luck with which a voter votes."""
    voted = 0
    for u in GRID:
        me = person(**(VOTER | voter))
        vote(me, usual(Elections, vote_constant=0.0), draws(vote=u))
        voted += me.votes
    return voted / 5040


@pytest.mark.parametrize(("age", "share"), [(2, 0.138), (4, 0.557), (6, 0.777)])
def test_turnout_by_age_is_near_what_was_observed(age: int, share: float) -> None:
    """S47: 13.8 %, 55.7 % and 77.7 % of all respondents, of whom a fifth are taken to be without local registration."""
    votes = [turnout(age_group=age, registered=registered) for registered in (0, 1)]
    assert 0.2 * votes[0] + 0.8 * votes[1] == pytest.approx(share, abs=0.04)


def test_nobody_votes_but_in_january_and_from_18() -> None:
    def called(month: int, age: int) -> int:
        me = person(age_group=age)
        call_to_vote(me, month)
        return me.electing

    assert [called(month, age) for month, age in ((0, 2), (12, 7), (11, 7), (12, 1))] == [True, True, False, False]


def test_party_members_have_about_twice_the_odds_to_vote() -> None:
    shares = [turnout(party_member=member) for member in (0, 1)]
    odds = [share / (1 - share) for share in shares]
    assert 1.5 < odds[1] / odds[0] < 2.5


@pytest.mark.parametrize(("month", "count"), [(12, (3, 2)), (13, (9, 9))])
def test_a_count_stands_until_the_next_election(month: int, count: tuple[int, int]) -> None:
    here = place(electors=[0] * 15 + [9], voters=[0] * 15 + [9])
    votes, ages, party = [0, 0, 1, 0, 1], [0, 1, 2, 3, 7], [0, 0, 1, 0, 0]
    hold_election(many(Resident, 5, votes=votes, age_group=ages, party_member=party), here, month)
    assert (sum(here.electors), sum(here.voters)) == count
    assert here.voters[2 * 2 + 1] == (1 if month == 12 else 0)


def test_health_spares_elderly_care_and_health_only() -> None:
    """Eight domains alike; half of two of them is spared: hazard 7/8, and each of the two has 1/14 of needs."""
    flat = {"domain_weight": [1.0] * 8, "elderly_care_interest": [1.0] * 8, "children_interest": [1.0] * 8}
    how = usual(Needs, **flat, health_effect=0.5, need_per_year=[6.0] * 8)
    equity, here = usual(Equity, need_by_type=[1.0] * 4), place(kind=0)

    def someone() -> Resident:
        return person(age_group=6, registered=1, health=1.0, case_domain=0, brought=0)

    def needs(u: float) -> bool:
        me = someone()
        need_arises(me, here, equity, how, draws(need=u))
        is_spared(me, here, equity, how, draws(need=u))
        return bool(me.is_new and not me.spared)

    def domain(u: float) -> int:
        me = someone()
        open_case(me, equity, how, 0, draws(domain=u, variant=0.5))
        return me.case_domain

    assert sum(map(needs, GRID)) == 2205  # 5040 / 2 * 7 / 8
    domains = [domain(u) for u in GRID]
    assert [domains.count(d) for d in range(1, 9)] == [360, 720, 360, 720, 720, 720, 720, 720]
