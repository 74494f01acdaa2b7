"""Parameters of ties."""

from sim.quantities import ByAge, Group, per_month, share, switch


class Acquaintance(Group):
    """Whom residents know."""

    homophily: float = share(0.3, (0, 0.7), source="S50, S69 (direction)").means(
        "how far those of like registration and age keep company beyond chance",
        "户籍与年龄相近者相互来往超出随机的程度",
    )
    neighbours_kept: float = share(0.97, (0.7, 1)).means(
        "of three neighbours on each side, those whom a resident knows", "左右各三户邻居中相识的比例"
    )
    acquaintances_across: float = share(0.65, (0.3, 1), source="direction: evidence (long ties 1-2)").means(
        "of two ties across the community, those that a resident has", "跨社区远距离联系（至多两条）中实际拥有的比例"
    )
    contacts_by_age: ByAge = share(
        ByAge.from_youngest(1.0, 1.0, 1.0, 1.0, 1.0, 0.85, 0.7, 0.55),
        (0.3, 1),
        source="N18 (flat to 55, then falling: direction)",
    ).means("contacts against those of people under 60", "各年龄段的社会联系相对60岁以下居民的比例")


class Contact(Group):
    """What keeps neighbours in contact."""

    tie_activation: int = switch(1, (0, 1)).means("0: all ties are fully active", "0 表示所有联系始终完全活跃")
    active_at_start: float = share(0.5, (0.3, 0.7), source="S48 (57 % talk weekly or more often)").means(
        "mean activation of ties at the start", "初始时联系的平均活跃程度"
    )
    everyday_contact: float = per_month(0.04, (0.01, 0.1)).means(
        "how fast everyday contact wakes ties, at mean belonging", "日常接触激活联系的速度（归属感居中时）"
    )
    contact_alone: float = share(0.6, (0.4, 0.95)).means(
        "part of everyday contact that needs no activities", "无需活动即有的日常接触比例"
    )
    contact_rooted: float = share(0.3, (0.1, 0.6)).means(
        "part of everyday contact, as it is at mean belonging, that doors side by side bring about without any belonging",
        "日常接触中（以归属感居中时计）仅因比邻而居、无需归属感即有的比例",
    )
    contact_together: float = per_month(0.25, (0.05, 0.6)).means(
        "how fast taking part together wakes a tie", "共同参与激活联系的速度"
    )
    contact_in_groups: float = per_month(0.15, (0.05, 0.4)).means(
        "how fast meeting in a culture group wakes its members' ties", "文化团体活动激活成员联系的速度"
    )
    contact_of_elders: float = per_month(0.04, (0.01, 0.1)).means(
        "how fast elder-care associations of intensity 1 wake old people's ties",
        "养老协会强度为 1 时激活老年人联系的速度",
    )
    tie_disuse: float = per_month(0.03, (0.01, 0.1)).means("how fast ties fall asleep", "联系因疏于往来而减弱的速度")
