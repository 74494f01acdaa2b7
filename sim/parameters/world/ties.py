"""World parameters: how ties wake and fall asleep."""

from sim.parameters.quantity import Group, per_month, share, switch


class Contact(Group):
    """What keeps neighbours in contact."""

    tie_activation: int = switch(1, (0, 1)).means("0: all ties are fully active", "0 表示所有联系始终完全活跃")
    active_at_start: float = share(0.5, (0.3, 0.7), source="S48 (57 % talk weekly or more often)").means(
        "mean activation of ties at the start", "初始时联系的平均活跃程度"
    )
    everyday_contact: float = per_month(0.04, (0.01, 0.1)).means(
        "how fast everyday contact wakes ties, at mean belonging", "日常接触激活联系的速度(归属感居中时)"
    )
    contact_together: float = per_month(0.25, (0.05, 0.6)).means(
        "how fast taking part together wakes a tie", "共同参与激活联系的速度"
    )
    contact_in_groups: float = per_month(0.02, (0.005, 0.06)).means(
        "how fast culture groups of intensity 1 wake ties", "文化团体强度为 1 时激活联系的速度"
    )
    contact_of_elders: float = per_month(0.04, (0.01, 0.1)).means(
        "how fast elder-care associations of intensity 1 wake old people's ties",
        "养老协会强度为 1 时激活老年人联系的速度",
    )
    tie_disuse: float = per_month(0.03, (0.01, 0.1)).means("how fast ties fall asleep", "联系因疏于往来而减弱的速度")
