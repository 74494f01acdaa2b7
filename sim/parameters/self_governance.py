"""Parameters of self_governance."""

from sim.quantities import ByAge, Group, per_month, quantity, share, weight, yuan_per_resident


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


class Deliberation(Group):
    """Meetings of residents that decide, and what follows."""

    deliberation_time: float = share(0.15, (0.05, 0.3)).means(
        "committee time where everything is decided here", "全部由社区自主决定时所占工作时间"
    )
    deliberation_cost: float = yuan_per_resident(3.0, (1, 8)).means(
        "money where everything is decided here", "全部由社区自主决定时的经费"
    )
    quorum: float = share(0.1, (0.03, 0.3)).means(
        "adults who must take part for a decision in full", "充分决策所需参与的成年居民比例"
    )
    deliberation_on_fit: float = share(0.2, (0, 0.5), source="direction: article (E40)").means(
        "share of misfits that deciding here avoids", "自主决定所避免的供需错配比例"
    )
    meeting_load: float = quantity(0.8, (0.2, 1.5), unit="meetings and surveys", domain=(0, 100)).means(
        "load of the meetings where everything is decided here", "全部由社区自主决定时的会议负担"
    )
    belonging_from_deliberation: float = per_month(0.01, (0, 0.04), source="direction: article (E40)").means(
        "growth of belonging of those who take part where everything is decided here",
        "全部由社区自主决定时参与者归属感的增长",
    )
    trust_from_deliberation: float = per_month(0.005, (0, 0.02)).means("growth of their trust", "参与者信任的增长")


class Autonomy(Group):
    """What a community decides itself."""

    decided_here: float = share(0.0, (0, 1)).means(
        "share of departments' money for the community that residents and committee divide themselves",
        "职能部门用于本社区的经费中由居民和居（村）委会自主分配的比例",
    )
