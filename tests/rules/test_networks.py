import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import Levers
from sim.rules.committee import Committees
from sim.rules.firms import Firms
from sim.rules.networks import Grid, Networks, pass_down_tasks, staff_front_line, watch
from tests.records import place, usual

shares = st.floats(0, 1)
COMMITTEE = {"staff_posts": 30.0, "n_residents": 10_000}


def staffed(money: int, minutes: int, front_line_staff: float) -> tuple[int, float, int, int]:
    """Wages, posts, what is left of a committee's money, and minutes for cases."""
    here = place(**COMMITTEE, committee_money=money, committee_budget=money, spare_committee_minutes=minutes)
    staff_front_line(here, usual(Grid, front_line_staff=front_line_staff), usual(Committees), usual(Networks))
    return here.front_line_wages, here.front_line_posts, here.committee_money, here.spare_committee_minutes


def watched(kind: int, firms: Firms | None = None, /, **levers: float) -> tuple[float, float]:
    """The chances that the grid and that the party network find a hidden case."""
    here = place(kind=kind)
    watch(here, usual(Levers, **levers), firms or usual(Firms), usual(Networks))
    return here.grid_finds, here.party_finds


def tasks(here: dict[str, float], levers: dict[str, float]) -> float:
    at = place(**here)
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


def test_a_usual_grid_over_everyone_finds_at_its_rate() -> None:
    """1 - e^-0.4 = 0.3297 a month at 1,080 residents a cell, 1 - e^-0.8 at half as many."""
    whole = {"coverage": 1.0, "task_cap": 0.0}
    assert watched(0, **whole, residents_per_cell=1080.0)[0] == pytest.approx(0.3296800, abs=1e-6)
    assert watched(0, **whole, residents_per_cell=540.0)[0] == pytest.approx(0.5506710, abs=1e-6)


@given(cell=st.floats(50, 20_000), layers=st.integers(1, 3), firms=shares, kind=st.integers(0, 3))
def test_without_coverage_cells_do_not_matter_and_without_active_members_neither_layers_nor_firms(
    cell: float, layers: int, firms: float, kind: int
) -> None:
    idle = {"coverage": 0.0, "active_share": 0.0, "layers": layers, "firm_reach": firms}
    assert watched(kind, **idle, residents_per_cell=cell) == (0.0, 0.0)


@given(coverage=shares, active=shares, cap=shares, more=shares, kind=st.integers(0, 3))
def test_networks_find_with_a_chance_and_a_cap_never_helps_them(
    coverage: float, active: float, cap: float, more: float, kind: int
) -> None:
    given_levers = {"coverage": coverage, "active_share": active, "layers": 3}
    open_to_tasks = watched(kind, **given_levers, task_cap=cap)
    capped = watched(kind, **given_levers, task_cap=min(cap + more, 1.0))
    assert all(0.0 <= few <= many <= 1.0 for few, many in zip(capped, open_to_tasks, strict=True))


def test_firms_bring_the_party_network_to_where_they_are() -> None:
    firms = usual(Firms, firm_presence=[0.0, 0.0, 0.0, 1.0])
    gained = [
        watched(kind, firms, firm_reach=1.0, active_share=1.0)[1] - watched(kind, active_share=1.0)[1]
        for kind in range(4)
    ]
    assert gained[:3] == [0.0, 0.0, 0.0]
    assert gained[3] > 0.0


NO_TASKS = {"coverage": 0.0, "active_share": 0.0, "firm_reach": 0.0, "regime": 0.0, "cross_system_supervision": 0.0}
ALL_TASKS = {"coverage": 1.0, "active_share": 1.0, "firm_reach": 1.0, "regime": 2.0, "cross_system_supervision": 1.0}
UNPLANNED, PLANNED = {"planning_share": 0.0}, {"planning_share": 0.1}


@given(assessment=st.floats(0, 0.95))
def test_without_programmes_or_under_a_full_cap_only_assessment_takes_time(assessment: float) -> None:
    here = COMMITTEE | {"kind": 3, "party_members": 500}
    assert tasks(here | UNPLANNED, NO_TASKS | {"assessment_share": assessment}) == assessment
    assert tasks(here | PLANNED, ALL_TASKS | {"assessment_share": assessment, "task_cap": 1.0}) == assessment


def test_paperwork_of_cells_is_counted_in_minutes() -> None:
    """Ten cells of 1,000 at 600 minutes are 6,000 of 270,000 minutes."""
    here = COMMITTEE | UNPLANNED | {"kind": 0, "party_members": 0}
    levers = NO_TASKS | {"assessment_share": 0.5, "residents_per_cell": 1000.0, "coverage": 1.0}
    assert tasks(here, levers) == pytest.approx(0.5 + 6000 / 270_000)


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
