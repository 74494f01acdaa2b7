from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.escalation import decide, empower, press, weigh_case

Usual = Callable[..., Any]
shares = st.floats(0, 1)
PLACE = {"n_residents": 10_000, "front_line_posts": 0.0, "spare_decisions": 0.0}


def test_without_a_grid_a_third_of_complex_cases_is_answered_in_a_month(usual: Usual) -> None:
    """P16: 0.25 to 0.45; three offices at 0.7 each let 0.343 through."""
    chance, slots, spare = usual(empower, **PLACE)
    assert chance == pytest.approx(0.343)
    assert (slots, spare) == (27, 0.0)


@pytest.mark.parametrize("better", ["head_responsibility", "cross_system_supervision", "front_line_posts"])
@given(low=shares, more=shares, level=st.integers(0, 2))
def test_responsibility_supervision_and_staff_never_hold_a_case_up(
    usual: Usual, better: str, low: float, more: float, level: int
) -> None:
    unit = 9.0 if better == "front_line_posts" else 1.0
    few, many = (
        usual(empower, **(PLACE | {better: unit * share}), decision_level=level)[0]
        for share in (low, min(low + more, 1.0))
    )
    assert 0.0 <= few <= many <= 1.0


def test_rights_without_staff_decide_no_more_and_with_staff_they_do(usual: Usual) -> None:
    bare = [usual(empower, **PLACE, decision_level=level) for level in (2, 0)]
    assert bare[1][0] < bare[0][0]
    assert bare[1][1] == bare[0][1]
    staffed = [usual(empower, **(PLACE | {"front_line_posts": 9.0}), decision_level=level) for level in (2, 1, 0)]
    assert staffed[0][0] < staffed[1][0] < staffed[2][0]
    assert staffed[0][1] < staffed[1][1] < staffed[2][1]


@given(people=st.integers(0, 5_000))
def test_parts_of_decisions_are_carried_over_and_nothing_is_lost(usual: Usual, people: int) -> None:
    spare, decided = 0.0, 0
    for _ in range(24):
        place = {"n_residents": people, "front_line_posts": 0.0, "spare_decisions": spare}
        _, slots, spare = usual(empower, **place)
        decided += slots
        assert 0.0 <= spare < 1.0
    assert decided + spare == pytest.approx(24 * people * 27 / 10_000, abs=1e-6)


@given(share=shares, u=st.floats(0, 1, exclude_max=True), more=shares)
def test_a_better_chance_never_holds_back_a_case_that_got_through(share: float, u: float, more: float) -> None:
    assert press(share, u) <= press(min(share + more, 1.0), u)


def test_cases_are_complex_by_their_domains_share_and_none_where_it_is_0() -> None:
    luck = [(step + 0.5) / 1000 for step in range(1000)]
    by_domain = [0.0, 0.25] + [0.0] * 6
    assert [sum(weigh_case(domain, by_domain, u)[0] for u in luck) for domain in (1, 2)] == [0, 250]


cases = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=30)


@given(cases, st.integers(0, 10))
def test_decisions_go_down_the_queue_as_far_as_offices_have_time(
    people: list[tuple[bool, bool, bool]], time: int
) -> None:
    complex_, pressed, decided = ([int(case[k]) for case in people] for k in range(3))
    before, slots, undecided, decided_now = list(decided), [time], [9], [9]
    queue = list(reversed(range(len(people))))
    decide(queue, len(queue), complex_, pressed, decided, slots, undecided, decided_now, 1.0)
    may = [i for i in queue if complex_[i] and pressed[i] and not before[i]]
    assert [i for i in queue if decided[i] > before[i]] == may[:time]
    assert slots == [time - len(may[:time])]
    assert decided_now == [len(may[:time])]
    assert undecided == [sum(c > d for c, d in zip(complex_, decided, strict=True))]
