"""The market of low-fee services, and price tiers of organizations (E31, E45, E64; model.md 4.1)."""

from sim.parameters.levers import Provision
from sim.parameters.world import World
from sim.parameters.world.market import Market
from sim.rules.arithmetic import approach
from sim.rules.luck import WORD, philox
from sim.rules.queue import whose
from sim.rules.rule import rule
from sim.state import Community, Many, Organization, Resident
from sim.state.luck import MEANS_OF
from sim.state.words import DEPARTMENT, MARKET, N_DOMAINS, NOBODY


@rule
def open_market(here: Community, how: Market) -> None:
    """Whole cases that firms can take for a fee this month, by domain; the rest is carried over.

    Firms follow demand as it has been lately: where it is a tenth above the usual they offer ``demand_elasticity`` tenths more.
    """
    for d in range(N_DOMAINS):
        grown = max(1.0 + how.demand_elasticity * here.market_demand[d], 0.0)
        here.spare_market[d] += here.n_residents * how.market_supply[d] * grown / 1000.0
        here.market_slots[d] = int(here.spare_market[d])
        here.spare_market[d] -= here.market_slots[d]


@rule
def follow_demand(residents: Many[Resident], here: Community, how: Market) -> None:
    """What firms see of demand: known cases of those who can pay and whom neither neighbours nor free help served.

    Kept by domain against the usual demand, as a mean over about a year.
    """
    queue = residents.column(Resident.queue)

    for d in range(N_DOMAINS):
        here.market_sought[d] = 0
    n = len(residents)
    for place in range(here.queue_length):
        lasting, i = whose(queue[place], n)
        once, month_by_month = residents[i].helped_by, residents[i].standing_by
        wanted, needed = residents[i].case_domain, residents[i].standing_domain
        seeks = (residents[i].can_pay > 0) & seeks_firm(month_by_month if lasting else once)
        here.market_sought[(needed if lasting else wanted) - 1] += seeks
    for d in range(N_DOMAINS):
        usual = here.n_residents * how.usual_demand[d] / 1000.0
        seen = here.market_sought[d] / usual - 1.0 if usual > 0.0 else 0.0
        here.market_demand[d] = approach(here.market_demand[d], seen, 1.0 / 12.0)


@rule
def seeks_firm(helped: int) -> bool:
    """Whether a case came as far as the market: served there, served by a department after it, or by nobody."""
    return (helped == NOBODY) | (helped == MARKET) | (helped == DEPARTMENT)


@rule
def price_tiers(me: Organization, policy: Provision, world: World) -> None:
    """An organization's cases by tier: free, at a low fee, and led volunteers' cases; parts are carried over.

    A fee pays for part of the hours of a case, so the same staff takes more cases at a fee. Of what is not at a fee,
    ``free_share`` is free; for the rest staff leads volunteers, for ``leading_time`` of the time of a case.
    """
    stretch = 1.0 + fee_part(world)
    at_fee = me.slots * policy.low_fee_share + me.spare_fee_slots
    given = min(int(at_fee), me.slots)
    by_led = (me.slots - given) * (1.0 - policy.free_share) + me.spare_led_slots
    led_from = min(int(by_led), me.slots - given)
    led = int(led_from / max(world.market.leading_time, 0.01) + 0.5)
    me.slots = me.slots - given - led_from
    me.fee_slots = int(given * stretch + 0.5)
    me.led_slots = led
    me.spare_fee_slots = at_fee - given
    me.spare_led_slots = by_led - led_from


@rule
def fee_part(world: World) -> float:
    """The part of a case's staff cost that a low fee pays, at most all of it."""
    return min(
        world.market.low_fee
        / max(
            world.organizations.staff_pay
            / max(world.committees.post_minutes, 0.000001)
            * world.organizations.organization_case_minutes,
            0.000001,
        ),
        1.0,
    )


@rule
def find_means(
    residents: Many[Resident], here: Community, how: Market, lo_residents: int, key_low: int, key_high: int
) -> None:
    """Who of those with a case can pay a fee: a trait of the person, drawn from the month of entry, so never stored."""
    holders = residents.column(Resident.holders)

    for place in range(here.n_holders):
        i = holders[place]
        word, _, _, _ = philox(lo_residents + i, 0, MEANS_OF, residents[i].entered, key_low, key_high)
        share = how.pays_share[residents[i].age_group] * (
            1.0 if residents[i].registered > 0 else how.unregistered_means
        )
        residents[i].can_pay = 1 if (word + 0.5) / WORD < share else 0
