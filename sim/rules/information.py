"""Information: the platform, open government, rumours and what stops them (E27, E57, E58; model.md 4.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.quantities import Group, factor, months, per_month, quantity, share, weight, yuan_per_resident
from sim.rules.arithmetic import exp, log, lost_at_half_life
from sim.rules.committee import platform_paid, together
from sim.rules.participation import Participation
from sim.rules.rule import rule
from sim.state import Community, Resident, ResidentDraws
from sim.state.words import ADULT, BELIEVER, CORRECTED, FULL_TIE, IGNORANT, TIRED

if TYPE_CHECKING:
    from sim.parameters import Levers


class Information(Group):
    """How rumours arise and spread, and what platform, screening, openness and talk in person do and cost."""

    rumour_arrivals: float = per_month(0.005, (0, 0.1)).means(
        "chance that a resident comes upon a rumour from outside the community", "居民从社区外接触到谣言的概率"
    )
    rumour_contacts: float = quantity(0.45, (0.1, 2), unit="persons per month", domain=(0, 1000)).means(
        "persons whom a believer passes a rumour on to", "相信者每月转告谣言的人数"
    )
    platform_contacts: float = quantity(
        1.5,
        (0.5, 4),
        unit="persons per month",
        domain=(0, 1000),
        source="S92 (more than 60 % of rumours seen on WeChat: direction)",
    ).means(
        "persons who hear a believer on a platform that reaches everybody",
        "平台覆盖所有人时，每月从平台听到一名相信者的人数",
    )
    believe_if_heard: float = share(0.7, (0.4, 0.8), source="S92").means(
        "chance to believe a rumour that is heard", "听到谣言后相信的概率"
    )
    belief_half_life: float = months(1.0, (0, 6)).means(
        "half-life of belief; 0 is one month", "相信谣言的半衰期；0 即一个月"
    )
    resistance_lost: float = per_month(0.5, (0.2, 0.8), source="T66 (about a month)").means(
        "chance that someone who no longer believes a rumour could hear it as if new; 0 is never",
        "不再相信某谣言者重新可能相信它的概率；0 即永不",
    )
    relapse: float = per_month(0.5, (0.4, 0.7), source="T65 (57 %)").means(
        "chance that someone who was corrected believes the same rumour again", "被更正者重新相信同一谣言的概率"
    )
    correction_effect: float = share(0.25, (0.14, 0.35), source="S94").means(
        "share of believers whom a correction convinces", "更正信息能说服的相信者比例"
    )
    screening_effect: float = share(0.8, (0.4, 0.95), source="S93 (closed groups are harder: direction)").means(
        "share of rumours that full screening takes off the platform", "充分甄别时从平台撤下的谣言比例"
    )
    transparency_on_belief: float = share(0.3, (0, 0.6)).means(
        "how much full openness lowers belief", "充分公开对相信谣言的抑制"
    )
    transparency_on_trust: float = factor(0.5, (0, 1)).means(
        "how much full openness raises the trust gained by help", "充分公开对帮助所增信任的放大"
    )
    openness_offline: float = share(0.5, (0.2, 0.8)).means(
        "share of openness that is seen without the platform", "不经平台也能看到的公开比例"
    )
    platform_on_report: float = weight(0.3, (0, 1), domain=(-10, 10)).means(
        "how much the platform raises reporting", "平台对主动求助的促进"
    )
    platform_on_publicity: float = factor(0.2, (0, 1)).means(
        "how much the platform carries publicity further", "平台对宣传覆盖的扩大"
    )
    time_saved_online: float = share(0.15, (0, 0.4)).means(
        "committee time a case that a platform which reaches everybody saves",
        "覆盖所有人的平台所节省的居（村）委会办件时间",
    )
    rumour_on_satisfaction: float = weight(0.4, (0, 1)).means(
        "weight of a believed rumour against satisfaction", "相信谣言对满意度的负面权重"
    )
    rumour_on_trust: float = per_month(
        0.04, (0, 0.1), source="S97 (direction; rebuttal restores belief, not trust)"
    ).means("share of trust lost in a month of believing a rumour", "相信谣言一个月所失去的信任比例")
    platform_cost: float = yuan_per_resident(3.0, (1, 10)).means(
        "money for a platform that reaches everybody", "覆盖所有人的平台经费"
    )
    screening_cost: float = yuan_per_resident(1.0, (0.2, 5)).means(
        "money for full screening of such a platform", "对该平台充分甄别的经费"
    )
    screening_time: float = share(0.04, (0.01, 0.15)).means(
        "committee time for full screening of such a platform", "对该平台充分甄别所占工作时间"
    )
    transparency_time: float = share(0.03, (0.01, 0.1)).means(
        "committee time for full openness", "充分公开所占工作时间"
    )
    face_to_face_time: float = share(0.05, (0.02, 0.2)).means(
        "committee time for meeting everybody in person", "与所有人面对面沟通所占工作时间"
    )


class InformationPolicy(Group):
    """How residents are informed, and what is done against rumours."""

    platform_reach: float = share(0.3, (0, 1), intervention=True).means(
        "share of residents whom the information platform reaches", "信息平台覆盖的居民比例"
    )
    screening: float = share(0.2, (0, 1), intervention=True).means(
        "how thoroughly the platform is screened for rumours", "对平台上谣言的甄别程度"
    )
    transparency: float = share(0.3, (0, 1), intervention=True).means(
        "how much of what is decided and done for residents is made public", "居民事务决策与办理的公开程度"
    )
    face_to_face: float = share(0.3, (0, 1), intervention=True).means(
        "how many residents the committee talks to in person", "居（村）委会面对面沟通的居民比例"
    )


@rule
def plan_information(here: Community, policy: InformationPolicy, how: Information) -> None:
    """What informing residents asks of a committee: a share of its usual hours, and yuan per resident and year.

    There is nothing to screen where there is no platform.
    """
    screened = policy.screening * policy.platform_reach
    here.information_time = (
        how.screening_time * screened
        + how.transparency_time * policy.transparency
        + how.face_to_face_time * policy.face_to_face
    )
    here.information_cost = how.platform_cost * policy.platform_reach + how.screening_cost * screened


@rule
def inform(here: Community, policy: Levers, how: Information) -> None:
    """What comes of it: the platform's reach, its screening, openness, residents met in person, publicity's reach.

    The platform goes as far as it is paid for; screening and openness as far as there are hours, and openness is seen
    offline in part, and only where residents and departments are linked.
    People are met where publicity and culture bring them together.
    """
    paid = platform_paid(here)
    platform = policy.information.platform_reach * paid
    staffed = here.committee_ease
    openness = (
        policy.information.transparency * staffed * (how.openness_offline + (1.0 - how.openness_offline) * platform)
    )
    openness = min(openness, 1.0) * policy.triad.residents_departments
    here.platform = platform
    here.screened = min(policy.information.screening * together(staffed, paid), 1.0)
    here.openness = openness
    here.met_in_person = policy.information.face_to_face * min(0.5 * (here.publicity_reach + here.culture_reach), 1.0)
    here.publicity_reach *= 1.0 + how.platform_on_publicity * platform


@rule
def count_passing_on(me: Resident, here: Community) -> None:
    """One of those who pass a rumour on this month: they believed it at the end of the last."""
    here.passing_on += 1 if me.rumour == BELIEVER else 0


@rule
def unheard(here: Community, contacts: float, *, believers: float) -> float:
    """Chance to hear from none of the believers, each of whom tells ``contacts`` of so many people: (1 - c/N)^I."""
    return exp(believers * log(1.0 - min(contacts / max(here.adults, 1.0), 1.0)))


@rule
def weigh_rumours(here: Community, how: Information) -> None:
    """The community's chances of the month: to hear a rumour, to believe what is heard, to stop believing.

    Under complete mixing everybody may hear it from everybody. On the platform those whom it reaches hear all believers
    whom it reaches, but for what screening takes down. A correction reaches believers on the screened platform, or in person.
    """
    online = how.platform_contacts * (1.0 - how.screening_effect * here.screened)
    uncorrected = (1.0 - how.correction_effect * here.platform * here.screened) * (
        1.0 - how.correction_effect * here.met_in_person
    )
    tires = lost_at_half_life(how.belief_half_life)
    kept = (1.0 - tires) * uncorrected
    here.heard_by_mixing = 1.0 - unheard(here, how.rumour_contacts, believers=here.passing_on)
    here.heard_online = here.platform * (1.0 - unheard(here, online, believers=here.passing_on * here.platform))
    here.credulity = how.believe_if_heard * (1.0 - how.transparency_on_belief * here.openness)
    here.tires = tires
    here.doubt = 1.0 - kept


@rule
def unheard_from_peers(me: Resident, how: Information) -> float:
    """Chance to hear a rumour from none of the tied residents who believe it, each telling some persons.

    Those who believe are counted by activation in hundredths: a tie half active brings half the chance. A believer tells as
    many persons whether ties are awake or not: of many that are awake, taken to be as many as one's own, each less often.
    """
    told = min(FULL_TIE * how.rumour_contacts / max(me.active_ties, FULL_TIE), 1.0)
    ties = me.peers_believing * 0.01
    whole = int(ties)
    by_one = 1.0 - told
    by_two = by_one * by_one
    by_four = by_two * by_two
    chance = 1.0 - told * (ties - whole)
    chance *= (by_one if whole & 1 != 0 else 1.0) * (by_two if whole & 2 != 0 else 1.0)
    return chance * (by_four if whole & 4 != 0 else 1.0) * (by_four * by_four if whole & 8 != 0 else 1.0)


@rule
def meet_rumour(
    me: Resident, here: Community, how: Information, participation: Participation, u: ResidentDraws
) -> None:
    """A resident's month among rumours: who believes one, who no longer does, and what believing costs in trust.

    Residents of 15 or older hear a rumour from elsewhere, from those they know or on the platform, and may believe it.
    Believers tire of it or are corrected. Both then resist what goes round, until that wears off; a new rumour, from
    elsewhere, finds them as open as anybody, and some of the corrected believe the old one again.
    """
    spared = 1.0 - here.heard_by_mixing if participation.complete_mixing != 0.0 else unheard_from_peers(me, how)
    around = 1.0 - (1.0 - here.heard_online) * spared if me.rumour == IGNORANT else 0.0
    heard = 1.0 - (1.0 - how.rumour_arrivals) * (1.0 - around)
    convinced = heard * here.credulity if me.age_group >= ADULT else 0.0
    relapse = how.relapse if me.rumour == CORRECTED else 0.0
    starts = 1.0 - (1.0 - convinced) * (1.0 - relapse)
    left = TIRED if u.rumour < here.tires else CORRECTED if u.rumour < here.doubt else BELIEVER
    forgets = me.rumour != IGNORANT and u.rumour >= max(1.0 - how.resistance_lost, starts)
    state = left if me.rumour == BELIEVER else BELIEVER if u.rumour < starts else IGNORANT if forgets else me.rumour
    me.rumour = state
    me.trust -= how.rumour_on_trust * me.trust if state == BELIEVER else 0.0
