"""Self-governance: the yearly election of the committee, and deliberation of residents on money (E40; evidence P05, P06)."""

from sim.parameters.help import Help
from sim.parameters.self_governance import Autonomy, Deliberation, Elections
from sim.rules import rule
from sim.rules.arithmetic import chosen
from sim.state import Community, Many, Resident, ResidentDraws
from sim.state.words import FULL_TIE, N_AGES, N_DOMAINS, OF_AGE


@rule
def call_to_vote(me: Resident, month: int) -> None:
    """Whether there is an election this month, in January, and the resident is of 18 or older."""
    me.electing = month % 12 == 0 and me.age_group >= OF_AGE


@rule
def vote(me: Resident, how: Elections, u: ResidentDraws) -> None:
    """Whether who may vote does, and belonging, to which having voted adds a little."""
    utility = how.vote_constant + how.vote_by_age[me.age_group] + how.party_vote * me.party_member
    utility += how.acquaintance_vote * (me.active_ties / (FULL_TIE * max(me.n_peers, 1)) - 0.5)
    utility += how.belonging_vote * (me.belonging - 0.5) - (0.0 if me.registered != 0 else how.unregistered_vote)
    votes = chosen(utility, noise=1.0, u=u.vote)
    me.votes = votes
    me.belonging += how.belonging_from_vote * (1.0 - me.belonging) if votes else 0.0


@rule
def hold_election(residents: Many[Resident], here: Community, month: int) -> None:
    """In January those who may vote and those who do are counted by age group and party membership, until the next election."""
    if month % 12 == 0:
        for k in range(2 * N_AGES):
            here.electors[k] = here.voters[k] = 0
        for i in range(len(residents)):
            if residents[i].age_group >= OF_AGE:
                k = 2 * residents[i].age_group + residents[i].party_member
                here.electors[k] += 1
                here.voters[k] += residents[i].votes


@rule
def deliberate(here: Community, policy: Autonomy, how: Deliberation) -> None:
    """The share of money that is really decided here, and the share of misfits avoided by brokers and by deciding here.

    It needs the committee's hours and money, and residents who come: with fewer than ``quorum`` of adults taking part, less
    is decided.
    """
    present = min(here.active_residents / (how.quorum * max(here.adults, 1)), 1.0) if how.quorum > 0.0 else 1.0
    deliberated = min(policy.decided_here * here.committee_reach, 1.0) * present
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
