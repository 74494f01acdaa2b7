"""Government offices: obtain money, then allocate it; learn from last year's backlog (E44, E48, E49; model.md 4.7)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import approach, fen
from sim.rules.division import divide
from sim.rules.rule import rule

FINANCE, DEPARTMENT, DISTRICT, STREET = range(4)


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
    outcome_learning: float,
) -> float:
    """What an office goes by: a claim that follows what it has seen.

    When it budgets (in January, unless the city says otherwise) a department claims by its known cases and a district by
    known cases a resident, as far as it catches up with what was; an evaluation of outcomes lets a department catch up
    further. A street every month takes the mean reputation of its organizations as the standard it buys by.
    """
    if role == FINANCE or out_of == 0 or (month % rebudget_every != 0.0 and role != STREET):
        return claim
    if role == STREET:
        return approach(claim, standing_seen, catch_up / 12.0)
    learned = (1.0 - catch_up) * outcome_learning * insight if role == DEPARTMENT else 0.0
    return approach(claim, cases_seen / out_of, catch_up + learned)


@rule
def allocate(
    month: int,
    n_communities: int,
    role: Sequence[int],
    claim: Sequence[float],
    cases_seen: Sequence[int],
    out_of: Sequence[int],
    need_seen: Sequence[float],
    reserve: MutableSequence[int],
    revenue: MutableSequence[int],
    n_residents: Sequence[int],
    district: Sequence[int],
    street: Sequence[int],
    budget_per_resident: Sequence[float],
    budget_growth: Sequence[float],
    need_weight: Sequence[float],
    equity_floor: Sequence[float],
    grown: MutableSequence[float],
    kept: MutableSequence[int],
    entitlement: MutableSequence[float],
    allotted: MutableSequence[int],
    domain_share: MutableSequence[float],
    reputation_standard: MutableSequence[float],
    unit_cost: Sequence[float],
) -> None:
    """Finance obtains the month's money and gives it out by head, or by the need that districts report.

    Each community keeps what it is due by head but for the part above its floor that goes by need; those parts are
    pooled and divided. So communities that share nothing by need cannot touch each other's money. What came back unspent
    is used before new revenue is drawn. Departments' claims become shares of direct provision.
    """
    obtained, pool, needs = 0, 0, 0.0
    for c in range(n_communities):
        if month % 12 == 0 and month > 0:
            grown[c] += budget_growth[c] * (1.0 + grown[c])
        due = fen(n_residents[c] * budget_per_resident[c] * (1.0 + grown[c]) / 12.0)
        kept[c] = due - int(need_weight[c] * (due - int(equity_floor[c] * due)))
        entitlement[c] = need_weight[c] * need_reported(c, role, claim, cases_seen, out_of, need_seen, district)
        obtained += due
        pool += due - kept[c]
        needs += entitlement[c]
    for c in range(n_communities):
        entitlement[c] = entitlement[c] if needs > 0.0 else need_weight[c] * n_residents[c]
    revenue[0] = max(obtained - reserve[0], 0)
    reserve[0] += revenue[0] - divide(pool, entitlement, allotted)
    for c in range(n_communities):
        allotted[c] += kept[c]
        reserve[0] -= kept[c]
    inform(n_communities, role, claim, street, domain_share, reputation_standard, unit_cost)


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
def inform(
    n_communities: int,
    role: Sequence[int],
    claim: Sequence[float],
    street: Sequence[int],
    domain_share: MutableSequence[float],
    reputation_standard: MutableSequence[float],
    unit_cost: Sequence[float],
) -> None:
    """Tell communities what departments claim, in money, and what their street buys by."""
    for c in range(n_communities):
        for d in range(8):
            domain_share[c * 8 + d] = claim[1 + d] * unit_cost[d] if len(role) > 0 else 0.0
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
