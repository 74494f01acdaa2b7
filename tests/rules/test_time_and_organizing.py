"""Time for taking part, organizers, health: on numbers worked out by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.rules.health import keep_health
from sim.rules.luck import philox
from sim.rules.observation import count_resident
from sim.rules.organizers import organize
from sim.rules.participation import volunteer
from sim.rules.worktime import RANKS, begin_rank, time_cost

Usual = Callable[..., Any]
HALF = {"employed_share": [0.5] * 8, "migrant_employment": 1.2, "shift_share": [0.5, 0.0, 0.0, 1.0]}
COSTS = {"work_cost": 0.4, "shift_cost": 0.5}


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
    usual: Usual, rank: int, registered: int, kind: int, cost: float
) -> None:
    """Of 127 ranks 63 are below a half; 31 below a quarter; migrants work up to rank 0.6."""
    found = usual(time_cost, age_group=3, registered=registered, kind=kind, work_rank=rank, **HALF, **COSTS)
    assert found == pytest.approx(cost)


def test_ranks_in_work_are_drawn_evenly_and_belong_to_persons() -> None:
    ranks = [0] * 12_700
    begin_rank(ranks, 1000, 7, 9)
    assert min(ranks) == 0
    assert max(ranks) == RANKS - 1 == 126
    assert sum(ranks) / len(ranks) == pytest.approx(63, abs=1.5)
    assert ranks[5] == philox(1005, 0, 906, 0, 7, 9)[0] * RANKS // 2**32


@pytest.mark.parametrize(
    ("stage", "u", "organizes"), [(0, 0.02, True), (0, 0.04, False), (2, 0.08, True), (2, 0.1, False)]
)
def test_volunteers_organize_with_their_chance_and_members_more_often(
    usual: Usual, stage: int, u: float, organizes: bool
) -> None:
    """0.3 x 0.1 = 0.03 of those who take part; of members 0.3 x 0.3 = 0.09."""
    given = {"effort": 1.0, "registered_volunteer": 0, "volunteer_share": 0.3, "organizer_share": 0.1}
    assert usual(volunteer, takes_part=1, stage=stage, u_volunteer=u, member_organizers=0.2, **given)[2] == organizes
    assert not usual(volunteer, takes_part=0, stage=stage, u_volunteer=u, member_organizers=0.2, **given)[2]


def test_only_organizers_take_hours_from_cases() -> None:
    assert count_resident(240, 1, 0.5, 0, 0, 0) == (240, 1, 120, 0, 0)
    assert count_resident(240, 0, 0.5, 0, 0, 0) == (240, 0, 0, 0, 0)


@pytest.mark.parametrize(("minutes", "activities"), [(0, 0.8), (100, 1.0), (300, 1.1)])
def test_what_residents_organize_adds_to_activities_and_saturates(
    usual: Usual, minutes: int, activities: float
) -> None:
    """2 x / (1 + x) is 0, 1 and 1.5 at none, usual and three times the usual hours."""
    given = {"organizing_usual": 1.0, "organizing_half_life": 0.0, "organizers_on_activity": 0.2}
    found, lately = usual(organize, activities=1.0, organized=1.0, organizing_minutes=minutes, n_residents=100, **given)
    assert found == pytest.approx(activities)
    assert lately == pytest.approx(minutes / 100)


def test_what_was_organized_lasts_by_its_half_life(usual: Usual) -> None:
    given = {"activities": 1.0, "organizing_minutes": 0, "n_residents": 100, "organizing_half_life": 1.0}
    assert usual(organize, organized=1.0, **given)[1] == pytest.approx(0.5)


@pytest.mark.parametrize(("missed", "health"), [(0, 0.46), (1, 0.414)])
def test_health_follows_the_habit_and_is_lost_by_the_frail_who_are_left_alone(missed: int, health: float) -> None:
    """0.4 + 0.1 x (1 - 0.4) = 0.46; a tenth of that is lost without help."""
    assert keep_health(0.4, 1.0, missed, 0.1, 0.1) == pytest.approx(health)
