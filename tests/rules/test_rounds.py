"""Grid cells: homes that are seen follow from workers, minutes and ways; somebody pays the hours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import Levers
from sim.rules.networks import cover_homes, pass_down_tasks, walk_cells
from sim.state import Community
from tests.records import place, residents, usual

shares = st.floats(0, 1)
WALK = {"usual_cell": 1000.0, "people_per_home": 2.5, "round_minutes": 1200.0, "front_line_rounds": 0.4}
WALK |= {"door_minutes": 15.0, "walk_minutes": 5.0, "visit_finds": 0.4, "post_minutes": 9000.0, "tasks_needed": 0.7}


def walked(own: float = 30.0, front_line: float = 0.0, /, **levers: float) -> Community:
    """A month of rounds among 10,000 residents."""
    here = place(n_residents=10_000, staff_posts=own, front_line_posts=front_line, spare_committee_minutes=0)
    given_levers = {"coverage": 1.0, "residents_per_cell": 1000.0, "task_cap": 0.0}
    walk_cells(here, usual(Levers, **(given_levers | levers)), usual(**WALK))
    return here


def test_homes_that_are_seen_are_minutes_over_minutes_a_home() -> None:
    """Ten cells of 1,200 minutes at 15 + 5 a home: 600 of 4,000 homes, 0.15 visits, 1 - e^-0.06 found."""
    here = walked()
    assert (here.homes_seen, here.rounds_time, here.covered) == pytest.approx((600.0, 12_000.0, 10_000))
    assert here.grid_finds == pytest.approx(0.0582355)


def test_half_the_coverage_sees_half_the_homes_and_no_coverage_none() -> None:
    here = walked(coverage=0.5)
    assert (here.homes_seen, here.covered, here.grid_finds) == pytest.approx((300.0, 5000, 0.0582355))
    here = walked(coverage=0.0)
    assert (here.homes_seen, here.covered, here.grid_finds, here.rounds_time) == (0.0, 0, 0.0, 0.0)


@given(own=st.floats(0, 40), front_line=st.floats(0, 20), more=st.floats(0, 20), cover=st.floats(0.01, 1))
def test_more_front_line_posts_never_find_less(own: float, front_line: float, more: float, cover: float) -> None:
    few, many = (walked(own, posts, coverage=cover) for posts in (front_line, front_line + more))
    assert 0.0 <= few.grid_finds <= many.grid_finds + 1e-12
    assert many.grid_finds <= 1.0


def test_finer_cells_find_more_where_there_are_workers_for_them_and_no_more_where_there_are_not() -> None:
    cells = (3000.0, 1000.0, 500.0, 250.0)
    assert [walked(30.0, residents_per_cell=cell).homes_seen for cell in cells] == sorted(
        walked(30.0, residents_per_cell=cell).homes_seen for cell in cells
    )
    few = [walked(10.0, residents_per_cell=cell).homes_seen for cell in (1000.0, 500.0, 250.0)]
    assert few == pytest.approx([600.0] * 3)


def test_the_way_from_home_to_home_grows_with_the_root_of_residents_per_worker() -> None:
    """Four workers have 2,500 residents each: 15 + 5 * 2.5^0.5 = 22.9 minutes a home."""
    assert walked(4.0).homes_seen == pytest.approx(4 * 1200 / 22.905694)


def test_front_line_staff_walks_most_of_its_time_and_serves_cases_where_it_has_no_cell() -> None:
    """Two posts at 3,600 minutes and eight of the committee's own at 1,200; of twelve posts two have no cell."""
    here = walked(30.0, 2.0)
    assert (here.homes_seen * 20.0, here.rounds_time, here.spare_committee_minutes) == pytest.approx(
        (2 * 3600 + 8 * 1200, 8 * 1200, 0)
    )
    assert walked(30.0, 12.0).spare_committee_minutes == 7200
    assert walked(30.0, 12.0).rounds_time == 0.0


def test_a_cap_on_tasks_takes_a_part_of_rounds_and_of_their_hours() -> None:
    free, capped = walked(), walked(task_cap=1.0)
    assert capped.homes_seen == pytest.approx(0.7 * free.homes_seen)
    assert capped.rounds_time == pytest.approx(0.7 * free.rounds_time)


def test_the_committee_pays_the_hours_that_its_own_staff_walks() -> None:
    """12,000 of 270,000 minutes, and the books of ten cells at 600; a cap takes the books and leaves 0.7 of the rounds."""

    def taken(cap: float) -> float:
        here = walked(task_cap=cap)
        here.kind, here.planning_share, here.party_members, here.duty_share = 0, 0.0, 0, 0.0
        none = {"active_share": 0.0, "firm_reach": 0.0, "regime": 0.0, "cross_system_supervision": 0.0}
        levers = usual(Levers, **none, assessment_share=0.5, coverage=1.0, residents_per_cell=1000.0, task_cap=cap)
        pass_down_tasks(here, levers, usual(**WALK, cell_minutes=600.0))
        return here.tasks_share

    assert taken(0.0) == pytest.approx(0.5 + 18_000 / 270_000)
    assert taken(1.0) == pytest.approx(0.5 + 8_400 / 270_000)


def test_cells_are_laid_out_from_the_first_door_on() -> None:
    people = residents(4, holders=[0, 2, 3, 0])
    cover_homes(people, place(n_holders=3, covered=3))
    assert [people[i].in_cell for i in (0, 2, 3)] == [True, True, False]
