"""World parameters: participation."""

from sim.parameters.quantity import Group, factor, months, per_month, quantity, share, switch, weight
from sim.parameters.vectors import ByAge, ByType


class Participation(Group):
    """Why residents take part, and how much they then do."""

    participation_constant: ByType = weight(
        ByType(traditional=-3.43, market=-3.55, rural=-3.33, industrial=-3.05), (-6, 0)
    ).means("inclination to take part", "参与的基本倾向")
    participation_by_age: ByAge = weight(
        ByAge.from_youngest(0.0, -0.35, -0.85, 0.0, 0.7, 1.35, 1.45, 0.0),
        (-2, 2),
        source="S47 (rises with age up to the 70s: direction)",
    ).means("inclination to take part by age", "各年龄段的参与倾向")
    unregistered_cost: float = weight(0.1, (0, 1), source="S49, S50 (direction)").means(
        "what holds back those without local registration", "无本地户籍者的参与障碍"
    )
    peer_weight: float = factor(2.4, (0.5, 4), source="S68 (direction)").means(
        "weight of peers' participation in the decision to take part", "同伴参与在参与决策中的权重"
    )
    complete_mixing: int = switch(0, (0, 1)).means(
        "1: the whole community are peers, not the tied residents", "1 表示以整个社区为同伴，而非仅有联系者"
    )
    threshold_mean: float = quantity(
        0.25, (0.1, 0.5), unit="share of peers", domain=(-10, 10), source="M13 (critical region)"
    ).means("mean threshold of peers who must take part", "参与门槛的均值（同伴参与比例）")
    threshold_sd: float = quantity(
        0.3, (0.05, 0.3), unit="share of peers", domain=(0, 10), source="M13 (critical region)"
    ).means("spread of thresholds", "参与门槛的标准差")
    belonging_weight: float = weight(2.0, (0, 2)).means(
        "weight of belonging in the decision to take part", "归属感在参与决策中的权重"
    )
    trust_weight: float = weight(1.0, (0, 1)).means(
        "weight of trust in the decision to take part", "信任在参与决策中的权重"
    )
    habit_weight: float = weight(3.6, (1, 4), source="S73 (topic)").means(
        "weight of habit in the decision to take part", "习惯在参与决策中的权重"
    )
    reciprocity_weight: float = weight(0.6, (0, 1.5)).means("weight of having been helped lately", "近期受助经历的权重")
    activity_weight: float = weight(0.7, (0, 1.5)).means("weight of activities to join", "可参加活动的权重")
    publicity_weight: float = weight(0.16, (0, 0.5)).means("weight of publicity", "宣传的权重")
    party_weight: float = weight(0.4, (0, 0.7), source="S47 (P06: odds ratio 1.5-2.5, habit and age included)").means(
        "what inclines party members to take part", "党员身份对参与的影响"
    )
    association_weight: float = weight(0.3, (0, 1)).means(
        "weight of being a member of an organization", "社团成员身份的权重"
    )
    asked_odds: float = quantity(
        4.0, (2, 8), unit="odds ratio", domain=(1, 100), source="S69, S70 (direction); size recalled"
    ).means(
        "by what being asked multiplies the odds of joining in; 1 switches it off",
        "受邀使参与的优势比增加的倍数；1 表示关闭",
    )
    asking_by_peers: float = quantity(0.1, (0.02, 0.3), unit="per tie and month", domain=(0, 1)).means(
        "chance that a tied resident who takes part asks", "有联系的参与者发出邀请的可能性"
    )
    peer_asking_minutes: float = quantity(15.0, (5, 60), unit="minutes", domain=(0, 10_000)).means(
        "a volunteer's time for asking one person", "志愿者邀请一人所用时间"
    )
    asked_in_association: float = per_month(0.1, (0, 0.5)).means(
        "chance that a member is asked by fellow members", "社团成员受同伴邀请的可能性"
    )
    fatigue_weight: float = factor(0.2, (0, 0.6)).means(
        "what each activity, survey or duty beyond the bearable costs", "超出承受范围的每项活动、调查或职责的代价"
    )
    bearable_load: float = quantity(1.6, (1, 3), unit="activities and surveys", domain=(0, 100)).means(
        "activities, surveys and duties that tire nobody", "不致疲劳的活动、调查与职责量"
    )
    duty: float = quantity(0.2, (0, 0.5), unit="activities and surveys", domain=(0, 100)).means(
        "load of a member's or a registered volunteer's duties", "社团成员或注册志愿者的职责负担"
    )
    noise: float = factor(1.0, (0.5, 2)).means("noise of the decision; 0 makes it a step", "决策的随机性；0 为阶跃")
    homophily: float = share(0.3, (0, 0.7), source="S50, S69 (direction)").means(
        "how often a tie to someone unlike is replaced", "与差异较大者的联系被替换的比例"
    )
    lapse: int = switch(1, (0, 1)).means("0: who once takes part goes on for good", "0 表示一旦参与便不再退出")
    habit_half_life: float = months(9.0, (3, 24)).means(
        "half-life of habit; 0 is last month's act", "习惯的半衰期；0 即上月行为"
    )
    gratitude_half_life: float = months(6.0, (2, 24)).means("half-life of having been helped", "受助感受的半衰期")
    volunteer_share: float = share(0.28, (0.1, 0.6), source="S21 (registered against active)").means(
        "participants who volunteer in a month", "参与者中当月从事志愿服务的比例"
    )
    registered_gain: float = share(0.4, (0, 1), domain=(0, 10)).means(
        "how much more often registered volunteers give hours", "注册志愿者更常提供服务的程度"
    )
    volunteer_hours: float = quantity(
        4.0, (3, 5.5), unit="hours per participation", domain=(0, 100), source="S21, S42"
    ).means("hours given each time a volunteer comes", "志愿者每次服务时长")
    effort_spread: float = quantity(
        1.71,
        (1.27, 2.08),
        unit="standard deviation of the logarithm",
        domain=(0, 4),
        source="S74: the top third gives 0.90 (0.80-0.95) of hours",
    ).means("inequality of the hours that volunteers give", "志愿服务时长的不均等程度")
