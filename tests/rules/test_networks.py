import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import Levers
from sim.parameters.committee import Committees
from sim.parameters.networks import Grid, Networks
from sim.rules.networks import pass_down_tasks, staff_front_line
from tests.records import place, usual

COMMITTEE = {"staff_posts": 30.0, "n_residents": 10_000}


def staffed(money: int, minutes: int, front_line_staff: float) -> tuple[int, float, int, int]:
    """Wages, posts, what is left of a committee's money, and minutes for cases."""
    here = place(**COMMITTEE, committee_money=money, committee_budget=money, spare_committee_minutes=minutes)
    staff_front_line(here, usual(Grid, front_line_staff=front_line_staff), usual(Committees), usual(Networks))
    return here.front_line_wages, here.front_line_posts, here.committee_money, here.spare_committee_minutes


def tasks(here: dict[str, float], levers: dict[str, float]) -> float:
    at = place(**({"rounds_time": 0.0} | here))
    pass_down_tasks(at, usual(Levers, **levers), usual())
    return at.tasks_share


@given(money=st.integers(0, 50_000_000), staff=st.floats(0, 1000))
def test_front_line_staff_is_paid_from_what_the_committee_has_for_posts(money: int, staff: float) -> None:
    wages, posts, left, _ = staffed(money, 0, staff)
    assert wages + left == money
    assert wages <= 0.9 * money
    assert posts * 400_000 == pytest.approx(wages, abs=1)


def test_no_front_line_staff_costs_and_adds_nothing() -> None:
    assert staffed(99_999_999, 7, 0.0) == (0, 0.0, 99_999_999, 7)


NO_TASKS = {"coverage": 0.0, "active_share": 0.0, "firm_reach": 0.0, "regime": 0.0, "cross_system_supervision": 0.0}
ALL_TASKS = {"coverage": 1.0, "active_share": 1.0, "firm_reach": 1.0, "regime": 2.0, "cross_system_supervision": 1.0}
UNPLANNED, PLANNED = {"planning_share": 0.0}, {"planning_share": 0.1}


@given(assessment=st.floats(0, 0.9))
def test_without_programmes_only_assessment_takes_time_and_a_full_cap_leaves_work_with_people(
    assessment: float,
) -> None:
    """500 members at 5 minutes and 10,000 residents at 1 minute, 0.7 of it left: 8,750 of 270,000."""
    here = COMMITTEE | {"kind": 3, "party_members": 500}
    assert tasks(here | UNPLANNED, NO_TASKS | {"assessment_share": assessment}) == assessment
    capped = ALL_TASKS | {"assessment_share": assessment, "task_cap": 1.0}
    assert tasks(here | PLANNED | {"duty_share": 1.0}, capped) == pytest.approx(assessment + 8_750 / 270_000)


def test_paperwork_of_cells_is_counted_in_minutes() -> None:
    """Ten cells of 1,000 at 300 minutes are 3,000 of 270,000 minutes."""
    here = COMMITTEE | UNPLANNED | {"kind": 0, "party_members": 0}
    levers = NO_TASKS | {"assessment_share": 0.5, "residents_per_cell": 1000.0, "coverage": 1.0}
    assert tasks(here, levers) == pytest.approx(0.5 + 3000 / 270_000)


def test_evaluating_more_often_and_with_more_effort_takes_time() -> None:
    """0.03 of the time at weight 0.5: once a year 0.015 under outcomes; fixed indicators are part of assessment till then."""
    here = COMMITTEE | UNPLANNED | {"kind": 0, "party_members": 0}
    levers = NO_TASKS | {"assessment_share": 0.5, "feedback_weight": 0.5}
    took = {
        (regime, months, effort): tasks(
            here, levers | {"regime": regime, "evaluation_months": months, "evaluation_effort": effort}
        )
        - 0.5
        for regime in (0.0, 1.0, 2.0)
        for months, effort in ((12, 1.0), (6, 1.0), (12, 3.0))
    }
    assert [took[0.0, 12, 1.0], took[0.0, 6, 1.0], took[0.0, 12, 3.0]] == [0.0] * 3
    assert [took[1.0, 12, 1.0], took[1.0, 6, 1.0], took[1.0, 12, 3.0]] == pytest.approx([0.0, 0.015, 0.03])
    assert [took[2.0, 12, 1.0], took[2.0, 6, 1.0], took[2.0, 12, 3.0]] == pytest.approx([0.015, 0.03, 0.045])


@given(assessment=st.floats(0, 0.95), staff=st.floats(0, 100), cell=st.floats(50, 20_000))
def test_tasks_never_take_more_than_there_is(assessment: float, staff: float, cell: float) -> None:
    here = PLANNED | {"n_residents": 10_000, "staff_posts": staff, "kind": 3, "party_members": 700}
    levers = ALL_TASKS | {"residents_per_cell": cell, "assessment_share": assessment}
    assert assessment <= tasks(here, levers) <= 0.98
