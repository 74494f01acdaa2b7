"""Parameters of budget."""

from sim.quantities import Group, per_year, quantity, share, yuan_per_resident


class Offices(Group):
    """How government offices learn."""

    catch_up: float = share(0.5, (0.1, 1)).means(
        "how far last year's backlog moves an office", "上年积压对部门决策的影响程度"
    )


class Funding(Group):
    """How much public money there is a year and what it is spent on."""

    budget_per_resident: float = yuan_per_resident(300.0, (50, 1_000), domain=(0, 100_000)).means(
        "public money for community governance and services", "社区治理与服务的公共经费"
    )
    budget_growth: float = per_year(
        0.03, (-0.05, 0.05), domain=(-0.5, 0.5), source="S41, T22, T25, T106: revenue per resident 2016-25, less prices"
    ).means("growth of the budget per resident in real terms", "人均经费的实际年增长率")
    committee_share: float = share(0.54, (0.3, 0.7)).means(
        "share of the budget that pays committees and their staff", "用于居（村）委会及其人员的经费比例"
    )
    direct_share: float = share(0.30, (0.1, 0.6)).means(
        "share of the budget that departments spend on services of their own", "职能部门直接提供服务的经费比例"
    )
    purchase_share: float = share(0.08, (0, 0.4)).means(
        "share of the budget that buys services from social organizations", "向社会组织购买服务的经费比例"
    )
    grant_share: float = share(0.033, (0, 0.17)).means(
        "share of the budget that is granted to social organizations", "资助社会组织的经费比例"
    )
    need_weight: float = share(0.0, (0, 1)).means(
        "allocation across communities: 0 by head, 1 by unmet need", "社区间分配依据：0 按人头，1 按未满足的需求"
    )
    equity_floor: float = share(0.0, (0, 1)).means(
        "least share of the amount per head that any community gets", "任一社区至少得到人均额的比例"
    )
    load_weight: float = share(0.0, (0, 1)).means(
        "allocation across communities by load: cases that came to be known in about a year",
        "社区间按工作量（近一年新掌握的个案）分配的比例",
    )
    outcome_weight: float = share(0.0, (0, 1)).means(
        "allocation across communities by outcome: share of known cases resolved in about a year",
        "社区间按成效（近一年已解决个案的比例）分配的比例",
    )
    rural_uplift: float = share(0.0, (0, 0.5)).means(
        "extra weight of rural communities when money is divided; set for the whole city",
        "分配经费时农村社区的附加权重（全市统一设定）",
    )
    private_capital: float = share(0.0, (0, 1)).means(
        "openness to private capital for social organizations", "社会组织对社会资本的开放程度"
    )
    matching_rate: float = quantity(0.0, (0, 2), unit="yuan per yuan", domain=(0, 10)).means(
        "public money from grants for each yuan of private capital", "每元社会资本由资助资金配套的金额"
    )
    facilities_share: float = share(0.02, (0, 0.1)).means(
        "share of the budget for facilities: upkeep first, then building", "用于社区设施的经费比例：先维护，后建设"
    )
    facilities_grant: float = yuan_per_resident(
        0.0, (0, 5), source="S34 (0.51 yuan per urban resident in 2016, by arithmetic)"
    ).means("money from higher levels earmarked for building facilities", "上级专项用于设施建设的资金")
    process_share: float = share(0.0, (0, 0.5)).means(
        "share of direct provision's money spent on building networks instead (process against task)",
        "直接提供服务的经费中转用于构建关系网络的比例（过程导向对任务导向）",
    )
    talent_share: float = share(0.0, (0, 0.1)).means(
        "share of the budget for talent: training places and supplements to pay before grants pay for them",
        "用于人才的经费比例：培训名额与薪酬补贴先由此支付，不足部分由资助资金支付",
    )
    platform_share: float = share(0.0, (0, 0.03)).means(
        "share of the budget for platform and screening, before committees pay for them",
        "用于信息平台及甄别的经费比例：先由此支付，不足部分由居（村）委会经费支付",
    )


class Prices(Group):
    """How pay moves against other prices. All money of a run is in yuan of its first year, so the price level drops out."""

    wage_growth: float = quantity(
        0.03,
        (0.0, 0.06),
        unit="per year",
        domain=(-0.5, 0.5),
        source="T106 (incomes rose by 8 %, 6 % in real terms, around 2016: the most); the default keeps step with the budget",
    ).means("growth of pay and incomes in real terms", "薪酬与收入的实际年增长率")
    labour_share: float = share(0.7, (0.5, 0.9)).means(
        "part of what services, activities and places cost that is pay", "服务、活动与设施成本中人工所占比例"
    )
