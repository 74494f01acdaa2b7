"""World parameters: belonging."""

from sim.parameters.quantity import Group, per_month, quantity, share


class Belonging(Group):
    """What makes residents belong, and what volunteers' hours go into."""

    belonging_from_participation: float = per_month(0.03, (0.01, 0.1)).means(
        "growth of belonging by taking part", "参与带来的归属感增长"
    )
    belonging_from_culture: float = per_month(0.0128, (0.002, 0.04)).means(
        "growth of belonging by culture", "文化活动带来的归属感增长"
    )
    belonging_from_groups: float = per_month(0.003, (0.001, 0.02)).means(
        "growth of belonging by culture groups of intensity 1", "文化团体强度为 1 时的归属感增长"
    )
    belonging_of_elders: float = per_month(0.01, (0.002, 0.03)).means(
        "growth of old people's belonging by elder-care associations of intensity 1",
        "养老协会强度为 1 时老年人的归属感增长",
    )
    belonging_of_members: float = per_month(0.01, (0, 0.05)).means(
        "growth of members' belonging", "社团成员的归属感增长"
    )
    belonging_spread: float = per_month(0.05, (0, 0.2)).means(
        "how fast belonging spreads along ties", "归属感沿社会联系扩散的速度"
    )
    belonging_decay: float = per_month(0.015, (0.005, 0.05)).means("fading of belonging", "归属感的消退")
    mutual_share: float = share(0.3, (0.1, 0.6)).means(
        "volunteers' hours that go into cases", "志愿时长中用于处理个案的比例"
    )
    organized_share: float = share(0.4, (0, 0.8)).means(
        "share of volunteers' hours in cases that filed groups organize", "用于处理个案的志愿时长中由备案社团组织的比例"
    )
    mutual_case_minutes: float = quantity(300.0, (60, 600), unit="minutes per case", domain=(1, 100000)).means(
        "neighbours' time a case", "邻里互助每件个案所需时间"
    )
