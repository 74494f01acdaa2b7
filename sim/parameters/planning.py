"""Levers on time: how far offices look ahead and back, what they keep for change, and when they withdraw."""

from sim.parameters.quantity import Group, months, per_year, quantity, share


class Planning(Group):
    """Looking ahead, looking back, room left for change."""

    horizon_years: float = quantity(0.0, (0, 10), unit="years", domain=(0, 30)).means(
        "years that planning looks ahead by the ages of residents: 0 last year's backlog",
        "按居民年龄结构预测的规划年限：0 只看上年积压",
    )
    reserve_share: float = share(0.0, (0, 0.3)).means(
        "share of the budget kept back for need beyond what was forecast", "为超出预测的需求预留的经费比例"
    )
    rebudget_months: int = months(12, (3, 36), domain=(1, 60)).means(
        "months from one reallocation to the next", "两次重新配置之间的月数"
    )


class Exit(Group):
    """When government withdraws, and from what."""

    capacity_threshold: float = share(0.5, (0.3, 0.8)).means(
        "share of resolved cases solved by society from which government withdraws",
        "政府退出的门槛：社会力量解决个案的占比",
    )
    taper_per_year: float = per_year(0.0, (0, 1), domain=(0, 12)).means(
        "share of its money that government withdraws a year once the threshold is passed",
        "超过门槛后政府每年退出的经费比例",
    )
    tapers: float = share(0.0, (0, 1)).means(
        "what it withdraws: 0 grants and contracts, 1 direct provision", "退出的内容：0 资助与购买，1 直接提供"
    )
