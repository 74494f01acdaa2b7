"""World parameters: help."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByDomain


class Help(Group):
    """How cases come to light, who can help, and what it costs."""

    self_report: float = quantity(
        0.35,
        unit="per month",
        domain=(0, 1),
        plausible=(0.2, 0.6),
        source="S61, S62 (response to requests), S27",
        en="chance that a resident with an unknown case reports it",
        zh="有未知个案的居民主动求助的概率",
    )
    trust_on_report: float = quantity(
        1.0,
        unit="1",
        domain=(-10, 10),
        plausible=(0, 2),
        en="how much trust raises reporting",
        zh="信任对主动求助的促进",
    )
    publicity_on_report: float = quantity(
        0.3,
        unit="1",
        domain=(-10, 10),
        plausible=(0, 1),
        en="how much publicity raises reporting",
        zh="宣传对主动求助的促进",
    )
    found_by_survey: float = quantity(
        0.1,
        unit="per month",
        domain=(0, 1),
        plausible=(0.02, 0.2),
        en="chance that one survey a year finds a case in a month",
        zh="每年一次调查在一个月内发现个案的概率",
    )
    waiting_priority: float = quantity(
        1.0,
        unit="1",
        domain=(0, 100),
        plausible=(0, 3),
        en="weight of a year's waiting in the queue against chance",
        zh="排队中等待一年相对随机的权重",
    )
    elder_priority: float = quantity(
        0.3,
        unit="1",
        domain=(0, 100),
        plausible=(0, 1),
        en="weight of an age of 60 or more in the queue",
        zh="排队中老年人的优先权重",
    )
    neighbours_can: ByDomain = quantity(
        ByDomain(
            elderly_care=0.2,
            children_education=0.3,
            health=0.05,
            culture=0.7,
            social_security=0.05,
            housing=0.05,
            population_services=0.3,
            convenience=0.6,
        ),
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="cases that neighbours could help with",
        zh="邻里能够帮助的个案比例",
    )
    neighbour_fit: float = quantity(
        0.7,
        unit="share",
        domain=(0, 1),
        plausible=(0.4, 0.9),
        en="neighbours' help that fits",
        zh="邻里互助符合需要的比例",
    )
    unit_cost: ByDomain = quantity(
        ByDomain(
            elderly_care=900.0,
            children_education=500.0,
            health=650.0,
            culture=250.0,
            social_security=350.0,
            housing=600.0,
            population_services=200.0,
            convenience=200.0,
        ),
        unit="yuan per case",
        domain=(0, 1000000),
        plausible=(50, 2000),
        en="what one case costs a department",
        zh="职能部门处理一件个案的费用",
    )
    ties_on_help: float = quantity(
        1.0,
        unit="share",
        domain=(0, 1),
        plausible=(0.3, 1),
        en="part of neighbours' readiness to help that goes by the activation of ties; 0 switches it off",
        zh="邻里互助中取决于联系活跃程度的部分；0 表示关闭",
    )
    people_per_variant: float = quantity(
        300.0,
        unit="residents",
        domain=(0, 1000000),
        plausible=(100, 1000),
        en="residents whom a variant of a service needs to be offered; 0 switches it off",
        zh="每个服务品种所需的居民数；0 表示关闭",
    )
    variety_cost: float = quantity(
        0.06,
        unit="share per variant",
        domain=(0, 10),
        plausible=(0.02, 0.15),
        en="what each further variant adds to the unit cost",
        zh="每增加一个品种使单位成本上升的比例",
    )
    base_knowledge: float = quantity(
        0.4,
        unit="share",
        domain=(0, 1),
        plausible=(0.1, 0.6),
        en="wishes that are known without any survey",
        zh="不做调查时已知的居民意愿比例",
    )
    survey_knowledge_full: float = quantity(
        0.95,
        unit="share",
        domain=(0, 1),
        plausible=(0.6, 1),
        en="wishes that are known with one survey a year",
        zh="每年调查一次时已知的居民意愿比例",
    )
    withdraw_per_month: float = quantity(
        0.06,
        unit="per month",
        domain=(0, 1),
        plausible=(0.02, 0.15),
        en="chance that someone who is not helped gives up",
        zh="未获帮助者放弃求助的概率",
    )
    settle_for_less: float = quantity(
        0.35,
        unit="share",
        domain=(0, 1),
        plausible=(0.1, 0.7),
        en="chance that someone whose help did not fit settles for it",
        zh="所获帮助不合适而就此作罢的概率",
    )
    organization_fit: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.6),
        en="chance that an organization fits its help to a wish that is not the most common",
        zh="社会组织针对非主流意愿调整服务的概率",
    )
