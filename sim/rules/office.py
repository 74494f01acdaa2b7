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
    insight: float,
    outcome_learning: float,
) -> float:
    """What an office goes by: a claim that follows what it has seen.

    In January a department claims by its known cases and a district by known cases a resident, as far as it catches up with
    last year; an evaluation of outcomes lets a department catch up further. A street
    every month takes the mean reputation of its organizations as the standard it buys by.
    """
    if role == FINANCE or out_of == 0 or (month % 12 != 0 and role != STREET):
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
    entitlement: MutableSequence[float],
    allotted: MutableSequence[int],
    domain_share: MutableSequence[float],
    reputation_standard: MutableSequence[float],
    unit_cost: Sequence[float],
) -> None:
    """Finance obtains the month's money and divides it: by head, or by the need that districts report.

    Each community's floor is set aside first. What came back unspent is used before new revenue is drawn. Departments'
    claims become shares of direct provision.
    """
    pot, floors, by_need, by_head = 0, 0, 0.0, 0.0
    for c in range(n_communities):
        if month % 12 == 0 and month > 0:
            grown[c] += budget_growth[c] * (1.0 + grown[c])
        entitlement[c] = n_residents[c] * budget_per_resident[c] * (1.0 + grown[c]) / 12.0
        pot += fen(entitlement[c])
        floors += int(equity_floor[c] * fen(entitlement[c]))
        by_head += entitlement[c]
        by_need += n_residents[c] * claim[district[c]]
    for c in range(n_communities):
        due = entitlement[c]
        need = by_head * (n_residents[c] * claim[district[c]] / by_need) if by_need > 0.0 else due
        entitlement[c] = due + need_weight[c] * (need - due)
    revenue[0] = max(pot - reserve[0], 0)
    reserve[0] += revenue[0] - divide(pot - floors, entitlement, allotted) - floors
    for c in range(n_communities):
        due = n_residents[c] * budget_per_resident[c] * (1.0 + grown[c]) / 12.0
        allotted[c] += int(equity_floor[c] * fen(due))
    inform(n_communities, role, claim, street, domain_share, reputation_standard, unit_cost)


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
    departments = 0
    while departments < len(role) - 1 and role[departments + 1] == DEPARTMENT:
        departments += 1
    for c in range(n_communities):
        for d in range(departments):
            domain_share[c * 8 + d] = claim[1 + d] * unit_cost[d]
        reputation_standard[c] = claim[street[c]] if len(role) > 1 else 0.5


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
