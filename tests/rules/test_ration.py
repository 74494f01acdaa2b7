from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.help import Help, Provision
from sim.parameters.market import Market
from sim.rules.help import buy_help, ration
from sim.state.words import (
    AT_A_FEE,
    COMMITTEE,
    DEPARTMENT,
    FREE,
    LED,
    MARKET,
    N_DOMAINS,
    N_TIERS,
    NEIGHBOURS,
    NOBODY,
    OPEN,
    ORGANIZATION,
)
from tests.records import line, place, residents, usual

few = st.integers(0, 4)
LEVERS, MARKETS = ("low_fee_share", "free_share"), ("low_fee",)
PEOPLE = (
    *("neighbours_able", "entitled", "passed_on", "can_pay", "case_complex", "case_decided"),
    *("standing_domain", "standing_passed", "turns_to", "seeks"),
)
TIERS = {"fee": AT_A_FEE, "free": FREE, "led": LED, "open_to_all": OPEN}


class Town:
    """Residents, each with a case, served from the last to the first; places lent by domain, for the first domains; money for
    departments in fen.
    """

    def __init__(self, domains: list[int], able: list[int], **there_is: Any) -> None:
        n = len(domains)
        own = {name: there_is.pop(name) for name in PEOPLE if name in there_is}
        cases = {"case_domain": domains, "neighbours_able": able, "case_complex": 0, "case_decided": 0}
        cases |= {"entitled": 1, "passed_on": 1, "can_pay": 0, "standing_domain": 0, "standing_able": 0}
        cases |= {"standing_passed": 1, "standing_entitled": 1, "helped_by": 9, "standing_by": 9}
        cases |= {"age_group": [k % 8 for k in range(n)], "registered": 1, "stage": 0}
        self.people = residents(n, **(cases | own), fee_paid=9)
        lent = {name: there_is.pop(name, []) for name in TIERS}
        lent["open_to_all"] = lent["open_to_all"] or lent["free"]
        self.policy = usual(Provision, **{name: there_is.pop(name) for name in LEVERS if name in there_is})
        self.market = usual(Market, **{name: there_is.pop(name) for name in MARKETS if name in there_is})
        length = line(self.people, there_is.pop("queue", list(reversed(range(n)))))
        here: dict[str, Any] = {
            "mutual_slots": 0,
            "committee_slots": 0,
            "committee_asked": 0,
            "market_slots": [0] * 8,
            "department_money": [0] * 8,
        }
        here |= {"department_spent": 0, "variety_factor": 1.0, "market_fees": 9, "fee_cases": [9] * 8}
        here |= {"group_fee_cases": [7] * 30, "group_fees_due": [9] * 30, "group_fees": [9] * 30}
        here |= {name: [9] * 8 for name in ("unclaimed", "unclaimed_public", "unclaimed_paying", "unclaimed_either")}
        here |= {"borrowed": [0] * (N_TIERS * N_DOMAINS), "places_left": [9] * (N_TIERS * N_DOMAINS)}
        for name, places in lent.items():
            for domain, lent_here in enumerate(places):
                here["borrowed"][N_TIERS * domain + TIERS[name]] = lent_here
        self.here = place(n_holders=n, queue_length=length, **(here | there_is))

    def __getattr__(self, name: str) -> list[int]:
        return [getattr(one, name) for one in self.people]

    def left(self, tier: str) -> list[int]:
        """Places of a tier that are left by domain."""
        return [self.here.places_left[N_TIERS * d + TIERS[tier]] for d in range(N_DOMAINS)]

    def serve(self) -> "Town":
        how = usual(Help, unit_cost=[100.0] * 8)
        ration(self.people, self.here, self.policy)
        buy_help(self.people, self.here, how, self.market)
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
    domains: list[int], data: st.DataObject, mutual: int, hours: int, slots: list[int], money: int
) -> None:
    able = data.draw(st.lists(st.integers(0, 1), min_size=len(domains), max_size=len(domains)))
    there = {"mutual_slots": mutual, "committee_slots": hours, "department_money": [money] * 8}
    town = Town(domains, able, free=list(slots), **there).serve()
    by = [town.helped_by.count(channel) for channel in (NEIGHBOURS, ORGANIZATION, COMMITTEE, DEPARTMENT)]
    assert town.here.mutual_slots == mutual - by[0] >= 0
    assert sum(town.left("free")) == sum(slots) - by[1]
    assert min(town.left("free")) >= 0
    assert town.here.committee_slots == hours - by[2] >= 0
    assert town.here.department_spent == 8 * money - sum(town.here.department_money) == by[3] * 10_000
    assert min(town.here.department_money) >= 0


