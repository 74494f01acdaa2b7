"""Standing cases: who becomes frail, how it comes to light, and what a month with or without help does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import Levers, World
from sim.parameters.demography import Demography
from sim.parameters.needs import Needs
from sim.parameters.recurring_needs import Standing
from sim.parameters.satisfaction import Satisfaction
from sim.rules.needs import find_case
from sim.rules.recurring_needs import (
    become_frail,
    book_standing,
    close_standing,
    find_standing,
    have_standing,
    live_with_help,
    turn_frail,
)
from sim.state import City, Community, Resident, ResidentAtStart
from sim.state.words import BEGINS, COMMITTEE, ELDERLY_CARE, HEALTH, NEIGHBOURS, NOBODY, RECOVERS, UNCHANGED
from tests.records import draws, many, person, place, record, residents, usual

YEARLY = usual(Standing, standing_per_year=[0.0] * 3 + [0.6] * 5, standing_care_share=0.5, standing_recovery=0.6)
WELL = {"standing_domain": 0, "standing_found": 0, "standing_missed": 0}
FRAIL = {"standing_domain": 3, "standing_entitled": 1, "standing_found": 1, "standing_missed": 4}


def turned(age: int, u: float, state: dict[str, int], how: Standing = YEARLY) -> Resident:
    me = person(age_group=age, **state)
    turn_frail(me, usual(Needs), how, draws(frail=u))
    return me


def became(age: int, u: float, change: int) -> tuple[int, int, int]:
    me = person(age_group=age, standing_change=change)
    become_frail(me, usual(Needs), YEARLY, draws(frail=u))
    return me.standing_domain, me.standing_found, me.standing_missed


def began(age: int, u: float, demography: Demography, how: Standing) -> tuple[int, int]:
    """The standing case of a resident at the start, and whether it is known."""
    me = person(age_group=age)
    have_standing(me, demography, how, ResidentAtStart(frail_start=u))
    return me.standing_domain, me.standing_found


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
    age: int, u: float, change: tuple[int, int, int, int]
) -> None:
    turn = turned(age, u, WELL).standing_change
    assert (*became(age, u, turn), turn) == change


def test_a_standing_case_goes_on_until_recovery() -> None:
    assert turned(7, 0.051, FRAIL).standing_change == UNCHANGED
    assert turned(7, 0.049, FRAIL).standing_change == RECOVERS
    assert became(7, 0.049, RECOVERS) == (0, 0, 0)


@given(st.integers(0, 7), st.floats(0, 1, exclude_max=True))
def test_without_a_hazard_nobody_becomes_frail_or_begins_so(age: int, u: float) -> None:
    off = usual(Standing, standing_per_year=[0.0] * 8)
    assert turned(age, u, WELL, off).standing_change == UNCHANGED
    assert began(age, u, usual(Demography), off) == (0, 0)


def test_at_the_start_there_are_as_many_as_come_and_go() -> None:
    """0.1 a year come, 0.2 a year recover and 0.3 die: 0.1 / 0.5 = 0.2 hold one."""
    how = usual(Standing, standing_per_year=[0.1] * 8, standing_recovery=0.2)
    deaths = usual(Demography, death_per_year=[0.3] * 8)
    held = [began(7, (k + 0.5) / 1000, deaths, how) for k in range(1000)]
    assert sum(domain > 0 for domain, _ in held) == 200
    assert {known for domain, known in held if domain > 0} == {1}


HERE = {"publicity_reach": 1.0, "platform": 0.0, "survey_reach": 0.0, "grid_finds": 0.0}
HERE |= {"one_stop_open": 0.0}
BASELINE = usual()


def seen(
    turn: float,
    missed: int = 4,
    age: int = 7,
    policy: Levers | None = None,
    world: World = BASELINE,
    passed: float = 0.5,
) -> Resident:
    """A frail resident after what was done to find the standing case."""
    me = person(**(FRAIL | {"standing_missed": missed}), age_group=age, trust=0.5)
    u = draws(standing_found=0.5, standing_neighbours=0.5, standing_turn=turn, standing_passed=passed)
    find_standing(me, place(**HERE), policy or usual(Levers), world, u)
    return me


@given(st.integers(0, 119), st.floats(0, 1, exclude_max=True))
def test_who_was_left_alone_longer_comes_earlier_and_never_beyond_the_line(missed: int, u: float) -> None:
    turns = [seen(u, m).standing_turn for m in (missed, missed + 1)]
    assert 0.0 <= turns[0] <= turns[1] < 1.0


@given(st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True), st.integers(0, 11), st.integers(0, 11))
def test_putting_children_first_moves_no_standing_case_of_an_adult_past_another_adults_case(
    frail: float, other: float, missed: int, waited: int
) -> None:
    def ahead(young_first: float) -> float:
        policy = usual(Levers, young_first=young_first)
        me = person(age_group=3, trust=0.5, case_found=1, case_opened=0, case_domain=1, entitled=1)
        u = draws(found=0.5, priority=other, neighbours=0.5)
        find_case(me, place(**HERE), policy, BASELINE, waited, u)
        return seen(frail, missed, 3, policy).standing_turn - me.priority

    gaps = ahead(0.0), ahead(1.0)
    assert gaps[0] * gaps[1] > 0 or max(map(abs, gaps)) < 1e-5


def test_departments_hear_of_it_from_the_community_or_directly() -> None:
    """Without the community's link a fifth of reports goes straight to departments."""
    broken, world = usual(Levers, community_departments=0.0), usual(direct_report=0.2)
    heard = [seen(0.5, policy=broken, world=world, passed=u).standing_passed for u in (0.19, 0.21)]
    assert heard == [True, False]


