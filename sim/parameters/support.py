"""Parameters of support."""

from sim.quantities import Group, factor, per_month, quantity, share, yuan_per_resident


class Support(Group):
    """Incubation, training, monitoring, private capital, and the people whom organizations can hire."""

    incubation_cost: float = yuan_per_resident(2.0, (0.5, 5), domain=(0, 1000)).means(
        "cost of incubation of intensity 1", "强度为 1 的孵化成本"
    )
    training_cost: float = quantity(6000.0, (2000, 20000), unit="yuan per place", domain=(0, 1000000)).means(
        "cost of a training place", "每个培训名额的成本"
    )
    monitoring_cost: float = share(0.05, (0.02, 0.15)).means(
        "share of the grant purse that full monitoring takes", "全面监测占资助资金的比例"
    )
    effect_memory: float = per_month(0.1, (0.03, 0.3)).means(
        "how fast measured effect follows results", "成效测量跟随结果的速度"
    )
    novices_available: float = quantity(
        9.0, (4, 15), unit="people per 10,000 residents and year", domain=(0, 10000)
    ).means("untrained people who come to be hired by organizations", "愿到社会组织就业的未受训者")
    pool_fading: float = per_month(0.1, (0.03, 0.3)).means(
        "share of those waiting to be hired who turn elsewhere", "待聘者中转往他处的比例"
    )
    staff_mobility: float = share(1.0, (0.3, 1)).means(
        "share of those waiting to be hired who look for work in the whole city, not in their community alone",
        "待聘者中在全市范围（而非仅在本社区）求职的比例",
    )
    trained_skill: float = share(0.7, (0.5, 0.9)).means("skill of those who were trained", "受训者的技能水平")
    reference_pay: float = quantity(
        3998.0, (2500, 6000), unit="yuan per post and month", domain=(1, 100000), source="S33"
    ).means("pay at which turnover is the usual one", "流失率处于通常水平时的薪酬")
    pay_elasticity: float = factor(1.5, (0.5, 3), domain=(0, 10)).means(
        "percent by which turnover falls for a percent more pay", "薪酬每提高百分之一流失率下降的百分数"
    )
    bearable_cases: float = quantity(
        10.0, (5, 15), unit="cases per post and month", domain=(0.1, 1000), source="T37, T41 (about 120 a year)"
    ).means("public cases a post above which staff burns out", "超过即产生倦怠的每岗公共个案数")
    burn_out: float = factor(1.0, (0, 3), domain=(0, 10)).means(
        "turnover added by twice the bearable cases, in usual turnovers", "个案数为可承受量两倍时增加的流失倍数"
    )
    private_per_resident: float = yuan_per_resident(
        40.0, (10, 192), source="S38: 96 yuan of charity in Ningbo is the most; a fifth of it at reputation 0.5 assumed"
    ).means(
        "private capital that full openness draws to organizations of full reputation",
        "完全开放时声誉满分的社会组织所吸引的社会资本",
    )
    gift_time: float = share(0.5, (0.2, 1)).means(
        "time paid by private capital that goes into public cases", "社会资本付费时间中用于公共个案的比例"
    )
    matching_response: float = factor(0.2, (0, 1), domain=(0, 10)).means(
        "private capital that matching of a yuan per yuan adds, as a share", "一比一配套使社会资本增加的比例"
    )
