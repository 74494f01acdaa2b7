"""Departments: make or buy, by what a case has cost either way, and virement of money that they cannot use (E44, E45, E50)."""

from sim.parameters.committee import Committees, Triad
from sim.parameters.departments import Purchasing, Virement
from sim.parameters.help import Help
from sim.rules import rule
from sim.rules.arithmetic import approach, divide, gumbel, log, lost_at_half_life
from sim.rules.committee import posts_allowed
from sim.rules.help import case_cost
from sim.rules.random_numbers import WORD, philox
from sim.state import Community, Many, Office, Organization, Resident
from sim.state.random_numbers import PURCHASE_OF
from sim.state.words import (
    DEPARTMENT,
    FIRST_DEPARTMENT,
    N_DOMAINS,
    ORGANIZATION,
    RESOLVED,
    TO_COMMITTEE,
    TO_CONTRACTS,
    TO_DEPARTMENTS,
)

COMMITTEE, CONTRACTS = N_DOMAINS, N_DOMAINS + 1


@rule
def book_providers(residents: Many[Resident], here: Community) -> None:
    """Cases that departments and organizations resolved this month, and standing ones that they served, by domain."""
    holders = residents.column(Resident.holders)

    for d in range(N_DOMAINS):
        here.department_served[d] = here.organization_served[d] = 0
    for place in range(here.n_holders):
        i = holders[place]
        once, lasting = residents[i].case_domain > 0, residents[i].standing_domain > 0
        d, e = max(residents[i].case_domain - 1, 0), max(residents[i].standing_domain - 1, 0)
        solved = once and residents[i].case_end == RESOLVED
        here.department_served[d] += solved and residents[i].helped_by == DEPARTMENT
        here.organization_served[d] += solved and residents[i].helped_by == ORGANIZATION
        here.department_served[e] += lasting and residents[i].standing_by == DEPARTMENT
        here.organization_served[e] += lasting and residents[i].standing_by == ORGANIZATION


@rule
def account_for(
    organizations: Many[Organization], communities: Many[Community], offices: Many[Office], how: Purchasing, month: int
) -> None:
    """What each department spent and what it got for it, both ways, as it remembers: its own books and contracts' reports.

    An organization accounts for its contract by the places that it gave in each domain. It counts as bought the part of its
    public work that contracts paid for, and no work of grants, gifts or volunteers.
    """
    if len(offices) == 0:
        return
    learned = lost_at_half_life(how.cost_half_life)
    for d in range(N_DOMAINS):
        o = FIRST_DEPARTMENT + d
        spent, served, paid, lent, credited, by_society = 0, 0, 0.0, 0, 0.0, 0
        for c in range(len(communities)):
            spent += communities[c].spent_in[d]
            served += communities[c].department_served[d]
            by_society += communities[c].organization_served[d]
        for j in range(len(organizations)):
            places = 0
            for e in range(N_DOMAINS):
                places += organizations[j].lent[e]
            public = organizations[j].contract_income + organizations[j].grant_income + organizations[j].matched_income
            if places > 0 and public > 0:
                part = organizations[j].contract_income / public * (1.0 - organizations[j].society_share)
                paid += organizations[j].contract_income * (organizations[j].lent[d] / places)
                credited += part * organizations[j].lent[d]
            lent += organizations[j].lent[d]
        bought = by_society * (credited / lent) if lent > 0 else 0.0
        offices[o].own_spending = approach(offices[o].own_spending, target=0.01 * spent, share=learned)
        offices[o].own_served = approach(offices[o].own_served, target=served, share=learned)
        offices[o].contract_spending = approach(offices[o].contract_spending, target=0.01 * paid, share=learned)
        offices[o].contract_served = approach(offices[o].contract_served, target=bought, share=learned)
        slowly = max(lost_at_half_life(how.usual_cost_half_life), 1.0 / (month - communities[0].starting_month + 1))
        offices[o].advantage_usual = approach(offices[o].advantage_usual, target=advantage(offices[o]), share=slowly)


@rule
def advantage(me: Office) -> float:
    """Logarithm of what a case has cost a department itself over what it has cost bought; 0 while either is unknown."""
    if me.own_spending <= 0.0 or me.own_served <= 0.0 or me.contract_spending <= 0.0 or me.contract_served <= 0.0:
        return 0.0
    return log(me.own_spending / me.own_served * (me.contract_served / me.contract_spending))


