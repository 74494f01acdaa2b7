"""The public budget: offices obtain money, allocate it and learn from the backlog; pay and prices; talent and platform.

Sources: E44, E48, E49, E57, E62, E79; model.md 4.7.
"""

from sim.parameters.budget import Funding, Offices, Prices
from sim.parameters.equity import Earmark
from sim.parameters.help import Help
from sim.rules import rule
from sim.rules.accounts import give_out
from sim.rules.arithmetic import approach, divide, fen
from sim.rules.departments import COMMITTEE, CONTRACTS
from sim.state import City, Community, Many, Office
from sim.state.words import (
    BY_HEADS,
    BY_LOAD,
    BY_NEED,
    BY_OUTCOME,
    CHILDREN_EDUCATION,
    COMMITTEE_RETURNED,
    COMMITTEES,
    CONTRACT_PURSES,
    DEPARTMENT_OFFICE,
    DEPARTMENTS,
    ELDERLY_CARE,
    FINANCE_OFFICE,
    FIRST_DEPARTMENT,
    GRANT_PURSES,
    MARKET_FEES,
    MOVED_TO_COMMITTEES,
    MOVED_TO_CONTRACTS,
    N_CRITERIA,
    N_DOMAINS,
    N_USES,
    PLATFORM_BUDGET,
    PLATFORM_PURSES,
    PLATFORM_SPENDING,
    RURAL,
    STREET_OFFICE,
    TALENT_BUDGET,
    TALENT_PURSES,
    TALENT_SUPPLEMENTS,
    TALENT_TRAINING,
    TO_COMMITTEE,
    TO_CONTRACTS,
    TO_DEPARTMENTS,
    TO_GRANTS,
)


@rule
def look_back(me: Office, how: Offices, month: int) -> None:
    """What an office goes by: a claim that follows what it has seen.

    When it budgets (in January, unless the city says otherwise) a department claims by its known cases and a district by
    known cases a resident, as far as it catches up with what was; an evaluation of outcomes lets a department catch up
    further, with the evaluation's error. A street every month takes the mean reputation of its organizations as the
    standard it buys by.
    """
    if me.role == FINANCE_OFFICE or me.out_of == 0 or (month % me.rebudget_every != 0.0 and me.role != STREET_OFFICE):
        return
    if me.role == STREET_OFFICE:
        me.claim = approach(me.claim, target=me.standing_seen, share=how.catch_up / 12.0)
        return
    learned = (1.0 - how.catch_up) * me.insight if me.role == DEPARTMENT_OFFICE else 0.0
    seen = me.cases_seen / me.out_of
    me.claim = max(approach(me.claim, target=seen, share=how.catch_up + learned) + learned * me.insight_error, 0.0)


@rule
def fall_due(communities: Many[Community], policies: Many[Funding], month: int) -> None:
    """What the month's budget is for each community by head; growth comes once a year."""
    for c in range(len(communities)):
        if month % 12 == 0 and month > 0:
            communities[c].grown += policies[c].budget_growth * (1.0 + communities[c].grown)
        communities[c].due = fen(
            communities[c].n_residents * policies[c].budget_per_resident * (1.0 + communities[c].grown) / 12.0
        )


