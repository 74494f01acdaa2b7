"""One-stop centres, causes solved, brokers, practice from elsewhere, the queue's rule, and the triad's links."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import escalation, help, needs, programmes

Usual = Callable[..., Any]
shares = st.floats(0, 1)


def test_programmes_that_are_off_ask_for_nothing_and_do_nothing(usual: Usual) -> None:
    for kind in range(4):
        assert usual(programmes.plan_programmes, kind=kind) == (0.0, 0.0)
    assert usual(programmes.carry_out, committee_ease=0.9, paid_share=1.0) == (0.0, 0.0, 0.0, 0.0)


def test_every_programme_costs_hours_and_money(usual: Usual) -> None:
    for lever in ("one_stop", "problem_solving", "organization_involvement", "transfer"):
        assert min(usual(programmes.plan_programmes, kind=2, **{lever: 1.0})) > 0.0
    assert usual(programmes.plan_programmes, kind=1, transfer=1.0) == (0.0, 0.0)


def test_programmes_reach_as_far_as_there_are_hours_and_money(usual: Usual) -> None:
    full = {"one_stop": 1.0, "problem_solving": 1.0, "organization_involvement": 1.0, "broker_on_fit": 0.2}
    done = usual(programmes.carry_out, committee_ease=0.5, paid_share=0.5, broker_on_volunteers=0.4, **full)
    assert done == pytest.approx((0.25, 0.25, 0.05, 0.1))


def practised(usual: Usual, months: int, **more: Any) -> tuple[float, float]:
    state = {"kind": 2, "committee_ease": 1.0, "paid_share": 1.0, "survey_knowledge": 0.5} | more
    known = {"practice": [1.0, 0.9, 0.8, 1.0], "transfer_speed": 0.5, "transfer_misfit": 0.1} | state
    gained, lacking = 0.0, 0.0
    for _ in range(months):
        gained, lacking = usual(programmes.practise, practice_gained=gained, **known)
    return gained, lacking


def test_rural_communities_come_closer_to_the_better_urban_type_every_month(usual: Usual) -> None:
    """From 0.8 half of the way to 1.0 a month; a misfit of 0.1 * (1 - 0.5) meanwhile."""
    assert practised(usual, 1, transfer=1.0) == pytest.approx((0.1, 0.25))
    assert practised(usual, 2, transfer=1.0) == pytest.approx((0.15, 0.15))
    assert practised(usual, 9, transfer=0.0) == pytest.approx((0.0, 0.2))
    assert practised(usual, 9, transfer=1.0, kind=1) == pytest.approx((0.0, 0.1))


def test_who_has_nothing_to_learn_only_takes_over_what_does_not_fit(usual: Usual) -> None:
    assert practised(usual, 9, transfer=1.0, practice=[1.0] * 4) == pytest.approx((0.0, 0.05))


@given(shares, shares, shares)
def test_causes_that_were_solved_bring_no_case(solved: float, more: float, u: float) -> None:
    once, again = (programmes.avert(3, 1, 0, [0.0, 0.0, s] + [0.0] * 5, u) for s in (solved, min(solved + more, 1.0)))
    assert once == ((True, 3, 1) if u >= solved else (False, 0, 0))
    assert programmes.avert(3, 1, 1, [0.0] * 8, u) == (False, 0, 0)  # spared by habit
    assert again[0] <= once[0]


def solved(reach: list[float], offices: int = 3, **more: Any) -> list[float]:
    """Causes solved in the first domain of three communities of 1,000, two of them in district 1, one in district 2."""
    state = {"solving_effect": 0.1, "solving_limit": 0.5, "solution_fading": 0.5, "solution_spill": 0.2} | more
    causes, resolved = [0.4] + [0.0] * 23, ([2] + [0] * 7) * 3
    places = [[0.0] * 24, causes, [9.0] * 8 * offices, [9] * offices]
    programmes.solve_causes(3, [1_000] * 3, [1, 1, 2], [0] * offices, resolved, reach, *state.values(), *places)
    return [causes[0], causes[8], causes[16]]


def test_what_is_solved_well_is_solved_for_neighbours_too_and_fades() -> None:
    """A gain of 0.1 * 2 = 0.2 of what is left of the limit: 0.2 + 0.2 * 0.3; a fifth of it, 0.04, at the neighbour's."""
    assert solved([1.0, 0.0, 0.0]) == pytest.approx([0.26, 0.02, 0.0])
    assert solved([0.0, 0.0, 0.0]) == pytest.approx([0.2, 0.0, 0.0])
    assert solved([0.0, 1.0, 1.0]) == pytest.approx([0.2 + 0.04 * 0.3, 0.1, 0.1])


