"""Parameters of equity."""

from sim.quantities import ByDomain, ByType, Group, factor, share


class Equity(Group):
    """Whose needs differ, and what being without an entitlement or ahead in the queue means."""

    unregistered_interest: ByDomain = factor(
        ByDomain(
            elderly_care=0.7,
            children_education=1.0,
            health=1.0,
            culture=1.0,
            social_security=1.3,
            housing=1.5,
            population_services=4.0,
            convenience=0.8,
        ),
        (0.3, 8),
    ).means(
        "how often needs of the unregistered fall in a domain, against those of the registered",
        "非户籍居民各领域需求相对户籍居民的频度",
    )
    need_by_type: ByType = factor(ByType(traditional=1.1, market=0.95, rural=1.0, industrial=0.95), (0.5, 2)).means(
        "new needs by type of community, against the mean at equal age", "各类社区的新增需求（年龄相同时相对平均水平）"
    )
    unentitled_report: float = share(0.4, (0.1, 1)).means(
        "own reports by those who are not entitled, against others", "无资格者主动求助相对他人的比例"
    )
    group_priority: float = factor(2.0, (0.5, 4)).means(
        "weight of full priority of a group in the queue against chance", "群体完全优先在排队中相对随机的权重"
    )


class Entitlement(Group):
    """Residents without local registration who may have public help, by domain; 1 covers all residents."""

    elderly_care_entitled: float = share(0.4, (0, 1)).means(
        "unregistered entitled to elderly care", "非户籍居民享有养老服务的比例"
    )
    children_entitled: float = share(0.6, (0, 1)).means(
        "unregistered entitled to children's services and education", "非户籍居民享有儿童与教育服务的比例"
    )
    health_entitled: float = share(0.6, (0, 1)).means(
        "unregistered entitled to health services", "非户籍居民享有卫生健康服务的比例"
    )
    culture_entitled: float = share(0.8, (0, 1)).means(
        "unregistered entitled to culture", "非户籍居民享有文化服务的比例"
    )
    social_security_entitled: float = share(0.4, (0, 1)).means(
        "unregistered entitled to social security and employment services", "非户籍居民享有社保就业服务的比例"
    )
    housing_entitled: float = share(0.3, (0, 1)).means(
        "unregistered entitled to help with housing", "非户籍居民享有住房服务的比例"
    )
    population_services_entitled: float = share(0.7, (0, 1)).means(
        "unregistered entitled to population services", "非户籍居民享有人口服务的比例"
    )
    convenience_entitled: float = share(0.8, (0, 1)).means(
        "unregistered entitled to convenience services", "非户籍居民享有便民服务的比例"
    )


class Earmark(Group):
    """What is reserved for the old and for children; others have that much less."""

    for_elderly_care: float = share(0.0, (0, 1)).means(
        "direct provision reserved for elderly care, beyond its claim",
        "直接提供经费中为养老服务专列的比例（其申报份额之外）",
    )
    for_children: float = share(0.0, (0, 1)).means(
        "direct provision reserved for children and education, beyond its claim",
        "直接提供经费中为儿童与教育服务专列的比例（其申报份额之外）",
    )
    elderly_places: float = share(0.0, (0, 1)).means(
        "building money reserved for places for the old, before what each kind of facility lacks",
        "设施建设经费中为老年设施优先预留的比例（其余按各类设施缺口分配）",
    )
    children_places: float = share(0.0, (0, 1)).means(
        "building money reserved for places for children, before what each kind of facility lacks",
        "设施建设经费中为儿童设施优先预留的比例（其余按各类设施缺口分配）",
    )
    old_first: float = share(0.0, (0, 1)).means(
        "priority in the queue for residents of 60 or older", "60岁及以上居民在排队中的优先程度"
    )
    young_first: float = share(0.0, (0, 1)).means(
        "priority in the queue for children under 15", "15岁以下儿童在排队中的优先程度"
    )
