"""Parameters of culture."""

from sim.quantities import Group, factor, months, per_month, practice, quantity, share


class Culture(Group):
    """Heritage, neighbourhood, grass roots."""

    heritage_part: float = share(0.4, (0.2, 0.8), source="direction: article (E23)")
    settling_months: float = months(60.0, (24, 120))
    heritage_elsewhere: float = share(0.5, (0.2, 0.9), source="direction: article (E23)")
    neighbourhood_on_ties: float = factor(0.5, (0, 0.8), source="direction: article (E23)")
    grassroots_on_founding: float = factor(0.5, (0, 0.8), source="direction: article (E23)")
    grassroots_on_places: float = factor(0.5, (0, 0.8), source="direction: article (E23)")


class CultureGroups(Group):
    """How culture groups arise, grow, and pay for themselves."""

    group_founding: float = quantity(0.1, (0.03, 0.3), unit="per year and organizer in 1,000 adults", domain=(0, 12))
    group_founders: float = quantity(5.0, (3, 12), unit="residents", domain=(1, 1_000))
    group_joining: float = per_month(1.0, (0.3, 2), domain=(0, 100))
    group_leaving: float = per_month(0.02, (0.005, 0.06))
    group_most: float = quantity(40.0, (20, 150), unit="residents", domain=(1, 100_000))
    group_dues: float = quantity(5.0, (0, 30), unit="yuan per member and month", domain=(0, 10_000))
    groups_on_activity: float = practice(0.3, (0, 0.6), domain=(0, 100))
    members_usual: float = share(0.1, (0.03, 0.3), domain=(0.001, 1))
