"""Standing cases: who becomes frail, how it comes to light, and what a month with or without help does."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.needs import find_case
from sim.rules.standing import (
    become_frail,
    book_standing,
    close_standing,
    find_standing,
    have_standing,
    live_with_help,
    turn_frail,
)
from sim.state.words import BEGINS, COMMITTEE, ELDERLY_CARE, HEALTH, NEIGHBOURS, NOBODY, RECOVERS, UNCHANGED

Usual = Callable[..., Any]
YEARLY = {"standing_per_year": [0.0] * 3 + [0.6] * 5, "standing_care_share": 0.5, "standing_recovery": 0.6}
WELL = {"standing_domain": 0, "standing_found": 0, "standing_missed": 0}
FRAIL = {"standing_domain": 3, "standing_entitled": 1, "standing_found": 1, "standing_missed": 4}


@pytest.mark.parametrize(
    ("age", "u", "change"),
    [
        (7, 0.024, (ELDERLY_CARE + 1, 0, 0, BEGINS)),  # 0.6 a year is 0.05 a month, half of it care
        (7, 0.026, (HEALTH + 1, 0, 0, BEGINS)),
        (4, 0.024, (HEALTH + 1, 0, 0, BEGINS)),
        (7, 0.051, (0, 0, 0, UNCHANGED)),
        (0, 0.0, (0, 0, 0, UNCHANGED)),
    ],
)
def test_the_old_come_to_need_care_or_health_services_and_the_young_health_services(
    usual: Usual, age: int, u: float, change: tuple[int, int, int, int]
) -> None:
    turned = usual(turn_frail, age_group=age, u_frail=u, **WELL, **YEARLY)
    became = usual(become_frail, age_group=age, u_frail=u, standing_change=turned, **YEARLY)
    assert (*became, turned) == change


def test_a_standing_case_goes_on_until_recovery(usual: Usual) -> None:
    assert usual(turn_frail, age_group=7, u_frail=0.051, **FRAIL, **YEARLY) == UNCHANGED
    assert usual(turn_frail, age_group=7, u_frail=0.049, **FRAIL, **YEARLY) == RECOVERS
    assert usual(become_frail, age_group=7, u_frail=0.049, standing_change=RECOVERS, **YEARLY) == (0, 0, 0)


@given(st.integers(0, 7), st.floats(0, 1, exclude_max=True))
def test_without_a_hazard_nobody_becomes_frail_or_begins_so(usual: Usual, age: int, u: float) -> None:
    off = {"standing_per_year": [0.0] * 8}
    assert usual(turn_frail, age_group=age, u_frail=u, **WELL, **off) == UNCHANGED
    assert usual(have_standing, age_group=age, u_frail_start=u, **off) == (0, 0)


def test_at_the_start_there_are_as_many_as_come_and_go(usual: Usual) -> None:
    """0.1 a year come, 0.2 a year recover and 0.3 die: 0.1 / 0.5 = 0.2 hold one."""
    rates = {"standing_per_year": [0.1] * 8, "standing_recovery": 0.2, "death_per_year": [0.3] * 8}
    held = [usual(have_standing, age_group=7, u_frail_start=(k + 0.5) / 1000, **rates) for k in range(1000)]
    assert sum(domain > 0 for domain, _ in held) == 200
    assert {known for domain, known in held if domain > 0} == {1}


CHANCES = {
    "trust": 0.5,
    "publicity_reach": 1.0,
    "platform": 0.0,
    "survey_reach": 0.0,
    "grid_finds": 0.0,
    "party_finds": 0.0,
    "one_stop_open": 0.0,
    "age_group": 7,
    "u_standing_found": 0.5,
    "u_standing_neighbours": 0.5,
}


@given(st.integers(0, 119), st.floats(0, 1, exclude_max=True))
def test_who_was_left_alone_longer_comes_earlier_and_never_beyond_the_line(usual: Usual, missed: int, u: float) -> None:
    turns = [
        usual(find_standing, **(FRAIL | {"standing_missed": m}), **CHANCES, u_standing_turn=u, u_standing_passed=0.5)[1]
        for m in (missed, missed + 1)
    ]
    assert 0.0 <= turns[0] <= turns[1] < 1.0


@given(st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True), st.integers(0, 11), st.integers(0, 11))
def test_putting_children_first_moves_no_standing_case_of_an_adult_past_another_adults_case(
    usual: Usual, frail: float, other: float, missed: int, waited: int
) -> None:
    def ahead(young_first: float) -> float:
        adult = CHANCES | {"age_group": 3, "young_first": young_first}
        standing = usual(
            find_standing,
            **(FRAIL | {"standing_missed": missed}),
            **adult,
            u_standing_turn=frail,
            u_standing_passed=0.5,
        )[1]
        case = {"case_found": 1, "case_opened": 0, "month": waited, "case_domain": 1, "entitled": 1}
        chances = {key: value for key, value in adult.items() if "standing" not in key}
        return float(standing - usual(find_case, **case, **chances, u_found=0.5, u_priority=other, u_neighbours=0.5)[1])

    gaps = ahead(0.0), ahead(1.0)
    assert gaps[0] * gaps[1] > 0 or max(map(abs, gaps)) < 1e-5


def test_departments_hear_of_it_from_the_community_or_directly(usual: Usual) -> None:
    """Without the community's link a fifth of reports goes straight to departments."""
    links = {"community_departments": 0.0, "direct_report": 0.2, "u_standing_turn": 0.5}
    heard = [usual(find_standing, **FRAIL, **CHANCES, **links, u_standing_passed=u)[3] for u in (0.19, 0.21)]
    assert heard == [True, False]


