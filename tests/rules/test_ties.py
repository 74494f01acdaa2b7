"""Activation of ties, on numbers worked out by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.culture import Culture
from sim.parameters.ties import Contact
from sim.rules.arithmetic import fixed
from sim.rules.packing import ACTIVE, WHOLE
from sim.rules.ties import be_seen, begin_ties, meet, take_in, warmed, warming
from sim.state import Many, Resident
from tests.records import many, person, place, tie, usual

NOTHING = {"everyday_contact": 0.0, "contact_in_groups": 0.0, "contact_of_elders": 0.0, "tie_disuse": 0.0}
NOTHING |= {"tie_activation": 1.0, "contact_together": 0.0}


def see(
    people: Many[Resident],
    month: int = 5,
    here: dict[str, float] | None = None,
    culture: Culture | None = None,
    **contact: float,
) -> None:
    """What a month does to those who are tied, and what they show, before they meet."""
    at = place(**({"gatherings": 1.0, "in_groups": 0.0, "elders_reach": 0.0} | (here or {})))
    for me in people:
        me.carried = 0
        be_seen(me, at, usual(Contact, **(NOTHING | contact)), culture or usual(Culture), month)


def pair(
    month: int = 5, here: dict[str, float] | None = None, own: dict[str, Any] | None = None, **contact: Any
) -> tuple[list[int], list[int]]:
    """Two residents tied to each other once, at half activation: activation and sums after a month."""
    usually = {"takes_part": 0, "stage": 0, "age_group": [3, 6], "belonging": 0.5, "entered": 0, "rumour": 0}
    two, ties = many(Resident, 2, **(usually | (own or {}))), (tie(50), tie(50))
    see(two, month, here, None, **contact)
    for me, other, between in ((two[0], two[1], ties[0]), (two[1], two[0], ties[1])):
        meet(me, other=other, tie=between, tie_slot=0, month=month)
    for me in two:
        take_in(me)
    return [one.activation for one in ties], [me.active_ties for me in two]


def test_who_takes_part_together_moves_a_quarter_of_the_way_to_a_full_tie() -> None:
    """50 + 0.25 * 50 = 62.5, rounded by the month's threshold to 62 or 63."""
    kept, gained = fixed(0.75), fixed(25.0)
    assert {warmed(tie(50), kept, gained=gained, turn=turn) for turn in range(64)} == {62, 63}
    assert sum(warmed(tie(50), kept, gained=gained, turn=turn) for turn in range(64)) == 64 * 62.5


def test_changes_below_a_hundredth_are_not_lost() -> None:
    """0.03 of 10 is 0.3 a month: over 64 months it takes 19 of 64 steps."""
    assert sum(10 - warmed(tie(10), fixed(0.97), gained=0, turn=turn) for turn in range(64)) == 19


@given(st.integers(0, 100), st.integers(0, WHOLE), st.integers(0, WHOLE), st.integers(0, WHOLE), st.integers(0, 400))
def test_activation_stays_between_0_and_100(level: int, contact: int, together: int, disuse: int, month: int) -> None:
    how = usual(Contact, tie_activation=1.0)
    alone, both = (
        warming(how, contact=min(reached, WHOLE), disuse=disuse, came=False)
        for reached in (contact, contact + together)
    )
    for shown in (0, ACTIVE):
        between = tie(level)
        meet(
            person(carried=7, alone=alone, together=both),
            other=person(shown=shown),
            tie=between,
            tie_slot=0,
            month=month,
        )
        assert 0 <= between.activation <= 100


@pytest.mark.parametrize(("active", "warmer"), [([0, 0], False), ([1, 0], False), ([0, 1], False), ([1, 1], True)])
def test_common_participation_needs_both_ends(active: list[int], warmer: bool) -> None:
    levels, sums = pair(own={"takes_part": active}, contact_together=0.5)
    assert levels == sums == ([75, 75] if warmer else [50, 50])


