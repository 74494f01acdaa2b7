"""Parameters of demography."""

from sim.quantities import ByAge, Group, per_year, quantity, share, switch


class Demography(Group):
    """How people age, die, are born and move."""

    turnover: float = switch(1.0, (0, 1))
    death_per_year: ByAge = per_year(
        ByAge.from_youngest(0.0004, 0.0004, 0.0005, 0.0012, 0.004, 0.011, 0.03, 0.1),
        (0, 0.3),
        source="S3 (6.47 per 1,000 registered residents in all); by age: assumed",
    )
    move_per_year: float = per_year(0.02, (0.005, 0.06))
    move_per_year_unregistered: float = per_year(0.15, (0.05, 0.4))
    migration_shift: float = share(0.0, (0, 0.3))
    years_in_group: ByAge = quantity(
        ByAge.from_youngest(15.0, 3.0, 12.0, 20.0, 10.0, 10.0, 10.0, 1.0),
        (1, 30),
        unit="years",
        domain=(0.1, 100),
        source="the age groups' own widths",
    )
    arrival_age: ByAge = share(
        ByAge.from_youngest(0.08, 0.03, 0.4, 0.37, 0.07, 0.03, 0.015, 0.005),
        (0, 1),
        source="S8 (migrants are of working age: direction)",
    )
    newcomer_trust: float = share(0.05, (0, 0.1))
    newcomer_belonging: float = share(0.85, (0.6, 1))
