"""Parameters of information."""

from sim.quantities import Group, factor, months, per_month, quantity, share, weight, yuan_per_resident


class Information(Group):
    """How rumours arise and spread, and what platform, screening, openness and talk in person do and cost."""

    rumour_arrivals: float = per_month(0.005, (0, 0.1)).means(
        "chance that a resident comes upon a rumour from outside the community", "居民从社区外接触到谣言的概率"
    )
    rumour_contacts: float = quantity(0.45, (0.1, 2), unit="persons per month", domain=(0, 1000)).means(
        "persons whom a believer passes a rumour on to", "相信者每月转告谣言的人数"
    )
    platform_contacts: float = quantity(
        1.5,
        (0.5, 4),
        unit="persons per month",
        domain=(0, 1000),
        source="S92 (more than 60 % of rumours seen on WeChat: direction)",
    ).means(
        "persons who hear a believer on a platform that reaches everybody",
        "平台覆盖所有人时，每月从平台听到一名相信者的人数",
    )
    believe_if_heard: float = share(0.7, (0.4, 0.8), source="S92").means(
        "chance to believe a rumour that is heard", "听到谣言后相信的概率"
    )
    belief_half_life: float = months(1.0, (0, 6)).means(
        "half-life of belief; 0 is one month", "相信谣言的半衰期；0 即一个月"
    )
    resistance_lost: float = per_month(0.5, (0.2, 0.8), source="T66 (about a month)").means(
        "chance that someone who no longer believes a rumour could hear it as if new; 0 is never",
        "不再相信某谣言者重新可能相信它的概率；0 即永不",
    )
    relapse: float = per_month(0.5, (0.4, 0.7), source="T65 (57 %)").means(
        "chance that someone who was corrected believes the same rumour again", "被更正者重新相信同一谣言的概率"
    )
    correction_effect: float = share(0.25, (0.14, 0.35), source="S94").means(
        "share of believers whom a correction convinces", "更正信息能说服的相信者比例"
    )
    screening_effect: float = share(0.8, (0.4, 0.95), source="S93 (closed groups are harder: direction)").means(
        "share of rumours that full screening takes off the platform", "充分甄别时从平台撤下的谣言比例"
    )
    transparency_on_belief: float = share(0.3, (0, 0.6)).means(
        "how much full openness lowers belief", "充分公开对相信谣言的抑制"
    )
    transparency_on_trust: float = factor(0.5, (0, 1)).means(
        "how much full openness raises the trust gained by help", "充分公开对帮助所增信任的放大"
    )
    openness_offline: float = share(0.5, (0.2, 0.8)).means(
        "share of openness that is seen without the platform", "不经平台也能看到的公开比例"
    )
    platform_on_report: float = weight(0.3, (0, 1), domain=(-10, 10)).means(
        "how much the platform raises reporting", "平台对主动求助的促进"
    )
    platform_on_publicity: float = factor(0.2, (0, 1)).means(
        "how much the platform carries publicity further", "平台对宣传覆盖的扩大"
    )
    time_saved_online: float = share(0.15, (0, 0.4)).means(
        "committee time a case that a platform which reaches everybody saves",
        "覆盖所有人的平台所节省的居（村）委会办件时间",
    )
    rumour_on_satisfaction: float = weight(0.4, (0, 1)).means(
        "weight of a believed rumour against satisfaction", "相信谣言对满意度的负面权重"
    )
    rumour_on_trust: float = per_month(
        0.04, (0, 0.1), source="S97 (direction; rebuttal restores belief, not trust)"
    ).means("share of trust lost in a month of believing a rumour", "相信谣言一个月所失去的信任比例")
    platform_cost: float = yuan_per_resident(3.0, (1, 10)).means(
        "money for a platform that reaches everybody", "覆盖所有人的平台经费"
    )
    screening_cost: float = yuan_per_resident(1.0, (0.2, 5)).means(
        "money for full screening of such a platform", "对该平台充分甄别的经费"
    )
    screening_time: float = share(0.04, (0.01, 0.15)).means(
        "committee time for full screening of such a platform", "对该平台充分甄别所占工作时间"
    )
    transparency_time: float = share(0.03, (0.01, 0.1)).means(
        "committee time for full openness", "充分公开所占工作时间"
    )
    face_to_face_time: float = share(0.05, (0.02, 0.2)).means(
        "committee time for meeting everybody in person", "与所有人面对面沟通所占工作时间"
    )


class InformationPolicy(Group):
    """How residents are informed, and what is done against rumours."""

    platform_reach: float = share(0.3, (0, 1), intervention=True).means(
        "share of residents whom the information platform reaches", "信息平台覆盖的居民比例"
    )
    screening: float = share(0.2, (0, 1), intervention=True).means(
        "how thoroughly the platform is screened for rumours", "对平台上谣言的甄别程度"
    )
    transparency: float = share(0.3, (0, 1), intervention=True).means(
        "how much of what is decided and done for residents is made public", "居民事务决策与办理的公开程度"
    )
    face_to_face: float = share(0.3, (0, 1), intervention=True).means(
        "how many residents the committee talks to in person", "居（村）委会面对面沟通的居民比例"
    )
