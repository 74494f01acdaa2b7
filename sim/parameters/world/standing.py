"""World parameters: standing cases."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByAge


class Standing(Group):
    """Who becomes frail, for how long, and what help every month is to them."""

    standing_per_year: ByAge = quantity(
        ByAge(
            age_0_14=0.0001,
            age_15_17=0.0001,
            age_18_29=0.0001,
            age_30_49=0.0002,
            age_50_59=0.0004,
            age_60_69=0.0013,
            age_70_79=0.004,
            age_80_plus=0.013,
        ),
        unit="per year",
        domain=(0, 12),
        plausible=(0, 0.05),
        en="chance to come to need help every month; 0 switches standing cases off",
        zh="开始需要每月帮助的概率；0 表示不设长期个案",
    )
    standing_care_share: float = quantity(
        0.7,
        unit="share",
        domain=(0, 1),
        plausible=(0.3, 0.9),
        en="of the frail of 60 or older, those who need elderly care and not health services",
        zh="60岁及以上长期个案中属养老照护者的比例",
    )
    standing_recovery: float = quantity(
        0.2,
        unit="per year",
        domain=(0, 12),
        plausible=(0.05, 0.5),
        en="chance that a standing case ends by recovery",
        zh="长期个案因康复而结束的概率",
    )
    standing_priority: float = quantity(
        2.0,
        unit="1",
        domain=(0, 100),
        plausible=(0, 3),
        en="place of a standing case in the queue, in units of the priority of old people",
        zh="长期个案的排队权重，以老年人优先权重为单位",
    )
    standing_strength: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0.05, 1),
        en="what a month of a standing case weighs against the end of a case",
        zh="长期个案一个月的影响相对个案办结的比例",
    )
