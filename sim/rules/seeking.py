"""Whom a resident in need turns to first, and again after months of waiting (E12, E20, E44, E46).

A choice among nobody, neighbours, an organization, the committee, the platform or hotline, and a firm, by what the resident
knows: own trust, experience and means, ties, what reaches him, what is in the street, how others' cases fared here. It decides
whether the case comes to be known, and who is tried first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.quantities import Group, months, per_month, switch, weight
from sim.rules.arithmetic import exp, waiting_time
from sim.rules.help import Provision
from sim.rules.needs import help_by_ties
from sim.rules.organization import posts_present
from sim.rules.rule import rule
from sim.state import Community, Resident, ResidentDraws
from sim.state.words import COMMITTEE, DEPARTMENT, MARKET, NEIGHBOURS, NOBODY, ORGANIZATION

if TYPE_CHECKING:
    from sim.parameters import World


class Seeking(Group):
    """Whom residents in need turn to, against turning to nobody."""

    channel_chosen: int = switch(1, (0, 1)).means(
        "whether residents choose whom to turn to; 0: those with a hidden case report it by chance",
        "居民是否选择向谁求助；0 表示隐性个案按概率主动上报",
    )
    reconsidered: int = months(3, (2, 6), domain=(1, 120)).means(
        "months of waiting after which a resident chooses again whom to turn to", "等待几个月后重新选择求助对象"
    )
    to_neighbours: float = weight(-0.9, (-2, 0.5), domain=(-10, 10)).means(
        "utility of turning to neighbours", "向邻里求助的效用"
    )
    to_organization: float = weight(-1.7, (-3, 0), domain=(-10, 10)).means(
        "utility of turning to an organization", "向社会组织求助的效用"
    )
    to_committee: float = weight(-0.4, (-1.5, 1), domain=(-10, 10)).means(
        "utility of turning to the committee", "向居（村）委会求助的效用"
    )
    to_platform: float = weight(-1.7, (-3, 0), domain=(-10, 10)).means(
        "utility of turning to the hotline, or the platform where it reaches nobody yet", "向热线（或平台）求助的效用"
    )
    to_firm: float = weight(-1.3, (-3, 0), domain=(-10, 10)).means("utility of turning to a firm", "向企业求助的效用")
    trust_on_turning: float = weight(2.0, (0, 4), domain=(-10, 10)).means(
        "what full trust in government adds to turning to the committee or the hotline",
        "对政府的信任对向居（村）委会或热线求助的促进",
    )
    experience_on_turning: float = weight(1.0, (0, 2), domain=(-10, 10)).means(
        "what the best experience of help adds to turning to anyone but neighbours and firms",
        "受助体验对正式求助的促进",
    )
    others_on_turning: float = weight(1.0, (0, 3), domain=(-10, 10)).means(
        "what it adds to turning to the committee that all cases here lately got help rather than none",
        "本社区个案获助情况对向居（村）委会求助的促进",
    )
    reach_on_turning: float = weight(2.0, (0.5, 4), domain=(-10, 10)).means(
        "what a platform that reaches everybody adds to turning to it", "平台全面覆盖对向平台求助的促进"
    )
    presence_on_turning: float = weight(0.6, (0.2, 1.5), domain=(-10, 10)).means(
        "what as much again of publicity, of one-stop service or of organizations' posts adds to turning there",
        "宣传、一站式服务或社会组织岗位翻倍对向其求助的促进",
    )
    ties_on_turning: float = weight(1.0, (0, 2), domain=(-10, 10)).means(
        "what ties as awake as at the start, and neighbours who can help, each add to turning to neighbours",
        "邻里联系与邻里帮助能力对向邻里求助的促进",
    )
    fee_on_turning: float = weight(1.0, (0, 3), domain=(-10, 10)).means(
        "what fees at every place take from turning to organizations for those who cannot pay",
        "全部收费使无力付费者减少向社会组织求助的程度",
    )
    self_help: float = per_month(0.04, (0.01, 0.1), source="direction: article (E12)").means(
        "chance that one who turns to nobody solves a hidden case alone", "未求助者自行解决隐性个案的概率"
    )


@rule
def consider(me: Resident, how: Seeking, month: int) -> None:
    """Whether a resident with a case chooses this month whom to turn to: when it arises, and again after months of waiting."""
    waited = month - me.case_opened
    again = waited % int(how.reconsidered) == 0
    me.seeks = me.case_domain > 0 and how.channel_chosen > 0 and again


@rule
def turn_to(me: Resident, here: Community, policy: Provision, world: World, u: ResidentDraws) -> None:
    """Whom a resident turns to: the option of highest utility and luck, each with a draw of its own, as ``waiting_time`` says.

    Who has no claim to public help turns to the committee and the hotline less; who cannot pay turns to no firm.
    """
    d = me.case_domain - 1
    less = 1.0 if me.entitled > 0 else 1.0 / max(world.equity.unentitled_report, 0.001)
    formal = world.seeking.experience_on_turning * (me.experience - 0.5)
    public = formal + world.seeking.trust_on_turning * (me.trust - 0.5)
    awake = help_by_ties(me, world.contact, world.help)
    posts = posts_present(here, world.organizations)
    neighbours = world.seeking.to_neighbours + world.seeking.ties_on_turning * (
        min(awake, 2.0) - 1.0 + world.help.neighbours_can[d] - 0.3
    )
    organization = world.seeking.to_organization + formal + world.seeking.presence_on_turning * (min(posts, 2.0) - 1.0)
    organization -= 0.0 if me.can_pay > 0 else world.seeking.fee_on_turning * policy.low_fee_share
    committee = world.seeking.to_committee + public + world.seeking.others_on_turning * here.response_gap
    committee += world.seeking.presence_on_turning * (min(here.publicity_reach, 2.0) - 1.0 + here.one_stop_open)
    platform = world.seeking.to_platform + public + world.seeking.reach_on_turning * here.platform
    supply = world.market.market_supply[d]
    firm_serves = me.can_pay > 0 and supply > 0.0
    waits_neighbours = waiting_time(u.to_neighbours) * exp(-neighbours)
    waits_organization = waiting_time(u.to_organization) * exp(-organization)
    waits_committee = waiting_time(u.to_committee) * exp(-committee) * less
    waits_platform = waiting_time(u.to_platform) * exp(-platform) * less
    waits_firm = waiting_time(u.to_firm) * exp(-world.seeking.to_firm) if firm_serves else 1e300
    first, turns = waiting_time(u.to_nobody), NOBODY
    turns = NEIGHBOURS if waits_neighbours < first else turns
    first = min(first, waits_neighbours)
    turns = ORGANIZATION if waits_organization < first else turns
    first = min(first, waits_organization)
    turns = COMMITTEE if waits_committee < first else turns
    first = min(first, waits_committee)
    turns = DEPARTMENT if waits_platform < first else turns
    first = min(first, waits_platform)
    me.turns_to = MARKET if waits_firm < first else turns
