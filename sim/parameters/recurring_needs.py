"""Parameters of recurring_needs."""

from sim.quantities import ByAge, Group, factor, per_year, share


class Standing(Group):
    """Who becomes frail, for how long, and what help every month is to them."""

    standing_per_year: ByAge = per_year(
        ByAge.from_youngest(0.0001, 0.0001, 0.0001, 0.0002, 0.0004, 0.0013, 0.004, 0.013), (0, 0.05), domain=(0, 12)
    ).means(
        "chance to come to need help every month; 0 switches standing cases off",
        "开始需要每月帮助的概率；0 表示不设长期个案",
    )
    standing_care_share: float = share(0.7, (0.3, 0.9)).means(
        "of the frail of 60 or older, those who need elderly care and not health services",
        "60岁及以上长期个案中属养老照护者的比例",
    )
    standing_recovery: float = per_year(0.2, (0.05, 0.5), domain=(0, 12)).means(
        "chance that a standing case ends by recovery", "长期个案因康复而结束的概率"
    )
    standing_priority: float = factor(2.0, (0, 3)).means(
        "place of a standing case in the queue, in units of the priority of old people",
        "长期个案的排队权重，以老年人优先权重为单位",
    )
    standing_strength: float = share(0.3, (0.05, 1)).means(
        "what a month of a standing case weighs against the end of a case", "长期个案一个月的影响相对个案办结的比例"
    )
