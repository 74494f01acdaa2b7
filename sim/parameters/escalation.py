"""Parameters of escalation."""

from sim.quantities import ByDomain, Group, per_month, quantity, share


class Cases(Group):
    """How complex cases are decided, and when cases are closed on paper."""

    complex_share: ByDomain = share(
        ByDomain(
            elderly_care=0.05,
            children_education=0.08,
            health=0.1,
            culture=0.02,
            social_security=0.2,
            housing=0.25,
            population_services=0.2,
            convenience=0.03,
        ),
        (0, 0.4),
        source="S24 (over 95 % solved locally: direction)",
    ).means("cases that need a decision before anyone can help", "需先由有权部门决定的个案比例")
    pass_upward: float = per_month(
        0.7, (0.58, 0.77), source="S61, S62, S27 (P16: a third answered after three offices)"
    ).means("cases that an office passes on or decides in a month", "每一级每月转办或办结的比例")
    front_line_full: float = quantity(
        9.0, (4, 18), unit="posts per 10,000 residents", domain=(0, 1_000), source="S24"
    ).means("front-line posts that leave no case without someone to carry it", "配足的一线专职人员")
    front_line_on_decision: float = share(0.5, (0, 0.9)).means(
        "stuck cases that full front-line staff moves", "一线人员配足后可推动的滞留个案比例"
    )
    head_on_decision: float = share(0.5, (0, 0.9)).means(
        "stuck cases that responsible heads move", "首长负责可推动的滞留个案比例"
    )
    supervision_on_decision: float = share(0.4, (0, 0.9)).means(
        "stuck cases that cross-system supervision moves", "跨系统监督可推动的滞留个案比例"
    )
    lack_of_authority: float = share(0.6, (0.2, 0.9)).means(
        "cases that a community without front-line staff cannot decide though it may",
        "有决定权但无一线人员的社区仍无法决定的比例",
    )
    office_decisions: float = quantity(
        27.0, (8, 40), unit="decisions per 10,000 residents and month", domain=(0, 100_000)
    ).means("complex cases that offices have time to decide", "各级部门每月可决定的复杂个案数")
    front_line_decisions: float = quantity(
        2.0, (0, 6), unit="decisions per post, level and month", domain=(0, 1_000)
    ).means(
        "decisions that a front-line post adds for each level they are moved down",
        "决定权每下移一级、每名一线人员每月增加的决定数",
    )
    head_time: float = share(0.05, (0, 0.3)).means(
        "time for decisions that heads lose by answering for cases", "首长负责占用的决策时间"
    )
    paper_ease: float = per_month(0.5, (0.1, 0.8), source="S61, S62, S27 (reported against true: direction)").means(
        "unserved cases closed on paper where fixed indicators are all that counts and nobody is served",
        "固定指标完全决定评价且无人得到服务时的纸面办结比例",
    )
    paper_trust_loss: float = share(0.05, (0, 0.2)).means(
        "trust lost when an open case is reported closed", "纸面办结造成的信任损失"
    )
    evaluation_noise: float = share(0.05, (0.01, 0.15), source="direction: article (E41)").means(
        "standard deviation of the error of an evaluation without effort, in cases closed of a month's known",
        "不投入力度时评价误差的标准差（按当月已知个案的办结比例计）",
    )
    shortfall_scale: float = share(0.1, (0.03, 0.3), domain=(0.001, 1)).means(
        "performance below the city's mean at which a committee is pressed as much as it can be",
        "绩效低于全市均值多少时居（村）委会承受的压力达到最大",
    )
    shortfall_on_paper: float = share(0.5, (0, 2), domain=(0, 10)).means(
        "cases closed on paper that a committee pressed by its performance adds", "绩效压力使纸面办结增加的比例"
    )
