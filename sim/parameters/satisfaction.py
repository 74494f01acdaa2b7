"""Parameters of satisfaction."""

from sim.quantities import Group, factor, per_month, per_year, quantity, share, weight


class Satisfaction(Group):
    """How experience turns into satisfaction and trust."""

    experience_half_life: float = quantity(2.0, (0.5, 6), unit="cases", domain=(0, 1200)).means(
        "half-life of experience; 0 is the last event", "体验的半衰期；0 即最近一次"
    )
    help_quality: float = share(0.9, (0.6, 1)).means(
        "quality of help that fits and comes at once", "及时且合适的帮助的质量"
    )
    mismatch_quality: float = share(0.35, (0, 0.6)).means("quality of help that does not fit", "不合适的帮助的质量")
    delay_cost: float = per_month(0.06, (0.02, 0.2), domain=(0, 10)).means(
        "what a month of waiting takes from quality", "每等待一个月对质量的折损"
    )
    waiting_strength: float = share(0.1, (0, 0.3)).means(
        "weight of a month of waiting against an event", "等待一个月相对一次事件的权重"
    )
    negativity: float = factor(2.0, (1, 2.5), domain=(0, 10)).means(
        "weight of bad news against good news", "坏消息相对好消息的权重"
    )
    adaptation_per_year: float = per_year(0.2, (0.07, 0.26), source="S75-S77").means(
        "share of the gap by which expectation follows experience in a year", "期望每年向体验靠拢的比例"
    )
    others_on_expectation: float = share(0.5, (0, 1)).means(
        "how far expectation goes by the community's mean experience instead of one's own",
        "期望取决于本社区平均体验而非自身体验的程度",
    )
    promise: float = per_month(0.001, (0, 0.005)).means("how fast publicity raises expectation", "宣传抬高期望的速度")
    broken_promise: float = per_month(0.006, (0, 0.04)).means(
        "share of trust lost by full expectation and no experience of help, at usual publicity; 0 switches it off",
        "常规宣传下完全期望而毫无体验时信任的损失比例；0 表示关闭",
    )
    trust_usual: float = share(0.6, (0.4, 0.8), source="S54, S55 (township satisfied 55-70 %)").means(
        "trust without news", "无新消息时的信任水平"
    )
    trust_drift: float = per_month(0.01, (0.002, 0.05)).means("return of trust to the usual", "信任向常态的回归")
    trust_gain: float = quantity(0.02, (0.005, 0.05), unit="per event", domain=(0, 1)).means(
        "gain of trust by a case solved by public channels", "公共渠道解决个案带来的信任上升"
    )
    trust_loss: float = quantity(0.04, (0.01, 0.1), unit="per event", domain=(0, 1)).means(
        "loss of trust by a case not solved", "个案未解决造成的信任下降"
    )
    satisfaction_constant: float = weight(0.95, (-1, 1.5)).means(
        "satisfaction at middling states", "各状态居中时的满意度"
    )
    performance_weight: float = weight(1.6, (0.8, 2.4), source="S78, S79 (0.4 of the index)").means(
        "weight of experienced performance", "感知绩效的权重"
    )
    disconfirmation_weight: float = weight(2.0, (1.2, 2.8), source="S78, S79 (0.5 of the index)").means(
        "weight of experience against expectation", "体验与期望之差的权重"
    )
    belonging_on_satisfaction: float = weight(0.5, (0, 1), source="S63 (direction)").means(
        "weight of belonging", "归属感的权重"
    )
    participation_on_satisfaction: float = weight(0.13, (0, 0.35), source="S80: +3 (0-8) points").means(
        "weight of taking part", "参与的权重"
    )
    trust_on_satisfaction: float = weight(0.5, (0, 1)).means("weight of trust", "信任的权重")
    waiting_on_satisfaction: float = weight(1.0, (0, 2)).means("weight of a year of waiting", "等待一年的权重")
    fairness_weight: float = weight(0.3, (0, 1)).means(
        "weight of provision here against the city", "本社区服务相对全市水平的权重"
    )
    entitlement_gap_weight: float = weight(0.3, (0, 1)).means(
        "weight of entitlements withheld from the unregistered", "非户籍居民未享有的资格的权重"
    )
    responsiveness_weight: float = weight(0.3, (0, 1)).means(
        "weight of the share of true cases that is helped", "真实个案得到帮助的比例的权重"
    )
    response_usual: float = share(0.15, (0.05, 0.4)).means(
        "share of true cases helped in a month that people are used to", "人们习以为常的每月真实个案得到帮助的比例"
    )
