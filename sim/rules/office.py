"""Government offices: obtain money, then allocate it; learn from last year's backlog (E44, E48, E49; model.md 4.7)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import approach, fen
from sim.rules.division import divide
from sim.rules.rule import rule

FINANCE, DEPARTMENT, DISTRICT, STREET = range(4)
RURAL = 2


@rule
def look_back(
    role: int,
    claim: float,
    cases_seen: int,
    out_of: int,
    standing_seen: float,
    catch_up: float,
    month: int,
    rebudget_every: float,
    insight: float,
    insight_error: float,
) -> float:
    """What an office goes by: a claim that follows what it has seen.

    When it budgets (in January, unless the city says otherwise) a department claims by its known cases and a district by
    known cases a resident, as far as it catches up with what was; an evaluation of outcomes lets a department catch up
    further, with the evaluation's error. A street every month takes the mean reputation of its organizations as the
    standard it buys by.
    """
    if role == FINANCE or out_of == 0 or (month % rebudget_every != 0.0 and role != STREET):
        return claim
    if role == STREET:
        return approach(claim, standing_seen, catch_up / 12.0)
    learned = (1.0 - catch_up) * insight if role == DEPARTMENT else 0.0
    seen = cases_seen / out_of
    return max(approach(claim, seen, catch_up + learned) + learned * insight_error, 0.0)


@rule
def fall_due(
    month: int,
    n_communities: int,
    n_residents: Sequence[int],
    budget_per_resident: Sequence[float],
    budget_growth: Sequence[float],
    grown: MutableSequence[float],
    due: MutableSequence[int],
) -> None:
    """What the month's budget is for each community by head; growth comes once a year."""
    for c in range(n_communities):
        if month % 12 == 0 and month > 0:
            grown[c] += budget_growth[c] * (1.0 + grown[c])
        due[c] = fen(n_residents[c] * budget_per_resident[c] * (1.0 + grown[c]) / 12.0)


@rule
def pool_money(
    n_communities: int,
    role: Sequence[int],
    claim: Sequence[float],
    cases_seen: Sequence[int],
    out_of: Sequence[int],
    need_seen: Sequence[float],
    district: Sequence[int],
    n_residents: Sequence[int],
    due: Sequence[int],
    load_lately: Sequence[float],
    evaluations: Sequence[int],
    performance_seen: Sequence[float],
    reported_lately: Sequence[float],
    need_weight: Sequence[float],
    load_weight: Sequence[float],
    outcome_weight: Sequence[float],
    rural_uplift: Sequence[float],
    kept: MutableSequence[int],
    pooled: MutableSequence[int],
    criterion: MutableSequence[float],
) -> None:
    """What of each community's money goes by need, load, outcome and heads, and how much it counts in each.

    Need is what districts report, load the newly known cases, outcome the residents times the performance that offices
    believe in: by evaluations, or by reports alone where there was none. Weights that add up to more than 1 count in
    proportion. Who pools nothing by a criterion gets nothing by it. Money by head is pooled only where rural communities weigh
    more; else a community keeps it, so those that pool nothing and those that pool cannot touch each other's money.
    """
    for c in range(n_communities):
        scale = due[c] / max(need_weight[c] + load_weight[c] + outcome_weight[c], 1.0)
        pooled[c * 4] = int(scale * need_weight[c])
        pooled[c * 4 + 1] = int(scale * load_weight[c])
        pooled[c * 4 + 2] = int(scale * outcome_weight[c])
        rest = due[c] - pooled[c * 4] - pooled[c * 4 + 1] - pooled[c * 4 + 2]
        pooled[c * 4 + 3] = rest if rural_uplift[c] > 0.0 else 0
        kept[c] = rest - pooled[c * 4 + 3]
        need = need_reported(c, role, claim, cases_seen, out_of, need_seen, district)
        performance = performance_seen[c] if evaluations[c] > 0 else reported_lately[c]
        criterion[c * 4] = need_weight[c] * need if pooled[c * 4] > 0 else 0.0
        criterion[c * 4 + 1] = load_weight[c] * load_lately[c] if pooled[c * 4 + 1] > 0 else 0.0
        criterion[c * 4 + 2] = outcome_weight[c] * n_residents[c] * performance if pooled[c * 4 + 2] > 0 else 0.0
        criterion[c * 4 + 3] = 1.0 * pooled[c * 4 + 3]


@rule
def weigh_communities(
    n_communities: int,
    kind: Sequence[int],
    pooled: Sequence[int],
    criterion: Sequence[float],
    rural_uplift: Sequence[float],
    pool_weight: MutableSequence[float],
) -> None:
    """Each community's weight in the pool: its part of what goes by each criterion, rural communities' uplifted.

    Where nobody has anything to show for a criterion, each gets back what it pooled.
    """
    for c in range(n_communities):
        pool_weight[c] = 0.0
    for k in range(4):
        money, shown = 0, 0.0
        for c in range(n_communities):
            money += pooled[c * 4 + k]
            shown += criterion[c * 4 + k]
        for c in range(n_communities):
            part = money * (criterion[c * 4 + k] / shown) if shown > 0.0 else 1.0 * pooled[c * 4 + k]
            pool_weight[c] += part * (1.0 + (rural_uplift[c] if kind[c] == RURAL else 0.0))


