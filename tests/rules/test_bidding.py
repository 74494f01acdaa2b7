"""Which tenders organizations enter, and how much they ask for, answers to money, rivals, use and unmet need."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.organization import OrganizationPolicy, Organizations
from sim.rules.organization import fund_organizations
from sim.rules.organization_choices import choose_tenders
from sim.state import Many, Organization
from sim.state.words import FILED, REGISTERED
from tests.records import many, street, usual

Given = dict[str, Any]


def providers(n: int, **more: Any) -> Many[Organization]:
    """Registered organizations of a post, whose ten places of a month found eight cases."""
    own: Given = {"alive": 1, "form": REGISTERED, "domain": 0, "founded": 0, "staff": 1.0, "contract_lately": 5_000.0}
    own |= {"places_lately": 10.0, "taken_lately": 8.0, "reputation": 0.5, "weight": 0.0, "tender_income": 0}
    return many(Organization, n, **own | {"grant_income": 0, "grant_before": 0, "seed_income": 0, "effect": 0.0} | more)


def bids(money: list[float], weight: list[float], unmet: float = 50.0, **own: Any) -> Organization:
    """An organization after it has chosen, where a month's tenders had so much money [fen] and so heavy rivals."""
    some = providers(1, **{"left_out": [[1] * 8]} | own)
    here = street(1, tender_money=[money], tender_weight=[weight], unmet_lately=[[unmet / 8] * 8])
    choose_tenders(some, here, usual(choice_noise=0.0, main_field=0.6), [0, 1], 24, key_low=6, key_high=7)
    return some[0]


def test_it_enters_the_tenders_that_are_worth_their_hours_its_own_domain_s_first() -> None:
    """Ten and fifteen yuan a month are less than the hours in other domains, and enough in its own."""
    cost = 12 * 60 * 3_998 / usual().committees.post_minutes
    a_month = 100.0 * cost / 12
    me = bids([1.5 * a_month] * 8, [0.0] * 8)
    assert (me.left_out, me.tenders_entered) == ([0, 0, 0, 0, 0, 0, 0, 0], 8)
    me = bids([1.5 * a_month] * 8, [0.4] * 8)
    assert (me.left_out, me.tenders_entered) == ([0, 1, 1, 1, 1, 1, 1, 1], 1)
    assert bids([0.5 * a_month] * 8, [0.0] * 8).tenders_entered == 0


def test_rivals_keep_it_out_and_it_counts_itself_once() -> None:
    money = [1e5] * 8
    assert bids(money, [0.0] * 8).tenders_entered == 8
    assert bids(money, [1e4] * 8).tenders_entered == 0
    assert bids(money, [1.0] * 8, left_out=[[0] * 8]).tenders_entered == 8


@pytest.mark.parametrize(("taken", "unmet", "limit"), [(10.0, 50.0, 6_000), (10.0, 0.0, 5_000), (4.0, 50.0, 4_000)])
def test_it_asks_for_more_where_its_places_find_cases_and_more_wait(taken: float, unmet: float, limit: float) -> None:
    """A fifth more or less than the 5,000 yuan of a year ago."""
    assert bids([1e9] * 8, [0.0] * 8, unmet, taken_lately=taken).bid_limit == pytest.approx(limit)


def test_a_filed_group_and_a_vacant_place_have_no_bids() -> None:
    old: Given = {"left_out": [[1] * 8], "bid_limit": 70.0, "tenders_entered": 3}
    for me in (bids([1e9] * 8, [0.0] * 8, form=FILED, **old), bids([1e9] * 8, [0.0] * 8, alive=0, **old)):
        assert (me.left_out, me.bid_limit, me.tenders_entered) == ([0] * 8, 0.0, 0)


def paid(purse: int, claimed: list[int], **own: Any) -> tuple[list[int], int]:
    """What organizations get out of a purse for cases claimed by domain, and what is left of it."""
    n = len(own["domain"])
    here = street(1, n_residents=100, contract_purse=purse, grant_purse=0, grants_paid=0, monitored=0.0)
    here[0].reputation_standard = 0.5
    here[0].claimed_cases = here[0].known_cases = claimed
    some = providers(n, **own)
    policies = Many([usual(OrganizationPolicy)])
    fund_organizations(some, here, policies, usual(Organizations, main_field=0.6), [0, n])
    assert here[0].contracts_paid == sum(one.contract_income for one in some) == purse - here[0].contract_purse
    return [one.contract_income for one in some], here[0].contract_purse


def test_contracts_go_by_domain_to_those_who_entered_their_own_domain_s_counting_more() -> None:
    """Two thirds are claimed in domain 0, where the second counts 0.4 of the first."""
    incomes, left = paid(84_000, [2, 1, *[0] * 6], domain=[0, 1])
    assert incomes == pytest.approx([40_000 + 8_000, 16_000 + 20_000], abs=2)
    assert left <= 2


def test_what_nobody_entered_for_waits_in_the_purse() -> None:
    """A third is for domain 1, which the only organization keeps out of."""
    assert paid(90_000, [2, 1, *[0] * 6], domain=[0], left_out=[[0, 1, *[0] * 6]]) == ([60_000], 30_000)


def test_nobody_is_paid_more_than_he_asks_for() -> None:
    assert paid(90_000, [1] * 8, domain=[0], bid_limit=[300.0]) == ([30_000], 60_000)


@given(
    st.integers(0, 10**6),
    st.lists(st.integers(0, 9), min_size=8, max_size=8),
    st.lists(st.floats(0, 9_000), min_size=3, max_size=3),
)
def test_the_purse_is_never_overdrawn_and_every_fen_has_its_place(
    purse: int, claimed: list[int], limits: list[float]
) -> None:
    incomes, left = paid(purse, claimed, domain=[0, 3, 5], bid_limit=limits)
    assert left >= 0
    assert all(one <= 100 * most + 8 for one, most in zip(incomes, limits, strict=True) if most > 0)