def test_without_offices_nothing_spills() -> None:
    assert solved([1.0, 0.0, 0.0], offices=0) == pytest.approx([0.26, 0.0, 0.0])


CASE = {"case_found": 0, "case_domain": 1, "platform": 0.0, "grid_finds": 0.0, "party_finds": 0.0, "survey_reach": 0.0}
CASE |= {
    "one_stop_open": 0.0,
    "entitled": 1,
    "trust": 0.5,
    "publicity_reach": 1.0,
    "u_priority": 0.5,
    "u_neighbours": 0.5,
    "month": 12,
}


def place(usual: Usual, rule: float, age: int, opened: int, domain: int = 1) -> float:
    case = CASE | {"case_domain": domain, "age_group": age, "case_opened": opened, "priority_rule": rule}
    return float(usual(needs.find_case, **case, u_found=0.5)[1])


def test_the_rule_of_the_queue_decides_between_those_who_waited_and_the_urgent(usual: Usual) -> None:
    waited, old = (3, 6), (7, 12)
    assert place(usual, 0.0, *waited) > place(usual, 0.0, *old)
    assert place(usual, 1.0, *waited) < place(usual, 1.0, *old)
    assert place(usual, 1.0, 3, 12, domain=3) > place(usual, 1.0, 3, 12, domain=4)
    assert place(usual, 0.5, 3, 12, domain=3) == place(usual, 0.5, 3, 12, domain=4)


def test_the_middle_rule_is_the_one_of_2016(usual: Usual) -> None:
    """(0.5 + 1.0 * 6 / 12 + 0.3) / (1 + 1.0 + 0.3)."""
    assert place(usual, 0.5, 7, 6) == (0.5 + 0.5 + 0.3) / 2.3


def test_a_broken_link_of_residents_and_community_leaves_only_direct_reports(usual: Usual) -> None:
    """Reports 0.5 a month, a fifth of them direct; grid, party and surveys all go through the community."""
    seen = {"grid_finds": 0.9, "party_finds": 0.9, "survey_reach": 1.0, "self_report": 0.5, "direct_report": 0.2}
    state = (
        {name: CASE[name] for name in ("trust", "publicity_reach", "platform", "one_stop_open")} | seen | {"claim": 1.0}
    )
    assert usual(needs.hidden_chance, **state, residents_community=0.0) == pytest.approx(0.9)
    both = {"residents_community": 0.0, "residents_departments": 0.0}
    assert usual(needs.hidden_chance, **state, **both) == 1.0


def test_a_broken_link_of_community_and_departments_leaves_what_residents_bring_themselves(usual: Usual) -> None:
    passed = [usual(help.pass_on_case, community_departments=0.0, direct_report=0.2, u_passed=u) for u in (0.19, 0.21)]
    assert passed == [True, False]
    assert usual(help.pass_on_case, u_passed=0.999999) is True


def test_only_the_community_itself_decides_without_a_link_to_departments(usual: Usual) -> None:
    where = {"n_residents": 1_000, "front_line_posts": 0.0, "spare_decisions": 0.0, "community_departments": 0.0}
    chances = [usual(escalation.empower, **where, decision_level=level)[0] for level in (0.0, 1.0, 2.0)]
    assert chances[0] > 0.0 == chances[1] == chances[2]
