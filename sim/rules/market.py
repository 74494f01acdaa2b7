"""The market of low-fee services, price tiers of organizations, what they sell (E31, E45, E64; model.md 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.quantities import ByAge, ByDomain, Group, factor, quantity, share
from sim.rules.arithmetic import approach
from sim.rules.queue import whose
from sim.rules.random_numbers import WORD, philox
from sim.rules.rule import rule
from sim.state import Community, Many, Organization, Resident
from sim.state.random_numbers import MEANS_OF
from sim.state.words import DEPARTMENT, MARKET, N_DOMAINS, NOBODY

if TYPE_CHECKING:
    from sim.parameters import World
    from sim.rules.help import Provision

PAYER = 1024
"""One who can pay, as residents are counted by their chance of it."""


class Market(Group):
    """What firms offer for a fee, who can pay, and what a fee pays for."""

    market_supply: ByDomain = quantity(
        ByDomain(
            elderly_care=0.2,
            children_education=0.4,
            health=0.15,
            culture=0.15,
            social_security=0.0,
            housing=0.15,
            population_services=0.0,
            convenience=0.5,
        ),
        (0, 5),
        unit="cases per 1,000 residents and month",
        domain=(0, 1000),
    ).means("cases that firms can take for a low fee", "企业可低偿承接的个案")
    demand_elasticity: float = factor(0.5, (0, 1.5), domain=(0, 10)).means(
        "percent by which firms offer more where demand is a percent above the usual, about a year later",
        "需求高于通常水平百分之一时，企业约一年后增加供给的百分数",
    )
    usual_demand: ByDomain = quantity(
        ByDomain(
            elderly_care=5.4,
            children_education=5.1,
            health=9.5,
            culture=2.4,
            social_security=5.9,
            housing=3.0,
            population_services=2.6,
            convenience=3.6,
        ),
        (0, 30),
        unit="cases per 1,000 residents and month",
        domain=(0, 1000),
        source="assumed: what the baseline's second and third year show where supply does not follow demand",
    ).means(
        "cases of those who can pay that come as far as firms, in practice around 2016",
        "2016年前后有支付能力且进入市场的个案",
    )
    pays_share: ByAge = share(ByAge.from_youngest(0.6, 0.6, 0.6, 0.65, 0.6, 0.5, 0.4, 0.35), (0.1, 0.95)).means(
        "residents who can pay a low fee", "能够支付低偿费用的居民比例"
    )
    unregistered_means: float = share(0.8, (0.4, 1)).means(
        "ability to pay a low fee of residents without local registration against those with it",
        "非本地户籍者支付能力相对本地户籍者的比例",
    )
    low_fee: float = quantity(60.0, (20, 150), unit="yuan per case", domain=(0, 100000)).means("a low fee", "低偿收费")
    services_per_payer: float = quantity(0.28, (0.1, 0.6), unit="services per payer and month", domain=(0, 1000)).means(
        "services that a resident who can pay would buy of organizations of full reputation",
        "有支付能力的居民愿向声誉满分的社会组织购买的服务次数",
    )
    service_price: float = quantity(80.0, (40, 160), unit="yuan per service", domain=(0, 10000)).means(
        "price of a service that organizations sell: a course, a day's minding, help at home",
        "社会组织有偿服务的单价：课程、托管、居家服务等",
    )
    service_hours: float = quantity(1.5, (0.75, 3), unit="hours per service", domain=(0.01, 1000)).means(
        "staff time that a service sold takes", "每次有偿服务所需的人员时间"
    )
    price_burden: float = share(0.1, (0, 0.3)).means(
        "what paying a fee takes from the quality of help", "付费使帮助体验降低的比例"
    )
    market_fit: float = share(0.5, (0.2, 0.9)).means(
        "chance that the market fits its help to a wish that is not the most common", "市场满足非主流意愿的概率"
    )
    leading_time: float = share(0.4, (0.2, 0.8), domain=(0.01, 1)).means(
        "staff time that leading volunteers in a case takes, against doing it", "带领志愿者办理个案所需的人员时间比例"
    )


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
