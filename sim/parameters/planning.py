"""Parameters of planning."""

from sim.quantities import Group, months, per_year, quantity, share, yuan_per_resident


class Foresight(Group):
    """Time that planning takes, and networks that process spending builds."""

    planning_time: float = quantity(0.0005, (0, 0.003), unit="share per year ahead", domain=(0, 1))
    rebudget_time: float = share(0.002, (0, 0.01))
    process_usual: float = yuan_per_resident(15.0, (5, 40), domain=(0.01, 10000))
    network_half_life: float = months(36.0, (12, 84))
    network_on_activity: float = share(0.3, (0, 1), domain=(0, 10), source="direction: article (E07)")
    network_on_help: float = share(0.25, (0, 1), domain=(0, 10), source="direction: article (E07)")
    network_on_founding: float = share(0.5, (0, 2), domain=(0, 10), source="direction: article (E07)")


class Planning(Group):
    """Looking ahead, looking back, room left for change."""

    horizon_years: float = quantity(0.0, (0, 10), unit="years", domain=(0, 30))
    reserve_share: float = share(0.0, (0, 0.3))
    rebudget_months: int = months(12, (3, 36), domain=(1, 60))


class Exit(Group):
    """When government withdraws, and from what."""

    capacity_threshold: float = share(0.5, (0.3, 0.8))
    taper_per_year: float = per_year(0.0, (0, 1), domain=(0, 12))
    tapers: float = share(0.0, (0, 1))
