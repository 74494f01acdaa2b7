"""Departments buy or do it themselves by what a case has cost them either way, and the money is conserved."""

from math import log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.departments import Purchasing
from sim.rules.departments import account_for, advantage, buy_services, decide_purchases
from sim.rules.random_numbers import philox
from sim.state import Community, Many, Office, Organization
from sim.state.random_numbers import PURCHASE_OF
from sim.state.words import TO_CONTRACTS, TO_DEPARTMENTS
from tests.records import many, office, usual

FIRST = 1


def departments(**columns: Any) -> Many[Office]:
    """Finance, eight departments, a district and a street."""
    books = {"own_spending": 900.0, "own_served": 3.0, "contract_spending": 900.0, "contract_served": 3.0}
    return many(Office, 11, **books | {"bought_beyond": 0.0, "advantage_usual": 0.0} | columns)


def stepped(seeds: int = 60, month: int = 12, **columns: Any) -> float:
    """The mean step of departments in a January over many seeds."""
    total = 0.0
    for seed in range(seeds):
        offices = departments(**columns)
        begun = offices[FIRST].bought_beyond
        decide_purchases(
            offices, usual(Purchasing, purchase_step=0.1, adjusted_to=0.5), month, key_low=seed, key_high=0
        )
        total += sum(offices[FIRST + d].bought_beyond - begun for d in range(8))
    return total / (8 * seeds)


def test_a_department_buys_more_where_a_bought_case_was_cheaper_and_less_where_it_was_dearer() -> None:
    assert abs(stepped()) < 0.01
    assert stepped(contract_served=9.0) > 0.04
    assert stepped(contract_served=1.0) < -0.04
    assert stepped(own_served=9.0) < -0.04


def test_where_costs_are_alike_a_department_steps_by_its_own_luck_of_the_month() -> None:
    moved = 0
    for seed in range(10):
        offices = departments()
        decide_purchases(offices, usual(Purchasing, purchase_step=0.1), 12, key_low=seed, key_high=5)
        for o in range(FIRST, FIRST + 8):
            less, _, more, _ = philox(o, month=12, purpose=PURCHASE_OF, entered=0, key_low=seed, key_high=5)
            step = offices[o].bought_beyond
            moved += step != 0.0
            assert step == 0.0 or (step > 0.0) == (more > less)
    assert moved > 10


def test_a_difference_of_costs_that_a_department_is_used_to_moves_it_less() -> None:
    used = stepped(contract_served=9.0, advantage_usual=log(3.0))
    assert 0.01 < used < stepped(contract_served=9.0) - 0.01


def test_what_a_case_costs_is_unknown_until_both_ways_were_tried() -> None:
    for unknown in ("own_served", "contract_served", "own_spending", "contract_spending"):
        books = {"own_spending": 900.0, "own_served": 3.0, "contract_spending": 100.0, "contract_served": 3.0}
        assert advantage(office(**books | {unknown: 0.0})) == 0.0


def test_the_budgets_shares_pull_back_and_departments_decide_in_january() -> None:
    assert stepped(bought_beyond=0.4) < -0.03 < 0.03 < stepped(bought_beyond=-0.4)
    assert stepped(month=13, contract_served=9.0) == stepped(month=0, contract_served=9.0) == 0.0


def test_frozen_departments_buy_what_the_budget_says() -> None:
    offices = departments(contract_served=9.0)
    decide_purchases(offices, usual(Purchasing, departments_decide=0), 12, key_low=3, key_high=0)
    assert all(offices[FIRST + d].bought_beyond == 0.0 for d in range(8))


def bought(beyond: list[float], own: list[int], contracts: int) -> Community:
    offices = departments(bought_beyond=[0.0, *beyond, 0.0, 0.0])
    held = {"department_money": [[one + 5 for one in own]], "contract_purse": contracts + 7}
    here = many(Community, 1, **held, domain_part=[[*own]], use_part=[[0, sum(own), contracts, 0]])
    buy_services(here, offices, usual(Purchasing))
    return here[0]


def test_a_tenth_more_is_a_tenth_of_a_domains_own_money_and_purchases_and_goes_to_organizations_of_the_domain() -> None:
    """100 in each domain, 25 of purchases: 12 move in the first; in the second at most the 25 that were planned come back."""
    here = bought([0.1, -0.5, *[0.0] * 6], [100] * 8, 200)
    assert here.domain_part == [88, 125, *[100] * 6]
    assert (here.use_part[TO_DEPARTMENTS], here.use_part[TO_CONTRACTS]) == (813, 187)
    assert here.contract_purse == 194
    assert here.bought_for == pytest.approx([37 * 8 / 187, 0.0, *[25 * 8 / 187] * 6])
    assert bought([0.0] * 8, [100] * 8, 200).bought_for == pytest.approx([1.0] * 8)


@given(
    beyond=st.lists(st.floats(-1, 1), min_size=8, max_size=8),
    own=st.lists(st.integers(0, 10**7), min_size=8, max_size=8),
    contracts=st.integers(0, 10**7),
)
def test_no_fen_is_lost_and_nothing_is_overdrawn(beyond: list[float], own: list[int], contracts: int) -> None:
    here = bought(beyond, own, contracts)
    assert sum(here.department_money) + here.contract_purse == sum(own) + 40 + contracts + 7
    assert here.use_part[TO_DEPARTMENTS] + here.use_part[TO_CONTRACTS] == sum(own) + contracts
    assert sum(here.domain_part) == here.use_part[TO_DEPARTMENTS]
    assert min([*here.department_money, *here.domain_part, here.contract_purse, here.use_part[TO_CONTRACTS]]) >= 0


def test_contracts_account_for_their_part_of_public_work_by_the_domains_it_was_in() -> None:
    """300 yuan of contracts and 100 of grants, half of the work society's own: 3/8 of 10 of 16 places, of which 8 served."""
    here = many(
        Community,
        1,
        spent_in=[[60_000] + [0] * 7],
        department_served=[[2] + [0] * 7],
        organization_served=[[8] + [0] * 7],
        starting_month=0,
    )
    firms = many(
        Organization,
        1,
        lent=[[10, 6, 0, 0, 0, 0, 0, 0]],
        contract_income=30_000,
        grant_income=10_000,
        matched_income=0,
        society_share=0.5,
    )
    offices = departments(own_spending=0.0, own_served=0.0, contract_spending=0.0, contract_served=0.0)
    account_for(firms, here, offices, usual(Purchasing, cost_half_life=0.0), 0)
    health = offices[FIRST]
    assert (health.own_spending, health.own_served) == (600.0, 2.0)
    assert (health.contract_spending, health.contract_served) == pytest.approx((187.5, 3.0))
