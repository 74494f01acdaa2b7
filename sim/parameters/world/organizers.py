"""World parameters: volunteers who organize what others join."""

from sim.parameters.quantity import Group, quantity


class Organizers(Group):
    """How many volunteers organize, and what that gives."""

    organizer_share: float = quantity(
        0.1,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.3),
        en="volunteers of a month who organize",
        zh="当月志愿者中从事组织工作的比例",
    )
    member_organizers: float = quantity(
        0.2,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.5),
        en="how many more of the members of organizations do",
        zh="社团成员中该比例的增量",
    )
    organizing_share: float = quantity(
        0.5,
        unit="share",
        domain=(0, 1),
        plausible=(0.2, 0.8),
        en="part of an organizer's volunteering that goes into organizing, and not into cases",
        zh="组织者的志愿时间中用于组织而非办理个案的部分",
    )
    organizing_usual: float = quantity(
        0.5,
        unit="minutes per resident and month",
        domain=(0, 10_000),
        plausible=(0.1, 3),
        en="time for organizing around 2016",
        zh="2016年前后用于组织的时间",
    )
    organizing_half_life: float = quantity(
        6.0,
        unit="months",
        domain=(0, 1200),
        plausible=(1, 12),
        en="half-life of what organizers have set up",
        zh="组织者所建立的活动的半衰期",
    )
    organizers_on_activity: float = quantity(
        0.15,
        unit="practice around 2016 = 1",
        domain=(0, 100),
        plausible=(0, 0.4),
        en="opportunities to take part that residents organize; 0 switches it off",
        zh="居民自行组织的参与机会；0 表示关闭",
    )
