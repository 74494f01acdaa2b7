"""World parameters: participation."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByAge, ByType


class Participation(Group):
    """Why residents take part, and how much they then do."""

    participation_constant: ByType = quantity(
        ByType(traditional=-3.43, market=-3.55, rural=-3.33, industrial=-3.05),
        unit="1",
        domain=(-100, 100),
        plausible=(-6, 0),
        en="inclination to take part",
        zh="参与的基本倾向",
    )
    participation_by_age: ByAge = quantity(
        ByAge(
            age_0_14=0.0,
            age_15_17=-0.35,
            age_18_29=-0.85,
            age_30_49=0.0,
            age_50_59=0.7,
            age_60_69=1.35,
            age_70_79=1.45,
            age_80_plus=0.0,
        ),
        unit="1",
        domain=(-100, 100),
        plausible=(-2, 2),
        source="S47 (rises with age up to the 70s: direction)",
        en="inclination to take part by age",
        zh="各年龄段的参与倾向",
    )
    unregistered_cost: float = quantity(
        0.1,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1),
        source="S49, S50 (direction)",
        en="what holds back those without local registration",
        zh="无本地户籍者的参与障碍",
    )
    peer_weight: float = quantity(
        2.4,
        unit="1",
        domain=(0, 100),
        plausible=(0.5, 4),
        source="S68 (direction)",
        en="weight of peers' participation in the decision to take part",
        zh="同伴参与在参与决策中的权重",
    )
    complete_mixing: int = quantity(
        0,
        unit="switch",
        domain=(0, 1),
        plausible=(0, 1),
        en="1: the whole community are peers, not the tied residents",
        zh="1 表示以整个社区为同伴，而非仅有联系者",
    )
    threshold_mean: float = quantity(
        0.25,
        unit="share of peers",
        domain=(-10, 10),
        plausible=(0.1, 0.5),
        source="M13 (critical region)",
        en="mean threshold of peers who must take part",
        zh="参与门槛的均值（同伴参与比例）",
    )
    threshold_sd: float = quantity(
        0.3,
        unit="share of peers",
        domain=(0, 10),
        plausible=(0.05, 0.3),
        source="M13 (critical region)",
        en="spread of thresholds",
        zh="参与门槛的标准差",
    )
    belonging_weight: float = quantity(
        2.0,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 2),
        en="weight of belonging in the decision to take part",
        zh="归属感在参与决策中的权重",
    )
    trust_weight: float = quantity(
        1.0,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1),
        en="weight of trust in the decision to take part",
        zh="信任在参与决策中的权重",
    )
    habit_weight: float = quantity(
        3.6,
        unit="1",
        domain=(-100, 100),
        plausible=(1, 4),
        source="S73 (topic)",
        en="weight of habit in the decision to take part",
        zh="习惯在参与决策中的权重",
    )
    reciprocity_weight: float = quantity(
        0.6,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1.5),
        en="weight of having been helped lately",
        zh="近期受助经历的权重",
    )
    activity_weight: float = quantity(
        0.7,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1.5),
        en="weight of activities to join",
        zh="可参加活动的权重",
    )
    publicity_weight: float = quantity(
        0.16,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 0.5),
        en="weight of publicity",
        zh="宣传的权重",
    )
    party_weight: float = quantity(
        0.4,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 0.7),
        source="S47 (P06: odds ratio 1.5-2.5, habit and age included)",
        en="what inclines party members to take part",
        zh="党员身份对参与的影响",
    )
    association_weight: float = quantity(
        0.3,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1),
        en="weight of being a member of an organization",
        zh="社团成员身份的权重",
    )
    asked_odds: float = quantity(
        4.0,
        unit="odds ratio",
        domain=(1, 100),
        plausible=(2, 8),
        source="S69, S70 (direction); size recalled",
        en="by what being asked multiplies the odds of joining in; 1 switches it off",
        zh="受邀使参与的优势比增加的倍数；1 表示关闭",
    )
    asking_by_peers: float = quantity(
        0.1,
        unit="per tie and month",
        domain=(0, 1),
        plausible=(0.02, 0.3),
        en="chance that a tied resident who takes part asks",
        zh="有联系的参与者发出邀请的可能性",
    )
    peer_asking_minutes: float = quantity(
        15.0,
        unit="minutes",
        domain=(0, 10_000),
        plausible=(5, 60),
        en="a volunteer's time for asking one person",
        zh="志愿者邀请一人所用时间",
    )
    asked_in_association: float = quantity(
        0.1,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.5),
        en="chance that a member is asked by fellow members",
        zh="社团成员受同伴邀请的可能性",
    )
    fatigue_weight: float = quantity(
        0.2,
        unit="1",
        domain=(0, 100),
        plausible=(0, 0.6),
        en="what each activity, survey or duty beyond the bearable costs",
        zh="超出承受范围的每项活动、调查或职责的代价",
    )
    bearable_load: float = quantity(
        1.6,
        unit="activities and surveys",
        domain=(0, 100),
        plausible=(1, 3),
        en="activities, surveys and duties that tire nobody",
        zh="不致疲劳的活动、调查与职责量",
    )
    duty: float = quantity(
        0.2,
        unit="activities and surveys",
        domain=(0, 100),
        plausible=(0, 0.5),
        en="load of a member's or a registered volunteer's duties",
        zh="社团成员或注册志愿者的职责负担",
    )
    noise: float = quantity(
        1.0,
        unit="1",
        domain=(0, 100),
        plausible=(0.5, 2),
        en="noise of the decision; 0 makes it a step",
        zh="决策的随机性；0 为阶跃",
    )
    homophily: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.7),
        source="S50, S69 (direction)",
        en="how often a tie to someone unlike is replaced",
        zh="与差异较大者的联系被替换的比例",
    )
    lapse: int = quantity(
        1,
        unit="switch",
        domain=(0, 1),
        plausible=(0, 1),
        en="0: who once takes part goes on for good",
        zh="0 表示一旦参与便不再退出",
    )
    habit_half_life: float = quantity(
        9.0,
        unit="months",
        domain=(0, 1200),
        plausible=(3, 24),
        en="half-life of habit; 0 is last month's act",
        zh="习惯的半衰期；0 即上月行为",
    )
    gratitude_half_life: float = quantity(
        6.0,
        unit="months",
        domain=(0, 1200),
        plausible=(2, 24),
        en="half-life of having been helped",
        zh="受助感受的半衰期",
    )
    volunteer_share: float = quantity(
        0.28,
        unit="share",
        domain=(0, 1),
        plausible=(0.1, 0.6),
        source="S21 (registered against active)",
        en="participants who volunteer in a month",
        zh="参与者中当月从事志愿服务的比例",
    )
    registered_gain: float = quantity(
        0.4,
        unit="share",
        domain=(0, 10),
        plausible=(0, 1),
        en="how much more often registered volunteers give hours",
        zh="注册志愿者更常提供服务的程度",
    )
    volunteer_hours: float = quantity(
        4.0,
        unit="hours per participation",
        domain=(0, 100),
        plausible=(3, 5.5),
        source="S21, S42",
        en="hours given each time a volunteer comes",
        zh="志愿者每次服务时长",
    )
    effort_spread: float = quantity(
        1.71,
        unit="standard deviation of the logarithm",
        domain=(0, 4),
        plausible=(1.27, 2.08),
        source="S74: the top third gives 0.90 (0.80-0.95) of hours",
        en="inequality of the hours that volunteers give",
        zh="志愿服务时长的不均等程度",
    )
