"""The market of low-fee services, and price tiers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.help import Provision
from sim.parameters.market import Market
from sim.parameters.world import World
from sim.rules.market import fee_part, find_means, follow_demand, open_market, price_tiers
from sim.rules.organization import sell_services
from sim.rules.random_numbers import philox
from sim.state import Many, Organization, Resident
from sim.state.random_numbers import MEANS_OF
from tests.records import line, many, place, provider, residents, street, usual

shares = st.floats(0, 1)
PAY = {"staff_pay": 4_000.0, "post_minutes": 8_000.0, "organization_case_minutes": 400.0}


def test_firms_take_whole_cases_and_the_rest_is_carried_over() -> None:
    """0.4 cases per 1,000 residents and month among 2,000 residents: 0.8 a month."""
    here = place(n_residents=2_000, market_demand=[0.0] * 8, market_slots=[0] * 8, spare_market=[0.0] * 8)
    taken = []
    for _ in range(5):
        open_market(here, usual(Market, market_supply=[0.4] + [0.0] * 7, demand_elasticity=0.5))
        taken.append(here.market_slots[0])
    assert (sum(taken), max(taken)) == (4, 1)
    assert here.market_slots[1:] == [0] * 7


@pytest.mark.parametrize(("elasticity", "slots"), [(0.0, 4), (0.5, 6), (1.0, 8)])
def test_firms_follow_demand_by_their_elasticity(elasticity: float, slots: int) -> None:
    """Two cases per 1,000 residents among 2,000, at twice the usual demand."""
    demand = [1.0] + [0.0] * 7
    here = place(n_residents=2_000, market_demand=demand, market_slots=[0] * 8, spare_market=[0.0] * 8)
    open_market(here, usual(Market, market_supply=[2.0] + [0.0] * 7, demand_elasticity=elasticity))
    assert here.market_slots[0] == slots


def demanded(people: Many[Resident], queue: list[int], usually: float) -> tuple[list[int], list[float]]:
    """Cases by domain that came as far as the market among 1,000 residents, and what firms see of demand."""
    here = place(n_residents=1_000, queue_length=line(people, queue), market_sought=[0] * 8, market_demand=[0.0] * 8)
    follow_demand(people, here, usual(Market, usual_demand=[usually] * 8))
    return [*here.market_sought], [*here.market_demand]


def test_what_came_as_far_as_the_market_is_the_demand_that_firms_see() -> None:
    """Of seven known cases, those that neighbours, organizations or the committee served never came; nor did the poor."""
    helped, can_pay = [0, 1, 2, 3, 4, 5, 0], [1, 1, 1, 1, 1, 1, 0]
    known = residents(7, case_domain=1, helped_by=helped, standing_domain=0, standing_by=0, can_pay=can_pay)
    sought, seen = demanded(known, [*range(7)], 1.0)
    assert sought == [3, *[0] * 7]
    assert seen == pytest.approx([2 / 12, *[-1 / 12] * 7])


def test_standing_cases_are_demand_too_and_hidden_ones_are_not() -> None:
    known = residents(2, case_domain=[1, 0], helped_by=0, standing_domain=3, standing_by=0, can_pay=1)
    assert demanded(known, [2], 0.0) == ([0, 0, 1, *[0] * 5], [0.0] * 8)


def tiers_of(
    slots: int, policy: Provision, world: World, spare_fee: float = 0.0, spare_led: float = 0.0
) -> tuple[int, int, int, float, float]:
    """Free slots, slots at a fee, led slots, and what is carried over of the last two."""
    me = provider(slots=slots, spare_fee_slots=spare_fee, spare_led_slots=spare_led, fee_steps=0)
    price_tiers(me, policy, world)
    return me.slots, me.fee_slots, me.led_slots, me.spare_fee_slots, me.spare_led_slots


@given(st.integers(0, 50))
def test_without_tiers_every_place_is_free_as_before(slots: int) -> None:
    assert tiers_of(slots, usual(Provision), usual()) == (slots, 0, 0, 0.0, 0.0)


@given(st.integers(0, 50), shares, shares, shares, shares)
def test_no_place_is_offered_twice(slots: int, fee: float, free: float, spare: float, other: float) -> None:
    """At no fee and no gain by leading, the tiers' places are those that there were."""
    policy = usual(Provision, low_fee_share=fee, free_share=free)
    at = tiers_of(slots, policy, usual(low_fee=0.0, leading_time=1.0), spare, other)
    assert sum(at[:3]) == slots
    assert min(at) >= 0