def lived(by: int, leaving: int, satisfaction: Satisfaction) -> tuple[int, int, int, float, float, float]:
    """The standing case, whether known, months without help, experience, trust, having been helped, after a month."""
    me = person(**FRAIL, experience=0.5, trust=0.5, helped_lately=0.2, standing_by=by, leaving=leaving)
    live_with_help(me, place(experience_learning=0.1), satisfaction, usual(Standing, standing_strength=0.5))
    case = (me.standing_domain, me.standing_found, me.standing_missed)
    return *case, me.experience, me.trust, me.helped_lately


def test_a_month_of_help_raises_experience_and_a_month_alone_lowers_it() -> None:
    how = usual(Satisfaction, help_quality=0.9, negativity=2.0, trust_gain=0.1, trust_loss=0.2)
    assert lived(COMMITTEE, 0, how) == pytest.approx((3, 1, 0, 0.52, 0.525, 0.2))
    assert lived(NOBODY, 0, how) == pytest.approx((3, 1, 5, 0.45, 0.45, 0.2))
    assert lived(NEIGHBOURS, 0, how) == pytest.approx((3, 1, 0, 0.52, 0.5, 1.0))


def test_who_leaves_takes_the_standing_case_along() -> None:
    assert lived(NOBODY, 1, usual(Satisfaction)) == (0, 0, 0, 0.5, 0.5, 0.2)


def test_the_books_count_what_begins_ends_is_known_and_served() -> None:
    """Resident 0 recovers, 1 begins unknown, 2 is served, 3 is known and left alone, 4 is served and leaves."""
    case = {"standing_domain": [0, 3, 1, 1, 3], "standing_found": [0, 0, 1, 1, 1]}
    month = {"standing_change": [RECOVERS, BEGINS, UNCHANGED, UNCHANGED, UNCHANGED], "standing_by": [0, 0, 2, 0, 3]}
    here = place(n_holders=5)
    book_standing(residents(5, **case, **month, leaving=[1, 0, 0, 0, 2]), here)
    counts = (here.standing_begun, here.standing_ended, here.standing_known, here.standing_served)
    assert counts == (1, 2, 3, 2)


def test_the_account_expects_what_was_held_and_began_less_what_ended() -> None:
    city = record(City, held=[0] * 11 + [7, 0, 0, 0], expected=[0] * 15)
    close_standing(many(Community, 2, standing_held=[4, 5], standing_begun=[3, 1], standing_ended=1), city)
    assert (city.held[11], city.expected[11]) == (9, 9)


def test_a_standing_case_waits_by_the_months_without_help_and_counts_as_half_old() -> None:
    """Under a rule of a quarter waiting weighs 1.5 and age 0.15: (0.2 + 1.5 * 4 / 12 + 0.15 * 0.5) / (1 + 1.5 + 0.15)."""
    policy = usual(Levers, priority_rule=0.25)
    turn = seen(0.2, 4, policy=policy, world=usual(standing_priority=0.5)).standing_turn
    assert turn == pytest.approx((0.2 + 0.5 + 0.075) / 2.65)