@rule
def decide_purchases(offices: Many[Office], how: Purchasing, month: int, *, key_low: int, key_high: int) -> None:
    """Each January but the first a department buys a step more, a step less, or as much as last year.

    It goes by the way that has become cheaper as its books have it, keeps to routine, and is held to the budget's shares.
    """
    if how.departments_decide == 0 or month % 12 != 0 or month < 12 or len(offices) == 0:
        return
    for d in range(N_DOMAINS):
        o = FIRST_DEPARTMENT + d
        less, keep, more, _ = philox(o, month=month, purpose=PURCHASE_OF, entered=0, key_low=key_low, key_high=key_high)
        cheaper = how.cost_weight * (advantage(offices[o]) - how.adjusted_to * offices[o].advantage_usual)
        pulled = how.plan_weight * offices[o].bought_beyond
        of_more = cheaper - pulled + gumbel((more + 0.5) / WORD)
        of_less = pulled - cheaper + gumbel((less + 0.5) / WORD)
        of_same = how.routine_weight + gumbel((keep + 0.5) / WORD)
        offices[o].bought_beyond += how.purchase_step if of_more > max(of_less, of_same) else 0.0
        offices[o].bought_beyond -= how.purchase_step if of_less >= max(of_more, of_same) else 0.0
        offices[o].bought_beyond = min(max(offices[o].bought_beyond, -1.0), 1.0)


@rule
def buy_services(communities: Many[Community], offices: Many[Office], how: Purchasing) -> None:
    """Move the month's money between departments' own services and contracts as each department decided.

    Of the budget's purchases a domain has the part that it has of direct provision. Contracts then go to organizations of a
    domain by what is bought in it (``bought_for``: against the budget's shares).
    """
    for c in range(len(communities)):
        direct, contracts, moved_in_all = 0, communities[c].use_part[TO_CONTRACTS], 0
        for d in range(N_DOMAINS):
            direct += communities[c].domain_part[d]
            communities[c].bought_for[d] = 1.0
        if how.departments_decide == 0 or len(offices) == 0 or direct == 0:
            continue
        for d in range(N_DOMAINS):
            own = communities[c].domain_part[d]
            planned = int(contracts * (own / direct))
            wanted = int(offices[FIRST_DEPARTMENT + d].bought_beyond * (own + planned))
            moved = min(max(wanted, -planned), own)
            communities[c].domain_part[d] -= moved
            communities[c].department_money[d] -= moved
            communities[c].use_part[TO_DEPARTMENTS] -= moved
            communities[c].use_part[TO_CONTRACTS] += moved
            communities[c].contract_purse += moved
            communities[c].bought_for[d] = (planned + moved) / (own / direct) if own > 0 else 0.0
            moved_in_all += moved
        bought = contracts + moved_in_all
        for d in range(N_DOMAINS):
            communities[c].bought_for[d] = communities[c].bought_for[d] / bought if bought > 0 else 1.0


@rule
def move_money(here: Community, how: Virement, help: Help, committees: Committees, policy: Triad, month: int) -> None:
    """What departments cannot use is moved, and the committee learns what it may spend this month.

    A department keeps what the claims that it knows of would cost, up to some months of its money, or one case. What it holds
    beyond goes to domains that lack money for their claims, and outside: to the committee while it may hire, and to contracts
    where they are paid out, in proportion to what each could use. To the committee it goes as far as community and
    departments are linked, and outside it tops up what committees and contracts have, by a part of it at most. Friction sends
    a part back to finance, and so goes what cannot be moved. What a committee holds from earlier months is spread over the
    rest of the fiscal year.
    """
    beyond = 0
    for d in range(N_DOMAINS):
        cost = case_cost(help.unit_cost[d], variety_factor=here.variety_factor, cost_level=here.cost_level)
        claimed = 1.0 * here.claimed_cases[d] * cost
        usable = int(min(claimed, max(how.held_months * here.domain_part[d], cost)))
        excess = max(here.department_money[d] - usable, 0) if month > here.starting_month else 0
        here.moved_weight[d] = max(claimed - here.department_money[d], 0.0) if excess == 0 else 0.0
        here.department_money[d] -= excess
        beyond += excess
    hires = here.staff_posts < posts_allowed(here, committees)
    buys = here.contract_purse <= here.use_part[TO_CONTRACTS]
    outside = 1.0 * (here.use_part[TO_COMMITTEE] + here.use_part[TO_CONTRACTS])
    linked = (1.0 - how.bought_part) * policy.community_departments
    here.moved_weight[COMMITTEE] = outside * linked if hires else 0.0
    here.moved_weight[CONTRACTS] = outside * how.bought_part if buys else 0.0
    divide(beyond - int(beyond * how.virement_friction), here.moved_weight, here.moved_part)
    here.moved_part[COMMITTEE] = min(here.moved_part[COMMITTEE], int(how.topped_up_most * here.use_part[TO_COMMITTEE]))
    here.moved_part[CONTRACTS] = min(here.moved_part[CONTRACTS], int(how.topped_up_most * here.use_part[TO_CONTRACTS]))
    for d in range(N_DOMAINS):
        here.department_money[d] += here.moved_part[d]
        beyond -= here.moved_part[d]
    here.committee_money += here.moved_part[COMMITTEE]
    here.contract_purse += here.moved_part[CONTRACTS]
    here.returned[TO_DEPARTMENTS] += beyond - here.moved_part[COMMITTEE] - here.moved_part[CONTRACTS]
    given = here.use_part[TO_COMMITTEE] + here.moved_part[COMMITTEE]
    here.committee_budget = given + (here.committee_money - given) // (12 - month % 12)
