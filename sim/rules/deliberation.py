"""Deliberation: what a community decides itself of the money spent on it (E40; model.md 4.5, 4.6)."""

from sim.parameters.linking import Autonomy
from sim.parameters.world.deliberation import Deliberation
from sim.parameters.world.help import Help
from sim.rules.rule import rule
from sim.state import Community
from sim.state.words import N_DOMAINS


@rule
def deliberate(here: Community, policy: Autonomy, how: Deliberation) -> None:
    """The share of money that is really decided here, and the share of misfits avoided by brokers and by deciding here.

    It needs the committee's hours and money, and residents who come: with fewer than ``quorum`` of adults taking part, less
    is decided.
    """
    present = min(here.active_residents / (how.quorum * max(here.adults, 1)), 1.0) if how.quorum > 0.0 else 1.0
    deliberated = policy.decided_here * min(here.committee_ease, 1.0) * here.paid_share * present
    here.deliberated = deliberated
    here.brokered = 1.0 - (1.0 - here.brokered) * (1.0 - min(how.deliberation_on_fit * deliberated, 1.0))


@rule
def decide_here(here: Community, how: Help) -> None:
    """Move the part of departments' money that is decided here to the domains of last month's known cases, by their cost.

    Of each domain's money the same share is put together and divided anew, to the fen. Where no case is known, all stays.
    """
    wanted, total = 0.0, 0
    for d in range(N_DOMAINS):
        wanted += here.claimed_cases[d] * how.unit_cost[d]
        total += here.department_money[d]
    pooled = 0
    for d in range(N_DOMAINS):
        part = int(here.department_money[d] * here.deliberated) if wanted > 0.0 else 0
        here.department_money[d] -= part
        pooled += part
    running, given = 0.0, 0
    for d in range(N_DOMAINS):
        running += here.claimed_cases[d] * how.unit_cost[d]
        reached = int(pooled * (running / wanted)) if wanted > 0.0 else 0
        here.department_money[d] += reached - given
        given = reached
    here.money_decided = pooled
    here.money_to_decide = total