def test_slots_go_to_the_front_of_the_queue() -> None:
    town = Town([3] * 5, [0] * 5, committee_slots=2).serve()
    assert town.helped_by == [NOBODY, NOBODY, NOBODY, COMMITTEE, COMMITTEE]


def test_a_complex_case_waits_for_its_decision_and_takes_nobodys_slot() -> None:
    complex_cases = {"case_complex": [0, 1, 1], "case_decided": [0, 0, 1]}
    town = Town([3] * 3, [0] * 3, committee_slots=2, **complex_cases).serve()
    assert town.helped_by == [COMMITTEE, NOBODY, COMMITTEE]


def test_neighbours_come_before_organizations_then_the_committee_then_departments() -> None:
    there = {"mutual_slots": 1, "free": [1], "committee_slots": 1, "department_money": [10_000] * 8}
    town = Town([1] * 5, [1] * 5, **there).serve()
    assert town.helped_by == [NOBODY, DEPARTMENT, COMMITTEE, ORGANIZATION, NEIGHBOURS]


def test_a_department_one_fen_short_does_not_pay() -> None:
    town = Town([1, 2], [0, 0], department_money=[9_999, 10_000] + [0] * 6).serve()
    assert town.helped_by == [NOBODY, DEPARTMENT]
    assert town.here.department_money == [9_999] + [0] * 7


def test_variety_raises_what_a_department_pays_for_a_case() -> None:
    town = Town([1], [0], department_money=[20_000] * 8, variety_factor=1.3).serve()
    assert town.here.department_spent == 13_000


def test_a_place_lent_for_a_domain_serves_no_other() -> None:
    town = Town([1, 2, 3], [0] * 3, free=[5, 5]).serve()
    assert town.helped_by == [ORGANIZATION, ORGANIZATION, NOBODY]


def test_what_is_left_is_counted_for_firms_and_departments() -> None:
    """Of five, one is helped; four can pay but for one; departments hear of two, and one of these is not entitled."""
    people = {"can_pay": [1, 1, 1, 0, 1], "passed_on": [1, 1, 0, 0, 0], "entitled": [1, 0, 1, 1, 1]}
    town = Town([1] * 5, [0] * 5, committee_slots=1, **people)
    ration(town.people, town.here, town.policy)
    here = town.here
    counted = (here.unclaimed, here.unclaimed_public, here.unclaimed_either, here.unclaimed_paying)
    assert [column[0] for column in counted] == [4, 1, 1, 2]
    assert [sum(column) for column in counted] == [4, 1, 1, 2]


@given(st.lists(st.integers(1, 8), min_size=1, max_size=20), few)
def test_one_more_slot_never_loses_anyone_help(domains: list[int], hours: int) -> None:
    helped = [Town(domains, [0] * len(domains), committee_slots=n).serve().helped_by for n in (hours, hours + 1)]
    assert all(more != NOBODY or less == NOBODY for less, more in zip(*helped, strict=True))


def test_who_is_not_entitled_gets_neither_committee_nor_department_nor_what_government_pays() -> None:
    there = {"free": [3], "open_to_all": [1], "committee_slots": 5, "department_money": [10**6] * 8}
    town = Town([1] * 4, [0, 0, 0, 1], entitled=[0] * 4, mutual_slots=1, **there).serve()
    assert town.helped_by == [NOBODY, NOBODY, ORGANIZATION, NEIGHBOURS]
    assert (town.left("free")[0], town.left("open_to_all")[0]) == (2, 0)


def test_the_entitled_take_what_government_pays_first() -> None:
    there = {"free": [3], "open_to_all": [2]}
    town = Town([1] * 4, [0] * 4, entitled=[0, 0, 1, 1], **there).serve()
    assert town.helped_by == [NOBODY, ORGANIZATION, ORGANIZATION, ORGANIZATION]
    assert (town.left("free")[0], town.left("open_to_all")[0]) == (0, 0)


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(0, 1)), min_size=1, max_size=20), few, st.integers(0, 19))
def test_one_more_entitled_never_helps_fewer(people: list[tuple[int, int]], hours: int, who: int) -> None:
    domains, entitled = (list(column) for column in zip(*people, strict=True))
    more = [1 if i == who else one for i, one in enumerate(entitled)]
    helped = [
        Town(domains, [0] * len(domains), entitled=each, committee_slots=hours, free=[3, 2], open_to_all=[2, 0])
        .serve()
        .helped_by
        for each in (entitled, more)
    ]
    assert helped[1].count(NOBODY) <= helped[0].count(NOBODY)


