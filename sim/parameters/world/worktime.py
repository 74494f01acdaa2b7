"""World parameters: who works, who works shifts, and what that leaves for taking part."""

from sim.parameters.quantity import Group, factor, share, weight
from sim.parameters.vectors import ByAge, ByType


class Worktime(Group):
    """Time that work takes."""

    employed_share: ByAge = share(ByAge.from_youngest(0.0, 0.1, 0.7, 0.85, 0.65, 0.3, 0.1, 0.0), (0, 1)).means(
        "residents who work, by age", "各年龄段从业居民的比例"
    )
    migrant_employment: float = factor(1.1, (1, 1.3)).means(
        "how much more often those without local registration work", "无本地户籍者从业比例的倍数"
    )
    shift_share: ByType = share(ByType(traditional=0.15, market=0.1, rural=0.1, industrial=0.45), (0, 0.7)).means(
        "share of those who work that works shifts, by type of community", "各类社区从业者中轮班工作的比例"
    )
    work_cost: float = weight(0.4, (0, 1)).means(
        "what a job takes from the inclination to take part; 0 switches it off", "工作对参与倾向的占用；0 表示关闭"
    )
    shift_cost: float = weight(0.5, (0, 1.5)).means(
        "what working shifts takes beyond that; 0 switches it off", "轮班在此之外的占用；0 表示关闭"
    )
