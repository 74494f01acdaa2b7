"""Deliberation: what a community decides itself of the money spent on it (E40; model.md 4.5, 4.6)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.rule import rule


@rule
def deliberate(
    decided_here: float,
    committee_ease: float,
    paid_share: float,
    active_residents: int,
    adults: int,
    quorum: float,
    deliberation_on_fit: float,
    brokered: float,
) -> tuple[float, float]:
    """The share of money that is really decided here, and the share of misfits avoided by brokers and by deciding here.

    It needs the committee's hours and money, and residents who come: with fewer than ``quorum`` of adults taking part, less
    is decided.
    """
    present = min(active_residents / (quorum * max(adults, 1)), 1.0) if quorum > 0.0 else 1.0
    deliberated = decided_here * min(committee_ease, 1.0) * paid_share * present
    return deliberated, 1.0 - (1.0 - brokered) * (1.0 - min(deliberation_on_fit * deliberated, 1.0))


@rule
def decide_here(
    deliberated: float,
    claimed_cases: Sequence[int],
    unit_cost: Sequence[float],
    department_money: MutableSequence[int],
    money_decided: MutableSequence[int],
    money_to_decide: MutableSequence[int],
) -> None:
    """Move the part of departments' money that is decided here to the domains of last month's known cases, by their cost.

    Of each domain's money the same share is put together and divided anew, to the fen. Where no case is known, all stays.
    """
    wanted, total = 0.0, 0
    for d in range(8):
        wanted += claimed_cases[d] * unit_cost[d]
        total += department_money[d]
    pooled = 0
    for d in range(8):
        part = int(department_money[d] * deliberated) if wanted > 0.0 else 0
        department_money[d] -= part
        pooled += part
    running, given = 0.0, 0
    for d in range(8):
        running += claimed_cases[d] * unit_cost[d]
        reached = int(pooled * (running / wanted)) if wanted > 0.0 else 0
        department_money[d] += reached - given
        given = reached
    money_decided[0] = pooled
    money_to_decide[0] = total
