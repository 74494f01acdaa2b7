"""World parameters: who works, who works shifts, and what that leaves for taking part."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByAge, ByType


class Worktime(Group):
    """Time that work takes."""

    employed_share: ByAge = quantity(
        ByAge(
            age_0_14=0.0,
            age_15_17=0.1,
            age_18_29=0.7,
            age_30_49=0.85,
            age_50_59=0.65,
            age_60_69=0.3,
            age_70_79=0.1,
            age_80_plus=0.0,
        ),
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="residents who work, by age",
        zh="各年龄段从业居民的比例",
    )
    migrant_employment: float = quantity(
        1.1,
        unit="1",
        domain=(0, 100),
        plausible=(1, 1.3),
        en="how much more often those without local registration work",
        zh="无本地户籍者从业比例的倍数",
    )
    shift_share: ByType = quantity(
        ByType(traditional=0.15, market=0.1, rural=0.1, industrial=0.45),
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.7),
        en="share of those who work that works shifts, by type of community",
        zh="各类社区从业者中轮班工作的比例",
    )
    work_cost: float = quantity(
        0.4,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1),
        en="what a job takes from the inclination to take part; 0 switches it off",
        zh="工作对参与倾向的占用；0 表示关闭",
    )
    shift_cost: float = quantity(
        0.5,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1.5),
        en="what working shifts takes beyond that; 0 switches it off",
        zh="轮班在此之外的占用；0 表示关闭",
    )
