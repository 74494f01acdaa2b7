"""Parameters of help."""

from sim.quantities import ByDomain, Group, factor, per_month, quantity, share, weight


class Help(Group):
    """How cases come to light, who can help, and what it costs."""

    self_report: float = per_month(0.35, (0.2, 0.6), source="S61, S62 (response to requests), S27").means(
        "chance that a resident with an unknown case reports it", "有未知个案的居民主动求助的概率"
    )
    trust_on_report: float = weight(1.0, (0, 2), domain=(-10, 10)).means(
        "how much trust raises reporting", "信任对主动求助的促进"
    )
    publicity_on_report: float = weight(0.3, (0, 1), domain=(-10, 10)).means(
        "how much publicity raises reporting", "宣传对主动求助的促进"
    )
    found_by_survey: float = per_month(0.1, (0.02, 0.2)).means(
        "chance that one survey a year finds a case in a month", "每年一次调查在一个月内发现个案的概率"
    )
    waiting_priority: float = factor(1.0, (0, 3)).means(
        "weight of a year's waiting in the queue against chance", "排队中等待一年相对随机的权重"
    )
    elder_priority: float = factor(0.3, (0, 1)).means(
        "weight of an age of 60 or more in the queue", "排队中老年人的优先权重"
    )
    neighbours_can: ByDomain = share(
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
        (0, 1),
    ).means("cases that neighbours could help with", "邻里能够帮助的个案比例")
    neighbour_fit: float = share(0.7, (0.4, 0.9)).means("neighbours' help that fits", "邻里互助符合需要的比例")
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
        (50, 2000),
        unit="yuan per case",
        domain=(0, 1000000),
    ).means("what one case costs a department", "职能部门处理一件个案的费用")
    ties_on_help: float = share(1.0, (0.3, 1)).means(
        "part of neighbours' readiness to help that goes by the activation of ties; 0 switches it off",
        "邻里互助中取决于联系活跃程度的部分；0 表示关闭",
    )
    people_per_variant: float = quantity(300.0, (100, 1000), unit="residents", domain=(0, 1000000)).means(
        "residents whom a variant of a service needs to be offered; 0 switches it off",
        "每个服务品种所需的居民数；0 表示关闭",
    )
    variety_cost: float = quantity(0.11, (0.03, 0.2), unit="share per variant", domain=(0, 10)).means(
        "what each further variant adds to the unit cost", "每增加一个品种使单位成本上升的比例"
    )
    base_knowledge: float = share(0.4, (0.1, 0.6)).means(
        "wishes that are known without any survey", "不做调查时已知的居民意愿比例"
    )
    survey_knowledge_full: float = share(0.95, (0.6, 1)).means(
        "wishes that are known with one survey a year", "每年调查一次时已知的居民意愿比例"
    )
    withdraw_per_month: float = per_month(0.06, (0.02, 0.15)).means(
        "chance that someone who is not helped gives up", "未获帮助者放弃求助的概率"
    )
    settle_for_less: float = share(0.35, (0.1, 0.7)).means(
        "chance that someone whose help did not fit settles for it", "所获帮助不合适而就此作罢的概率"
    )
    organization_fit: float = share(0.3, (0, 0.6)).means(
        "chance that an organization fits its help to a wish that is not the most common",
        "社会组织针对非主流意愿调整服务的概率",
    )


class Provision(Group):
    """What kind of service is offered."""

    menu_share: float = share(0.0, (0, 1)).means(
        "share of services offered as a menu that residents choose from", "以菜单方式供居民选择的服务比例"
    )
    variants_offered: int = quantity(4, (1, 8), unit="variants", domain=(1, 8)).means(
        "variants of a service on the menu", "菜单上每类服务的品种数"
    )
    survey_effort: float = quantity(
        0.5, (0, 2), unit="surveys of every household a year", domain=(0, 2), intervention=True
    ).means("how often residents are asked what they want", "居民需求调查的频度：1 为每年每户一次")
    one_stop: float = share(0.0, (0, 1), intervention=True).means(
        "one-stop centre: how many services it brings together", "一站式服务：汇集的服务比例"
    )
    priority_rule: float = share(0.5, (0, 1)).means(
        "rule of the queue: 0 by waiting, 1 by urgency (age and domain), 0.5 as around 2016",
        "排队规则：0 按等待时间，1 按紧急程度（年龄与领域），0.5 为2016年前后的做法",
    )
    low_fee_share: float = share(0.0, (0, 1)).means(
        "share of organizations' services offered at a low fee", "社会组织低偿服务的比例"
    )
    free_share: float = share(1.0, (0, 1)).means(
        "share of their other services that is free; the rest is by volunteers whom they lead",
        "其余服务中无偿服务的比例；剩余部分由其带领的志愿者提供",
    )
