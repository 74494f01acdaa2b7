from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.rules.help import most_free, ration
from sim.state.words import COMMITTEE, DEPARTMENT, MARKET, NEIGHBOURS, NOBODY, ORGANIZATION

Usual = Callable[..., Any]
few = st.integers(0, 4)


class Town:
    """Ten residents, each with a case; three organizations; money for departments in fen."""

    def __init__(self, domains: list[int], able: list[int], **there_is: Any) -> None:
        n = len(domains)
        self.columns: dict[str, Any] = {
            "case_domain": domains,
            "case_complex": [0] * n,
            "case_decided": [0] * n,
            "neighbours_able": able,
            "entitled": [1] * n,
            "passed_on": [1] * n,
            "standing_domain": [0] * n,
            "standing_able": [0] * n,
            "standing_passed": [1] * n,
            "standing_entitled": [1] * n,
            "standing_by": [9] * n,
            "can_pay": [0] * n,
            "fee_paid": [9] * n,
            "market_slots": [0] * 8,
            "fee_slots": [0, 0, 0],
            "led_slots": [0, 0, 0],
            "low_fees": [9, 9, 9],
            "next_asked": [9] * 32,
            "queue": list(reversed(range(n))),
            "queue_length": n,
            "helped_by": [9] * n,
            "helper": [9] * n,
            "mutual_slots": [0],
            "committee_slots": [0],
            "department_money": [0] * 8,
            "department_spent": [0],
            "domain": [0, 0, 1],
            "slots": [0, 0, 0],
            "variety_factor": 1.0,
            "unit_cost": [100.0] * 8,
        } | there_is
        self.columns.setdefault("open_slots", list(self.columns["slots"]))

    def __getattr__(self, name: str) -> Any:
        return self.columns[name]

    def serve(self, usual: Usual) -> "Town":
        usual(ration, **self.columns)
        return self


@given(
    st.lists(st.integers(1, 8), min_size=1, max_size=30),
    st.data(),
    few,
    few,
    st.lists(few, min_size=3, max_size=3),
    st.integers(0, 50_000),
)
def test_nothing_is_given_that_is_not_there_and_nothing_is_lost(
    usual: Usual, domains: list[int], data: st.DataObject, mutual: int, hours: int, slots: list[int], money: int
) -> None:
    able = data.draw(st.lists(st.integers(0, 1), min_size=len(domains), max_size=len(domains)))
    there = {"mutual_slots": [mutual], "committee_slots": [hours], "department_money": [money] * 8}
    town = Town(domains, able, slots=list(slots), **there).serve(usual)
    by = [town.helped_by.count(channel) for channel in (NEIGHBOURS, ORGANIZATION, COMMITTEE, DEPARTMENT)]
    assert town.mutual_slots[0] == mutual - by[0] >= 0
    assert sum(town.slots) == sum(slots) - by[1]
    assert min(town.slots) >= 0
    assert town.committee_slots[0] == hours - by[2] >= 0
    assert town.department_spent[0] == 8 * money - sum(town.department_money) == by[3] * 10_000
    assert min(town.department_money) >= 0
    assert [helper >= 0 for helper in town.helper] == [channel == ORGANIZATION for channel in town.helped_by]


def test_slots_go_to_the_front_of_the_queue(usual: Usual) -> None:
    town = Town([3] * 5, [0] * 5, committee_slots=[2]).serve(usual)
    assert town.helped_by == [NOBODY, NOBODY, NOBODY, COMMITTEE, COMMITTEE]


def test_a_complex_case_waits_for_its_decision_and_takes_nobodys_slot(usual: Usual) -> None:
    complex_cases = {"case_complex": [0, 1, 1], "case_decided": [0, 0, 1]}
    town = Town([3] * 3, [0] * 3, committee_slots=[2], **complex_cases).serve(usual)
    assert town.helped_by == [COMMITTEE, NOBODY, COMMITTEE]


def test_neighbours_come_before_organizations_then_the_committee_then_departments(usual: Usual) -> None:
    there = {"mutual_slots": [1], "slots": [1, 0, 0], "committee_slots": [1], "department_money": [10_000] * 8}
    town = Town([1] * 5, [1] * 5, **there).serve(usual)
    assert town.helped_by == [NOBODY, DEPARTMENT, COMMITTEE, ORGANIZATION, NEIGHBOURS]


def test_a_department_one_fen_short_does_not_pay(usual: Usual) -> None:
    town = Town([1, 2], [0, 0], department_money=[9_999, 10_000] + [0] * 6).serve(usual)
    assert town.helped_by == [NOBODY, DEPARTMENT]
    assert town.department_money == [9_999] + [0] * 7


def test_variety_raises_what_a_department_pays_for_a_case(usual: Usual) -> None:
    town = Town([1], [0], department_money=[20_000] * 8, variety_factor=1.3).serve(usual)
    assert town.department_spent == [13_000]


def test_organizations_serve_their_own_domain(usual: Usual) -> None:
    town = Town([1, 2, 3], [0] * 3, slots=[5, 5, 5]).serve(usual)
    assert town.helper == [0, 2, -1]


