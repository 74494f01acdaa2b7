"""Party members as people: who is on duty, whom they visit, what it costs them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import Levers
from sim.parameters.networks import Members
from sim.parameters.participation import Organizers, Participation
from sim.rules.networks import (
    RANKS,
    call_members,
    is_on_duty,
    members_near,
    minutes_of_visits,
    rank_among,
    unseen_by_members,
)
from sim.rules.participation import give_time
from sim.state import Community
from tests.records import draws, person, place, usual

shares = st.floats(0, 1)
HALF = {"party_share": [0.1] * 4, "party_presence": [1.0, 0.6, 0.9, 0.3]}


def called(kind: int = 0, firms: float = 1.0, /, **levers: float) -> Community:
    here = place(kind=kind, party_members=70, adults=1000)
    call_members(here, usual(Levers, **levers), usual(**HALF, firm_presence=[0.0, 0.0, 0.0, firms]))
    return here


def test_the_uniform_that_makes_a_member_also_ranks_him() -> None:
    how = usual(Members, party_share=[0.1] * 4)
    assert [rank_among(how, 0, u) for u in (0.0, 0.05, 0.0999, 0.1, 0.9)] == [0, 63, 126, RANKS, RANKS]
    assert rank_among(usual(Members, party_share=[0.0] * 4), 0, 0.0) == RANKS


@given(u=shares, active=shares, more=shares, times=st.floats(1, 3))
def test_more_members_and_a_larger_share_of_them_are_the_same_ones_and_more(
    u: float, active: float, more: float, times: float
) -> None:
    """A share of 0.1 with ranks in 127ths: who is on duty stays so, but for the one rank at the edge."""

    def serves(share: float, of_all: float) -> bool:
        rank = rank_among(usual(Members, party_share=[share] * 4), 0, u)
        return is_on_duty(person(duty_rank=rank), place(duty_share=of_all))

    assert serves(0.1, active) <= serves(0.1, min(active + more, 1.0))
    assert serves(0.1, max(active - 1 / RANKS, 0.0)) <= serves(0.1 * times, active)


def test_nobody_is_on_duty_who_is_no_member_or_frail() -> None:
    here = place(duty_share=1.0)
    assert is_on_duty(person(duty_rank=126), here)
    assert not is_on_duty(person(duty_rank=127), here)
    assert not is_on_duty(person(duty_rank=0, standing_domain=3), here)


def test_firms_reach_the_members_whom_a_branch_does_not() -> None:
    """In industrial communities a branch reaches 0.3; all firms with a party organization bring the rest."""
    assert [called(3, active_share=0.5, firm_reach=f).duty_share for f in (0.0, 1.0)] == pytest.approx([0.15, 0.5])
    assert [called(0, active_share=0.5, firm_reach=f).duty_share for f in (0.0, 1.0)] == [0.5, 0.5]


def test_workers_meet_members_in_their_firm() -> None:
    """Five fellow workers, of whom 70 in 1,000 are members: 0.35 of them, met by workers alone."""
    here = called(3, active_share=1.0, firm_reach=1.0)
    assert [members_near(person(age_group=age), here) for age in (1, 2, 4, 5)] == pytest.approx([0.0, 0.35, 0.35, 0.0])
    assert members_near(person(age_group=3, peers_on_duty=150), here) == pytest.approx(1.85)


def test_each_layer_takes_its_meetings_of_a_members_own_time() -> None:
    assert [called(layers=layers).member_meetings for layers in (1, 3)] == [20.0, 60.0]


def test_a_cap_on_tasks_leaves_a_part_of_visits() -> None:
    assert called(task_cap=0.0).member_visits == 0.5
    assert called(task_cap=1.0).member_visits == pytest.approx(0.35)


def test_each_member_in_touch_finds_as_if_there_were_no_other() -> None:
    """A visit a month that finds with ln 2 leaves a half unseen; two leave a quarter, none everybody."""
    how, here = usual(Members, visit_finds=0.69314718056), place(member_visits=1.0)
    unseen = [unseen_by_members(person(age_group=3, peers_on_duty=awake), here, how) for awake in (0, 100, 200)]
    assert unseen == pytest.approx([1.0, 0.5, 0.25])


def test_visits_take_a_members_own_time_and_what_is_left_for_cases() -> None:
    """Four awake ties at half a visit of 40 minutes, and 40 of meetings, out of 4 hours; nothing of who is not on duty."""
    how, here = usual(Members, visit_minutes=40.0), place(member_visits=0.5, member_meetings=40.0, duty_share=0.5)

    def left(rank: int) -> int:
        me = person(volunteers=1, effort=1.0, stage=0, duty_rank=rank)
        world = usual(Participation, volunteer_hours=4.0, asking_by_peers=0.0)
        give_time(me, here, usual(Organizers), world, how, draws(organize=0.9))
        return me.volunteer_minutes

    assert [minutes_of_visits(person(duty_rank=rank), here, how) for rank in (127, 64, 0)] == [0.0, 0.0, 120.0]
    assert (left(64), left(0)) == (240, 120)
