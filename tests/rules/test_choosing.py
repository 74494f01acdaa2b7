"""What organizations choose once a year answers to need, money and price that they can see, and to nothing else."""

from typing import Any

import pytest

from sim.parameters.help import Provision
from sim.parameters.organization import OrganizationPolicy
from sim.rules.organization_choices import choose_fields, choose_tiers, count_fields, take_stock
from sim.state import Community, Many, Organization
from sim.state.words import FILED, REGISTERED
from tests.records import many, provider, street, usual

KEY = {"month": 24, "key_low": 6, "key_high": 7}
"""A month, in which the first organization chooses, and the two words of the key."""


def by_domain(**given: float) -> list[float]:
    """A number for each domain that is named (``d0`` to ``d7``), else 0."""
    return [given.get(f"d{d}", 0.0) for d in range(8)]


def providers(n: int = 1, **more: Any) -> Many[Organization]:
    """Organizations of ten places in domain 0, which live on grants and have known each other's streets for long."""
    own: dict[str, Any] = {"alive": 1, "form": REGISTERED, "domain": 0, "founded": 0, "staff": 1.0, "skill": 0.8}
    own |= {"slots": 10, "fee_slots": 0, "led_slots": 0, "lent": [[0] * 8] * n, "grant_income": 50_000}
    own |= {"usual_income": 1000.0, "balance": 70, "low_fees": 0, "spare_minutes": 0, "months_insolvent": 0}
    own |= {
        "reputation": 0.9,
        "effect": 0.0,
        "members": 0.0,
        "posts_built_for": 1.0,
        "government_share": 0.5,
        "gift_share": 0.0,
    }
    return many(Organization, n, **own | {"delivered": 0} | more)


def communities(unmet: list[list[float]], known: list[list[int]] | None = None, **more: Any) -> Many[Community]:
    """A street whose communities have known unmet cases by domain."""
    n = len(unmet)
    more = {"filed_minutes": 0, "filed_organizations": 1, "unmet_paying_lately": [[0.0] * 8] * n} | more
    return street(n, unmet_lately=unmet, known_cases=known or [[0] * 8] * n, **more)


def fields(
    some: Many[Organization], here: Many[Community], by_need: float = 0.0, month: int = 24, **how: Any
) -> list[int]:
    """Fields that organizations, all with their home in the first community, choose without any noise."""
    policies = Many([usual(OrganizationPolicy, grants_by_need=by_need)] * len(here))
    world = usual(**{"choice_noise": 0.0} | how)
    homes = [0, *[len(some)] * len(here)]
    choose_fields(some, here, policies, world, homes, month, key_low=6, key_high=7)
    return [one.domain for one in some if one.alive]


def test_an_organization_without_cases_turns_to_the_field_of_most_unmet_need_and_loses_skill() -> None:
    some = providers()
    assert fields(some, communities([by_domain(d2=20.0, d5=40.0)])) == [5]
    assert some[0].skill == pytest.approx(0.8 * 0.7)


def test_a_group_that_residents_founded_for_themselves_stays() -> None:
    assert fields(providers(members=8.0), communities([by_domain(d2=20.0, d5=40.0)])) == [0]


def test_one_whose_places_find_cases_stays() -> None:
    assert fields(providers(lent=[[10, *[0] * 7]]), communities([by_domain(d0=10.0, d5=40.0)])) == [0]


@pytest.mark.parametrize(("form", "field"), [(REGISTERED, 4), (FILED, 0)])
def test_a_registered_one_sees_its_street_and_a_filed_group_its_home(form: int, field: int) -> None:
    here = communities([by_domain(), by_domain(d4=40.0)])
    assert fields(providers(form=form), here) == [field]


def test_need_in_another_street_is_not_seen() -> None:
    here = communities([by_domain(), by_domain(d4=40.0)])
    here[1].street = 8
    assert fields(providers(), here) == [0]


def test_grants_that_follow_need_draw_it_where_they_go() -> None:
    """Nine tenths of known cases are in domain 3; what is unmet is the same everywhere."""
    unmet, known = [by_domain(d0=40.0, d3=40.0)], [[1, 0, 0, 9, 0, 0, 0, 0]]
    assert fields(providers(), communities(unmet, known)) == [0]
    assert fields(providers(), communities(unmet, known), by_need=1.0) == [3]


