"""Who pays what residents pay: fees by cell of residents, in whole fen that add up (E31, E64; model.md 4.1).

Firms' low fees are known by person and booked where the case is helped (``buy_help``). Organizations take low fees a month
after the case, a street's communities together, so these go to the cells of the street's cases of the month before. Dues of
culture groups go to residents who take part. All other fees are for services that residents buy: they go by who could pay.
"""

from collections.abc import MutableSequence, Sequence

from sim.rules.culture_groups import CultureGroups, dues
from sim.rules.rule import rule
from sim.rules.street import spread_total, street_end
from sim.state import City, Community, Many, Organization
from sim.state.words import ACTIVE_RESIDENTS, CELLS, FEES, FEES_OF_GROUPS, MARKET_FEES, N_STATE_FACTS, PERSONS


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
