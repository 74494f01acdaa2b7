"""World parameters: satisfaction."""

from sim.parameters.quantity import Group, quantity


class Satisfaction(Group):
    """How experience turns into satisfaction and trust."""

    experience_half_life: float = quantity(
        2.0,
        unit="cases",
        domain=(0, 1200),
        plausible=(0.5, 6),
        en="half-life of experience; 0 is the last event",
        zh="体验的半衰期；0 即最近一次",
    )
    help_quality: float = quantity(
        0.9,
        unit="share",
        domain=(0, 1),
        plausible=(0.6, 1),
        en="quality of help that fits and comes at once",
        zh="及时且合适的帮助的质量",
    )
    mismatch_quality: float = quantity(
        0.35,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.6),
        en="quality of help that does not fit",
        zh="不合适的帮助的质量",
    )
    delay_cost: float = quantity(
        0.06,
        unit="per month",
        domain=(0, 10),
        plausible=(0.02, 0.2),
        en="what a month of waiting takes from quality",
        zh="每等待一个月对质量的折损",
    )
    waiting_strength: float = quantity(
        0.1,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.3),
        en="weight of a month of waiting against an event",
        zh="等待一个月相对一次事件的权重",
    )
    negativity: float = quantity(
        2.0,
        unit="1",
        domain=(0, 10),
        plausible=(1, 2.5),
        en="weight of bad news against good news",
        zh="坏消息相对好消息的权重",
    )
    adaptation_per_year: float = quantity(
        0.2,
        unit="per year",
        domain=(0, 1),
        plausible=(0.07, 0.26),
        source="S75-S77",
        en="share of the gap by which expectation follows experience in a year",
        zh="期望每年向体验靠拢的比例",
    )
    promise: float = quantity(
        0.001,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.005),
        en="how fast publicity raises expectation",
        zh="宣传抬高期望的速度",
    )
    broken_promise: float = quantity(
        0.006,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.04),
        en="share of trust lost by full expectation and no experience of help, at usual publicity; 0 switches it off",
        zh="常规宣传下完全期望而毫无体验时信任的损失比例；0 表示关闭",
    )
    trust_usual: float = quantity(
        0.6,
        unit="share",
        domain=(0, 1),
        plausible=(0.4, 0.8),
        source="S54, S55 (township satisfied 55-70 %)",
        en="trust without news",
        zh="无新消息时的信任水平",
    )
    trust_drift: float = quantity(
        0.01,
        unit="per month",
        domain=(0, 1),
        plausible=(0.002, 0.05),
        en="return of trust to the usual",
        zh="信任向常态的回归",
    )
    trust_gain: float = quantity(
        0.02,
        unit="per event",
        domain=(0, 1),
        plausible=(0.005, 0.05),
        en="gain of trust by a case solved by public channels",
        zh="公共渠道解决个案带来的信任上升",
    )
    trust_loss: float = quantity(
        0.04,
        unit="per event",
        domain=(0, 1),
        plausible=(0.01, 0.1),
        en="loss of trust by a case not solved",
        zh="个案未解决造成的信任下降",
    )
    satisfaction_constant: float = quantity(
        0.95,
        unit="1",
        domain=(-100, 100),
        plausible=(-1, 1.5),
        en="satisfaction at middling states",
        zh="各状态居中时的满意度",
    )
    performance_weight: float = quantity(
        1.6,
        unit="1",
        domain=(-100, 100),
        plausible=(0.8, 2.4),
        source="S78, S79 (0.4 of the index)",
        en="weight of experienced performance",
        zh="感知绩效的权重",
    )
    disconfirmation_weight: float = quantity(
        2.0,
        unit="1",
        domain=(-100, 100),
        plausible=(1.2, 2.8),
        source="S78, S79 (0.5 of the index)",
        en="weight of experience against expectation",
        zh="体验与期望之差的权重",
    )
    belonging_on_satisfaction: float = quantity(
        0.5,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1),
        source="S63 (direction)",
        en="weight of belonging",
        zh="归属感的权重",
    )
    participation_on_satisfaction: float = quantity(
        0.13,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 0.35),
        source="S80: +3 (0-8) points",
        en="weight of taking part",
        zh="参与的权重",
    )
    trust_on_satisfaction: float = quantity(
        0.5,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1),
        en="weight of trust",
        zh="信任的权重",
    )
    waiting_on_satisfaction: float = quantity(
        1.0,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 2),
        en="weight of a year of waiting",
        zh="等待一年的权重",
    )
    fairness_weight: float = quantity(
        0.3,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1),
        en="weight of provision here against the city",
        zh="本社区服务相对全市水平的权重",
    )
    entitlement_gap_weight: float = quantity(
        0.3,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1),
        en="weight of entitlements withheld from the unregistered",
        zh="非户籍居民未享有的资格的权重",
    )
    responsiveness_weight: float = quantity(
        0.3,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1),
        en="weight of the share of known cases that is taken up",
        zh="已掌握个案得到回应的比例的权重",
    )
    response_usual: float = quantity(
        0.4,
        unit="share",
        domain=(0, 1),
        plausible=(0.25, 0.75),
        en="share of known cases taken up in a month that people are used to",
        zh="人们习以为常的每月个案回应比例",
    )
