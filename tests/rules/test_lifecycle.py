"""Organizations come and go: founding, registration, dissolution, on numbers worked out by hand."""

from typing import Any

import pytest

from sim.parameters.culture import CultureGroups
from sim.parameters.lifecycle import Lifecycle
from sim.parameters.organization import OrganizationPolicy, Organizations
from sim.parameters.support import Support
from sim.rules import lifecycle
from sim.state import Many, Organization, OrganizationDraws
from sim.state.words import BY_GROUP, CULTURE, FILED, FOR_NEED, REGISTERED
from tests.records import many, place, provider, street, usual

FIELDS = {f"field_{d}": 0.5 for d in range(8)}


def founds(u: float = 0.0099, alive: int = 0, **here: object) -> bool:
    """A vacant place: a tenth of 1,000 adults takes part, a twentieth of 1,200 residents has a known case."""
    usually: dict[str, object] = {"active_residents": 100, "adults": 1000, "n_residents": 1200, "incubated": 0.0}
    usually |= {"groups_reach": 0.0, "organizers": 0}
    usually |= {"network_strength": 0.0, "grassroots_reach": 1.0, "known_cases": [60, 0, 0, 0, 0, 0, 0, 0]}
    effects = {"incubation_effect": 1.0, "network_on_founding": 0.5, "grassroots_on_founding": 0.5}
    me = provider(alive=alive)
    at = place(**(usually | here))
    lifecycle.find_founders(me, at, usual(founding_rate=0.12, **effects), OrganizationDraws(founding=u))
    return me.is_founded > 0


def test_founding_has_a_twelfth_of_its_yearly_rate_where_life_and_need_are_usual() -> None:
    assert founds()
    assert not founds(0.0101)


@pytest.mark.parametrize(
    "more",
    [
        {"active_residents": 200},
        {"known_cases": [0, 60, 60, *[0] * 5]},
        {"incubated": 1.0},
        {"network_strength": 2.0},
        {"grassroots_reach": 3.0},
    ],
)
def test_association_life_need_incubation_networks_and_grassroots_culture_each_double_it(
    more: dict[str, Any],
) -> None:
    assert founds(0.0199, **more)
    assert not founds(0.0201, **more)


@pytest.mark.parametrize("none", [{"active_residents": 0}, {"known_cases": [0] * 8}, {"alive": 1}, {"adults": 0}])
def test_nobody_founds_without_participation_without_need_or_where_one_is(none: dict[str, Any]) -> None:
    assert founds(0.0, **none) is ("adults" in none)


def begun(known: list[int], why: int = FOR_NEED, **fields: float) -> Organization:
    me = provider(is_founded=why)
    how = usual(Organizations, novice_skill=0.3, unknown_reputation=0.4)
    u = OrganizationDraws(founders=0.25, **(FIELDS | fields))
    lifecycle.begin_filed(me, place(known_cases=known), how, usual(CultureGroups, group_founders=5), 7, u)
    return me


def test_a_group_begins_filed_with_the_founders_posts_and_no_money() -> None:
    me = begun([0, 0, 0, 9, 0, 0, 0, 0])
    assert (me.alive, me.founded, me.form, me.domain, me.months_insolvent) == (1, 7, FILED, 3, 0)
    assert (me.staff, me.posts_built_for, me.skill, me.reputation, me.members) == (0.25, 0.25, 0.3, 0.4, 0.0)
    assert (me.usual_income, me.government_share, me.gift_share, me.effect) == (0.0, 0.0, 0.0, 0.0)


def test_a_culture_group_begins_filed_with_its_founders_as_members_and_without_a_post() -> None:
    me = begun([9, 0, 0, 0, 0, 0, 0, 0], BY_GROUP)
    assert (me.form, me.domain, me.members, me.staff, me.posts_built_for) == (FILED, CULTURE, 5.0, 0.0, 0.0)


def test_more_need_in_a_domain_never_loses_it_a_founder() -> None:
    draws: dict[str, Any] = {"field_2": 0.4, "field_5": 0.3}
    fields = [begun([1, 1, more, 1, 1, 9, 1, 1], **draws).domain for more in range(1, 40)]
    assert fields[0] == 5
    assert fields == sorted(fields, key=lambda d: d == 2)
    assert fields[-1] == 2


@pytest.mark.parametrize(("month", "purse", "paid"), [(7, 9_000, [0, 2_000, 2_000]), (7, 1_000, [0, 500, 500])])
def test_the_new_share_a_seed_grant_as_far_as_the_purse_lasts(month: int, purse: int, paid: list[int]) -> None:
    """An organization of the start, one founded three months ago, one last month: 20 yuan each."""
    assert seeded(month, purse, alive=[1, 1, 1], founded=[0, 4, 6]) == (paid, purse - sum(paid))