def test_the_organization_with_most_slots_is_asked_the_first_of_equals() -> None:
    assert [most_free(0, [0, 0, 0], slots) for slots in ([1, 3, 3], [0, 0, 1], [0, 0, 0])] == [1, 2, -1]
    assert most_free(0, [], []) == -1


@given(st.lists(st.integers(1, 8), min_size=1, max_size=20), few)
def test_one_more_slot_never_loses_anyone_help(usual: Usual, domains: list[int], hours: int) -> None:
    helped = [Town(domains, [0] * len(domains), committee_slots=[n]).serve(usual).helped_by for n in (hours, hours + 1)]
    assert all(more != NOBODY or less == NOBODY for less, more in zip(*helped, strict=True))


def test_who_is_not_entitled_gets_neither_committee_nor_department_nor_what_government_pays(usual: Usual) -> None:
    there = {"slots": [3, 0, 0], "open_slots": [1, 0, 0], "committee_slots": [5], "department_money": [10**6] * 8}
    town = Town([1] * 4, [0, 0, 0, 1], entitled=[0] * 4, mutual_slots=[1], **there).serve(usual)
    assert town.helped_by == [NOBODY, NOBODY, ORGANIZATION, NEIGHBOURS]
    assert (town.slots, town.open_slots) == ([2, 0, 0], [0, 0, 0])


def test_the_entitled_take_what_government_pays_first(usual: Usual) -> None:
    there = {"slots": [3, 0, 0], "open_slots": [2, 0, 0]}
    town = Town([1] * 4, [0] * 4, entitled=[0, 0, 1, 1], **there).serve(usual)
    assert town.helped_by == [NOBODY, ORGANIZATION, ORGANIZATION, ORGANIZATION]
    assert (town.slots, town.open_slots) == ([0, 0, 0], [0, 0, 0])


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(0, 1)), min_size=1, max_size=20), few, st.integers(0, 19))
def test_one_more_entitled_never_helps_fewer(usual: Usual, people: list[tuple[int, int]], hours: int, who: int) -> None:
    domains, entitled = (list(column) for column in zip(*people, strict=True))
    more = [1 if i == who else one for i, one in enumerate(entitled)]
    helped = [
        Town(domains, [0] * len(domains), entitled=each, committee_slots=[hours], slots=[2, 1, 2], open_slots=[1, 1, 0])
        .serve(usual)
        .helped_by
        for each in (entitled, more)
    ]
    assert helped[1].count(NOBODY) <= helped[0].count(NOBODY)


def test_the_market_serves_whom_nobody_else_serves_for_nothing_if_they_can_pay(usual: Usual) -> None:
    """It comes before departments, and takes nobody who cannot pay."""
    there = {"market_slots": [1] + [0] * 7, "committee_slots": [1], "department_money": [10_000] * 8}
    town = Town([1] * 4, [0] * 4, can_pay=[0, 1, 0, 1], **there).serve(usual)
    assert town.helped_by == [NOBODY, MARKET, DEPARTMENT, COMMITTEE]
    assert (town.fee_paid, town.market_slots[0]) == ([0, 1, 0, 0], 0)


def test_who_can_pay_takes_places_at_a_fee_and_leaves_the_free_ones_to_others(usual: Usual) -> None:
    there = {"slots": [1, 0, 0], "fee_slots": [2, 0, 0], "low_fee_share": 0.5, "low_fee": 60.0}
    town = Town([1] * 4, [0] * 4, can_pay=[0, 0, 1, 0], **there).serve(usual)
    assert town.helped_by == [NOBODY, NOBODY, ORGANIZATION, ORGANIZATION]
    assert (town.fee_paid, town.low_fees, town.fee_slots) == ([0, 0, 1, 0], [6_000, 0, 0], [1, 0, 0])


def test_volunteers_whom_staff_leads_give_the_hours_of_neighbours(usual: Usual) -> None:
    there = {"led_slots": [3, 0, 0], "mutual_slots": [1], "free_share": 0.0}
    town = Town([1] * 3, [0] * 3, **there).serve(usual)
    assert town.helped_by == [NOBODY, NOBODY, ORGANIZATION]
    assert (town.mutual_slots, town.led_slots) == ([0], [2, 0, 0])


def test_a_standing_case_and_another_of_the_same_resident_each_take_a_slot(usual: Usual) -> None:
    queue = {"queue": [2, 0, 3], "queue_length": 3}
    town = Town([1, 1], [0, 0], standing_domain=[1, 1], committee_slots=[2], **queue).serve(usual)
    assert (town.standing_by, town.helped_by) == ([COMMITTEE, NOBODY], [COMMITTEE, NOBODY])


def test_departments_serve_only_cases_that_reach_them(usual: Usual) -> None:
    reach = {"passed_on": [0, 1], "standing_passed": [1, 0], "standing_domain": [2, 2]}
    line = {"queue": [0, 1, 2, 3], "queue_length": 4}
    town = Town([1, 1], [0, 0], department_money=[90_000] * 8, **reach, **line).serve(usual)
    assert (town.helped_by, town.standing_by) == ([NOBODY, DEPARTMENT], [DEPARTMENT, NOBODY])
