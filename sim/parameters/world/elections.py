"""World parameters: the yearly election of committees."""

from sim.parameters.quantity import Group, quantity, weight
from sim.parameters.vectors import ByAge


class Elections(Group):
    """Who votes."""

    vote_constant: float = weight(0.0, (-1, 1)).means("inclination to vote", "投票的基本倾向")
    vote_by_age: ByAge = weight(
        ByAge.from_youngest(0.0, 0.0, -1.5, -0.2, 0.35, 0.9, 1.3, 0.6),
        (-3, 3),
        source="S47 (13.8 % at 18-29, 55.7 % at 50-59, 77.7 % at 70-79)",
    ).means("inclination to vote by age", "各年龄段的投票倾向")
    unregistered_vote: float = weight(1.0, (0, 3), source="S49 (direction)").means(
        "what holds back those without local registration", "无本地户籍者的投票障碍"
    )
    party_vote: float = weight(0.6, (0.4, 0.9), source="S47 (odds ratio 1.99)").means(
        "what inclines party members to vote", "党员身份对投票的影响"
    )
    acquaintance_vote: float = weight(0.5, (0, 1.5), source="S47 (network members: direction)").means(
        "weight of active ties to neighbours", "与邻里活跃联系的权重"
    )
    belonging_vote: float = weight(1.0, (0, 2)).means("weight of belonging", "归属感的权重")
    belonging_from_vote: float = quantity(0.005, (0, 0.02), unit="per event", domain=(0, 1)).means(
        "belonging that having voted adds", "投票带来的归属感增长"
    )
