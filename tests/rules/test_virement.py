"""Virement: what departments cannot use is moved, to the fen, and no purse is left below nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.budget import Prices
from sim.parameters.committee import Committees, Triad
from sim.parameters.departments import Virement
from sim.parameters.help import Help
from sim.rules.budget import move_prices
from sim.rules.departments import COMMITTEE, CONTRACTS, move_money
from sim.state import Community
from sim.state.words import TO_DEPARTMENTS
from tests.records import place, usual

COST = [100.0] * 8


def moved(money: list[int], claimed: list[int], month: int = 5, *, staff_posts: float = 3.0, **how: float) -> Community:
    """A community whose departments got 1,000 fen a domain, the committee 8,000 and contracts 2,000, after virement."""
    here = place(
        department_money=money,
        claimed_cases=claimed,
        domain_part=[1_000] * 8,
        use_part=[8_000, 8_000, 2_000, 0],
        returned=[0] * 4,
        moved_weight=[0.0] * 10,
        moved_part=[0] * 10,
        committee_money=8_000,
        contract_purse=2_000,
        starting_month=0,
        variety_factor=1.0,
        staff_posts=staff_posts,
        n_residents=1_000,
    )
    link = usual(Triad, community_departments=how.pop("linked", 1.0))
    rules = {"held_months": 1.5, "bought_part": 0.5, "virement_friction": 0.1, "topped_up_most": 9.0} | how
    move_money(here, usual(Virement, **rules), usual(Help, unit_cost=COST), usual(Committees), link, month)
    return here


def test_without_claims_money_goes_half_to_the_committee_and_half_buys_services_but_for_friction() -> None:
    """Of 8 times 1,000 fen a tenth goes back to finance."""
    here = moved([1_000] * 8, [0] * 8)
    assert [*here.department_money] == [0] * 8
    assert (here.moved_part[COMMITTEE], here.moved_part[CONTRACTS]) == (3_600, 3_600)
    assert here.returned[TO_DEPARTMENTS] == 800
    assert here.committee_budget == here.committee_money == 11_600
    assert here.contract_purse == 5_600


def test_a_department_keeps_what_claims_would_cost_and_some_months_of_its_money_at_most() -> None:
    """One claim costs 10,000 fen, which is more than a month and a half of 1,000: so much, and no more, is kept."""
    here = moved([25_000, 9_000, *[0] * 6], [9, 9, *[0] * 6], virement_friction=0.0)
    assert here.department_money[0] == 10_000
    assert here.department_money[1] > 9_000
    assert here.returned[TO_DEPARTMENTS] == 0


def test_nothing_moves_before_claims_are_known_nor_to_a_committee_that_may_not_hire() -> None:
    assert sum(moved([5_000] * 8, [0] * 8, month=0).moved_part) == 0
    here = moved([1_000] * 8, [0] * 8, staff_posts=99.0, virement_friction=0.0)
    assert (here.moved_part[COMMITTEE], here.moved_part[CONTRACTS]) == (0, 8_000)


def test_money_from_departments_tops_up_what_there_is_and_reaches_a_committee_only_through_the_link() -> None:
    """The committee has 8,000 fen of its own this month, contracts have 2,000."""
    topped = moved([5_000] * 8, [0] * 8, virement_friction=0.0, topped_up_most=0.5)
    assert (topped.moved_part[COMMITTEE], topped.moved_part[CONTRACTS]) == (4_000, 1_000)
    assert topped.returned[TO_DEPARTMENTS] == 35_000
    apart = moved([1_000] * 8, [0] * 8, virement_friction=0.0, linked=0.0)
    assert (apart.moved_part[COMMITTEE], apart.moved_part[CONTRACTS]) == (0, 8_000)


@given(
    money=st.lists(st.integers(0, 10**7), min_size=8, max_size=8),
    claimed=st.lists(st.integers(0, 50), min_size=8, max_size=8),
    friction=st.floats(0, 1),
    bought=st.floats(0, 1),
    month=st.integers(0, 40),
)
def test_no_fen_is_lost(money: list[int], claimed: list[int], friction: float, bought: float, month: int) -> None:
    here = moved([*money], claimed, month, virement_friction=friction, bought_part=bought)
    held = sum(here.department_money) + here.committee_money + here.contract_purse + here.returned[TO_DEPARTMENTS]
    assert held == sum(money) + 10_000
    assert min([*here.department_money, here.returned[TO_DEPARTMENTS], here.committee_budget]) >= 0


def test_pay_rises_in_january_and_costs_by_the_part_that_is_pay() -> None:
    here = place(wages_grown=0.0)
    for month in range(25):
        move_prices(here, usual(Prices, wage_growth=0.1, labour_share=0.5), month)
    assert here.wage_level == pytest.approx(1.21)
    assert here.cost_level == pytest.approx(1.105)
