"""Parameters of membership."""

from sim.quantities import Group, factor, per_year, quantity, share, yuan_per_resident


class Membership(Group):
    """From unit person to community person to association person, and what it costs to open the way."""

    stage_habit: float = share(0.25, (0.15, 0.5), domain=(0, 2)).means(
        "habit that makes a community person; above 1 nobody rises", "成为社区人所需的参与习惯；大于 1 则无人上升"
    )
    stage_lapse: float = share(0.1, (0.02, 0.2), domain=(0, 2)).means(
        "habit below which a resident falls a stage", "参与习惯低于此值则下降一个阶段"
    )
    places_per_post: float = quantity(2.5, (1, 6), unit="places", domain=(0, 1_000)).means(
        "places for members that a post in an organization looks after", "社会组织每个岗位可接纳的会员数"
    )
    places_per_group: float = quantity(10.0, (5, 30), unit="places", domain=(0, 1_000)).means(
        "places for members in a filed group", "每个备案社团的会员名额"
    )
    opening_cost: float = quantity(120.0, (50, 400), unit="yuan per place and year", domain=(0, 100_000)).means(
        "cost of a further place", "新增一个会员名额的成本"
    )
    groups_cost: float = yuan_per_resident(3.0, (1, 8), domain=(0, 1000)).means(
        "cost of culture groups of intensity 1", "文化团体扶持强度为 1 的成本"
    )
    elders_cost: float = yuan_per_resident(2.0, (0.5, 5), domain=(0, 1000)).means(
        "cost of elder-care associations of intensity 1", "养老协会扶持强度为 1 的成本"
    )
    elders_across: float = share(0.3, (0.05, 0.5), source="direction: article (E09)").means(
        "old people's peers from other communities of the district by associations of intensity 1",
        "养老协会强度为 1 时老年人同伴中来自本区其他社区的比例",
    )
    willing_effort: float = quantity(
        0.84,
        (0.4, 0.9),
        unit="mean volunteers' hours",
        domain=(0, 1000),
        source="S21, S22 (saturation at 20-25 % of residents)",
    ).means(
        "hours that one would give from which on one would register; two adults in nine",
        "愿意注册者的最低服务投入；约九分之二的成年人",
    )
    sign_up_alone: float = per_year(0.005, (0, 0.02), domain=(0, 12)).means(
        "rate at which the willing register where nobody has", "无人注册时愿意者的注册率"
    )
    sign_up_rate: float = per_year(
        2.3, (1.2, 3), domain=(0, 1000), source="S20-S22 (15-30 % growth a year, then under 2 %)"
    ).means("rate of registering that all residents' registration would add", "注册者比例每增加 1 所提高的注册率")
    sign_up_at_work: float = per_year(0.33, (0, 1), domain=(0, 12)).means(
        "rate at which those register who volunteer with an organization", "参加组织化志愿服务者的注册率"
    )
    sign_up_online: float = factor(0.5, (0, 2)).means(
        "how much a platform that reaches everybody adds to registering", "覆盖所有人的平台对注册率的提升"
    )
    sign_up_recognized: float = factor(0.5, (0, 2)).means(
        "how much full recognition of volunteers' hours adds to registering", "充分认可志愿时长对注册率的提升"
    )
    recognition_gain: float = factor(0.3, (0, 1)).means(
        "how much more often full recognition brings registered volunteers to volunteer",
        "充分认可使注册志愿者更常服务的程度",
    )
    recognition_cost: float = quantity(20.0, (5, 80), unit="yuan per volunteer and year", domain=(0, 10_000)).means(
        "money for full recognition of a registered volunteer's hours", "充分认可一名注册志愿者服务时长的经费"
    )
    asking_time: float = share(0.05, (0.02, 0.15)).means(
        "committee time for asking residents at intensity 1", "邀请强度为 1 时所占工作时间"
    )
    asking_minutes: float = quantity(20.0, (10, 60), unit="minutes", domain=(0, 10_000)).means(
        "staff's time to ask one resident", "工作人员邀请一名居民所用时间"
    )
