"""World parameters: equity."""

from sim.parameters.quantity import Group, factor, share
from sim.parameters.vectors import ByDomain, ByType


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