def test_a_fee_pays_for_more_cases() -> None:
    """A case costs 4,000 / 8,000 * 400 = 200 yuan of staff, a fee of 50 pays a quarter: of 10 places 4 become 5."""
    assert fee_part(usual(low_fee=50.0, **PAY)) == 0.25
    assert fee_part(usual(low_fee=500.0, **PAY)) == 1.0
    world = usual(low_fee=50.0, leading_time=0.5, **PAY)
    assert tiers_of(10, usual(Provision, low_fee_share=0.4, free_share=0.5), world) == (3, 5, 6, 0.0, 0.0)


def means(entered: int, registered: int = 1, share: float = 0.5, n: int = 4_000) -> list[int]:
    people = residents(n, age_group=3, registered=registered, entered=entered)
    how = usual(Market, pays_share=[share] * 8, unregistered_means=0.5)
    find_means(people, place(n_holders=n), how, lo_residents=0, key_low=5, key_high=0)
    return [one.can_pay for one in people]


def test_who_can_pay_can_pay_every_month_and_the_newcomer_is_somebody_else() -> None:
    assert means(0) == means(0) != means(7)


def test_who_can_pay_is_drawn_for_the_resident_under_the_runs_key() -> None:
    people = residents(40, age_group=3, registered=1, entered=2)
    how = usual(Market, pays_share=[0.5] * 8, unregistered_means=0.5)
    find_means(people, place(n_holders=40), how, lo_residents=100, key_low=5, key_high=9)
    drawn = [philox(100 + i, month=0, purpose=MEANS_OF, entered=2, key_low=5, key_high=9)[0] for i in range(40)]
    assert [one.can_pay for one in people] == [(word + 0.5) / 2**32 < 0.5 for word in drawn]


def test_as_many_can_pay_as_the_share_says_fewer_without_registration() -> None:
    assert sum(means(0)) / 4_000 == pytest.approx(0.5, abs=0.03)
    assert sum(means(0, registered=0)) / 4_000 == pytest.approx(0.25, abs=0.03)


@given(shares, shares)
def test_a_larger_share_never_takes_the_means_from_anyone(share: float, more: float) -> None:
    fewer, others = (means(0, share=s, n=50) for s in (share, min(share + more, 1.0)))
    assert all(a <= b for a, b in zip(fewer, others, strict=True))


def sold(staff: list[float], payers: int = 102_400, **more: Any) -> list[int]:
    """Fees of registered organizations without public money [fen]: 100 payers, a post makes 100 services, 10 yuan each."""
    usually = {"alive": 1, "form": 0, "reputation": 1.0, "government_share": 0.0, "gift_share": 0.0} | {
        name: more.pop(name) for name in ("reputation", "government_share") if name in more
    }
    providers = many(Organization, len(staff), staff=staff, **usually)
    prices = {"service_price": 10.0, "service_hours": 1.5, "services_per_payer": 1.0} | more
    world = usual(post_minutes=9000.0, running_posts=0.0, raising_time=0.0, public_time=0.0, **prices)
    sell_services(providers, street(payers=payers), world, [0, len(staff)])
    return [one.fee_income for one in providers]


def test_fees_are_services_times_price() -> None:
    """100 services asked for and 100 hours' worth: of these 1 / sqrt(2) at 10 yuan; twice the price is twice the income."""
    assert sold([1.0]) == [70_711]
    assert sold([1.0], service_price=20.0) == [141_421]


def test_residents_buy_no_more_than_they_ask_for_and_organizations_sell_no_more_than_hours_make() -> None:
    assert sum(sold([100.0])) == pytest.approx(100_000, rel=1e-3)
    assert sold([0.01])[0] == pytest.approx(1_000, rel=1e-3)
    assert sold([1.0], payers=0) == [0]
    assert sold([0.0]) == [0]


def test_hours_that_government_pays_are_not_sold_and_a_better_name_sells_more() -> None:
    assert sold([1.0], government_share=1.0) == [0]
    assert sold([1.0], government_share=0.5)[0] < sold([1.0])[0]
    better, worse = sold([1.0, 1.0], reputation=[0.8, 0.4])
    assert better > worse > 0
