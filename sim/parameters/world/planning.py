"""World parameters: what planning costs, and what process spending does."""

from sim.parameters.quantity import Group, months, quantity, share, yuan_per_resident


class Foresight(Group):
    """Time that planning takes, and networks that process spending builds."""

    planning_time: float = quantity(0.0005, (0, 0.003), unit="share per year ahead", domain=(0, 1)).means(
        "committee time that forecasts take for each year ahead", "每预测一年所占居(村)委会工作时间"
    )
    rebudget_time: float = share(0.002, (0, 0.01)).means(
        "committee time that each reallocation beyond one a year takes",
        "每年一次之外每多一次重新配置所占居(村)委会工作时间",
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
