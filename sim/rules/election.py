"""The yearly election of committees: who votes, and what that leaves behind (E40; model.md 4.2; evidence P05, P06)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import chosen
from sim.rules.rule import rule


@rule
def call_to_vote(month: int, age_group: int) -> bool:
    """Whether there is an election this month, in January, and the resident is of 18 or older."""
    return (month % 12 == 0) & (age_group > 1)


@rule
def vote(
    age_group: int,
    registered: int,
    party_member: int,
    belonging: float,
    active_ties: int,
    n_peers: int,
    vote_constant: float,
    vote_by_age: Sequence[float],
    unregistered_vote: float,
    party_vote: float,
    acquaintance_vote: float,
    belonging_vote: float,
    belonging_from_vote: float,
    u_vote: float,
) -> tuple[bool, float]:
    """Whether who may vote does, and belonging, to which having voted adds a little."""
    utility = vote_constant + vote_by_age[age_group] + party_vote * party_member
    utility += acquaintance_vote * (active_ties / (100.0 * max(n_peers, 1)) - 0.5)
    utility += belonging_vote * (belonging - 0.5) - (0.0 if registered != 0 else unregistered_vote)
    votes = chosen(utility, 1.0, u_vote)
    return votes, belonging + (belonging_from_vote * (1.0 - belonging) if votes else 0.0)


@rule
def hold_election(
    month: int,
    votes: Sequence[int],
    age_group: Sequence[int],
    party_member: Sequence[int],
    electors: MutableSequence[int],
    voters: MutableSequence[int],
) -> None:
    """In January those who may vote and those who do are counted by age group and party membership, until the next election."""
    if month % 12 == 0:
        for k in range(16):
            electors[k] = voters[k] = 0
        for i in range(len(votes)):
            if age_group[i] > 1:
                k = 2 * age_group[i] + party_member[i]
                electors[k] += 1
                voters[k] += votes[i]