def test_the_market_serves_whom_nobody_else_serves_for_nothing_if_they_can_pay() -> None:
    """It comes before departments, and takes nobody who cannot pay."""
    there = {"market_slots": [1] + [0] * 7, "committee_slots": 1, "department_money": [10_000] * 8}
    town = Town([1] * 4, [0] * 4, can_pay=[0, 1, 0, 1], **there).serve()
    assert town.helped_by == [NOBODY, MARKET, DEPARTMENT, COMMITTEE]
    assert (town.fee_paid, town.here.market_slots[0], town.here.market_fees) == ([0, 1, 0, 0], 0, 6_000)
    assert town.here.group_fees == [6_000 if cell == 6 + 3 else 0 for cell in range(30)]  # of 15 to 17, registered


def test_who_can_pay_takes_places_at_a_fee_and_leaves_the_free_ones_to_others() -> None:
    there = {"free": [1], "fee": [2], "low_fee_share": 0.5, "low_fee": 60.0}
    town = Town([1] * 4, [0] * 4, can_pay=[0, 0, 1, 0], **there).serve()
    assert town.helped_by == [NOBODY, NOBODY, ORGANIZATION, ORGANIZATION]
    assert (town.fee_paid, town.here.fee_cases[0], town.left("fee")[0]) == ([0, 0, 1, 0], 1, 1)
    assert town.here.market_fees == 0
    assert town.here.group_fee_cases == [1 if cell == 6 + 3 else 0 for cell in range(30)]  # of 18 to 29, registered
    assert (town.here.group_fees_due, sum(town.here.group_fees)) == ([7] * 30, 0)


def test_a_standing_case_at_a_fee_is_paid_as_others_are() -> None:
    there = {"fee": [1], "low_fee_share": 0.5, "standing_domain": 1, "queue": [1]}
    town = Town([0], [0], can_pay=1, **there).serve()
    assert (town.standing_by, sum(town.here.group_fee_cases), town.here.fee_cases[0]) == ([ORGANIZATION], 1, 1)


def test_volunteers_whom_staff_leads_give_the_hours_of_neighbours() -> None:
    there = {"led": [3], "mutual_slots": 1, "free_share": 0.0}
    town = Town([1] * 3, [0] * 3, **there).serve()
    assert town.helped_by == [NOBODY, NOBODY, ORGANIZATION]
    assert (town.here.mutual_slots, town.left("led")[0]) == (0, 2)


def test_a_standing_case_and_another_of_the_same_resident_each_take_a_slot() -> None:
    queue = {"queue": [2, 0, 3]}
    town = Town([1, 1], [0, 0], standing_domain=[1, 1], committee_slots=2, **queue).serve()
    assert (town.standing_by, town.helped_by) == ([COMMITTEE, NOBODY], [COMMITTEE, NOBODY])


def test_departments_serve_only_cases_that_reach_them() -> None:
    reach = {"passed_on": [0, 1], "standing_passed": [1, 0], "standing_domain": [2, 2]}
    line = {"queue": [0, 1, 2, 3]}
    town = Town([1, 1], [0, 0], department_money=[90_000] * 8, **reach, **line).serve()
    assert (town.helped_by, town.standing_by) == ([NOBODY, DEPARTMENT], [DEPARTMENT, NOBODY])


def test_whom_a_resident_turned_to_is_tried_first_and_the_others_after_it() -> None:
    """Neighbours, an organization and the committee could each help all three."""
    there_is: dict[str, Any] = {"mutual_slots": 9, "committee_slots": 9, "free": [9]}
    town = Town([1, 1, 1], [1, 1, 1], turns_to=[NOBODY, ORGANIZATION, COMMITTEE], **there_is).serve()
    assert town.helped_by == [NEIGHBOURS, ORGANIZATION, COMMITTEE]
    town = Town([1, 1], [1, 0], turns_to=[ORGANIZATION, COMMITTEE], mutual_slots=9, free=[0]).serve()
    assert town.helped_by == [NEIGHBOURS, NOBODY]


def test_who_has_just_turned_to_a_firm_and_can_pay_waits_for_it() -> None:
    firms: dict[str, Any] = {"mutual_slots": 9, "market_slots": [9] * 8, "turns_to": MARKET}
    assert Town([1], [1], can_pay=1, seeks=1, **firms).serve().helped_by == [MARKET]
    assert Town([1], [1], can_pay=0, seeks=1, **firms).serve().helped_by == [NEIGHBOURS]
    assert Town([1], [1], can_pay=1, seeks=0, **firms).serve().helped_by == [NEIGHBOURS]


def test_the_committee_keeps_places_for_who_turned_to_it() -> None:
    """One place of the committee, asked for by the last in the queue."""
    asked: dict[str, Any] = {"turns_to": [COMMITTEE, NOBODY], "committee_slots": 1}
    assert Town([1, 1], [0, 0], committee_asked=1, **asked).serve().helped_by == [COMMITTEE, NOBODY]
    assert Town([1, 1], [0, 0], committee_asked=0, **asked).serve().helped_by == [NOBODY, COMMITTEE]
