"""The market of low-fee services, and price tiers of organizations (E31, E45, E64; model.md 4.1)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import approach
from sim.rules.luck import philox
from sim.rules.queue import whose
from sim.rules.rule import rule

MEANS, WORD = 901, 4294967296.0
NOBODY, DEPARTMENT, MARKET = 0, 4, 5


@rule
def open_market(
    n_residents: int,
    market_supply: Sequence[float],
    demand_elasticity: float,
    market_demand: Sequence[float],
    market_slots: MutableSequence[int],
    spare_market: MutableSequence[float],
) -> None:
    """Whole cases that firms can take for a fee this month, by domain; the rest is carried over.

    Firms follow demand as it has been lately: where it is a tenth above the usual they offer ``demand_elasticity`` tenths more.
    """
    for d in range(8):
        grown = max(1.0 + demand_elasticity * market_demand[d], 0.0)
        spare_market[d] += n_residents * market_supply[d] * grown / 1000.0
        market_slots[d] = int(spare_market[d])
        spare_market[d] -= market_slots[d]


@rule
def follow_demand(
    queue: Sequence[int],
    queue_length: int,
    case_domain: Sequence[int],
    helped_by: Sequence[int],
    standing_domain: Sequence[int],
    standing_by: Sequence[int],
    can_pay: Sequence[int],
    n_residents: int,
    usual_demand: Sequence[float],
    market_sought: MutableSequence[int],
    market_demand: MutableSequence[float],
) -> None:
    """What firms see of demand: known cases of those who can pay and whom neither neighbours nor free help served.

    Kept by domain against the usual demand, as a mean over about a year.
    """
    for d in range(8):
        market_sought[d] = 0
    n = len(case_domain)
    for place in range(queue_length):
        lasting, i = whose(queue[place], n)
        once, month_by_month = helped_by[i], standing_by[i]
        wanted, needed = case_domain[i], standing_domain[i]
        seeks = (can_pay[i] > 0) & seeks_firm(month_by_month if lasting else once)
        market_sought[(needed if lasting else wanted) - 1] += seeks
    for d in range(8):
        usual = n_residents * usual_demand[d] / 1000.0
        seen = market_sought[d] / usual - 1.0 if usual > 0.0 else 0.0
        market_demand[d] = approach(market_demand[d], seen, 1.0 / 12.0)


@rule
def seeks_firm(helped: int) -> bool:
    """Whether a case came as far as the market: served there, served by a department after it, or by nobody."""
    return (helped == NOBODY) | (helped == MARKET) | (helped == DEPARTMENT)


@rule
def price_tiers(
    slots: int,
    spare_fee_slots: float,
    spare_led_slots: float,
    low_fee_share: float,
    free_share: float,
    low_fee: float,
    staff_pay: float,
    post_minutes: float,
    organization_case_minutes: float,
    leading_time: float,
) -> tuple[int, int, int, float, float]:
    """An organization's cases by tier: free, at a low fee, and led volunteers' cases; parts are carried over.

    A fee pays for part of the hours of a case, so the same staff takes more cases at a fee. Of what is not at a fee,
    ``free_share`` is free; for the rest staff leads volunteers, for ``leading_time`` of the time of a case.
    """
    stretch = 1.0 + fee_part(low_fee, staff_pay, post_minutes, organization_case_minutes)
    at_fee = slots * low_fee_share + spare_fee_slots
    given = min(int(at_fee), slots)
    by_led = (slots - given) * (1.0 - free_share) + spare_led_slots
    led_from = min(int(by_led), slots - given)
    led = int(led_from / max(leading_time, 0.01) + 0.5)
    return slots - given - led_from, int(given * stretch + 0.5), led, at_fee - given, by_led - led_from


@rule
def fee_part(low_fee: float, staff_pay: float, post_minutes: float, organization_case_minutes: float) -> float:
    """The part of a case's staff cost that a low fee pays, at most all of it."""
    return min(low_fee / max(staff_pay / max(post_minutes, 0.000001) * organization_case_minutes, 0.000001), 1.0)


@rule
def find_means(
    age_group: Sequence[int],
    registered: Sequence[int],
    entered: Sequence[int],
    holders: Sequence[int],
    n_holders: int,
    can_pay: MutableSequence[int],
    lo_residents: int,
    key_low: int,
    key_high: int,
    pays_share: Sequence[float],
    unregistered_means: float,
) -> None:
    """Who of those with a case can pay a fee: a trait of the person, drawn from the month of entry, so never stored."""
    for place in range(n_holders):
        i = holders[place]
        word, _, _, _ = philox(lo_residents + i, 0, MEANS, entered[i], key_low, key_high)
        share = pays_share[age_group[i]] * (1.0 if registered[i] > 0 else unregistered_means)
        can_pay[i] = 1 if (word + 0.5) / WORD < share else 0
