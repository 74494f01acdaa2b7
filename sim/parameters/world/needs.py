"""World parameters: needs."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByAge, ByDomain


class Needs(Group):
    """What residents need and how alike their wishes are."""

    need_per_year: ByAge = quantity(
        ByAge(
            age_0_14=0.4,
            age_15_17=0.2,
            age_18_29=0.25,
            age_30_49=0.3,
            age_50_59=0.35,
            age_60_69=0.6,
            age_70_79=0.9,
            age_80_plus=1.2,
        ),
        unit="cases per resident and year",
        domain=(0, 12),
        plausible=(0.1, 3),
        source="S24, S27 (mean 0.4); elders about twice as many: S42, direction",
        en="new needs that reach formal channels",
        zh="进入正式渠道的新增需求",
    )
    health_effect: float = quantity(
        0.1,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.3),
        en="share by which the best health lowers need for elderly care and health, and frailty; 0 switches it off",
        zh="最佳健康状况使养老与健康需求及失能降低的比例；0 表示关闭",
    )
    health_learning: float = quantity(
        0.03,
        unit="per month",
        domain=(0, 1),
        plausible=(0.01, 0.1),
        en="how fast health follows the habit of taking part",
        zh="健康状况随参与习惯变化的速度",
    )
    health_lost_alone: float = quantity(
        0.05,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.2),
        en="share of health lost in a month without help that the frail need",
        zh="失能者一个月无人帮助所损失的健康比例",
    )
    problem_load: float = quantity(
        1.0,
        unit="1",
        domain=(0, 100),
        plausible=(0.5, 2),
        en="social problems against practice around 2016",
        zh="社会问题相对2016年前后的强度",
    )
    domain_weight: ByDomain = quantity(
        ByDomain(
            elderly_care=2.5,
            children_education=1.3,
            health=1.9,
            culture=0.6,
            social_security=1.0,
            housing=0.6,
            population_services=0.35,
            convenience=1.2,
        ),
        unit="1",
        domain=(0, 100),
        plausible=(0.2, 5),
        source="S42 (elder and medical care first: direction)",
        en="how often needs fall in a domain, against the others",
        zh="各领域需求的相对频度",
    )
    elderly_care_interest: ByAge = quantity(
        ByAge(
            age_0_14=0.0,
            age_15_17=0.0,
            age_18_29=0.0,
            age_30_49=0.1,
            age_50_59=0.3,
            age_60_69=1.5,
            age_70_79=3.0,
            age_80_plus=4.0,
        ),
        unit="1",
        domain=(0, 100),
        plausible=(0, 5),
        en="interest in elderly care by age",
        zh="各年龄段对养老服务的需求程度",
    )
    children_interest: ByAge = quantity(
        ByAge(
            age_0_14=4.0,
            age_15_17=3.0,
            age_18_29=0.3,
            age_30_49=1.2,
            age_50_59=0.2,
            age_60_69=0.2,
            age_70_79=0.1,
            age_80_plus=0.0,
        ),
        unit="1",
        domain=(0, 100),
        plausible=(0, 5),
        en="interest in children's services by age",
        zh="各年龄段对儿童与教育服务的需求程度",
    )
    taste_heterogeneity: float = quantity(
        0.5,
        unit="share",
        domain=(0, 1),
        plausible=(0.2, 0.9),
        en="how unlike tastes are: 0 all want the same, 1 every variant equally",
        zh="偏好差异：0 为全体相同，1 为各品种均等",
    )
    variants_wanted: int = quantity(
        6,
        unit="variants",
        domain=(1, 8),
        plausible=(1, 8),
        en="variants of a service that residents tell apart",
        zh="居民所区分的服务品种数",
    )
