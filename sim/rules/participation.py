"""Taking part: who joins in, in which ways, who gives hours, and what that leaves behind (E12, E22-E29; model-2.md 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.quantities import ByType, Group, factor, months, per_month, quantity, share, switch, weight
from sim.rules.arithmetic import ONE, approach, exp
from sim.rules.culture import rooted_share
from sim.rules.members import Members, is_on_duty, minutes_of_visits
from sim.rules.organizers import Organizers
from sim.rules.participation_channels import attending_odds, helping_odds
from sim.rules.rule import rule
from sim.rules.ties import tie_share
from sim.rules.worktime import time_cost
from sim.state import Community, Resident, ResidentDraws
from sim.state.words import ADULT, ASSOCIATION_PERSON, FULL_TIE, OLD

if TYPE_CHECKING:
    from sim.parameters import World


class Belonging(Group):
    """What makes residents belong, and what volunteers' hours go into."""

    belonging_from_participation: float = per_month(0.03, (0.01, 0.1)).means(
        "growth of belonging by taking part", "参与带来的归属感增长"
    )
    belonging_from_culture: float = per_month(0.0128, (0.002, 0.04)).means(
        "growth of belonging by culture", "文化活动带来的归属感增长"
    )
    belonging_of_elders: float = per_month(0.01, (0.002, 0.03)).means(
        "growth of old people's belonging by elder-care associations of intensity 1",
        "养老协会强度为 1 时老年人的归属感增长",
    )
    belonging_of_members: float = per_month(0.01, (0, 0.05)).means(
        "growth of members' belonging", "社团成员的归属感增长"
    )
    belonging_spread: float = per_month(0.05, (0, 0.2)).means(
        "how fast belonging spreads along ties", "归属感沿社会联系扩散的速度"
    )
    belonging_decay: float = per_month(0.015, (0.005, 0.05)).means("fading of belonging", "归属感的消退")
    mutual_share: float = share(0.12, (0.1, 0.6)).means(
        "helpers' hours for neighbours that go into cases", "邻里互助时长中用于处理个案的比例"
    )
    organized_share: float = share(0.05, (0, 0.8)).means(
        "volunteers' hours that go into cases", "志愿服务时长中用于处理个案的比例"
    )
    mutual_case_minutes: float = quantity(300.0, (60, 600), unit="minutes per case", domain=(1, 100000)).means(
        "neighbours' time a case", "邻里互助每件个案所需时间"
    )


