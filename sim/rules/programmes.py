"""Programmes of a committee: one-stop centre, solving causes, brokerage, practice from elsewhere (E13, E30, E81, E82)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.quantities import ByDomain, ByType, Group, factor, per_month, quantity, share, weight, yuan_per_resident
from sim.rules.arithmetic import exp, log
from sim.rules.rule import rule
from sim.state import Community, Many, Office, Resident, ResidentDraws
from sim.state.words import INVOLVE, N_DOMAINS, N_TIERS, OPEN, RURAL, SOLVE

if TYPE_CHECKING:
    from sim.parameters import Levers, World
    from sim.rules.deliberation import Deliberation
    from sim.rules.membership import Membership


class Programmes(Group):
    """What one-stop centres, problem solving, brokerage and practice from elsewhere cost and do."""

    one_stop_saving: float = share(0.25, (0.05, 0.5)).means(
        "committee time a case that a full one-stop centre saves", "一站式服务每件个案节省的居（村）委会时间"
    )
    one_stop_on_report: float = weight(0.3, (0, 1), domain=(-10, 10)).means(
        "how much a full one-stop centre raises reporting", "一站式服务对主动求助的促进"
    )
    one_stop_time: float = share(0.06, (0.02, 0.15)).means(
        "committee time that a full one-stop centre takes", "一站式服务所占工作时间"
    )
    one_stop_cost: float = yuan_per_resident(4.0, (1, 10)).means("money for a full one-stop centre", "一站式服务的经费")
    domain_urgency: ByDomain = share(
        ByDomain(
            elderly_care=0.8,
            children_education=0.5,
            health=1.0,
            culture=0.0,
            social_security=0.6,
            housing=0.6,
            population_services=0.3,
            convenience=0.2,
        ),
        (0, 1),
    ).means("urgency of a case", "个案的紧急程度")
    urgency_priority: float = factor(0.5, (0, 1)).means(
        "weight of urgency in a queue by urgency alone", "完全按紧急程度排队时紧急程度的权重"
    )
    solving_time: float = share(0.15, (0.05, 0.3)).means(
        "committee time for problem solving at intensity 1", "问题解决强度为1时所占工作时间"
    )
    solving_cost: float = yuan_per_resident(2.0, (0.5, 6)).means(
        "money for problem solving at intensity 1", "问题解决强度为1时的经费"
    )
    solving_effect: float = share(0.01, (0.002, 0.03)).means(
        "causes solved a month for each resolved case per 1,000 residents", "每千人每办结一件个案当月消除的问题成因"
    )
    solving_limit: float = share(0.4, (0.1, 0.6)).means("causes that a community can solve", "社区能够消除的问题成因")
    solution_fading: float = per_month(0.04, (0.01, 0.1)).means(
        "solved causes that come back", "已消除成因重新出现的比例"
    )
    solution_spill: float = share(0.1, (0, 0.3)).means(
        "of the causes solved elsewhere in the district, those solved here too", "区县内其他社区消除成因对本社区的外溢"
    )
    involvement_time: float = share(0.1, (0.03, 0.2)).means(
        "committee time for organization involvement at intensity 1", "社会组织介入强度为1时所占工作时间"
    )
    involvement_cost: float = yuan_per_resident(1.0, (0.2, 4)).means(
        "money for organization involvement at intensity 1", "社会组织介入强度为1时的经费"
    )
    search_minutes: float = quantity(90.0, (20, 150), unit="minutes per search", domain=(0.1, 100_000)).means(
        "a broker's time to find one more organization that might fit a case",
        "为一件个案多联系一家可能合适的组织所需时间",
    )
    broker_on_volunteers: float = share(0.3, (0, 0.6)).means(
        "volunteers' other hours that brokers at intensity 1 bring to filed groups",
        "强度为1时引入备案组织的其他志愿时间比例",
    )
    direct_report: float = share(0.2, (0.05, 0.5), source="S27 (help line: direction)").means(
        "reports that go straight to departments", "直接向职能部门提出的求助比例"
    )
    mutual_brokered: float = share(0.5, (0.2, 0.8)).means(
        "neighbours' help that comes about through the community", "由社区牵线的邻里互助比例"
    )
    practice: ByType = share(ByType(traditional=1.0, market=1.0, rural=0.9, industrial=1.0), (0.7, 1)).means(
        "public help that does not fail for want of practice", "不因经验不足而失效的公共帮助比例"
    )
    practice_taken: float = share(0.3, (0.1, 0.6)).means(
        "part of the distance to better practice that a committee takes over when it sees it at work",
        "居（村）委会实地看到更好做法时缩小的差距比例",
    )
    practice_settles: float = per_month(0.1, (0.03, 0.3)).means(
        "practice from communities of another type that becomes one's own", "外来做法转化为本地做法的速度"
    )
    transfer_misfit: float = share(0.08, (0, 0.3)).means(
        "help by new practice that fails because it was made for other people, where nothing is known of one's own",
        "照搬经验导致的帮助失效比例",
    )
    transfer_time: float = share(0.05, (0.02, 0.15)).means(
        "committee time that full transfer takes", "完全推广所占工作时间"
    )
    transfer_cost: float = yuan_per_resident(2.0, (0.5, 5)).means("money for full transfer", "完全推广的经费")


class Triad(Group):
    """Links of residents, community and departments; 1 is as strong as around 2016."""

    residents_community: float = share(1.0, (0, 1)).means(
        "strength of the link of residents and community", "居民与社区之间联系的强度"
    )
    community_departments: float = share(1.0, (0, 1)).means(
        "strength of the link of community and departments", "社区与职能部门之间联系的强度"
    )
    residents_departments: float = share(1.0, (0, 1)).means(
        "strength of the link of residents and departments", "居民与职能部门之间联系的强度"
    )


class Learning(Group):
    """What communities take over from each other."""

    transfer: float = share(0.0, (0, 1)).means(
        "rural committees taken on visits to mature urban communities where they review their work",
        "农村居（村）委会调整工作时被组织到成熟城市社区学习的比例",
    )


@rule
def plan_programmes(
    here: Community, policy: Levers, deliberation: Deliberation, membership: Membership, how: Programmes
) -> None:
    """What the programmes ask of a committee: a share of its usual hours, and yuan per resident and year.

    Only rural committees are taken on visits. Deciding in meetings of residents is a programme too, and so is recognition of
    volunteers' hours.
    """
    learning = policy.learning.transfer if here.kind == RURAL else 0.0
    hours = how.one_stop_time * policy.provision.one_stop + how.solving_time * here.work[SOLVE]
    hours += (
        how.involvement_time * here.work[INVOLVE]
        + how.transfer_time * learning
        + deliberation.deliberation_time * policy.autonomy.decided_here
    )
    volunteers = here.registered_volunteers / max(here.n_residents, 1)
    money = how.one_stop_cost * policy.provision.one_stop + how.solving_cost * here.work[SOLVE]
    money += how.involvement_cost * here.work[INVOLVE] + how.transfer_cost * learning
    money += membership.recognition_cost * policy.methods.recognition * volunteers
    here.programme_time = hours
    here.programme_cost = money + deliberation.deliberation_cost * policy.autonomy.decided_here


@rule
def carry_out(here: Community, policy: Levers, world: World) -> None:
    """What comes of them, as far as there are hours and money."""
    reach = here.committee_reach
    involved = here.work[INVOLVE] * reach
    here.recognized = min(policy.methods.recognition * reach, 1.0)
    here.one_stop_open = min(policy.provision.one_stop * reach, 1.0)
    here.solving_reach = here.work[SOLVE] * reach
    here.brokered = search(here, involved, world)
    here.gathered = min(world.programmes.broker_on_volunteers * involved, 1.0)


@rule
def search(here: Community, involved: float, world: World) -> float:
    """The share of help that would not fit for which brokers find an organization that does, among those that lend places here.

    Brokers know who has places in a domain. In the hours that they have they ask one more organization for a case, and another,
    as long as there are any; each adapts to the wish as organizations do by themselves. The case changes places with one that
    any of them fits. Last month tells how much help would not have fitted without brokers, and how many places there were.
    """
    unfit, places = 0, 0
    for d in range(N_DOMAINS):
        unfit += here.mismatched[d]
        for tier in range(OPEN):
            places += here.borrowed[N_TIERS * d + tier]
    minutes = here.n_residents * world.committees.usual_minutes * world.programmes.involvement_time * involved
    asked = minutes / world.programmes.search_minutes * (1.0 - here.brokered) / max(unfit, 1)
    others = max(1.0 * places / N_DOMAINS - 1.0, 0.0)
    return 1.0 - exp(min(asked, others) * log(1.0 - world.help.organization_fit))


@rule
def practise(here: Community, how: Programmes) -> None:
    """The chance that public help fails for want of practice: one's own, and what is new and was made for other people.

    New practice fails the more, the less is known of one's own residents, until it has become one's own.
    """
    lacking = max(1.0 - how.practice[here.kind] - here.practice_gained, 0.0)
    foreign = how.transfer_misfit * here.practice_new * (1.0 - here.survey_knowledge)
    here.practice_new *= 1.0 - how.practice_settles
    here.practice_lacking = min(lacking + foreign, 1.0)


@rule
def avert(me: Resident, here: Community, u: ResidentDraws) -> None:
    """Whether a new case stands, its domain, whether it is complex; zeros where the need is spared or its causes are solved."""
    arises = me.spared == 0 and u.averted >= here.solved_causes[me.case_domain - 1]
    me.is_new = arises
    me.case_domain = me.case_domain if arises else 0
    me.case_complex = me.case_complex if arises else 0


@rule
def solve_causes(communities: Many[Community], offices: Many[Office], how: Programmes) -> None:
    """A problem solved well is solved for neighbours too: causes solved by domain here, and a little in the whole district.

    A community gains by its reach and by the cases that it resolved in the domain. Of the mean gain of the district's other
    communities it gets ``solution_spill``. Solutions fade, and never solve more than ``solving_limit`` of the causes.
    """
    for o in range(len(offices)):
        offices[o].district_places = 0
        for d in range(N_DOMAINS):
            offices[o].district_gain[d] = 0.0
    for c in range(len(communities)):
        if len(offices) > 0:
            offices[communities[c].district].district_places += 1
        for d in range(N_DOMAINS):
            solved = 1000.0 * communities[c].resolved[d] / max(communities[c].n_residents, 1)
            communities[c].solved_gain[d] = min(how.solving_effect * communities[c].solving_reach * solved, 1.0)
            if len(offices) > 0:
                offices[communities[c].district].district_gain[d] += communities[c].solved_gain[d]
    for c in range(len(communities)):
        for d in range(N_DOMAINS):
            gain = communities[c].solved_gain[d]
            if len(offices) > 0 and offices[communities[c].district].district_places > 1:
                others = offices[communities[c].district].district_gain[d] - gain
                gain += how.solution_spill * max(others, 0.0) / (offices[communities[c].district].district_places - 1)
            kept = communities[c].solved_causes[d] * (1.0 - how.solution_fading)
            communities[c].solved_causes[d] = kept + min(gain, 1.0) * max(how.solving_limit - kept, 0.0)
