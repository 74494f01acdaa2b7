"""Which tenders an organization enters, and how much of a street's contracts it asks for, once a year (E50, E51).

A street puts its contract money out by domain, as the known cases of the entitled are. A registered organization may enter the
tenders of its own domain and of others, where it counts less. Each tender that it enters costs hours. It asks for more work
where its places found cases and more of them wait unmet, and for less where its places stayed empty. Posts follow the money.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.quantities import Group, quantity, share, switch
from sim.rules.arithmetic import chosen
from sim.rules.choosing import Key, chooses, drawn, draws_of, unmet_in
from sim.rules.organization import filled
from sim.rules.random_numbers import WORD
from sim.rules.rule import rule
from sim.rules.street import street_end
from sim.state import Community, Many, Organization
from sim.state.random_numbers import BID_OF, LATER_TENDER_OF, TENDER_OF
from sim.state.words import N_DOMAINS, REGISTERED

if TYPE_CHECKING:
    from sim.parameters import World


class Bidding(Group):
    """What organizations weigh when they enter tenders."""

    tenders_chosen: int = switch(1, (0, 1)).means(
        "whether organizations choose once a year which tenders to enter and how much to ask for",
        "社会组织是否每年选择参与哪些采购并确定申请规模",
    )
    tender_hours: float = quantity(12.0, (4, 40), unit="hours per tender and year", domain=(0, 1000)).means(
        "staff time that entering a tender takes in a year", "参与一项采购每年所需的人员时间"
    )
    bid_step: float = share(0.2, (0.1, 0.5)).means(
        "part by which an organization asks for more or less contract money than a year ago",
        "社会组织申请的合同资金较上年增减的比例",
    )
    use_sought: float = share(0.75, (0.5, 0.95)).means(
        "share of places with a case at which an organization neither grows nor shrinks",
        "社会组织既不扩张也不收缩时的名额使用率",
    )


@rule
def choose_tenders(
    organizations: Many[Organization],
    communities: Many[Community],
    world: World,
    first_organizations: Sequence[int],
    month: int,
    *,
    key_low: int,
    key_high: int,
) -> None:
    """Whose month it is enters the tenders that are worth their hours, and asks for more, as much or less than a year ago."""
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                registered = organizations[j].alive == 1 and organizations[j].form == REGISTERED
                if not registered:
                    keep_none(organizations, j)
                if registered and world.bidding.tenders_chosen > 0 and chooses(organizations, j, month=month):
                    key = (month, key_low, key_high)
                    enter_tenders(
                        organizations, communities, world, j, first=communities[begin].by_street, c=c, key=key
                    )
                    ask_for(organizations, communities, world, j, (begin, end), key)
        begin = end


@rule
def keep_none(organizations: Many[Organization], j: int) -> None:
    """Who cannot bid has no bids of an earlier time: who registers later enters every tender at first."""
    organizations[j].tenders_entered = 0
    organizations[j].bid_limit = organizations[j].contract_lately = 0.0
    for d in range(N_DOMAINS):
        organizations[j].left_out[d] = 0


@rule
def enter_tenders(
    organizations: Many[Organization],
    communities: Many[Community],
    world: World,
    j: int,
    *,
    first: int,
    c: int,
    key: Key,
) -> None:
    """Enter each tender whose money, by what the organization counts among those who entered last month, is worth its hours."""
    pay = world.organizations.staff_pay * communities[c].wage_level
    cost = world.bidding.tender_hours * 60.0 * pay / max(world.committees.post_minutes, 1.0)
    low = draws_of(organizations, j, key, purpose=TENDER_OF)
    high = draws_of(organizations, j, key, purpose=LATER_TENDER_OF)
    organizations[j].tenders_entered = 0
    for d in range(N_DOMAINS):
        fit = 1.0 if d == organizations[j].domain else 1.0 - world.organizations.main_field
        mine = organizations[j].staff * fit
        others = communities[first].tender_weight[d] - (0.0 if organizations[j].left_out[d] > 0 else mine)
        money = 12.0 * communities[first].tender_money[d] / 100.0 * mine / max(others + mine, 0.000001)
        word = low[d] if d < 4 else high[d - 4]
        enters = chosen(
            (money - cost) / max(money + cost, 0.000001), noise=world.choosing.choice_noise, u=(word + 0.5) / WORD
        )
        organizations[j].left_out[d] = 0 if enters else 1
        organizations[j].tenders_entered += 1 if enters else 0


@rule
def ask_for(
    organizations: Many[Organization],
    communities: Many[Community],
    world: World,
    j: int,
    area: tuple[int, int],
    key: Key,
) -> None:
    """The most contract money of a month that is asked for next year: a step more or less than a year ago, or as much."""
    places = max(organizations[j].places_lately + organizations[j].fee_places_lately, 1.0)
    used = min((organizations[j].taken_lately + organizations[j].fee_taken_lately) / places, 1.0)
    unmet = 0.0
    for d in range(N_DOMAINS):
        unmet += unmet_in(communities, area, d)
    step = world.bidding.bid_step
    a, b, c, _ = draws_of(organizations, j, key, purpose=BID_OF)
    noise = world.choosing.choice_noise
    keeps = drawn(noise, a)
    more = used * filled(unmet / max(step * places, 1.0)) - world.bidding.use_sought + drawn(noise, b)
    less = world.bidding.use_sought - used + drawn(noise, c)
    change = step if more > keeps and more >= less else -step if less > keeps else 0.0
    organizations[j].bid_limit = organizations[j].contract_lately * (1.0 + change)