class Participation(Group):
    """Why residents take part, and how much they then do."""

    participation_constant: ByType = weight(
        ByType(traditional=-3.52, market=-3.62, rural=-3.42, industrial=-3.12), (-6, 0)
    ).means("inclination to take part", "参与的基本倾向")
    peer_weight: float = factor(0.6, (0.5, 4), source="S68 (direction)").means(
        "weight of peers' participation in the decision to take part", "同伴参与在参与决策中的权重"
    )
    complete_mixing: int = switch(0, (0, 1)).means(
        "1: the whole community are peers, not the tied residents", "1 表示以整个社区为同伴，而非仅有联系者"
    )
    threshold_mean: float = quantity(
        0.25, (0.1, 0.5), unit="share of peers", domain=(-10, 10), source="M13 (critical region)"
    ).means("mean threshold of peers who must take part", "参与门槛的均值（同伴参与比例）")
    threshold_sd: float = quantity(
        0.3, (0.05, 0.3), unit="share of peers", domain=(0, 10), source="M13 (critical region)"
    ).means("spread of thresholds", "参与门槛的标准差")
    belonging_weight: float = weight(0.35, (0, 2)).means(
        "weight of belonging in the decision to take part", "归属感在参与决策中的权重"
    )
    trust_weight: float = weight(0.6, (0, 1)).means(
        "weight of trust in the decision to take part", "信任在参与决策中的权重"
    )
    habit_weight: float = weight(1.7, (1, 4), source="S73 (topic)").means(
        "weight of habit in the decision to take part", "习惯在参与决策中的权重"
    )
    reciprocity_weight: float = weight(0.6, (0, 1.5)).means("weight of having been helped lately", "近期受助经历的权重")
    party_weight: float = weight(0.2, (0, 0.7), source="S47 (P06: odds ratio 1.5-2.5, habit and age included)").means(
        "what inclines party members to take part", "党员身份对参与的影响"
    )
    association_weight: float = weight(0.3, (0, 1)).means(
        "weight of being a member of an organization", "社团成员身份的权重"
    )
    asked_odds: float = quantity(
        6.6, (2, 8), unit="odds ratio", domain=(1, 100), source="S69, S70 (direction); size recalled"
    ).means(
        "by what being asked multiplies the odds of joining in; 1 switches it off",
        "受邀使参与的优势比增加的倍数；1 表示关闭",
    )
    asking_by_peers: float = quantity(0.3, (0.02, 0.3), unit="per tie and month", domain=(0, 1)).means(
        "chance that a tied resident who takes part asks", "有联系的参与者发出邀请的可能性"
    )
    peer_asking_minutes: float = quantity(15.0, (5, 60), unit="minutes", domain=(0, 10_000)).means(
        "a volunteer's time for asking one person", "志愿者邀请一人所用时间"
    )
    asked_in_association: float = per_month(0.1, (0, 0.5)).means(
        "chance that a member is asked by fellow members", "社团成员受同伴邀请的可能性"
    )
    fatigue_weight: float = factor(0.2, (0, 0.6)).means(
        "what each survey, request or duty beyond the bearable costs", "超出承受范围的每项调查、邀请或职责的代价"
    )
    bearable_load: float = quantity(0.8, (0.5, 2), unit="meetings and surveys", domain=(0, 100)).means(
        "surveys, requests, meetings and duties that tire nobody", "不致疲劳的调查、邀请、会议与职责量"
    )
    duty: float = quantity(0.2, (0, 0.5), unit="meetings and surveys", domain=(0, 100)).means(
        "load of a member's or a registered volunteer's duties", "社团成员或注册志愿者的职责负担"
    )
    noise: float = factor(1.0, (0.5, 2)).means("noise of the decision; 0 makes it a step", "决策的随机性；0 为阶跃")
    lapse: int = switch(1, (0, 1)).means("0: who once takes part goes on for good", "0 表示一旦参与便不再退出")
    habit_half_life: float = months(9.0, (3, 24)).means(
        "half-life of habit; 0 is last month's act", "习惯的半衰期；0 即上月行为"
    )
    gratitude_half_life: float = months(6.0, (2, 24)).means("half-life of having been helped", "受助感受的半衰期")
    registered_gain: float = share(0.75, (0, 1), domain=(0, 10)).means(
        "how much more often registered volunteers give hours", "注册志愿者更常提供服务的程度"
    )
    volunteer_hours: float = quantity(
        4.0, (3, 5.5), unit="hours per participation", domain=(0, 100), source="S21, S42"
    ).means("hours given each time a volunteer comes", "志愿者每次服务时长")
    effort_spread: float = quantity(
        1.71,
        (1.27, 2.08),
        unit="standard deviation of the logarithm",
        domain=(0, 4),
        source="S74: the top third gives 0.90 (0.80-0.95) of hours",
    ).means("inequality of the hours that volunteers give", "志愿服务时长的不均等程度")


@rule
def take_part(me: Resident, here: Community, world: World, u: ResidentDraws) -> None:
    """Whether a resident of 15 or older takes part this month, and in which ways: helping, volunteering, attending.

    An inclination is common to all ways; each has openings, ages and luck of its own. Who did not take part last month may be
    asked by a person, which multiplies the odds of every way.
    """
    utility = inclination(me, here, world)
    against = exp(-utility * (1.0 / (world.participation.noise if world.participation.noise > 0.0 else 1.0)))
    chance = chance_asked(me, here, world.participation)
    asked = me.takes_part == 0 and u.asked < chance
    drawn = (world.participation.asked_odds if asked else 1.0) if world.participation.noise > 0.0 else 0.0
    grown = me.age_group >= ADULT
    helps = joins(against, odds=drawn * helping_odds(me, world.ways, world.contact), u=u.helps)
    volunteers = joins(against, odds=drawn * volunteering_odds(me, here, world), u=u.volunteer)
    attends = joins(against, odds=drawn * attending_odds(me, here, world.ways), u=u.take_part)
    certain = world.participation.noise == 0.0 and utility >= 0.0
    stays = world.participation.lapse == 0.0 and me.takes_part != 0
    me.takes_part = grown and (helps or volunteers or attends or certain or stays)
    me.helps = grown and helps
    me.volunteers = grown and volunteers
    me.attends = grown and attends
    me.asked = grown and asked


@rule
def inclination(me: Resident, here: Community, world: World) -> float:
    """What inclines a resident to take part at all.

    Peers count by the activation of the tie; an elder-care association makes the district's old people peers of the old.
    Under complete mixing peers are the whole community and the threshold is a whole number of persons, as in Granovetter
    (1978), else of hundredths of a tie: a share such as 1/3 has no exact float.
    """
    circle = FULL_TIE * max(me.n_peers, 1)
    afar = here.elders_tied if me.age_group >= OLD else 0.0
    known = me.peers_active * (1.0 - afar) + circle * here.elders_afar * afar
    mixed = world.participation.complete_mixing != 0.0
    peers, everyone = here.active_residents if mixed else known, here.n_residents if mixed else circle
    share = 1.0 / max(here.n_residents, 1) if mixed else tie_share(me)
    utility = (
        world.participation.participation_constant[here.kind]
        + (world.participation.peer_weight * peers - int(me.threshold * everyone + 0.5)) * share
    )
    utility += (
        world.participation.belonging_weight * (me.belonging - 0.5)
        + world.participation.trust_weight * (me.trust - 0.5)
        + world.participation.habit_weight * me.habit
    )
    utility += world.participation.reciprocity_weight * me.helped_lately - time_cost(me, here, world.worktime)
    utility += world.participation.party_weight * me.party_member + (
        world.participation.association_weight if me.stage == ASSOCIATION_PERSON else 0.0
    )
    return utility - world.participation.fatigue_weight * overload(
        me, here, world.participation, world.deliberation.meeting_load * here.deliberated
    )


