"""World parameters: programmes of committees and the links that they work on."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByDomain, ByType


class Programmes(Group):
    """What one-stop centres, problem solving, brokerage and practice from elsewhere cost and do."""

    one_stop_saving: float = quantity(
        0.25,
        unit="share",
        domain=(0, 1),
        plausible=(0.05, 0.5),
        en="committee time a case that a full one-stop centre saves",
        zh="一站式服务每件个案节省的居(村)委会时间",
    )
    one_stop_on_report: float = quantity(
        0.3,
        unit="1",
        domain=(-10, 10),
        plausible=(0, 1),
        en="how much a full one-stop centre raises reporting",
        zh="一站式服务对主动求助的促进",
    )
    one_stop_time: float = quantity(
        0.06,
        unit="share",
        domain=(0, 1),
        plausible=(0.02, 0.15),
        en="committee time that a full one-stop centre takes",
        zh="一站式服务所占工作时间",
    )
    one_stop_cost: float = quantity(
        4.0,
        unit="yuan per resident and year",
        domain=(0, 10000),
        plausible=(1, 10),
        en="money for a full one-stop centre",
        zh="一站式服务的经费",
    )
    domain_urgency: ByDomain = quantity(
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
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="urgency of a case",
        zh="个案的紧急程度",
    )
    urgency_priority: float = quantity(
        0.5,
        unit="1",
        domain=(0, 100),
        plausible=(0, 1),
        en="weight of urgency in a queue by urgency alone",
        zh="完全按紧急程度排队时紧急程度的权重",
    )
    solving_time: float = quantity(
        0.15,
        unit="share",
        domain=(0, 1),
        plausible=(0.05, 0.3),
        en="committee time for problem solving at intensity 1",
        zh="问题解决强度为1时所占工作时间",
    )
    solving_cost: float = quantity(
        2.0,
        unit="yuan per resident and year",
        domain=(0, 10000),
        plausible=(0.5, 6),
        en="money for problem solving at intensity 1",
        zh="问题解决强度为1时的经费",
    )
    solving_effect: float = quantity(
        0.01,
        unit="share",
        domain=(0, 1),
        plausible=(0.002, 0.03),
        en="causes solved a month for each resolved case per 1,000 residents",
        zh="每千人每办结一件个案当月消除的问题成因",
    )
    solving_limit: float = quantity(
        0.4,
        unit="share",
        domain=(0, 1),
        plausible=(0.1, 0.6),
        en="causes that a community can solve",
        zh="社区能够消除的问题成因",
    )
    solution_fading: float = quantity(
        0.04,
        unit="per month",
        domain=(0, 1),
        plausible=(0.01, 0.1),
        en="solved causes that come back",
        zh="已消除成因重新出现的比例",
    )
    solution_spill: float = quantity(
        0.1,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.3),
        en="of the causes solved elsewhere in the district, those solved here too",
        zh="区县内其他社区消除成因对本社区的外溢",
    )
    involvement_time: float = quantity(
        0.1,
        unit="share",
        domain=(0, 1),
        plausible=(0.03, 0.2),
        en="committee time for organization involvement at intensity 1",
        zh="社会组织介入强度为1时所占工作时间",
    )
    involvement_cost: float = quantity(
        1.0,
        unit="yuan per resident and year",
        domain=(0, 10000),
        plausible=(0.2, 4),
        en="money for organization involvement at intensity 1",
        zh="社会组织介入强度为1时的经费",
    )
    broker_on_fit: float = quantity(
        0.25,
        unit="share",
        domain=(0, 1),
        plausible=(0.05, 0.5),
        en="misfits of organizations and departments that brokers at intensity 1 avoid",
        zh="强度为1时经牵线避免的供需错配比例",
    )
    broker_on_volunteers: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.6),
        en="volunteers' other hours that brokers at intensity 1 bring to filed groups",
        zh="强度为1时引入备案组织的其他志愿时间比例",
    )
    direct_report: float = quantity(
        0.2,
        unit="share",
        domain=(0, 1),
        plausible=(0.05, 0.5),
        source="S27 (help line: direction)",
        en="reports that go straight to departments",
        zh="直接向职能部门提出的求助比例",
    )
    mutual_brokered: float = quantity(
        0.5,
        unit="share",
        domain=(0, 1),
        plausible=(0.2, 0.8),
        en="neighbours' help that comes about through the community",
        zh="由社区牵线的邻里互助比例",
    )
    practice: ByType = quantity(
        ByType(traditional=1.0, market=1.0, rural=0.9, industrial=1.0),
        unit="share",
        domain=(0, 1),
        plausible=(0.7, 1),
        en="public help that does not fail for want of practice",
        zh="不因经验不足而失效的公共帮助比例",
    )
    transfer_speed: float = quantity(
        0.05,
        unit="per month",
        domain=(0, 1),
        plausible=(0.01, 0.15),
        en="part of the distance in practice that full transfer covers",
        zh="完全推广时每月缩小的经验差距",
    )
    transfer_misfit: float = quantity(
        0.08,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.3),
        en="help that fails because practice was made for other people, where nothing is known of one's own",
        zh="照搬经验导致的帮助失效比例",
    )
    transfer_time: float = quantity(
        0.05,
        unit="share",
        domain=(0, 1),
        plausible=(0.02, 0.15),
        en="committee time that full transfer takes",
        zh="完全推广所占工作时间",
    )
    transfer_cost: float = quantity(
        2.0,
        unit="yuan per resident and year",
        domain=(0, 10000),
        plausible=(0.5, 5),
        en="money for full transfer",
        zh="完全推广的经费",
    )
