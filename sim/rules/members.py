"""Party members who look after residents: whom they visit, what they find, whose cases they carry (E17-E21; model-2, 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.quantities import ByType, Group, quantity, share
from sim.rules.arithmetic import exp
from sim.rules.networks import done_with_people
from sim.rules.rule import rule
from sim.state import Community, Resident
from sim.state.words import FULL_TIE, OF_AGE, OLD

if TYPE_CHECKING:
    from sim.parameters import Levers, World

RANKS = 127
"""Ranks of party members; who has this one is no member."""


class Members(Group):
    """Party members among residents, and their visits."""

    party_share: ByType = share(ByType(traditional=0.1, market=0.08, rural=0.06, industrial=0.05), (0.03, 0.15)).means(
        "party members among residents of 18 or older", "18岁及以上居民中的党员比例"
    )
    party_presence: ByType = share(ByType(traditional=1.0, market=0.6, rural=0.9, industrial=0.3), (0.1, 1)).means(
        "party members whom a branch of the community reaches without firms", "不依托企业时社区党组织所能组织的党员比例"
    )
    visits_to_tied: float = quantity(
        0.5,
        (0.1, 1.5),
        unit="visits per awake tie and month",
        domain=(0, 30),
        source="T86 (few acts a month: direction)",
    ).means(
        "visits of an active member to each of those one is in touch with", "主动服务的党员每月走访每位有联系居民的次数"
    )
    visit_minutes: float = quantity(40.0, (20, 90), unit="minutes per visit", domain=(0, 10_000)).means(
        "a member's own time for a visit", "党员每次走访所用的个人时间"
    )
    layer_minutes: float = quantity(20.0, (10, 60), unit="minutes per layer and month", domain=(0, 10_000)).means(
        "an active member's own time for meeting in each layer of the network",
        "活跃党员每月参加每一层组织活动所用的个人时间",
    )
    visit_finds: float = share(0.5, (0.2, 0.8)).means(
        "hidden needs of who is visited at home that come to light", "入户走访发现被访者隐性需求的概率"
    )
    fellow_workers: float = quantity(5.0, (2, 15), unit="residents", domain=(0, 1_000)).means(
        "fellow workers here whom a worker is in touch with in a firm with a party organization",
        "设有党组织的企业中一名职工有联系的本社区同事数",
    )


@rule
def call_members(here: Community, policy: Levers, world: World) -> None:
    """How many party members look after residents, how often they visit, and whom workers meet of them in their firm.

    A branch of the community reaches members where it is strong; firms with a party organization reach those who work
    there. A cap on tasks also caps some of the visits.
    """
    by_firms = policy.party.firm_reach * world.firms.firm_presence[here.kind]
    branch = world.members.party_presence[here.kind]
    serving = policy.party.active_share * (branch + (1.0 - branch) * by_firms)
    here.duty_share = serving
    here.member_visits = world.members.visits_to_tied * done_with_people(policy.assessment, world.networks)
    here.member_meetings = world.members.layer_minutes * policy.party.layers
    here.members_at_work = world.members.fellow_workers * by_firms * serving * here.party_members / max(here.adults, 1)


@rule
def rank_among(how: Members, kind: int, drawn: float) -> int:
    """The rank of one of age among party members, 0 the first to look after residents; of who is no member ``RANKS``.

    The uniform that makes a member also ranks him, so that more members, or a larger share of them, are the same ones and more.
    """
    ranked = min(int(drawn * (RANKS / max(how.party_share[kind], 0.000001))), RANKS - 1)
    return ranked if drawn < how.party_share[kind] else RANKS


@rule
def is_on_duty(me: Resident, here: Community) -> bool:
    """Whether a resident is a party member who looks after residents: by rank, and not the frail."""
    return me.duty_rank < here.duty_share * RANKS and me.duty_rank < RANKS and me.standing_domain == 0


@rule
def members_near(me: Resident, here: Community) -> float:
    """Active members with whom a resident is in touch: by ties as far as these are awake, and at work."""
    works = me.age_group >= OF_AGE and me.age_group < OLD
    return me.peers_on_duty * (1.0 / FULL_TIE) + (here.members_at_work if works else 0.0)


@rule
def unseen_by_members(me: Resident, here: Community, how: Members) -> float:
    """The chance of a month that no member's visit brings a resident's hidden need to light."""
    return exp(-here.member_visits * how.visit_finds * members_near(me, here))


@rule
def minutes_of_visits(me: Resident, here: Community, how: Members) -> float:
    """A member's own time for a month's visits and meetings."""
    minutes = here.member_visits * how.visit_minutes * (1.0 / FULL_TIE) * me.active_ties + here.member_meetings
    return minutes if is_on_duty(me, here) else 0.0
