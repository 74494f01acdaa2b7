"""World parameters: what planning costs, and what process spending does."""

from sim.parameters.quantity import Group, quantity


class Foresight(Group):
    """Time that planning takes, and networks that process spending builds."""

    planning_time: float = quantity(
        0.0005,
        unit="share per year ahead",
        domain=(0, 1),
        plausible=(0, 0.003),
        en="committee time that forecasts take for each year ahead",
        zh="每预测一年所占居(村)委会工作时间",
    )
    rebudget_time: float = quantity(
        0.002,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.01),
        en="committee time that each reallocation beyond one a year takes",
        zh="每年一次之外每多一次重新配置所占居(村)委会工作时间",
    )
    process_usual: float = quantity(
        15.0,
        unit="yuan per resident and year",
        domain=(0.01, 10000),
        plausible=(5, 40),
        en="process spending that in the long run makes networks of strength 1",
        zh="长期可使网络强度达到1的过程性支出",
    )
    network_half_life: float = quantity(
        36.0,
        unit="months",
        domain=(0, 1200),
        plausible=(12, 84),
        en="half-life with which networks follow process spending",
        zh="网络强度跟随过程性支出的半衰期",
    )
    network_on_activity: float = quantity(
        0.3,
        unit="share",
        domain=(0, 10),
        plausible=(0, 1),
        source="direction: article (E07)",
        en="opportunities to take part that networks of strength 1 add",
        zh="强度为1的网络所增加的参与机会",
    )
    network_on_help: float = quantity(
        0.25,
        unit="share",
        domain=(0, 10),
        plausible=(0, 1),
        source="direction: article (E07)",
        en="cases more that neighbours manage in the same time with networks of strength 1",
        zh="强度为1的网络使邻里在同样时间内多办的个案比例",
    )
    network_on_founding: float = quantity(
        0.5,
        unit="share",
        domain=(0, 10),
        plausible=(0, 2),
        source="direction: article (E07)",
        en="foundings of groups that networks of strength 1 add",
        zh="强度为1的网络所增加的组织成立比例",
    )