@pytest.mark.parametrize(("month", "alive"), [(11, 1), (7, 0)])
def test_no_seed_grant_after_its_months_or_for_a_vacant_place(month: int, alive: int) -> None:
    assert seeded(month, 9_000, alive=[alive], founded=[4]) == ([0], 9_000)


def seeded(month: int, purse: int, alive: list[int], founded: list[int]) -> tuple[list[int], int]:
    """What each got at 20 yuan for six months, and what is left in the purse."""
    providers = many(Organization, len(alive), alive=alive, founded=founded)
    here, policy = street(grant_purse=purse, grants_paid=0), usual(OrganizationPolicy, seed_grant=20.0, seed_months=6.0)
    lifecycle.seed_new(providers, here, Many([policy]), [0, len(alive)], month)
    assert here[0].grants_paid == purse - here[0].grant_purse
    return [one.seed_income for one in providers], here[0].grant_purse


def registered(u: float = 0.004, **own: float) -> int:
    me = provider(**({"alive": 1, "form": FILED, "staff": 0.5, "founded": 6} | own))
    how = usual(Lifecycle, registration_staff=0.3, registration_age=24.0, registration_rate=0.1)
    lifecycle.register(me, how, 30, OrganizationDraws(register=u))
    return me.form


def test_a_group_of_age_with_staff_registers_by_chance() -> None:
    assert registered() == REGISTERED
    for u, other in ((0.0042, {}), (0.0, {"staff": 0.29}), (0.004, {"founded": 7}), (0.004, {"alive": 0})):
        assert registered(u, **other) == FILED


def end(
    u: float = 0.5, active_residents: int = 100, posts_on_lapse: float = 0.0, **own: float
) -> tuple[float, int, bool]:
    """Posts built for, months insolvent and whether it ends, of a registered organization that pays 4 of 10 posts."""
    usually = {"alive": 1, "form": 0, "staff": 4.0, "posts_built_for": 10.0, "months_insolvent": 11}
    me, here = provider(**(usually | own)), place(active_residents=active_residents, adults=1000)
    how = usual(Lifecycle, posts_memory=0.1, dissolution_months=12.0, filed_lapse=0.12, registration_staff=0.3)
    how = how.model_copy(update={"posts_on_lapse": posts_on_lapse})
    lifecycle.struggle(me, here, how, OrganizationDraws(lapse=u))
    return me.posts_built_for, me.months_insolvent, bool(me.dissolves)


def test_twelve_months_without_pay_for_half_the_posts_end_a_registered_organization() -> None:
    assert end() == (9.4, 12, True)
    assert end(months_insolvent=10) == (9.4, 11, False)
    assert end(staff=5.0) == (9.5, 0, False)
    assert end(alive=0, staff=0.0)[1:] == (0, False)


def test_less_than_registration_asks_for_is_insolvent_whatever_it_was_built_for() -> None:
    assert end(staff=0.29, posts_built_for=0.5)[2]
    assert not end(staff=0.31, posts_built_for=0.5)[2]


def test_filed_groups_lapse_by_chance_the_sooner_the_fewer_take_part() -> None:
    assert end(0.0099, form=1)[2]
    assert not end(0.0101, form=1)[2]
    assert end(0.0199, active_residents=50, form=1)[2]
    assert not end(0.0051, posts_on_lapse=1.0, form=1, staff=1.0)[2]  # a paid post halves the chance
    assert end(0.0049, posts_on_lapse=1.0, form=1, staff=1.0)[2]


def test_what_is_left_of_a_dissolved_organization_is_spent_on_winding_up() -> None:
    me = provider(balance=700, activities_paid=55)
    lifecycle.dissolve(me)
    assert (me.alive, me.founded, me.balance, me.activities_paid) == (0, 0, 0, 755)
    assert (me.staff, me.usual_income, me.slots, me.spare_minutes) == (0.0, 0.0, 0, 0)
    assert (me.months_insolvent, me.low_fees) == (0, 0)


@pytest.mark.parametrize(
    ("before", "succeeded", "paid", "memory", "effect"),
    [
        (0.0, 6, (100_000, 50_000, 25_000, 25_000), 1.0, 3.0),
        (0.0, 6, (0, 10, 0, 0), 1.0, 6.0),
        (2.0, 0, (0, 0, 0, 0), 0.5, 1.0),
    ],
)
def test_effect_is_cases_for_a_thousand_yuan_of_public_money(
    before: float, succeeded: int, paid: tuple[int, int, int, int], memory: float, effect: float
) -> None:
    incomes = dict(zip(("contract_income", "grant_income", "matched_income", "supplement"), paid, strict=True))
    me = provider(effect=before, succeeded=succeeded, **incomes)
    lifecycle.be_monitored(me, usual(Support, effect_memory=memory))
    assert me.effect == effect
