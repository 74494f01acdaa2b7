"""Time for taking part, organizers, health: on numbers worked out by hand."""

import pytest

from sim.parameters.needs import Needs
from sim.parameters.networks import Members
from sim.parameters.participation import Organizers, Participation, Ways, Worktime
from sim.rules.needs import keep_health
from sim.rules.observation import count_resident
from sim.rules.participation import RANKS, begin_rank, give_time, organize, time_cost
from sim.rules.random_numbers import philox
from sim.state import Community, Resident
from tests.records import draws, many, person, place, usual

HALF = {"employed_share": [0.5] * 8, "migrant_employment": 1.2, "shift_share": [0.5, 0.0, 0.0, 1.0]}
WORK = usual(Worktime, **HALF, work_cost=0.4, shift_cost=0.5)


@pytest.mark.parametrize(
    ("rank", "registered", "kind", "cost"),
    [
        (30, 1, 0, 0.9),
        (33, 1, 0, 0.4),
        (62, 1, 0, 0.4),
        (62, 1, 1, 0.4),
        (62, 1, 3, 0.9),
        (64, 1, 3, 0.0),
        (64, 0, 3, 0.9),
    ],
)
def test_the_lowest_ranks_work_shifts_the_next_by_day_and_the_others_not(
    rank: int, registered: int, kind: int, cost: float
) -> None:
    """Of 127 ranks 63 are below a half; 31 below a quarter; migrants work up to rank 0.6."""
    me = person(age_group=3, registered=registered, work_rank=rank)
    assert time_cost(me, place(kind=kind), WORK) == pytest.approx(cost)


def test_ranks_in_work_are_drawn_evenly_and_belong_to_persons() -> None:
    people = many(Resident, 12_700)
    begin_rank(people, 1000, key_low=7, key_high=9)
    ranks = [one.work_rank for one in people]
    assert min(ranks) == 0
    assert max(ranks) == RANKS - 1 == 126
    assert sum(ranks) / len(ranks) == pytest.approx(63, abs=1.5)
    assert ranks[5] == philox(1005, month=0, purpose=906, entered=0, key_low=7, key_high=9)[0] * RANKS // 2**32


@pytest.mark.parametrize(
    ("stage", "u", "organizes"), [(0, 0.09, True), (0, 0.11, False), (2, 0.29, True), (2, 0.31, False)]
)
def test_volunteers_organize_with_their_chance_and_members_more_often(stage: int, u: float, organizes: bool) -> None:
    """A tenth of volunteers, three tenths of members."""
    organizers = usual(Organizers, organizer_share=0.1, member_organizers=0.2)

    def leads(volunteers: int) -> bool:
        me = person(volunteers=volunteers, stage=stage, effort=1.0)
        give_time(me, place(), organizers, usual(Participation), usual(Members), draws(organize=u))
        return bool(me.organizes)

    assert leads(1) == organizes
    assert not leads(0)


def test_only_organizers_take_hours_from_cases() -> None:
    def counted(organizes: int) -> Community:
        given = ("helping_minutes_given", "volunteer_minutes_given", "organizers", "organizing_minutes")
        here = place(**dict.fromkeys(given, 0), known_open=0, party_members=0, visiting_minutes=0)
        others = dict.fromkeys(("case_domain", "case_found", "party_member"), 0)
        me = person(volunteer_minutes=240, helps=1, effort=0.5, organizes=organizes, **others)
        count_resident(
            me, here, usual(Ways, helping_hours=2.0), usual(Organizers, organizing_share=0.5), usual(Members)
        )
        assert here.helping_minutes_given == 60
        assert (here.volunteer_minutes_given, here.known_open, here.party_members) == (240, 0, 0)
        return here

    assert (counted(1).organizers, counted(1).organizing_minutes) == (1, 120)
    assert (counted(0).organizers, counted(0).organizing_minutes) == (0, 0)


@pytest.mark.parametrize(("minutes", "activities"), [(0, 0.8), (100, 1.0), (300, 1.1)])
def test_what_residents_organize_adds_to_activities_and_saturates(minutes: int, activities: float) -> None:
    """2 x / (1 + x) is 0, 1 and 1.5 at none, usual and three times the usual hours."""
    here = place(activities=1.0, organized=1.0, organizing_minutes=minutes, n_residents=100)
    organize(here, usual(Organizers, organizing_usual=1.0, organizing_half_life=0.0, organizers_on_activity=0.2))
    assert here.activities == pytest.approx(activities)
    assert here.organized == pytest.approx(minutes / 100)


def test_what_was_organized_lasts_by_its_half_life() -> None:
    here = place(activities=1.0, organized=1.0, organizing_minutes=0, n_residents=100)
    organize(here, usual(Organizers, organizing_half_life=1.0))
    assert here.organized == pytest.approx(0.5)


@pytest.mark.parametrize(("missed", "health"), [(0, 0.46), (1, 0.414)])
def test_health_follows_the_habit_and_is_lost_by_the_frail_who_are_left_alone(missed: int, health: float) -> None:
    """0.4 + 0.1 x (1 - 0.4) = 0.46; a tenth of that is lost without help."""
    me = person(health=0.4, habit=1.0, standing_missed=missed)
    keep_health(me, usual(Needs, health_learning=0.1, health_lost_alone=0.1))
    assert me.health == pytest.approx(health)
