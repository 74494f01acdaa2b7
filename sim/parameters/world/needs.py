"""World parameters: needs."""

from sim.parameters.quantity import Group, factor, per_month, quantity, share
from sim.parameters.vectors import ByAge, ByDomain


class Needs(Group):
    """What residents need and how alike their wishes are."""

    need_per_year: ByAge = quantity(
        ByAge.from_youngest(0.4, 0.2, 0.25, 0.3, 0.35, 0.6, 0.9, 1.2),
        (0.1, 3),
        unit="cases per resident and year",
        domain=(0, 12),
        source="S24, S27 (mean 0.4); elders about twice as many: S42, direction",
    ).means("new needs that reach formal channels", "进入正式渠道的新增需求")
    health_effect: float = share(0.1, (0, 0.3)).means(
        "share by which the best health lowers need for elderly care and health, and frailty; 0 switches it off",
        "最佳健康状况使养老与健康需求及失能降低的比例；0 表示关闭",
    )
    health_learning: float = per_month(0.03, (0.01, 0.1)).means(
        "how fast health follows the habit of taking part", "健康状况随参与习惯变化的速度"
    )
    health_lost_alone: float = per_month(0.05, (0, 0.2)).means(
        "share of health lost in a month without help that the frail need", "失能者一个月无人帮助所损失的健康比例"
    )
    problem_load: float = factor(1.0, (0.5, 2)).means(
        "social problems against practice around 2016", "社会问题相对2016年前后的强度"
    )
    domain_weight: ByDomain = factor(
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
        (0.2, 5),
        source="S42 (elder and medical care first: direction)",
    ).means("how often needs fall in a domain, against the others", "各领域需求的相对频度")
    elderly_care_interest: ByAge = factor(ByAge.from_youngest(0.0, 0.0, 0.0, 0.1, 0.3, 1.5, 3.0, 4.0), (0, 5)).means(
        "interest in elderly care by age", "各年龄段对养老服务的需求程度"
    )
    children_interest: ByAge = factor(ByAge.from_youngest(4.0, 3.0, 0.3, 1.2, 0.2, 0.2, 0.1, 0.0), (0, 5)).means(
        "interest in children's services by age", "各年龄段对儿童与教育服务的需求程度"
    )
    taste_heterogeneity: float = share(0.5, (0.2, 0.9)).means(
        "how unlike tastes are: 0 all want the same, 1 every variant equally", "偏好差异：0 为全体相同，1 为各品种均等"
    )
    variants_wanted: int = quantity(6, (1, 8), unit="variants", domain=(1, 8)).means(
        "variants of a service that residents tell apart", "居民所区分的服务品种数"
    )
