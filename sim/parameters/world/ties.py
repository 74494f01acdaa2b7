"""World parameters: how ties wake and fall asleep."""

from sim.parameters.quantity import Group, quantity


class Contact(Group):
    """What keeps neighbours in contact."""

    tie_activation: int = quantity(
        1,
        unit="switch",
        domain=(0, 1),
        plausible=(0, 1),
        en="0: all ties are fully active",
        zh="0 表示所有联系始终完全活跃",
    )
    active_at_start: float = quantity(
        0.5,
        unit="share",
        domain=(0, 1),
        plausible=(0.3, 0.7),
        source="S48 (57 % talk weekly or more often)",
        en="mean activation of ties at the start",
        zh="初始时联系的平均活跃程度",
    )
    everyday_contact: float = quantity(
        0.04,
        unit="per month",
        domain=(0, 1),
        plausible=(0.01, 0.1),
        en="how fast everyday contact wakes ties, at mean belonging",
        zh="日常接触激活联系的速度(归属感居中时)",
    )
    contact_together: float = quantity(
        0.25,
        unit="per month",
        domain=(0, 1),
        plausible=(0.05, 0.6),
        en="how fast taking part together wakes a tie",
        zh="共同参与激活联系的速度",
    )
    contact_in_groups: float = quantity(
        0.02,
        unit="per month",
        domain=(0, 1),
        plausible=(0.005, 0.06),
        en="how fast culture groups of intensity 1 wake ties",
        zh="文化团体强度为 1 时激活联系的速度",
    )
    contact_of_elders: float = quantity(
        0.04,
        unit="per month",
        domain=(0, 1),
        plausible=(0.01, 0.1),
        en="how fast elder-care associations of intensity 1 wake old people's ties",
        zh="养老协会强度为 1 时激活老年人联系的速度",
    )
    tie_disuse: float = quantity(
        0.03,
        unit="per month",
        domain=(0, 1),
        plausible=(0.01, 0.1),
        en="how fast ties fall asleep",
        zh="联系因疏于往来而减弱的速度",
    )
