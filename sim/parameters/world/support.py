"""World parameters: what support of organizations costs and does, and who can be hired."""

from sim.parameters.quantity import Group, quantity


class Support(Group):
    """Incubation, training, monitoring, private capital, and the people whom organizations can hire."""

    incubation_cost: float = quantity(
        2.0,
        unit="yuan per resident and year",
        domain=(0, 1000),
        plausible=(0.5, 5),
        en="cost of incubation of intensity 1",
        zh="强度为 1 的孵化成本",
    )
    training_cost: float = quantity(
        6000.0,
        unit="yuan per place",
        domain=(0, 1000000),
        plausible=(2000, 20000),
        en="cost of a training place",
        zh="每个培训名额的成本",
    )
    monitoring_cost: float = quantity(
        0.05,
        unit="share",
        domain=(0, 1),
        plausible=(0.02, 0.15),
        en="share of the grant purse that full monitoring takes",
        zh="全面监测占资助资金的比例",
    )
    effect_memory: float = quantity(
        0.1,
        unit="per month",
        domain=(0, 1),
        plausible=(0.03, 0.3),
        en="how fast measured effect follows results",
        zh="成效测量跟随结果的速度",
    )
    novices_available: float = quantity(
        36.0,
        unit="people per 10,000 residents and year",
        domain=(0, 10000),
        plausible=(20, 60),
        en="untrained people who come to be hired by organizations",
        zh="愿到社会组织就业的未受训者",
    )
    pool_fading: float = quantity(
        0.1,
        unit="per month",
        domain=(0, 1),
        plausible=(0.03, 0.3),
        en="share of those waiting to be hired who turn elsewhere",
        zh="待聘者中转往他处的比例",
    )
    staff_mobility: float = quantity(
        1.0,
        unit="share",
        domain=(0, 1),
        plausible=(0.3, 1),
        en="share of those waiting to be hired who look for work in the whole city, not in their community alone",
        zh="待聘者中在全市范围（而非仅在本社区）求职的比例",
    )
    trained_skill: float = quantity(
        0.7,
        unit="share",
        domain=(0, 1),
        plausible=(0.5, 0.9),
        en="skill of those who were trained",
        zh="受训者的技能水平",
    )
    reference_pay: float = quantity(
        3998.0,
        unit="yuan per post and month",
        domain=(1, 100000),
        plausible=(2500, 6000),
        source="S33",
        en="pay at which turnover is the usual one",
        zh="流失率处于通常水平时的薪酬",
    )
    pay_elasticity: float = quantity(
        1.5,
        unit="1",
        domain=(0, 10),
        plausible=(0.5, 3),
        en="percent by which turnover falls for a percent more pay",
        zh="薪酬每提高百分之一流失率下降的百分数",
    )
    bearable_cases: float = quantity(
        2.0,
        unit="cases per post and month",
        domain=(0.1, 1000),
        plausible=(1, 4),
        en="public cases a post above which staff burns out",
        zh="超过即产生倦怠的每岗公共个案数",
    )
    burn_out: float = quantity(
        1.0,
        unit="1",
        domain=(0, 10),
        plausible=(0, 3),
        en="turnover added by twice the bearable cases, in usual turnovers",
        zh="个案数为可承受量两倍时增加的流失倍数",
    )
    private_per_resident: float = quantity(
        40.0,
        unit="yuan per resident and year",
        domain=(0, 10000),
        plausible=(10, 192),
        source="S38: 96 yuan of charity in Ningbo is the most; a fifth of it at reputation 0.5 assumed",
        en="private capital that full openness draws to organizations of full reputation",
        zh="完全开放时声誉满分的社会组织所吸引的社会资本",
    )
    gift_time: float = quantity(
        0.5,
        unit="share",
        domain=(0, 1),
        plausible=(0.2, 1),
        en="time paid by private capital that goes into public cases",
        zh="社会资本付费时间中用于公共个案的比例",
    )
    matching_response: float = quantity(
        0.2,
        unit="1",
        domain=(0, 10),
        plausible=(0, 1),
        en="private capital that matching of a yuan per yuan adds, as a share",
        zh="一比一配套使社会资本增加的比例",
    )
