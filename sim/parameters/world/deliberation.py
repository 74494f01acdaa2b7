"""World parameters: what it takes and gives that a community decides itself."""

from sim.parameters.quantity import Group, per_month, quantity, share, yuan_per_resident


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
    meeting_load: float = quantity(0.8, (0.2, 1.5), unit="activities and surveys", domain=(0, 100)).means(
        "load of the meetings where everything is decided here", "全部由社区自主决定时的会议负担"
    )
    belonging_from_deliberation: float = per_month(0.01, (0, 0.04), source="direction: article (E40)").means(
        "growth of belonging of those who take part where everything is decided here",
        "全部由社区自主决定时参与者归属感的增长",
    )
    trust_from_deliberation: float = per_month(0.005, (0, 0.02)).means("growth of their trust", "参与者信任的增长")
