"""Firms, donors and fees: what residents buy, who pays which fee, and what firms and residents give.

Sources: E21, E31, E34, E45, E63, E64, E84; model.md 4.1 and 4.5.
"""

from collections.abc import MutableSequence, Sequence

from sim.parameters.culture import CultureGroups
from sim.parameters.help import Provision
from sim.parameters.market import Firms, Market
from sim.parameters.networks import Party
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import approach, fen
from sim.rules.culture import dues
from sim.rules.queue import whose
from sim.rules.random_numbers import WORD, philox
from sim.rules.street import presence, spread_total, street_end
from sim.state import City, Community, Many, Organization, Resident
from sim.state.random_numbers import MEANS_OF
from sim.state.words import (
    ACTIVE_RESIDENTS,
    CELLS,
    DEPARTMENT,
    FEES,
    FEES_OF_GROUPS,
    MARKET,
    MARKET_FEES,
    N_DOMAINS,
    N_STATE_FACTS,
    NOBODY,
    PERSONS,
)

PAYER = 1024
"""One who can pay, as residents are counted by their chance of it."""


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
        lasting, i = whose(queue[place], n_residents=n)
        once, month_by_month = residents[i].helped_by, residents[i].standing_by
        wanted, needed = residents[i].case_domain, residents[i].standing_domain
        seeks = residents[i].can_pay > 0 and seeks_firm(month_by_month if lasting else once)
        here.market_sought[(needed if lasting else wanted) - 1] += seeks
    for d in range(N_DOMAINS):
        usual = here.n_residents * how.usual_demand[d] / 1000.0
        seen = here.market_sought[d] / usual - 1.0 if usual > 0.0 else 0.0
        here.market_demand[d] = approach(here.market_demand[d], target=seen, share=1.0 / 12.0)


@rule
def seeks_firm(helped: int) -> bool:
    """Whether a case came as far as the market: served there, served by a department after it, or by nobody."""
    return helped == NOBODY or helped == MARKET or helped == DEPARTMENT


@rule
def price_tiers(me: Organization, policy: Provision, world: World) -> None:
    """An organization's cases by tier: free, at a low fee, and led volunteers' cases; parts are carried over.

    At a fee is what the city guides to, and the steps that the organization chose more or less of it. A fee pays for part of
    the hours of a case, so the same staff takes more cases at a fee. Of what is not at a fee, ``free_share`` is free; for the
    rest staff leads volunteers, for ``leading_time`` of the time of a case.
    """
    stretch = 1.0 + fee_part(world)
    chosen = policy.low_fee_share * (1.0 + world.choosing.tier_step * me.fee_steps)
    at_fee = me.slots * min(max(chosen, 0.0), 1.0) + me.spare_fee_slots
    given = min(int(at_fee), me.slots)
    by_led = (me.slots - given) * (1.0 - policy.free_share) + me.spare_led_slots
    led_from = min(int(by_led), me.slots - given)
    me.slots = me.slots - given - led_from
    me.fee_slots = int(given * stretch + 0.5)
    me.led_slots = int(led_from / max(world.market.leading_time, 0.01) + 0.5)
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
    residents: Many[Resident], here: Community, how: Market, lo_residents: int, *, key_low: int, key_high: int
) -> None:
    """Who of those with a case can pay a fee: a trait of the person, drawn from the month of entry, so never stored.

    Words are drawn in a loop of their own, which the compiler takes several of at a time.
    """
    holders = residents.column(Resident.holders)
    drawn = residents.column(Resident.chosen)

    for place in range(here.n_holders):
        i = holders[place]
        drawn[place], _, _, _ = philox(
            lo_residents + i,
            month=0,
            purpose=MEANS_OF,
            entered=residents[i].entered,
            key_low=key_low,
            key_high=key_high,
        )
    for place in range(here.n_holders):
        i = holders[place]
        share = means(how, residents[i].age_group, registered=residents[i].registered)
        residents[i].can_pay = 1 if (drawn[place] + 0.5) / WORD < share else 0


@rule
def means(how: Market, age_group: int, *, registered: int) -> float:
    """The share of residents of an age and registration who can pay a fee."""
    return how.pays_share[age_group] * (1.0 if registered > 0 else how.unregistered_means)


@rule
def payer_part(how: Market, age_group: int, *, registered: int) -> int:
    """What a resident counts among those who could pay: the chance of one like them [1/1024]."""
    return int(means(how, age_group, registered=registered) * PAYER + 0.5)


@rule
def raising(how: Firms, government_share: float) -> float:
    """How hard an organization raises funds, 1 without public money: the less, the more of its income is government's."""
    return min(max(1.0 - how.effort_crowding * government_share, 0.0), 2.0)


