from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.networks import pass_down_tasks, staff_front_line, watch

Usual = Callable[..., Any]
shares = st.floats(0, 1)
COMMITTEE = {"staff_posts": 30.0, "n_residents": 10_000}


@given(money=st.integers(0, 50_000_000), staff=st.floats(0, 1000))
def test_front_line_staff_is_paid_from_what_the_committees_own_staff_leaves(
    usual: Usual, money: int, staff: float
) -> None:
    given_money = COMMITTEE | {"committee_money": money, "spare_committee_minutes": 0}
    wages, posts, left, _ = usual(staff_front_line, **given_money, front_line_staff=staff)
    assert wages + left == money
    assert wages == 0 or left >= 12_000_000  # 30 posts at 4,000 yuan
    assert posts * 400_000 == pytest.approx(wages, abs=1)


def test_no_front_line_staff_costs_and_adds_nothing(usual: Usual) -> None:
    nobody = COMMITTEE | {"committee_money": 99_999_999, "spare_committee_minutes": 7, "front_line_staff": 0.0}
    assert usual(staff_front_line, **nobody) == (0, 0.0, 99_999_999, 7)


def test_a_usual_grid_over_everyone_finds_at_its_rate(usual: Usual) -> None:
    """1 - e^-0.4 = 0.3297 a month at 1,080 residents a cell, 1 - e^-0.8 at half as many."""
    whole = {"kind": 0, "coverage": 1.0, "task_cap": 0.0}
    assert usual(watch, **whole, residents_per_cell=1080.0)[0] == pytest.approx(0.3296800, abs=1e-6)
    assert usual(watch, **whole, residents_per_cell=540.0)[0] == pytest.approx(0.5506710, abs=1e-6)


@given(cell=st.floats(50, 20_000), layers=st.integers(1, 3), firms=shares, kind=st.integers(0, 3))
def test_without_coverage_cells_do_not_matter_and_without_active_members_neither_layers_nor_firms(
    usual: Usual, cell: float, layers: int, firms: float, kind: int
) -> None:
    idle = {"coverage": 0.0, "active_share": 0.0, "layers": layers, "firm_reach": firms, "kind": kind}
    assert usual(watch, **idle, residents_per_cell=cell) == (0.0, 0.0)


@given(coverage=shares, active=shares, cap=shares, more=shares, kind=st.integers(0, 3))
def test_networks_find_with_a_chance_and_a_cap_never_helps_them(
    usual: Usual, coverage: float, active: float, cap: float, more: float, kind: int
) -> None:
    given_levers = {"kind": kind, "coverage": coverage, "active_share": active, "layers": 3}
    open_to_tasks = usual(watch, **given_levers, task_cap=cap)
    capped = usual(watch, **given_levers, task_cap=min(cap + more, 1.0))
    assert all(0.0 <= few <= many <= 1.0 for few, many in zip(capped, open_to_tasks, strict=True))


def test_firms_bring_the_party_network_to_where_they_are(usual: Usual) -> None:
    presence = {"firm_presence": [0.0, 0.0, 0.0, 1.0]}
    gained = [
        usual(watch, kind=kind, firm_reach=1.0, active_share=1.0, **presence)[1]
        - usual(watch, kind=kind, active_share=1.0)[1]
        for kind in range(4)
    ]
    assert gained[:3] == [0.0, 0.0, 0.0]
    assert gained[3] > 0.0


NO_TASKS = {"coverage": 0.0, "active_share": 0.0, "firm_reach": 0.0, "regime": 0.0, "cross_system_supervision": 0.0}
NO_TASKS |= {"planning_share": 0.0}
ALL_TASKS = {"coverage": 1.0, "active_share": 1.0, "firm_reach": 1.0, "regime": 2.0, "cross_system_supervision": 1.0}
ALL_TASKS |= {"planning_share": 0.1}


@given(assessment=st.floats(0, 0.95))
def test_without_programmes_or_under_a_full_cap_only_assessment_takes_time(usual: Usual, assessment: float) -> None:
    place = COMMITTEE | {"kind": 3, "party_members": 500, "assessment_share": assessment}
    assert usual(pass_down_tasks, **(place | NO_TASKS)) == assessment
    assert usual(pass_down_tasks, **(place | ALL_TASKS), task_cap=1.0) == assessment


def test_paperwork_of_cells_is_counted_in_minutes(usual: Usual) -> None:
    """Ten cells of 1,000 at 600 minutes are 6,000 of 270,000 minutes."""
    place = COMMITTEE | {"kind": 0, "party_members": 0, "assessment_share": 0.5, "residents_per_cell": 1000.0}
    assert usual(pass_down_tasks, **(place | NO_TASKS | {"coverage": 1.0})) == pytest.approx(0.5 + 6000 / 270_000)


def test_evaluating_more_often_and_with_more_effort_takes_time(usual: Usual) -> None:
    """0.03 of the time at weight 0.5: once a year 0.015 under outcomes; fixed indicators are part of assessment till then."""
    place = COMMITTEE | NO_TASKS | {"kind": 0, "party_members": 0, "assessment_share": 0.5, "feedback_weight": 0.5}
    took = {
        (regime, months, effort): usual(
            pass_down_tasks,
            **(place | {"regime": regime, "evaluation_months": months, "evaluation_effort": effort}),
        )
        - 0.5
        for regime in (0.0, 1.0, 2.0)
        for months, effort in ((12, 1.0), (6, 1.0), (12, 3.0))
    }
    assert [took[0.0, 12, 1.0], took[0.0, 6, 1.0], took[0.0, 12, 3.0]] == [0.0] * 3
    assert [took[1.0, 12, 1.0], took[1.0, 6, 1.0], took[1.0, 12, 3.0]] == pytest.approx([0.0, 0.015, 0.03])
    assert [took[2.0, 12, 1.0], took[2.0, 6, 1.0], took[2.0, 12, 3.0]] == pytest.approx([0.015, 0.03, 0.045])


@given(assessment=st.floats(0, 0.95), staff=st.floats(0, 100), cell=st.floats(50, 20_000))
def test_tasks_never_take_more_than_there_is(usual: Usual, assessment: float, staff: float, cell: float) -> None:
    place = {"n_residents": 10_000, "staff_posts": staff, "kind": 3, "party_members": 700, "residents_per_cell": cell}
    assert assessment <= usual(pass_down_tasks, **(place | ALL_TASKS), assessment_share=assessment) <= 0.98
