"""Levers on time: how far offices look ahead and back, what they keep for change, and when they withdraw."""

from sim.parameters.quantity import Group, quantity


class Planning(Group):
    """Looking ahead, looking back, room left for change."""

    horizon_years: float = quantity(
        0.0,
        unit="years",
        domain=(0, 30),
        plausible=(0, 10),
        en="years that planning looks ahead by the ages of residents: 0 last year's backlog",
        zh="按居民年龄结构预测的规划年限：0 只看上年积压",
    )
    reserve_share: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.3),
        en="share of the budget kept back for need beyond what was forecast",
        zh="为超出预测的需求预留的经费比例",
    )
    rebudget_months: int = quantity(
        12,
        unit="months",
        domain=(1, 60),
        plausible=(3, 36),
        en="months from one reallocation to the next",
        zh="两次重新配置之间的月数",
    )


class Exit(Group):
    """When government withdraws, and from what."""

    capacity_threshold: float = quantity(
        0.5,
        unit="share",
        domain=(0, 1),
        plausible=(0.3, 0.8),
        en="share of resolved cases solved by society from which government withdraws",
        zh="政府退出的门槛：社会力量解决个案的占比",
    )
    taper_per_year: float = quantity(
        0.0,
        unit="per year",
        domain=(0, 12),
        plausible=(0, 1),
        en="share of its money that government withdraws a year once the threshold is passed",
        zh="超过门槛后政府每年退出的经费比例",
    )
    tapers: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="what it withdraws: 0 grants and contracts, 1 direct provision",
        zh="退出的内容：0 资助与购买，1 直接提供",
    )
