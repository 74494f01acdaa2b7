"""Parameters of planning."""

from sim.quantities import Group, months, per_year, quantity, share, yuan_per_resident


class Foresight(Group):
    """Time that planning takes, and networks that process spending builds."""

    planning_time: float = quantity(0.0005, (0, 0.003), unit="share per year ahead", domain=(0, 1)).means(
        "committee time that forecasts take for each year ahead", "每预测一年所占居（村）委会工作时间"
    )
    rebudget_time: float = share(0.002, (0, 0.01)).means(
        "committee time that each reallocation beyond one a year takes",
        "每年一次之外每多一次重新配置所占居（村）委会工作时间",
    )
    process_usual: float = yuan_per_resident(15.0, (5, 40), domain=(0.01, 10000)).means(
        "process spending that in the long run makes networks of strength 1", "长期可使网络强度达到1的过程性支出"
    )
    network_half_life: float = months(36.0, (12, 84)).means(
        "half-life with which networks follow process spending", "网络强度跟随过程性支出的半衰期"
    )
    network_on_activity: float = share(0.3, (0, 1), domain=(0, 10), source="direction: article (E07)").means(
        "opportunities to take part that networks of strength 1 add", "强度为1的网络所增加的参与机会"
    )
    network_on_help: float = share(0.25, (0, 1), domain=(0, 10), source="direction: article (E07)").means(
        "cases more that neighbours manage in the same time with networks of strength 1",
        "强度为1的网络使邻里在同样时间内多办的个案比例",
    )
    network_on_founding: float = share(0.5, (0, 2), domain=(0, 10), source="direction: article (E07)").means(
        "foundings of groups that networks of strength 1 add", "强度为1的网络所增加的组织成立比例"
    )


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
