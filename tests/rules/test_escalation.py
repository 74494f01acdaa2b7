from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.escalation import Cases
from sim.parameters.levers import Levers
from sim.parameters.networks import Grid
from sim.rules.escalation import decide, empower, press, weigh_case
from tests.records import draws, line, person, place, residents, usual

shares = st.floats(0, 1)


def empowered(
    residents: int = 10_000, front_line_posts: float = 0.0, spare: float = 0.0, **levers: float
) -> tuple[float, int, float]:
    here = place(n_residents=residents, front_line_posts=front_line_posts, spare_decisions=spare)
    empower(here, usual(Levers, **levers), usual(Cases))
    return here.decision_chance, here.decision_slots, here.spare_decisions


def test_without_a_grid_a_third_of_complex_cases_is_answered_in_a_month() -> None:
    """P16: 0.25 to 0.45; three offices at 0.7 each let 0.343 through."""
    chance, slots, spare = empowered()
    assert chance == pytest.approx(0.343)
    assert (slots, spare) == (27, 0.0)


@pytest.mark.parametrize("better", ["head_responsibility", "cross_system_supervision", "front_line_posts"])
@given(low=shares, more=shares, level=st.integers(0, 2))
def test_responsibility_supervision_and_staff_never_hold_a_case_up(
    better: str, low: float, more: float, level: int
) -> None:
    unit = 9.0 if better == "front_line_posts" else 1.0
    levers: list[dict[str, Any]] = [{better: unit * share} for share in (low, min(low + more, 1.0))]
    few, many = (empowered(decision_level=level, **one)[0] for one in levers)
    assert 0.0 <= few <= many <= 1.0


def test_rights_without_staff_decide_no_more_and_with_staff_they_do() -> None:
    bare = [empowered(decision_level=level) for level in (2, 0)]
    assert bare[1][0] < bare[0][0]
    assert bare[1][1] == bare[0][1]
    staffed = [empowered(front_line_posts=9.0, decision_level=level) for level in (2, 1, 0)]
    assert staffed[0][0] < staffed[1][0] < staffed[2][0]
    assert staffed[0][1] < staffed[1][1] < staffed[2][1]


@given(people=st.integers(0, 5_000))
def test_parts_of_decisions_are_carried_over_and_nothing_is_lost(people: int) -> None:
    spare, decided = 0.0, 0
    for _ in range(24):
        _, slots, spare = empowered(people, spare=spare)
        decided += slots
        assert 0.0 <= spare < 1.0
    assert decided + spare == pytest.approx(24 * people * 27 / 10_000, abs=1e-6)


@given(share=shares, u=st.floats(0, 1, exclude_max=True), more=shares)
def test_a_better_chance_never_holds_back_a_case_that_got_through(share: float, u: float, more: float) -> None:
    def pressed(chance: float) -> int:
        me = person(age_group=3)
        press(me, place(decision_chance=chance), draws(decision=u))
        return me.case_pressed

    assert pressed(share) <= pressed(min(share + more, 1.0))


def test_each_layer_of_the_party_spares_a_case_that_a_member_carries_an_office() -> None:
    """Three offices at 0.7 without a member, or with one layer; two with two layers, one with three, and never none."""

    def carried(level: int, layers: int, near: int = 100) -> float:
        here = place(n_residents=10_000, front_line_posts=0.0, spare_decisions=0.0)
        empower(here, usual(Levers, decision_level=level, layers=layers), usual(Cases, lack_of_authority=0.0))
        uniforms = [(step + 0.5) / 1000 for step in range(1000)]
        people = [person(age_group=3, peers_on_duty=near) for _ in uniforms]
        for me, u in zip(people, uniforms, strict=True):
            press(me, here, draws(decision=u))
        return sum(me.case_pressed for me in people) / 1000

    assert [carried(2, layers) for layers in (1, 2, 3)] == [0.343, 0.49, 0.7]
    assert [carried(2, 3, near) for near in (0, 50, 100, 200)] == [0.343, 0.521, 0.7, 0.7]
    assert [carried(0, layers) for layers in (1, 3)] == [0.7, 0.7]


def test_cases_are_complex_by_their_domains_share_and_none_where_it_is_0() -> None:
    def is_complex(domain: int, u: float) -> int:
        me = person(case_domain=domain)
        weigh_case(me, usual(Cases, complex_share=[0.0, 0.25] + [0.0] * 6), draws(complex=u))
        return me.case_complex

    uniforms = [(step + 0.5) / 1000 for step in range(1000)]
    assert [sum(is_complex(domain, u) for u in uniforms) for domain in (1, 2)] == [0, 250]


cases = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=30)


@given(cases, st.integers(0, 10))
def test_decisions_go_down_the_queue_as_far_as_offices_have_time(
    people: list[tuple[bool, bool, bool]], time: int
) -> None:
    n = len(people)
    complex_, pressed, before = ([int(case[k]) for case in people] for k in range(3))
    queue = list(reversed(range(n)))
    waiting = residents(n, case_complex=complex_, case_pressed=pressed, case_decided=before)
    here = place(queue_length=line(waiting, queue), decision_slots=time)
    decide(waiting, here, usual(Grid, decision_level=1.0))
    decided = [one.case_decided for one in waiting]
    may = [i for i in queue if complex_[i] and pressed[i] and not before[i]]
    assert [i for i in queue if decided[i] > before[i]] == may[:time]
    assert here.decision_slots == time - len(may[:time])
    assert here.decided_now == len(may[:time])
    assert here.undecided == sum(c > d for c, d in zip(complex_, decided, strict=True))
