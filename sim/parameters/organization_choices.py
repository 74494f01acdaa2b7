"""Parameters of organization_choices."""

from sim.quantities import Group, factor, months, quantity, share, switch, weight


class Choosing(Group):
    """What organizations weigh when they choose once a year."""

    fields_chosen: int = switch(1, (0, 1)).means(
        "whether organizations choose their field, and filed groups their home, once a year",
        "社会组织是否每年选择服务领域（备案组织并选择所在社区）",
    )
    tiers_chosen: int = switch(1, (0, 1)).means(
        "whether organizations choose once a year how much they offer at a fee",
        "社会组织是否每年选择低偿服务的比重",
    )
    income_on_choice: float = weight(1.0, (0, 2), domain=(-10, 10)).means(
        "what a year's usual income weighs in an organization's choice", "一年惯常收入在社会组织选择中的权重"
    )
    need_on_choice: float = weight(1.0, (0.3, 2), domain=(-10, 10)).means(
        "what a year in which all places find a case weighs in an organization's choice",
        "全年名额均有个案可办在社会组织选择中的权重",
    )
    choice_noise: float = factor(0.08, (0.03, 0.2), domain=(0, 10)).means(
        "spread of what an organization's choice does not explain", "社会组织选择中未解释部分的离散程度"
    )
    field_skill_lost: float = share(0.3, (0.1, 0.6)).means(
        "skill that an organization loses in another field", "社会组织转换服务领域所损失的技能比例"
    )
    home_lost: float = share(0.3, (0.1, 0.6)).means(
        "a year's work that a filed group expects to lose by moving to another community",
        "备案组织迁往另一社区预期损失的一年工作量比例",
    )
    tier_step: float = share(0.25, (0.1, 0.5)).means(
        "part of the places at a fee that the city guides to by which an organization goes up or down in a year",
        "社会组织每年相对政府引导的低偿名额增减的比例",
    )
    months_at_hand: float = months(3.0, (1, 6), domain=(0.1, 120)).means(
        "months of usual income at hand with which an organization needs no further money",
        "社会组织手头资金相当于几个月惯常收入即不再缺钱",
    )


class Bidding(Group):
    """What organizations weigh when they enter tenders."""

    tenders_chosen: int = switch(1, (0, 1)).means(
        "whether organizations choose once a year which tenders to enter and how much to ask for",
        "社会组织是否每年选择参与哪些采购并确定申请规模",
    )
    tender_hours: float = quantity(12.0, (4, 40), unit="hours per tender and year", domain=(0, 1000)).means(
        "staff time that entering a tender takes in a year", "参与一项采购每年所需的人员时间"
    )
    bid_step: float = share(0.2, (0.1, 0.5)).means(
        "part by which an organization asks for more or less contract money than a year ago",
        "社会组织申请的合同资金较上年增减的比例",
    )
    use_sought: float = share(0.75, (0.5, 0.95)).means(
        "share of places with a case at which an organization neither grows nor shrinks",
        "社会组织既不扩张也不收缩时的名额使用率",
    )
