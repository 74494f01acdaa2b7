"""World parameters: the yearly election of committees."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByAge


class Elections(Group):
    """Who votes."""

    vote_constant: float = quantity(
        0.0,
        unit="1",
        domain=(-100, 100),
        plausible=(-1, 1),
        en="inclination to vote",
        zh="投票的基本倾向",
    )
    vote_by_age: ByAge = quantity(
        ByAge(
            age_0_14=0.0,
            age_15_17=0.0,
            age_18_29=-1.5,
            age_30_49=-0.2,
            age_50_59=0.35,
            age_60_69=0.9,
            age_70_79=1.3,
            age_80_plus=0.6,
        ),
        unit="1",
        domain=(-100, 100),
        plausible=(-3, 3),
        source="S47 (13.8 % at 18-29, 55.7 % at 50-59, 77.7 % at 70-79)",
        en="inclination to vote by age",
        zh="各年龄段的投票倾向",
    )
    unregistered_vote: float = quantity(
        1.0,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 3),
        source="S49 (direction)",
        en="what holds back those without local registration",
        zh="无本地户籍者的投票障碍",
    )
    party_vote: float = quantity(
        0.6,
        unit="1",
        domain=(-100, 100),
        plausible=(0.4, 0.9),
        source="S47 (odds ratio 1.99)",
        en="what inclines party members to vote",
        zh="党员身份对投票的影响",
    )
    acquaintance_vote: float = quantity(
        0.5,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 1.5),
        source="S47 (network members: direction)",
        en="weight of active ties to neighbours",
        zh="与邻里活跃联系的权重",
    )
    belonging_vote: float = quantity(
        1.0,
        unit="1",
        domain=(-100, 100),
        plausible=(0, 2),
        en="weight of belonging",
        zh="归属感的权重",
    )
    belonging_from_vote: float = quantity(
        0.005,
        unit="per event",
        domain=(0, 1),
        plausible=(0, 0.02),
        en="belonging that having voted adds",
        zh="投票带来的归属感增长",
    )