@rule
def pool_money(communities: Many[Community], offices: Many[Office], policies: Many[Funding]) -> None:
    """What of each community's money goes by need, load, outcome and heads, and how much it counts in each.

    Need is what districts report, load the newly known cases, outcome the residents times the performance that offices
    believe in: by evaluations, or by reports alone where there was none. Weights that add up to more than 1 count in
    proportion. Who pools nothing by a criterion gets nothing by it. Money by head is pooled only where rural communities weigh
    more; else a community keeps it, so those that pool nothing and those that pool cannot touch each other's money.
    """
    for c in range(len(communities)):
        scale = communities[c].due / max(
            policies[c].need_weight + policies[c].load_weight + policies[c].outcome_weight, 1.0
        )
        communities[c].pooled[BY_NEED] = int(scale * policies[c].need_weight)
        communities[c].pooled[BY_LOAD] = int(scale * policies[c].load_weight)
        communities[c].pooled[BY_OUTCOME] = int(scale * policies[c].outcome_weight)
        rest = (
            communities[c].due
            - communities[c].pooled[BY_NEED]
            - communities[c].pooled[BY_LOAD]
            - communities[c].pooled[BY_OUTCOME]
        )
        communities[c].pooled[BY_HEADS] = rest if policies[c].rural_uplift > 0.0 else 0
        communities[c].kept = rest - communities[c].pooled[BY_HEADS]
        need = need_reported(communities, offices, c)
        performance = (
            communities[c].performance_seen if communities[c].evaluations > 0 else communities[c].reported_lately
        )
        communities[c].criterion[BY_NEED] = (
            policies[c].need_weight * need if communities[c].pooled[BY_NEED] > 0 else 0.0
        )
        communities[c].criterion[BY_LOAD] = (
            policies[c].load_weight * communities[c].load_lately if communities[c].pooled[BY_LOAD] > 0 else 0.0
        )
        communities[c].criterion[BY_OUTCOME] = (
            policies[c].outcome_weight * communities[c].n_residents * performance
            if communities[c].pooled[BY_OUTCOME] > 0
            else 0.0
        )
        communities[c].criterion[BY_HEADS] = 1.0 * communities[c].pooled[BY_HEADS]


@rule
def weigh_communities(communities: Many[Community], policies: Many[Funding]) -> None:
    """Each community's weight in the pool: its part of what goes by each criterion, rural communities' uplifted.

    Where nobody has anything to show for a criterion, each gets back what it pooled.
    """
    for c in range(len(communities)):
        communities[c].pool_weight = 0.0
    for k in range(N_CRITERIA):
        money, shown = 0, 0.0
        for c in range(len(communities)):
            money += communities[c].pooled[k]
            shown += communities[c].criterion[k]
        for c in range(len(communities)):
            part = money * (communities[c].criterion[k] / shown) if shown > 0.0 else 1.0 * communities[c].pooled[k]
            communities[c].pool_weight += part * (
                1.0 + (policies[c].rural_uplift if communities[c].kind == RURAL else 0.0)
            )


@rule
def share_out(communities: Many[Community], city: City, policies: Many[Funding]) -> None:
    """Finance obtains the month's money and gives it out: what each community keeps, and its part of the pool.

    Where that leaves any community that pools below its floor, all that pool get their floors first, and the rest goes to
    those above in proportion. What came back unspent is used before new revenue is drawn.
    """
    obtained, pool, short, spare = 0, 0, 0, 0
    for c in range(len(communities)):
        obtained += communities[c].due
        pool += communities[c].due - communities[c].kept
    divide(pool, communities.column(Community.pool_weight), communities.column(Community.allotted))
    for c in range(len(communities)):
        communities[c].allotted += communities[c].kept
        floor = least(
            communities[c].due,
            kept=communities[c].kept,
            allotted=communities[c].allotted,
            equity_floor=policies[c].equity_floor,
        )
        communities[c].pool_weight = 1.0 * max(communities[c].allotted - floor, 0)
        short += max(floor - communities[c].allotted, 0)
        spare += communities[c].allotted - floor
    if short > 0:
        divide(spare, communities.column(Community.pool_weight), communities.column(Community.above_floor))
        for c in range(len(communities)):
            communities[c].allotted = (
                least(
                    communities[c].due,
                    kept=communities[c].kept,
                    allotted=communities[c].allotted,
                    equity_floor=policies[c].equity_floor,
                )
                + communities[c].above_floor
            )
    city.revenue = max(obtained - city.reserve, 0)
    city.reserve += city.revenue
    for c in range(len(communities)):
        city.reserve -= communities[c].allotted


