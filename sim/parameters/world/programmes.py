"""World parameters: programmes of committees and the links that they work on."""

from sim.parameters.quantity import Group, factor, per_month, share, weight, yuan_per_resident
from sim.parameters.vectors import ByDomain, ByType


class Programmes(Group):
    """What one-stop centres, problem solving, brokerage and practice from elsewhere cost and do."""

    one_stop_saving: float = share(0.25, (0.05, 0.5)).means(
        "committee time a case that a full one-stop centre saves", "一站式服务每件个案节省的居(村)委会时间"
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
    broker_on_fit: float = share(0.25, (0.05, 0.5)).means(
        "misfits of organizations and departments that brokers at intensity 1 avoid",
        "强度为1时经牵线避免的供需错配比例",
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
    transfer_speed: float = per_month(0.05, (0.01, 0.15)).means(
        "part of the distance in practice that full transfer covers", "完全推广时每月缩小的经验差距"
    )
    transfer_misfit: float = share(0.08, (0, 0.3)).means(
        "help that fails because practice was made for other people, where nothing is known of one's own",
        "照搬经验导致的帮助失效比例",
    )
    transfer_time: float = share(0.05, (0.02, 0.15)).means(
        "committee time that full transfer takes", "完全推广所占工作时间"
    )
    transfer_cost: float = yuan_per_resident(2.0, (0.5, 5)).means("money for full transfer", "完全推广的经费")
