"""The yearly election of committees: who votes, and what that leaves behind (E40; model.md 4.2; evidence P05, P06)."""

from sim.parameters.world.elections import Elections
from sim.rules.arithmetic import chosen
from sim.rules.rule import rule
from sim.state import Community, Many, Resident, ResidentLuck
from sim.state.words import FULL_TIE, N_AGES, OF_AGE


@rule
def call_to_vote(me: Resident, month: int) -> None:
    """Whether there is an election this month, in January, and the resident is of 18 or older."""
    me.electing = (month % 12 == 0) & (me.age_group >= OF_AGE)


@rule
def vote(me: Resident, how: Elections, u: ResidentLuck) -> None:
    """Whether who may vote does, and belonging, to which having voted adds a little."""
    utility = how.vote_constant + how.vote_by_age[me.age_group] + how.party_vote * me.party_member
    utility += how.acquaintance_vote * (me.active_ties / (FULL_TIE * max(me.n_peers, 1)) - 0.5)
    utility += how.belonging_vote * (me.belonging - 0.5) - (0.0 if me.registered != 0 else how.unregistered_vote)
    votes = chosen(utility, 1.0, u.vote)
    me.votes = votes
    me.belonging = me.belonging + (how.belonging_from_vote * (1.0 - me.belonging) if votes else 0.0)


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
