"""A month of an organization's money, and grants by effect: numbers worked out by hand."""

import pytest

from sim.parameters.organization import OrganizationPolicy, Organizations
from sim.rules.organization import follow_grants, fund_organizations, manage, weigh_grants
from sim.state import Community, Many, Organization
from tests.records import many, place, provider, street, usual


def test_income_moves_what_is_usual_and_what_is_usual_moves_staff() -> None:
    """3,000 of a contract and 1,000 of fees, wages of 2,000; a quarter of the way from 1,000 to 4,000 is 1,750.

    With a twelfth of 2,000 put by that affords 1.91667 posts, a quarter of the way to which are 1.97917.
    """
    money = {"contract_income": 300_000, "fee_income": 100_000, "balance": 0, "low_fees": 0, "supplement": 0}
    nothing = dict.fromkeys(("grant_income", "matched_income", "gift_income", "donation_income"), 0)
    me = provider(form=0, staff=2.0, skill=0.5, usual_income=1000.0, government_share=0.2, **money, **nothing)
    me.gift_share = 0.2
    pace = {"income_memory": 0.25, "hiring_speed": 0.25, "skill_learning": 0.1}
    manage(me, place(), usual(Organizations, staff_pay=1000.0, crowding=0.0, **pace))
    assert (me.wages, me.activities_paid, me.balance, me.fee_income) == (200_000, 0, 200_000, 100_000)
    assert (me.staff, me.staff_wanted, me.usual_income) == pytest.approx((2.0, 1.979167, 1750.0), abs=1e-6)
    assert (me.skill, me.government_share, me.gift_share) == pytest.approx((0.55, 0.3375, 0.15))


def test_monitored_grants_go_by_effect_against_the_mean_of_a_form() -> None:
    """Effects of 1 and 3 around a mean of 2 weigh a half and one and a half, twice where registered."""
    three = many(Organization, 4, form=[0, 0, 1, 1], alive=[1, 1, 1, 0], domain=0, effect=[1.0, 3.0, 5.0, 9.0])
    here, policy = street(monitored=1.0, known_cases=[[1] * 8]), usual(OrganizationPolicy, grants_by_need=0.0)
    weigh_grants(three, here, Many([policy]), usual(Organizations, grant_to_registered=2.0), [0, 4], (0, 1))
    assert [one.weight for one in three] == pytest.approx([1.0, 3.0, 1.0, 0.0])


def funded(
    n: int, homes: list[int], form: list[int], purses: dict[str, list[int]]
) -> tuple[Many[Community], Many[Organization]]:
    """A street of ``n`` communities and organizations of a post each; ``homes`` is where each community's begin."""
    names = {
        "reputation": 0.5,
        "effect": 0.0,
        "seed_income": 0,
        "domain": 0,
        "contract_income": 9,
        "grant_income": 9,
        "grant_before": 9,
    }
    providers = many(Organization, len(form), form=form, alive=1, staff=1.0, **names)
    known = {"known_cases": [[1] * 8] * n, "monitored": 0.0, "reputation_standard": 0.5, "grants_paid": 0}
    here = street(n, contracts_paid=9, n_residents=100, **known, **purses)
    policies = Many([usual(OrganizationPolicy)] * n)
    fund_organizations(providers, here, policies, usual(Organizations, grant_to_registered=2.0), homes)
    return here, providers


def test_grants_that_keep_their_shares_have_not_moved_and_the_rest_is_counted_by_residents() -> None:
    two = many(Organization, 2, grant_before=[100, 100], grant_income=[150, 50])
    here = street(2, n_residents=[300, 100])
    follow_grants(two, here, [0, 1, 2], (0, 2))
    assert [place.grants_divided for place in here] == [150, 50]
    assert sum(place.grants_moved for place in here) == 50
    two[0].grant_income, two[1].grant_income = 300, 100
    follow_grants(two, here, [0, 1, 2], (0, 2))
    assert [place.grants_moved for place in here] == [0, 0]


def test_a_purse_is_spent_where_no_organization_has_its_home() -> None:
    """Contracts go to the registered one alone, grants two to one; each purse pays, whoever lives there."""
    purses = {"contract_purse": [300, 100], "grant_purse": [90, 210]}
    here, providers = funded(2, [0, 0, 2], [0, 1], purses)
    assert [one.contract_income for one in providers] == [400, 0]
    assert [one.grant_income for one in providers] == [200, 100]
    assert [place.contracts_paid for place in here] == [300, 100]
    assert [place.grants_paid for place in here] == [90, 210]
    assert [place.contract_purse + place.grant_purse for place in here] == [0, 0]


def test_a_street_without_a_registered_organization_keeps_its_contract_money() -> None:
    here, providers = funded(2, [0, 1, 1], [1], {"contract_purse": [300, 100], "grant_purse": [0, 0]})
    assert [place.contract_purse for place in here] == [300, 100]
    assert [place.contracts_paid for place in here] == [0, 0]
    assert providers[0].contract_income == 0