@rule
def raise_donations(
    organizations: Many[Organization], communities: Many[Community], how: Firms, first_organizations: Sequence[int]
) -> None:
    """Residents who take part, and firms, would give so much; an organization of their street gets what its name and its
    effort bring in.
    """
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        there, willing = 0.0, 0
        for k in range(begin, end):
            c = communities[k].by_street
            communities[c].donations_paid = fen(
                (
                    communities[c].active_residents * how.donation_per_active
                    + communities[c].n_residents * how.firm_presence[communities[c].kind] * how.firm_giving
                )
                * communities[c].wage_level
                / 12.0
            )
            willing += communities[c].donations_paid
            for j in range(first_organizations[c], first_organizations[c + 1]):
                organizations[j].weight = presence(
                    organizations[j].form, alive=organizations[j].alive, staff=organizations[j].staff
                )
                there += organizations[j].weight
        given = 0
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                named = organizations[j].reputation * raising(how, organizations[j].government_share)
                due = willing * (organizations[j].weight / there) if there > 0.0 else 0.0
                organizations[j].donation_income = int(due * named)
                given += organizations[j].donation_income
        running, reached = 0, 0
        for k in range(begin, end):
            c = communities[k].by_street
            running += communities[c].donations_paid
            paid = given if running == willing else int(given * (running / willing))
            communities[c].donations_paid = paid - reached
            reached = paid
        begin = end


@rule
def reach_workers(here: Community, policy: Party, how: Firms) -> None:
    """Firms with a party organization pass publicity on to their workers and ask them to join in."""
    reached = policy.firm_reach * how.firm_presence[here.kind]
    here.publicity_reach *= 1.0 + how.firm_on_publicity * reached
    here.committee_asks = 1.0 - (1.0 - here.committee_asks) * (1.0 - how.firm_asks * reached)


@rule
def count_own_fees(me: Organization, here: Community, how: CultureGroups) -> None:
    """Of an organization's fees of the month the low fees of last month's cases, and what members paid."""
    here.low_fees_paid += me.low_fees
    here.dues_paid += min(dues(me.members, how, wage_level=here.wage_level), me.fee_income - me.low_fees)


@rule
def pool_fees(communities: Many[Community]) -> None:
    """Low fees and dues by residents of the street, as all fees are; cases whose fees fall due are those of the street."""
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        low = spread_total(communities, (begin, end), communities.column(Community.low_fees_paid))
        spread_total(communities, (begin, end), communities.column(Community.dues_paid))
        if low > 0:
            for cell in range(CELLS):
                cases = 0
                for k in range(begin, end):
                    cases += communities[communities[k].by_street].group_fees_due[cell]
                for k in range(begin, end):
                    communities[communities[k].by_street].group_fees_due[cell] = cases
        begin = end


@rule
def allot_fees(here: Community) -> None:
    """Divide among cells what residents paid organizations: low fees, then dues, then the rest.

    What has nobody to go to goes with the rest by who could pay; where nobody could, it goes by residents.
    """
    width = N_STATE_FACTS
    left = here.fees_paid
    left -= add_parts(min(here.low_fees_paid, left), here.group_fees_due, here.group_fees, first=0, step=1)
    left -= add_parts(min(here.dues_paid, left), here.group_states, here.group_fees, first=ACTIVE_RESIDENTS, step=width)
    left -= add_parts(left, here.group_payers, here.group_fees, first=0, step=1)
    add_parts(left, here.group_states, here.group_fees, first=PERSONS, step=width)


@rule
def add_parts(amount: int, weights: Sequence[int], parts: MutableSequence[int], *, first: int, step: int) -> int:
    """Add an amount to parts in proportion to the weights from the first on, every ``step``; what is cut off one is carried on.

    Returns
    -------
    int
        What was given, as by ``divide``: the amount, or 0 where no part has any weight.
    """
    total, running, given = 0, 0, 0
    for k in range(len(parts) if amount > 0 else 0):
        total += weights[first + step * k]
    for k in range(len(parts) if total > 0 else 0):
        running += weights[first + step * k]
        reached = int(amount * (running / total))
        parts[k] += reached - given
        given = reached
    return given


@rule
def close_fees(city: City) -> None:
    """The books of fees: what groups of the city paid is what residents paid organizations and firms."""
    city.held[FEES_OF_GROUPS] = 0
    for cell in range(CELLS):
        city.held[FEES_OF_GROUPS] += city.place_fees[cell]
    city.expected[FEES_OF_GROUPS] = city.flow[FEES] + city.use_flow[MARKET_FEES]