@rule
def share_out(
    n_communities: int,
    due: Sequence[int],
    kept: Sequence[int],
    equity_floor: Sequence[float],
    pool_weight: MutableSequence[float],
    above_floor: MutableSequence[int],
    allotted: MutableSequence[int],
    reserve: MutableSequence[int],
    revenue: MutableSequence[int],
) -> None:
    """Finance obtains the month's money and gives it out: what each community keeps, and its part of the pool.

    Where that leaves any community that pools below its floor, all that pool get their floors first, and the rest goes to
    those above in proportion. What came back unspent is used before new revenue is drawn.
    """
    obtained, pool, short, spare = 0, 0, 0, 0
    for c in range(n_communities):
        obtained += due[c]
        pool += due[c] - kept[c]
    divide(pool, pool_weight, allotted)
    for c in range(n_communities):
        allotted[c] += kept[c]
        floor = least(due[c], kept[c], allotted[c], equity_floor[c])
        pool_weight[c] = 1.0 * max(allotted[c] - floor, 0)
        short += max(floor - allotted[c], 0)
        spare += allotted[c] - floor
    if short > 0:
        divide(spare, pool_weight, above_floor)
        for c in range(n_communities):
            allotted[c] = least(due[c], kept[c], allotted[c], equity_floor[c]) + above_floor[c]
    revenue[0] = max(obtained - reserve[0], 0)
    reserve[0] += revenue[0]
    for c in range(n_communities):
        reserve[0] -= allotted[c]


@rule
def least(due: int, kept: int, allotted: int, equity_floor: float) -> int:
    """The least that a community may get: the floor's share of what its heads are due; all it has where it pools nothing."""
    return int(equity_floor * due) if kept < due else allotted


@rule
def need_reported(
    c: int,
    role: Sequence[int],
    claim: Sequence[float],
    cases_seen: Sequence[int],
    out_of: Sequence[int],
    need_seen: Sequence[float],
    district: Sequence[int],
) -> float:
    """A community's share of the known cases that its district claims money for; 0 without offices."""
    if len(role) == 0 or cases_seen[district[c]] == 0:
        return 0.0
    return claim[district[c]] * out_of[district[c]] * need_seen[c] / cases_seen[district[c]]


@rule
def tell_communities(
    n_communities: int,
    role: Sequence[int],
    claim: Sequence[float],
    street: Sequence[int],
    for_elderly_care: Sequence[float],
    for_children: Sequence[float],
    unit_cost: Sequence[float],
    domain_share: MutableSequence[float],
    reputation_standard: MutableSequence[float],
) -> None:
    """Tell communities what departments claim, in money, and what their street buys by.

    Earmarks are taken from all claims in proportion and added to elderly care and to children's services.
    """
    for c in range(n_communities):
        total = 0.0
        left = max(1.0 - for_elderly_care[c] - for_children[c], 0.0)
        for d in range(8):
            claimed = claim[1 + d] * unit_cost[d] if len(role) > 0 else 0.0
            domain_share[c * 8 + d] = left * claimed
            total += claimed
        domain_share[c * 8] += for_elderly_care[c] * total
        domain_share[c * 8 + 1] += for_children[c] * total
        reputation_standard[c] = claim[street[c]] if len(role) > 0 else 0.5


@rule
def pay_out(
    month: int,
    allotted: int,
    committee_share: float,
    direct_share: float,
    purchase_share: float,
    grant_share: float,
    domain_share: Sequence[float],
    domain_part: MutableSequence[int],
    use_part: MutableSequence[int],
    returned: MutableSequence[int],
    committee_money: MutableSequence[int],
    department_money: MutableSequence[int],
    contract_purse: MutableSequence[int],
    grant_purse: MutableSequence[int],
    department_spent: MutableSequence[int],
) -> None:
    """The month's money by use, direct provision by domain; in January what was not spent goes back to finance first.

    Kept in ``use_part``: to committees, departments, contracts, grants; the rest of the allotment stays in reserve.
    """
    for k in range(4):
        returned[k] = 0
    if month % 12 == 0:
        returned[0], committee_money[0] = committee_money[0], 0
        returned[2], contract_purse[0] = contract_purse[0], 0
        returned[3], grant_purse[0] = grant_purse[0], 0
        for d in range(8):
            returned[1] += department_money[d]
            department_money[d] = 0
    use_part[0] = int(allotted * committee_share)
    use_part[1] = divide(int(allotted * direct_share), domain_share, domain_part)
    use_part[2] = int(allotted * purchase_share)
    use_part[3] = int(allotted * grant_share)
    committee_money[0] += use_part[0]
    contract_purse[0] += use_part[2]
    grant_purse[0] += use_part[3]
    for d in range(8):
        department_money[d] += domain_part[d]
    department_spent[0] = 0
