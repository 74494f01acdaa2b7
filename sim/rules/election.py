"""The yearly election of committees: who votes, and what that leaves behind (E40; model.md 4.2; evidence P05, P06)."""

from sim.quantities import ByAge, Group, quantity, weight
from sim.rules.arithmetic import chosen
from sim.rules.rule import rule
from sim.state import Community, Many, Resident, ResidentDraws
from sim.state.words import FULL_TIE, N_AGES, OF_AGE


class Elections(Group):
    """Who votes."""

    vote_constant: float = weight(0.0, (-1, 1)).means("inclination to vote", "投票的基本倾向")
    vote_by_age: ByAge = weight(
        ByAge.from_youngest(0.0, 0.0, -1.5, -0.2, 0.35, 0.9, 1.3, 0.6),
        (-3, 3),
        source="S47 (13.8 % at 18-29, 55.7 % at 50-59, 77.7 % at 70-79)",
    ).means("inclination to vote by age", "各年龄段的投票倾向")
    unregistered_vote: float = weight(1.0, (0, 3), source="S49 (direction)").means(
        "what holds back those without local registration", "无本地户籍者的投票障碍"
    )
    party_vote: float = weight(0.6, (0.4, 0.9), source="S47 (odds ratio 1.99)").means(
        "what inclines party members to vote", "党员身份对投票的影响"
    )
    acquaintance_vote: float = weight(0.5, (0, 1.5), source="S47 (network members: direction)").means(
        "weight of active ties to neighbours", "与邻里活跃联系的权重"
    )
    belonging_vote: float = weight(1.0, (0, 2)).means("weight of belonging", "归属感的权重")
    belonging_from_vote: float = quantity(0.005, (0, 0.02), unit="per event", domain=(0, 1)).means(
        "belonging that having voted adds", "投票带来的归属感增长"
    )


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