@rule
def least(due: int, *, kept: int, allotted: int, equity_floor: float) -> int:
    """The least that a community may get: the floor's share of what its heads are due; all it has where it pools nothing."""
    return int(equity_floor * due) if kept < due else allotted


@rule
def need_reported(communities: Many[Community], offices: Many[Office], c: int) -> float:
    """A community's share of the known cases that its district claims money for; 0 without offices."""
    if len(offices) == 0 or offices[communities[c].district].cases_seen == 0:
        return 0.0
    return (
        offices[communities[c].district].claim
        * offices[communities[c].district].out_of
        * communities[c].need_seen
        / offices[communities[c].district].cases_seen
    )


@rule
def tell_communities(communities: Many[Community], offices: Many[Office], policies: Many[Earmark], how: Help) -> None:
    """Tell communities what departments claim, in money, and what their street buys by.

    Earmarks are taken from all claims in proportion and added to elderly care and to children's services.
    """
    for c in range(len(communities)):
        total = 0.0
        left = max(1.0 - policies[c].for_elderly_care - policies[c].for_children, 0.0)
        for d in range(N_DOMAINS):
            claimed = offices[FIRST_DEPARTMENT + d].claim * how.unit_cost[d] if len(offices) > 0 else 0.0
            communities[c].domain_share[d] = left * claimed
            total += claimed
        communities[c].domain_share[ELDERLY_CARE] += policies[c].for_elderly_care * total
        communities[c].domain_share[CHILDREN_EDUCATION] += policies[c].for_children * total
        communities[c].reputation_standard = offices[communities[c].street].claim if len(offices) > 0 else 0.5


@rule
def pay_out(here: Community, policy: Funding, month: int) -> None:
    """The month's money by use, direct provision by domain; in January what was not spent goes back to finance first.

    Departments carry over the little that virement leaves them. Kept in ``use_part``: to committees, departments, contracts,
    grants; the rest of the allotment stays in reserve.
    """
    for use in range(N_USES):
        here.returned[use] = 0
    if month % 12 == 0:
        here.returned[TO_COMMITTEE], here.committee_money = here.committee_money, 0
        here.returned[TO_CONTRACTS], here.contract_purse = here.contract_purse, 0
        here.returned[TO_GRANTS], here.grant_purse = here.grant_purse, 0
    here.use_part[TO_COMMITTEE] = int(here.allotted * policy.committee_share)
    here.use_part[TO_DEPARTMENTS] = divide(
        int(here.allotted * policy.direct_share), here.domain_share, here.domain_part
    )
    here.use_part[TO_CONTRACTS] = int(here.allotted * policy.purchase_share)
    here.use_part[TO_GRANTS] = int(here.allotted * policy.grant_share)
    here.committee_money += here.use_part[TO_COMMITTEE]
    here.contract_purse += here.use_part[TO_CONTRACTS]
    here.grant_purse += here.use_part[TO_GRANTS]
    for d in range(N_DOMAINS):
        here.department_money[d] += here.domain_part[d]
        here.spent_in[d] = 0
    here.department_spent = 0


@rule
def move_prices(here: Community, how: Prices, month: int) -> None:
    """Levels of pay and of costs, both 1 in the first year; they move in January.

    Money is in yuan of the first year, so what follows the price level stays as it is: a cost rises by the part that is pay.
    """
    rises = how.wage_growth * (1.0 + here.wages_grown) if month % 12 == 0 and month > 0 else 0.0
    grown = here.wages_grown + rises
    here.wages_grown = grown
    here.wage_level = 1.0 + grown
    here.cost_level = 1.0 + how.labour_share * grown


