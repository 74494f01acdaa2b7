"""Virement: money that a department cannot use goes to uses that can, at a friction (model-2.md 1)."""

from sim.quantities import Group, months, share
from sim.rules.committee import Committees, posts_allowed
from sim.rules.help import Help, case_cost
from sim.rules.integer_division import divide
from sim.rules.programmes import Triad
from sim.rules.rule import rule
from sim.state import Community
from sim.state.words import N_DOMAINS, TO_COMMITTEE, TO_CONTRACTS, TO_DEPARTMENTS

COMMITTEE, CONTRACTS = N_DOMAINS, N_DOMAINS + 1


class Virement(Group):
    """What becomes of money that a department cannot use."""

    held_months: float = months(1.5, (1, 4), domain=(0, 12)).means(
        "months of its money that a department with claims keeps; what it holds beyond is moved to uses that can spend it",
        "部门在有待办个案时留存的经费月数；超出部分调剂给能够使用的用途",
    )
    bought_part: float = share(0.5, (0.1, 0.9)).means(
        "part of the money that departments pass on outside which buys services of organizations; committees get the rest",
        "部门对外调剂资金中用于购买社会组织服务的比例，其余拨给居（村）委会",
    )
    topped_up_most: float = share(0.5, (0.2, 0.8)).means(
        "most that committees, and contracts, may get from departments in a month, as a part of their own money of the month",
        "居（村）委会与购买服务每月最多可从部门调剂得到的经费，占其自身当月经费的比例",
    )
    virement_friction: float = share(0.05, (0, 0.2)).means(
        "part of what a department cannot use that goes back to finance instead of to other uses",
        "部门无法使用的资金中退回财政而未能调剂的比例",
    )


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
