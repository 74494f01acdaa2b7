"""World parameters: what it takes and gives that a community decides itself."""

from sim.parameters.quantity import Group, quantity


class Deliberation(Group):
    """Meetings of residents that decide, and what follows."""

    deliberation_time: float = quantity(
        0.15,
        unit="share",
        domain=(0, 1),
        plausible=(0.05, 0.3),
        en="committee time where everything is decided here",
        zh="全部由社区自主决定时所占工作时间",
    )
    deliberation_cost: float = quantity(
        3.0,
        unit="yuan per resident and year",
        domain=(0, 10_000),
        plausible=(1, 8),
        en="money where everything is decided here",
        zh="全部由社区自主决定时的经费",
    )
    quorum: float = quantity(
        0.1,
        unit="share",
        domain=(0, 1),
        plausible=(0.03, 0.3),
        en="adults who must take part for a decision in full",
        zh="充分决策所需参与的成年居民比例",
    )
    deliberation_on_fit: float = quantity(
        0.2,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.5),
        source="direction: article (E40)",
        en="share of misfits that deciding here avoids",
        zh="自主决定所避免的供需错配比例",
    )
    meeting_load: float = quantity(
        0.8,
        unit="activities and surveys",
        domain=(0, 100),
        plausible=(0.2, 1.5),
        en="load of the meetings where everything is decided here",
        zh="全部由社区自主决定时的会议负担",
    )
    belonging_from_deliberation: float = quantity(
        0.01,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.04),
        source="direction: article (E40)",
        en="growth of belonging of those who take part where everything is decided here",
        zh="全部由社区自主决定时参与者归属感的增长",
    )
    trust_from_deliberation: float = quantity(
        0.005,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.02),
        en="growth of their trust",
        zh="参与者信任的增长",
    )