@rule
def fill_purses(here: Community, policy: Funding, month: int) -> None:
    """The month's money for talent and for the platform; in January what was not spent goes back to finance first."""
    here.talent_returned = here.talent_purse if month % 12 == 0 else 0
    here.platform_returned = here.platform_purse if month % 12 == 0 else 0
    free = max(
        here.allotted
        - here.use_part[TO_COMMITTEE]
        - here.use_part[TO_DEPARTMENTS]
        - here.use_part[TO_CONTRACTS]
        - here.use_part[TO_GRANTS]
        - here.facility_part
        - here.room_part,
        0,
    )
    here.talent_part = min(int(here.allotted * policy.talent_share), free)
    here.platform_part = min(int(here.allotted * policy.platform_share), free - here.talent_part)
    here.talent_purse += here.talent_part - here.talent_returned
    here.platform_purse += here.platform_part - here.platform_returned


@rule
def pay_platform(here: Community) -> None:
    """Platform and screening are paid from their own purse, as far as it lasts; the rest is left to the committee."""
    due = fen(here.n_residents * here.information_cost * here.cost_level / 12.0)
    paid = min(due, here.platform_purse)
    covered = paid / due if due > 0 else 0.0
    here.platform_purse -= paid
    here.platform_paid = paid
    here.platform_covered = covered
    here.information_cost *= 1.0 - covered


@rule
def close_uses(communities: Many[Community], city: City) -> None:
    """Books of talent and platform, whose money ``close_books`` counts as unspent, and of what was moved or went back.

    What talent's purse adds to pay goes through grants, so grant purses are given it back.
    """
    city.expected[TALENT_PURSES], city.expected[PLATFORM_PURSES] = city.held[TALENT_PURSES], city.held[PLATFORM_PURSES]
    city.held[TALENT_PURSES] = city.held[PLATFORM_PURSES] = returned = 0
    for kind in range(len(city.use_flow)):
        city.use_flow[kind] = 0
    for c in range(len(communities)):
        city.use_flow[TALENT_BUDGET] += communities[c].talent_part
        city.use_flow[PLATFORM_BUDGET] += communities[c].platform_part
        city.use_flow[TALENT_TRAINING] += communities[c].talent_trained
        city.use_flow[TALENT_SUPPLEMENTS] += communities[c].talent_supplemented
        city.use_flow[PLATFORM_SPENDING] += communities[c].platform_paid
        city.held[TALENT_PURSES] += communities[c].talent_purse
        city.held[PLATFORM_PURSES] += communities[c].platform_purse
        city.expected[TALENT_PURSES] -= communities[c].talent_returned
        city.expected[PLATFORM_PURSES] -= communities[c].platform_returned
        returned += communities[c].talent_returned + communities[c].platform_returned
        city.use_flow[MARKET_FEES] += communities[c].market_fees
        city.use_flow[MOVED_TO_COMMITTEES] += communities[c].moved_part[COMMITTEE]
        city.use_flow[MOVED_TO_CONTRACTS] += communities[c].moved_part[CONTRACTS]
        for use in range(N_USES):
            city.use_flow[COMMITTEE_RETURNED + use] += communities[c].returned[use]
    given = city.use_flow[TALENT_BUDGET] + city.use_flow[PLATFORM_BUDGET]
    give_out(city, given, returned=returned)
    city.expected[COMMITTEES] += city.use_flow[MOVED_TO_COMMITTEES]
    city.expected[CONTRACT_PURSES] += city.use_flow[MOVED_TO_CONTRACTS]
    city.expected[DEPARTMENTS] -= city.use_flow[MOVED_TO_COMMITTEES] + city.use_flow[MOVED_TO_CONTRACTS]
    city.expected[GRANT_PURSES] += city.use_flow[TALENT_SUPPLEMENTS]
    city.expected[TALENT_PURSES] += (
        city.use_flow[TALENT_BUDGET] - city.use_flow[TALENT_TRAINING] - city.use_flow[TALENT_SUPPLEMENTS]
    )
    city.expected[PLATFORM_PURSES] += city.use_flow[PLATFORM_BUDGET] - city.use_flow[PLATFORM_SPENDING]