def test_culture_groups_wake_their_members_ties_and_elder_care_associations_those_of_the_old() -> None:
    assert pair(here={"in_groups": 1.0}, own={"stage": [1, 2]}, contact_in_groups=0.5)[0] == [50, 75]
    assert pair(here={"in_groups": 0.5}, own={"stage": [2, 2]}, contact_in_groups=0.48)[0] == [62, 62]
    assert pair(here={"elders_reach": 1.0}, contact_of_elders=0.5)[0] == [50, 75]


def test_ties_of_newcomers_and_to_newcomers_begin_asleep() -> None:
    assert pair(own={"entered": [5, 0]}) == ([0, 0], [0, 0])
    assert pair(own={"entered": [4, 0]}) == ([50, 50], [50, 50])
    assert pair(0)[0] == [50, 50]


def test_switched_off_every_tie_counts_fully() -> None:
    assert pair(own={"entered": [5, 0]}, tie_activation=0.0, tie_disuse=1.0) == ([100, 100], [100, 100])


def test_a_tie_carries_by_its_activation_what_the_other_shows() -> None:
    """Half active, the other takes part, believes a rumour, is no party member, belongs by a half: 50 halves in fixed point."""

    def taken_in(me: Resident) -> tuple[int, int, int, int, int]:
        take_in(me)
        return me.active_ties, me.peers_active, me.peers_believing, me.peers_on_duty, me.peers_belonging

    [other] = people = many(Resident, 1, takes_part=1, rumour=1, stage=0, entered=0, age_group=3, belonging=0.5)
    see(people)
    me, between = person(carried=0, alone=other.alone, together=other.together), tie(50)
    meet(me, other=other, tie=between, tie_slot=0, month=5)
    assert between.activation == 50
    assert taken_in(me) == (50, 50, 50, 0, 50 * 2**19)
    assert taken_in(person(carried=8 * 100 * (other.shown + 2**11))) == (800, 800, 800, 0, 800 * 2**20)


@pytest.mark.parametrize(("mean", "low", "high"), [(0.5, 48, 52), (0.0, 0, 0), (1.0, 74, 76)])
def test_ties_begin_spread_around_their_mean(mean: float, low: float, high: float) -> None:
    """Uniform up to twice the mean; above 0.5 part of it would be beyond 100: of (0, 2) half is 1, mean 0.75."""
    people = many(Resident, 1000, tie=[[1] * 8] * 1000, activation=[[0] * 8] * 1000)
    levels = people.column(Resident.activation)
    begin_ties(people, usual(Contact, tie_activation=1.0, active_at_start=mean), 0, key_low=1, key_high=2)
    assert low <= sum(levels) / 8000 <= high
    begin_ties(people, usual(Contact, tie_activation=0.0, active_at_start=mean), 0, key_low=1, key_high=2)
    assert set(levels) == {100}


def test_the_neighbourhoods_line_of_culture_wakes_ties() -> None:
    """Twice its reach at an effect of a half makes everyday contact 1.5 times 0.2, at belonging 0.5: 0.15 + 0.15."""
    [me] = people = many(Resident, 1, takes_part=0, rumour=0, stage=0, entered=0, age_group=3, belonging=0.5)
    see(
        people,
        here={"neighbourhood_reach": 2.0},
        culture=usual(Culture, neighbourhood_on_ties=0.5),
        everyday_contact=0.2,
    )
    assert me.alone == warming(usual(Contact, tie_activation=1.0), contact=fixed(0.3), disuse=0, came=False)


@pytest.mark.parametrize(("belonging", "contact"), [(0.0, 0.15), (0.5, 0.5), (1.0, 0.85)])
def test_doors_side_by_side_keep_a_part_of_everyday_contact_where_nobody_belongs(
    belonging: float, contact: float
) -> None:
    """Three tenths of what it is at mean belonging: half of the way to a full tie a month there, a seventh without any."""
    (level, _), _ = pair(own={"belonging": belonging}, everyday_contact=0.5, contact_rooted=0.3, contact_alone=1.0)
    assert level == pytest.approx(50 + 50 * contact, abs=1)