def test_nobody_chooses_but_once_a_year_after_a_year() -> None:
    unmet = [by_domain(d5=40.0)]
    months = [month for month in range(36) if fields(providers(), communities(unmet), month=month) == [5]]
    assert months == [12, 24]
    assert fields(providers(2), communities(unmet)) == [5, 0]
    assert fields(providers(founded=20), communities(unmet)) == [0]


def test_where_fields_are_not_chosen_all_stays() -> None:
    assert fields(providers(), communities([by_domain(d5=40.0)]), fields_chosen=0) == [0]


def test_a_filed_group_moves_to_where_its_volunteers_and_cases_are_with_all_but_its_name() -> None:
    some = providers(2, form=FILED, alive=[1, 0], founded=[3, 0])
    here = communities([by_domain(), by_domain(d0=40.0)], filed_minutes=[100, 900], filed_organizations=[1, 0])
    choose_fields(some, here, Many([usual(OrganizationPolicy)] * 2), usual(choice_noise=0.0), [0, 1, 2], **KEY)
    assert [(one.alive, one.staff, one.balance) for one in some] == [(0, 0.0, 0), (1, 1.0, 70)]
    assert (some[1].founded, some[1].skill, some[1].reputation) == (3, 0.8, usual().organizations.unknown_reputation)


def test_it_stays_where_there_is_no_vacant_place() -> None:
    here = communities([by_domain(), by_domain(d0=40.0)], filed_minutes=[100, 900], filed_organizations=[1, 0])
    assert fields(providers(form=FILED), here) == [0]


def step(policy: float = 0.4, steps: int = 0, payers: float = 40.0, **own: Any) -> int:
    """Steps at a fee after an organization of ten places at a fee and ten others has chosen."""
    stock = {"fee_places_lately": 10.0, "fee_taken_lately": 10.0, "places_lately": 10.0, "taken_lately": 5.0}
    some = providers(fee_steps=steps, **stock | own)
    here = communities([by_domain()], unmet_paying_lately=[by_domain(d0=payers)])
    world = usual(choice_noise=0.0, organization_case_minutes=480.0)
    choose_tiers(some, here, Many([usual(Provision, low_fee_share=policy)]), world, [0, 1], **KEY)
    return some[0].fee_steps


def test_more_is_offered_at_a_fee_where_payers_wait_and_free_places_stay_empty() -> None:
    assert step() == 1


def test_less_is_offered_at_a_fee_where_places_at_a_fee_stay_empty() -> None:
    assert step(fee_taken_lately=2.0, taken_lately=9.0, payers=0.0) == -1


def test_it_does_not_go_up_for_payers_who_are_not_there() -> None:
    assert step(payers=0.0, taken_lately=10.0) == 0


def test_a_shortage_of_money_speaks_for_a_fee() -> None:
    """Where fees pay half of what places cost, and free places and those at a fee are used as much."""
    rich, poor = 10_000_000, 0
    used: dict[str, Any] = {"taken_lately": 10.0, "fee_taken_lately": 8.0}
    assert (step(balance=rich, payers=9.0, **used), step(balance=poor, payers=9.0, **used)) == (0, 1)


def test_where_the_city_guides_to_no_fee_none_is_taken_and_a_share_has_its_bounds() -> None:
    assert (step(policy=0.0), step(steps=4)) == (0, 4)


def test_an_organization_keeps_a_year_s_books_of_its_places() -> None:
    me = provider(lent=[3, 4, *[0] * 6], lent_at_fee=[1, *[0] * 7], slots=12, fee_slots=6, led_slots=0)
    me.contract_lately, me.contract_income = 3_000.0, 240_000
    me.fee_places_lately = me.fee_taken_lately = me.places_lately = me.taken_lately = 0.0
    take_stock(me)
    books = (me.fee_places_lately, me.fee_taken_lately, me.places_lately, me.taken_lately)
    assert [12 * one for one in books] == pytest.approx([6, 1, 12, 6])
    assert me.contract_lately == pytest.approx(2_800)
    me.contract_lately = 0.0
    take_stock(me)
    assert me.contract_lately == 2_400


def test_a_registered_organization_brings_its_field_to_the_street_and_a_filed_group_to_its_home() -> None:
    here = street(2, n_residents=[100, 10], fields_in_street=[[0] * 8] * 2)
    three = many(Organization, 4, alive=[1, 1, 1, 0], form=[REGISTERED, FILED, FILED, REGISTERED], domain=[2, 2, 5, 7])
    count_fields(three, here, [0, 3, 4])
    assert [place.fields_in_reach for place in here] == [200, 10]
