"""World parameters: information."""

from sim.parameters.quantity import Group, quantity


class Information(Group):
    """How rumours arise and spread, and what platform, screening, openness and talk in person do and cost."""

    rumour_arrivals: float = quantity(
        0.007,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.1),
        en="chance that a resident comes upon a rumour from outside the community",
        zh="居民从社区外接触到谣言的概率",
    )
    rumour_contacts: float = quantity(
        0.65,
        unit="persons per month",
        domain=(0, 1000),
        plausible=(0.1, 2),
        en="persons whom a believer passes a rumour on to",
        zh="相信者每月转告谣言的人数",
    )
    platform_contacts: float = quantity(
        1.5,
        unit="persons per month",
        domain=(0, 1000),
        plausible=(0.5, 4),
        source="S92 (more than 60 % of rumours seen on WeChat: direction)",
        en="persons who hear a believer on a platform that reaches everybody",
        zh="平台覆盖所有人时，每月从平台听到一名相信者的人数",
    )
    believe_if_heard: float = quantity(
        0.7,
        unit="share",
        domain=(0, 1),
        plausible=(0.4, 0.8),
        source="S92",
        en="chance to believe a rumour that is heard",
        zh="听到谣言后相信的概率",
    )
    belief_half_life: float = quantity(
        1.0,
        unit="months",
        domain=(0, 1200),
        plausible=(0, 6),
        en="half-life of belief; 0 is one month",
        zh="相信谣言的半衰期；0 即一个月",
    )
    immunity_lost: float = quantity(
        0.05,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.2),
        en="chance that someone who saw through one rumour is open to the next; 0 is never",
        zh="识破谣言者重新可能相信新谣言的概率；0 即永不",
    )
    correction_effect: float = quantity(
        0.25,
        unit="share",
        domain=(0, 1),
        plausible=(0.14, 0.35),
        source="S94",
        en="share of believers whom a correction convinces",
        zh="更正信息能说服的相信者比例",
    )
    screening_effect: float = quantity(
        0.8,
        unit="share",
        domain=(0, 1),
        plausible=(0.4, 0.95),
        source="S93 (closed groups are harder: direction)",
        en="share of rumours that full screening takes off the platform",
        zh="充分甄别时从平台撤下的谣言比例",
    )
    transparency_on_belief: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.6),
        en="how much full openness lowers belief",
        zh="充分公开对相信谣言的抑制",
    )
    transparency_on_trust: float = quantity(
        0.5,
        unit="1",
        domain=(0, 100),
        plausible=(0, 1),
        en="how much full openness raises the trust gained by help",
        zh="充分公开对帮助所增信任的放大",
    )
    openness_offline: float = quantity(
        0.5,
        unit="share",
        domain=(0, 1),
        plausible=(0.2, 0.8),
        en="share of openness that is seen without the platform",
        zh="不经平台也能看到的公开比例",
    )
    platform_on_report: float = quantity(
        0.3,
        unit="1",
        domain=(-10, 10),
        plausible=(0, 1),
        en="how much the platform raises reporting",
        zh="平台对主动求助的促进",
    )
    platform_on_publicity: float = quantity(
        0.2,
        unit="1",
        domain=(0, 100),
        plausible=(0, 1),
        en="how much the platform carries publicity further",
        zh="平台对宣传覆盖的扩大",
    )
    time_saved_online: float = quantity(
        0.15,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.4),
        en="committee time a case that a platform which reaches everybody saves",
        zh="覆盖所有人的平台所节省的居(村)委会办件时间",
    )
    rumour_on_satisfaction: float = quantity(
        0.4,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1),
        en="weight of a believed rumour against satisfaction",
        zh="相信谣言对满意度的负面权重",
    )
    rumour_on_trust: float = quantity(
        0.04,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.1),
        source="S97 (direction; rebuttal restores belief, not trust)",
        en="share of trust lost in a month of believing a rumour",
        zh="相信谣言一个月所失去的信任比例",
    )
    platform_cost: float = quantity(
        3.0,
        unit="yuan per resident and year",
        domain=(0, 10000),
        plausible=(1, 10),
        en="money for a platform that reaches everybody",
        zh="覆盖所有人的平台经费",
    )
    screening_cost: float = quantity(
        1.0,
        unit="yuan per resident and year",
        domain=(0, 10000),
        plausible=(0.2, 5),
        en="money for full screening of such a platform",
        zh="对该平台充分甄别的经费",
    )
    screening_time: float = quantity(
        0.04,
        unit="share",
        domain=(0, 1),
        plausible=(0.01, 0.15),
        en="committee time for full screening of such a platform",
        zh="对该平台充分甄别所占工作时间",
    )
    transparency_time: float = quantity(
        0.03,
        unit="share",
        domain=(0, 1),
        plausible=(0.01, 0.1),
        en="committee time for full openness",
        zh="充分公开所占工作时间",
    )
    face_to_face_time: float = quantity(
        0.05,
        unit="share",
        domain=(0, 1),
        plausible=(0.02, 0.2),
        en="committee time for meeting everybody in person",
        zh="与所有人面对面沟通所占工作时间",
    )
