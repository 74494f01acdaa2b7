"""Levers on equity: to what the unregistered are entitled, and what is reserved for whom."""

from sim.parameters.quantity import Group, share


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
