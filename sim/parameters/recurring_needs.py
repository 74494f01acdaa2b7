"""Parameters of recurring_needs."""

from sim.quantities import ByAge, Group, factor, per_year, share


class Standing(Group):
    """Who becomes frail, for how long, and what help every month is to them."""

    standing_per_year: ByAge = per_year(
        ByAge.from_youngest(0.0001, 0.0001, 0.0001, 0.0002, 0.0004, 0.0013, 0.004, 0.013), (0, 0.05), domain=(0, 12)
    )
    standing_care_share: float = share(0.7, (0.3, 0.9))
    standing_recovery: float = per_year(0.2, (0.05, 0.5), domain=(0, 12))
    standing_priority: float = factor(2.0, (0, 3))
    standing_strength: float = share(0.3, (0.05, 1))
