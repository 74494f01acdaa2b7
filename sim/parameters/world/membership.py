"""World parameters: stages of a resident, places in organizations, registered volunteers, being asked by staff."""

from sim.parameters.quantity import Group, quantity


class Membership(Group):
    """From unit person to community person to association person, and what it costs to open the way."""

    stage_habit: float = quantity(
        0.25,
        unit="share",
        domain=(0, 2),
        plausible=(0.15, 0.5),
        en="habit that makes a community person; above 1 nobody rises",
        zh="成为社区人所需的参与习惯；大于 1 则无人上升",
    )
    stage_lapse: float = quantity(
        0.1,
        unit="share",
        domain=(0, 2),
        plausible=(0.02, 0.2),
        en="habit below which a resident falls a stage",
        zh="参与习惯低于此值则下降一个阶段",
    )
    places_per_post: float = quantity(
        1.0,
        unit="places",
        domain=(0, 1_000),
        plausible=(0.3, 3),
        en="places for members that a post in an organization looks after",
        zh="社会组织每个岗位可接纳的会员数",
    )
    places_per_group: float = quantity(
        10.0,
        unit="places",
        domain=(0, 1_000),
        plausible=(5, 30),
        en="places for members in a filed group",
        zh="每个备案社团的会员名额",
    )
    opening_cost: float = quantity(
        120.0,
        unit="yuan per place and year",
        domain=(0, 100_000),
        plausible=(50, 400),
        en="cost of a further place",
        zh="新增一个会员名额的成本",
    )
    groups_cost: float = quantity(
        3.0,
        unit="yuan per resident and year",
        domain=(0, 1000),
        plausible=(1, 8),
        en="cost of culture groups of intensity 1",
        zh="文化团体扶持强度为 1 的成本",
    )
    elders_cost: float = quantity(
        2.0,
        unit="yuan per resident and year",
        domain=(0, 1000),
        plausible=(0.5, 5),
        en="cost of elder-care associations of intensity 1",
        zh="养老协会扶持强度为 1 的成本",
    )
    elders_across: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0.05, 0.5),
        source="direction: article (E09)",
        en="old people's peers from other communities of the district by associations of intensity 1",
        zh="养老协会强度为 1 时老年人同伴中来自本区其他社区的比例",
    )
    willing_effort: float = quantity(
        0.63,
        unit="mean volunteers' hours",
        domain=(0, 1000),
        plausible=(0.4, 0.9),
        source="S21, S22 (saturation at 20-25 % of residents)",
        en="hours that one would give from which on one would register; a little over a quarter of adults",
        zh="愿意注册者的最低服务投入；略多于四分之一的成年人",
    )
    sign_up_alone: float = quantity(
        0.005,
        unit="per year",
        domain=(0, 12),
        plausible=(0, 0.02),
        en="rate at which the willing register where nobody has",
        zh="无人注册时愿意者的注册率",
    )
    sign_up_rate: float = quantity(
        2.2,
        unit="per year",
        domain=(0, 1000),
        plausible=(1.2, 3),
        source="S20-S22 (15-30 % growth a year, then under 2 %)",
        en="rate of registering that all residents' registration would add",
        zh="注册者比例每增加 1 所提高的注册率",
    )
    asking_time: float = quantity(
        0.05,
        unit="share",
        domain=(0, 1),
        plausible=(0.02, 0.15),
        en="committee time for asking residents at intensity 1",
        zh="邀请强度为 1 时所占工作时间",
    )
    asking_minutes: float = quantity(
        20.0,
        unit="minutes",
        domain=(0, 10_000),
        plausible=(10, 60),
        en="staff's time to ask one resident",
        zh="工作人员邀请一名居民所用时间",
    )
