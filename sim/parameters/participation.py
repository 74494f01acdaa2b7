"""Parameters of participation."""

from sim.quantities import ByAge, ByType, Group, factor, months, per_month, practice, quantity, share, switch, weight


class Belonging(Group):
    """What makes residents belong, and what volunteers' hours go into."""

    belonging_from_participation: float = per_month(0.03, (0.01, 0.1)).means(
        "growth of belonging by taking part", "参与带来的归属感增长"
    )
    belonging_from_culture: float = per_month(0.0128, (0.002, 0.04)).means(
        "growth of belonging by culture", "文化活动带来的归属感增长"
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
    mutual_share: float = share(0.12, (0.1, 0.6)).means(
        "helpers' hours for neighbours that go into cases", "邻里互助时长中用于处理个案的比例"
    )
    organized_share: float = share(0.05, (0, 0.8)).means(
        "volunteers' hours that go into cases", "志愿服务时长中用于处理个案的比例"
    )
    mutual_case_minutes: float = quantity(300.0, (60, 600), unit="minutes per case", domain=(1, 100000)).means(
        "neighbours' time a case", "邻里互助每件个案所需时间"
    )


class Participation(Group):
    """Why residents take part, and how much they then do."""

    participation_constant: ByType = weight(
        ByType(traditional=-3.52, market=-3.62, rural=-3.42, industrial=-3.12), (-6, 0)
    ).means("inclination to take part", "参与的基本倾向")
    peer_weight: float = factor(0.6, (0.5, 4), source="S68 (direction)").means(
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
    belonging_weight: float = weight(0.35, (0, 2)).means(
        "weight of belonging in the decision to take part", "归属感在参与决策中的权重"
    )
    trust_weight: float = weight(0.6, (0, 1)).means(
        "weight of trust in the decision to take part", "信任在参与决策中的权重"
    )
    habit_weight: float = weight(1.7, (1, 4), source="S73 (topic)").means(
        "weight of habit in the decision to take part", "习惯在参与决策中的权重"
    )
    reciprocity_weight: float = weight(0.6, (0, 1.5)).means("weight of having been helped lately", "近期受助经历的权重")
    party_weight: float = weight(0.2, (0, 0.7), source="S47 (P06: odds ratio 1.5-2.5, habit and age included)").means(
        "what inclines party members to take part", "党员身份对参与的影响"
    )
    association_weight: float = weight(0.3, (0, 1)).means(
        "weight of being a member of an organization", "社团成员身份的权重"
    )
    asked_odds: float = quantity(
        6.6, (2, 8), unit="odds ratio", domain=(1, 100), source="S69, S70 (direction); size recalled"
    ).means(
        "by what being asked multiplies the odds of joining in; 1 switches it off",
        "受邀使参与的优势比增加的倍数；1 表示关闭",
    )
    asking_by_peers: float = quantity(0.3, (0.02, 0.3), unit="per tie and month", domain=(0, 1)).means(
        "chance that a tied resident who takes part asks", "有联系的参与者发出邀请的可能性"
    )
    peer_asking_minutes: float = quantity(15.0, (5, 60), unit="minutes", domain=(0, 10_000)).means(
        "a volunteer's time for asking one person", "志愿者邀请一人所用时间"
    )
    asked_in_association: float = per_month(0.1, (0, 0.5)).means(
        "chance that a member is asked by fellow members", "社团成员受同伴邀请的可能性"
    )
    fatigue_weight: float = factor(0.2, (0, 0.6)).means(
        "what each survey, request or duty beyond the bearable costs", "超出承受范围的每项调查、邀请或职责的代价"
    )
    bearable_load: float = quantity(0.8, (0.5, 2), unit="meetings and surveys", domain=(0, 100)).means(
        "surveys, requests, meetings and duties that tire nobody", "不致疲劳的调查、邀请、会议与职责量"
    )
    duty: float = quantity(0.2, (0, 0.5), unit="meetings and surveys", domain=(0, 100)).means(
        "load of a member's or a registered volunteer's duties", "社团成员或注册志愿者的职责负担"
    )
    noise: float = factor(1.0, (0.5, 2)).means("noise of the decision; 0 makes it a step", "决策的随机性；0 为阶跃")
    lapse: int = switch(1, (0, 1)).means("0: who once takes part goes on for good", "0 表示一旦参与便不再退出")
    habit_half_life: float = months(9.0, (3, 24)).means(
        "half-life of habit; 0 is last month's act", "习惯的半衰期；0 即上月行为"
    )
    gratitude_half_life: float = months(6.0, (2, 24)).means("half-life of having been helped", "受助感受的半衰期")
    registered_gain: float = share(0.75, (0, 1), domain=(0, 10)).means(
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


class Ways(Group):
    """Where one can take part, who is drawn there, and what hours come of it."""

    helping: float = quantity(1.05, (0.3, 3), unit="odds", domain=(0, 100)).means(
        "odds of helping a neighbour for those whose own ties are as awake as at the start",
        "联系活跃程度如初时帮助邻里的优势",
    )
    volunteering: float = quantity(3.4, (1, 5), unit="odds", domain=(0, 100)).means(
        "odds of volunteering with an organization where these are as many as around 2016",
        "社会组织如2016年前后时参加其志愿服务的优势",
    )
    attending: float = quantity(0.73, (0.2, 2), unit="odds", domain=(0, 100)).means(
        "odds of attending what the committee offers where that is as much as around 2016",
        "居（村）委会活动如2016年前后时参加活动的优势",
    )
    helping_by_age: ByAge = factor(
        ByAge.from_youngest(0.0, 0.6, 1.2, 1.05, 0.95, 0.93, 0.82, 0.44),
        (0, 1.5),
        source="T01, T08 (flat in age: direction)",
    ).means("helping neighbours by age, against the middle ages", "各年龄段邻里互助相对中年人的倍数")
    volunteering_by_age: ByAge = factor(
        ByAge.from_youngest(0.0, 1.0, 1.5, 1.15, 0.9, 0.65, 0.45, 0.15), (0, 2), source="T08, T09, T11, T12 (signs)"
    ).means("volunteering with organizations by age, against the middle ages", "各年龄段组织化志愿服务相对中年人的倍数")
    attending_by_age: ByAge = factor(
        ByAge.from_youngest(0.0, 0.4, 0.6, 0.8, 1.1, 1.85, 2.1, 1.0),
        (0, 5),
        source="S47 (rises with age up to the 70s)",
    ).means("attending what the committee offers by age", "各年龄段参加居（村）委会活动的倍数")
    unregistered_helping: float = factor(1.4, (1, 1.5), source="T14, S51 (more, not less: direction)").means(
        "helping neighbours by residents without local registration against those with it",
        "非本地户籍者邻里互助相对本地户籍者的倍数",
    )
    unregistered_volunteering: float = factor(0.8, (0.3, 1), source="S49 (direction)").means(
        "volunteering with organizations by residents without local registration",
        "非本地户籍者参加组织化志愿服务的倍数",
    )
    unregistered_attending: float = factor(0.5, (0.3, 1), source="S49, S50 (direction)").means(
        "attending what the committee offers by residents without local registration",
        "非本地户籍者参加居（村）委会活动的倍数",
    )
    half_committed: float = quantity(2.0, (0.5, 4), unit="mean volunteers' hours", domain=(0, 1000)).means(
        "hours that one would give with which one volunteers half as often as the most committed",
        "愿意投入的时长达到此值者，参加志愿服务的频度为最投入者的一半",
    )
    half_openings: float = quantity(1.0, (0.5, 2), unit="usual openings", domain=(0.01, 100)).means(
        "openings that bring half of those whom any number could bring", "使参与达到上限一半的参与机会数量"
    )
    publicity_on_openings: float = share(0.2, (0, 0.5)).means(
        "openings that residents hear of by publicity alone", "居民仅靠宣传得知的参与机会比例"
    )
    helping_hours: float = quantity(2.0, (0.5, 4), unit="hours per helper and month", domain=(0, 100)).means(
        "hours that a helper gives neighbours in a month", "帮助邻里者每月所用时间"
    )


class Worktime(Group):
    """Time that work takes."""

    employed_share: ByAge = share(ByAge.from_youngest(0.0, 0.1, 0.7, 0.85, 0.65, 0.3, 0.1, 0.0), (0, 1)).means(
        "residents who work, by age", "各年龄段从业居民的比例"
    )
    migrant_employment: float = factor(1.1, (1, 1.3)).means(
        "how much more often those without local registration work", "无本地户籍者从业比例的倍数"
    )
    shift_share: ByType = share(ByType(traditional=0.15, market=0.1, rural=0.1, industrial=0.45), (0, 0.7)).means(
        "share of those who work that works shifts, by type of community", "各类社区从业者中轮班工作的比例"
    )
    work_cost: float = weight(0.4, (0, 1)).means(
        "what a job takes from the inclination to take part; 0 switches it off", "工作对参与倾向的占用；0 表示关闭"
    )
    shift_cost: float = weight(0.5, (0, 1.5)).means(
        "what working shifts takes beyond that; 0 switches it off", "轮班在此之外的占用；0 表示关闭"
    )


class Organizers(Group):
    """How many volunteers organize, and what that gives."""

    organizer_share: float = share(0.1, (0, 0.3)).means(
        "volunteers of a month who organize", "当月志愿者中从事组织工作的比例"
    )
    member_organizers: float = share(0.2, (0, 0.5)).means(
        "how many more of the members of organizations do", "社团成员中该比例的增量"
    )
    organizing_share: float = share(0.5, (0.2, 0.8)).means(
        "part of an organizer's volunteering that goes into organizing, and not into cases",
        "组织者的志愿时间中用于组织而非办理个案的部分",
    )
    organizing_usual: float = quantity(0.5, (0.1, 3), unit="minutes per resident and month", domain=(0, 10_000)).means(
        "time for organizing around 2016", "2016年前后用于组织的时间"
    )
    organizing_half_life: float = months(6.0, (1, 12)).means(
        "half-life of what organizers have set up", "组织者所建立的活动的半衰期"
    )
    organizers_on_activity: float = practice(0.15, (0, 0.4), domain=(0, 100)).means(
        "opportunities to take part that residents organize; 0 switches it off", "居民自行组织的参与机会；0 表示关闭"
    )