@rule
def chance_asked(me: Resident, here: Community, how: Participation) -> float:
    """The chance of a month to be asked to join in: by tied residents who take part, by fellow members, by the committee."""
    unasked = (1.0 - min(how.asking_by_peers / FULL_TIE * me.peers_active, 1.0)) * (1.0 - here.committee_asks)
    return 1.0 - unasked * (1.0 - how.asked_in_association if me.stage == ASSOCIATION_PERSON else 1.0)


@rule
def overload(me: Resident, here: Community, how: Participation, meetings: float) -> float:
    """Meetings, surveys, staff's calls to join in, duties of members, registered volunteers, active party members."""
    duties = how.duty * ((1.0 if me.stage == ASSOCIATION_PERSON else 0.0) + me.registered_volunteer)
    duties += how.duty if is_on_duty(me, here) else 0.0
    return max(meetings + here.survey_reach + here.committee_asks + duties - how.bearable_load, 0.0)


@rule
def joins(against: float, *, odds: float, u: float) -> bool:
    """Whether a resident joins in one way: with the chance odds / (odds + against), compared without dividing."""
    return u * (odds + against) < odds


@rule
def volunteering_odds(me: Resident, here: Community, world: World) -> float:
    """Odds of volunteering with an organization: by openings, age and registration.

    People who would give many hours come more often than others, and so do registered volunteers.
    """
    local = 1.0 if me.registered != 0 else world.ways.unregistered_volunteering
    again = world.participation.registered_gain + world.membership.recognition_gain * here.recognized
    open_to_me = world.ways.volunteering * here.welcome * world.ways.volunteering_by_age[me.age_group]
    committed = me.effort / (me.effort + world.ways.half_committed)
    return open_to_me * committed * local * (1.0 + again * me.registered_volunteer)


@rule
def give_time(
    me: Resident, here: Community, organizers: Organizers, how: Participation, members: Members, u: ResidentDraws
) -> None:
    """The minutes that a volunteer gives, and whether one organizes what others join.

    Hours are concentrated by a personal effort (P03). Members organize more often. Part of the time goes into asking those
    one knows, and a party member's into visits.
    """
    leading = organizers.organizer_share + (organizers.member_organizers if me.stage == ASSOCIATION_PERSON else 0.0)
    asking = how.asking_by_peers * how.peer_asking_minutes / FULL_TIE * me.active_ties
    for_others = 60.0 * how.volunteer_hours * me.effort - asking - minutes_of_visits(me, here, members)
    me.volunteer_minutes = min(int(max(for_others, 0.0)), 30000) if me.volunteers != 0 else 0
    me.organizes = me.volunteers != 0 and u.organize < leading


@rule
def belong(me: Resident, here: Community, world: World, month: int) -> None:
    """Habit follows one's own participation; belonging grows by it, by culture and by resonance along active ties, and fades.

    A part of what culture does is by its line of heritage, which speaks most to those who have roots here. Belonging grows in
    elder-care associations for the old too, in organizations for their members, and for who takes part where the community
    decides for itself. Resonance goes from the more to the less attached: who belongs less than those tied to is drawn along,
    who belongs more loses nothing.
    """
    resonance = max(me.peers_belonging / ONE - me.active_ties * me.belonging, 0.0) * tie_share(me)
    roots = rooted_share(me, world.culture, month)
    growth = (
        world.belonging.belonging_from_participation + world.deliberation.belonging_from_deliberation * here.deliberated
    ) * me.takes_part
    growth += world.belonging.belonging_from_culture * (
        here.culture_reach + world.culture.heritage_part * (here.heritage_reach * roots - here.culture_reach)
    )
    growth += world.belonging.belonging_of_elders * here.elders_reach if me.age_group >= OLD else 0.0
    growth += world.belonging.belonging_of_members if me.stage == ASSOCIATION_PERSON else 0.0
    felt = (
        me.belonging
        + growth * (1.0 - me.belonging)
        + world.belonging.belonging_spread * resonance
        - world.belonging.belonging_decay * me.belonging
    )
    me.habit = approach(me.habit, target=me.takes_part, share=here.habit_learning)
    me.belonging = min(max(felt, 0.0), 1.0)
