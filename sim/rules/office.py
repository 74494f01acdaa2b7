"""Government offices: obtain money, then allocate it; learn from last year's backlog (E44, E48, E49; model.md 4.7)."""

from sim.quantities import Group, per_year, quantity, share, yuan_per_resident
from sim.rules.arithmetic import approach, fen
from sim.rules.equity import Earmark
from sim.rules.help import Help
from sim.rules.integer_division import divide
from sim.rules.rule import rule
from sim.state import City, Community, Many, Office
from sim.state.words import (
    BY_HEADS,
    BY_LOAD,
    BY_NEED,
    BY_OUTCOME,
    CHILDREN_EDUCATION,
    DEPARTMENT_OFFICE,
    ELDERLY_CARE,
    FINANCE_OFFICE,
    FIRST_DEPARTMENT,
    N_CRITERIA,
    N_DOMAINS,
    N_USES,
    RURAL,
    STREET_OFFICE,
    TO_COMMITTEE,
    TO_CONTRACTS,
    TO_DEPARTMENTS,
    TO_GRANTS,
)


class Offices(Group):
    """How government offices learn."""

    catch_up: float = share(0.5, (0.1, 1)).means(
        "how far last year's backlog moves an office", "上年积压对部门决策的影响程度"
    )


class Funding(Group):
    """How much public money there is a year and what it is spent on."""

    budget_per_resident: float = yuan_per_resident(300.0, (50, 1_000), domain=(0, 100_000)).means(
        "public money for community governance and services", "社区治理与服务的公共经费"
    )
    budget_growth: float = per_year(
        0.03, (-0.05, 0.05), domain=(-0.5, 0.5), source="S41, T22, T25, T106: revenue per resident 2016-25, less prices"
    ).means("growth of the budget per resident in real terms", "人均经费的实际年增长率")
    committee_share: float = share(0.54, (0.3, 0.7)).means(
        "share of the budget that pays committees and their staff", "用于居（村）委会及其人员的经费比例"
    )
    direct_share: float = share(0.30, (0.1, 0.6)).means(
        "share of the budget that departments spend on services of their own", "职能部门直接提供服务的经费比例"
    )
    purchase_share: float = share(0.08, (0, 0.4)).means(
        "share of the budget that buys services from social organizations", "向社会组织购买服务的经费比例"
    )
    grant_share: float = share(0.033, (0, 0.17)).means(
        "share of the budget that is granted to social organizations", "资助社会组织的经费比例"
    )
    need_weight: float = share(0.0, (0, 1)).means(
        "allocation across communities: 0 by head, 1 by unmet need", "社区间分配依据：0 按人头，1 按未满足的需求"
    )
    equity_floor: float = share(0.0, (0, 1)).means(
        "least share of the amount per head that any community gets", "任一社区至少得到人均额的比例"
    )
    load_weight: float = share(0.0, (0, 1)).means(
        "allocation across communities by load: cases that came to be known in about a year",
        "社区间按工作量（近一年新掌握的个案）分配的比例",
    )
    outcome_weight: float = share(0.0, (0, 1)).means(
        "allocation across communities by outcome: share of known cases resolved in about a year",
        "社区间按成效（近一年已解决个案的比例）分配的比例",
    )
    rural_uplift: float = share(0.0, (0, 0.5)).means(
        "extra weight of rural communities when money is divided; set for the whole city",
        "分配经费时农村社区的附加权重（全市统一设定）",
    )
    private_capital: float = share(0.0, (0, 1)).means(
        "openness to private capital for social organizations", "社会组织对社会资本的开放程度"
    )
    matching_rate: float = quantity(0.0, (0, 2), unit="yuan per yuan", domain=(0, 10)).means(
        "public money from grants for each yuan of private capital", "每元社会资本由资助资金配套的金额"
    )
    facilities_share: float = share(0.02, (0, 0.1)).means(
        "share of the budget for facilities: upkeep first, then building", "用于社区设施的经费比例：先维护，后建设"
    )
    facilities_grant: float = yuan_per_resident(
        0.0, (0, 5), source="S34 (0.51 yuan per urban resident in 2016, by arithmetic)"
    ).means("money from higher levels earmarked for building facilities", "上级专项用于设施建设的资金")
    process_share: float = share(0.0, (0, 0.5)).means(
        "share of direct provision's money spent on building networks instead (process against task)",
        "直接提供服务的经费中转用于构建关系网络的比例（过程导向对任务导向）",
    )
    talent_share: float = share(0.0, (0, 0.1)).means(
        "share of the budget for talent: training places and supplements to pay before grants pay for them",
        "用于人才的经费比例：培训名额与薪酬补贴先由此支付，不足部分由资助资金支付",
    )
    platform_share: float = share(0.0, (0, 0.03)).means(
        "share of the budget for platform and screening, before committees pay for them",
        "用于信息平台及甄别的经费比例：先由此支付，不足部分由居（村）委会经费支付",
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
