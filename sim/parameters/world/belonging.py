"""World parameters: belonging."""

from sim.parameters.quantity import Group, quantity


class Belonging(Group):
    """What makes residents belong, and what volunteers' hours go into."""

    belonging_from_participation: float = quantity(
        0.03,
        unit="per month",
        domain=(0, 1),
        plausible=(0.01, 0.1),
        en="growth of belonging by taking part",
        zh="参与带来的归属感增长",
    )
    belonging_from_culture: float = quantity(
        0.0128,
        unit="per month",
        domain=(0, 1),
        plausible=(0.002, 0.04),
        en="growth of belonging by culture",
        zh="文化活动带来的归属感增长",
    )
    belonging_from_groups: float = quantity(
        0.003,
        unit="per month",
        domain=(0, 1),
        plausible=(0.001, 0.02),
        en="growth of belonging by culture groups of intensity 1",
        zh="文化团体强度为 1 时的归属感增长",
    )
    belonging_of_elders: float = quantity(
        0.01,
        unit="per month",
        domain=(0, 1),
        plausible=(0.002, 0.03),
        en="growth of old people's belonging by elder-care associations of intensity 1",
        zh="养老协会强度为 1 时老年人的归属感增长",
    )
    belonging_of_members: float = quantity(
        0.01,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.05),
        en="growth of members' belonging",
        zh="社团成员的归属感增长",
    )
    belonging_spread: float = quantity(
        0.05,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.2),
        en="how fast belonging spreads along ties",
        zh="归属感沿社会联系扩散的速度",
    )
    belonging_decay: float = quantity(
        0.015,
        unit="per month",
        domain=(0, 1),
        plausible=(0.005, 0.05),
        en="fading of belonging",
        zh="归属感的消退",
    )
    mutual_share: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0.1, 0.6),
        en="volunteers' hours that go into cases",
        zh="志愿时长中用于处理个案的比例",
    )
    organized_share: float = quantity(
        0.4,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.8),
        en="of them, brought together by filed groups",
        zh="其中由备案社团组织的比例",
    )
    mutual_case_minutes: float = quantity(
        300.0,
        unit="minutes per case",
        domain=(1, 100000),
        plausible=(60, 600),
        en="neighbours' time a case",
        zh="邻里互助每件个案所需时间",
    )