FELT = {"experience": 0.5, "trust": 0.5, "helped_lately": 0.2, "experience_learning": 0.1, "standing_strength": 0.5}


def test_a_month_of_help_raises_experience_and_a_month_alone_lowers_it(usual: Usual) -> None:
    more = {"help_quality": 0.9, "negativity": 2.0, "trust_gain": 0.1, "trust_loss": 0.2, "leaving": 0}
    served = usual(live_with_help, **FRAIL, **FELT, **more, standing_by=COMMITTEE)
    alone = usual(live_with_help, **FRAIL, **FELT, **more, standing_by=NOBODY)
    mutual = usual(live_with_help, **FRAIL, **FELT, **more, standing_by=NEIGHBOURS)
    assert served == pytest.approx((3, 1, 0, 0.52, 0.525, 0.2))
    assert alone == pytest.approx((3, 1, 5, 0.45, 0.45, 0.2))
    assert mutual == pytest.approx((3, 1, 0, 0.52, 0.5, 1.0))


def test_who_leaves_takes_the_standing_case_along(usual: Usual) -> None:
    assert usual(live_with_help, **FRAIL, **FELT, standing_by=NOBODY, leaving=1) == (0, 0, 0, 0.5, 0.5, 0.2)


def test_the_books_count_what_begins_ends_is_known_and_served() -> None:
    """Resident 0 recovers, 1 begins unknown, 2 is served, 3 is known and left alone, 4 is served and leaves."""
    counts: list[list[int]] = [[9] for _ in range(4)]
    changes, by, leaving = [RECOVERS, BEGINS, UNCHANGED, UNCHANGED, UNCHANGED], [0, 0, 2, 0, 3], [1, 0, 0, 0, 2]
    book_standing([0, 3, 1, 1, 3], [0, 0, 1, 1, 1], changes, by, leaving, range(5), 5, *counts)
    assert counts == [[1], [2], [3], [2]]


def test_the_account_expects_what_was_held_and_began_less_what_ended() -> None:
    held, expected = [0] * 11 + [7], [0] * 12
    close_standing(2, [4, 5], [3, 1], [1, 1], held, expected)
    assert (held[11], expected[11]) == (9, 9)
