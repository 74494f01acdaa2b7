"""Parameters of demography."""

from sim.quantities import ByAge, Group, per_year, quantity, share, switch


class Demography(Group):
    """How people age, die, are born and move."""

    turnover: float = switch(1.0, (0, 1)).means(
        "1: people age, die, are born and move; 0: the same people all the time",
        "1 表示有出生、死亡、老化与迁移；0 表示人口不变",
    )
    death_per_year: ByAge = per_year(
        ByAge.from_youngest(0.0004, 0.0004, 0.0005, 0.0012, 0.004, 0.011, 0.03, 0.1),
        (0, 0.3),
        source="S3 (6.47 per 1,000 registered residents in all); by age: assumed",
    ).means("deaths by age, each followed by a birth", "各年龄段死亡率，每例死亡由一例出生接替")
    move_per_year: float = per_year(0.02, (0.005, 0.06)).means(
        "residents with local registration who move away in a year", "本地户籍居民年迁出率"
    )
    move_per_year_unregistered: float = per_year(0.15, (0.05, 0.4)).means(
        "residents without local registration who move away in a year", "非本地户籍居民年迁出率"
    )
    migration_shift: float = share(0.0, (0, 0.3)).means(
        "movers into places of registered residents who come without registration", "迁入者中取代户籍居民的非户籍比例"
    )
    years_in_group: ByAge = quantity(
        ByAge.from_youngest(15.0, 3.0, 12.0, 20.0, 10.0, 10.0, 10.0, 1.0),
        (1, 30),
        unit="years",
        domain=(0.1, 100),
        source="the age groups' own widths",
    ).means("years that an age group lasts", "各年龄段的年数")
    arrival_age: ByAge = share(
        ByAge.from_youngest(0.08, 0.03, 0.4, 0.37, 0.07, 0.03, 0.015, 0.005),
        (0, 1),
        source="S8 (migrants are of working age: direction)",
    ).means("ages of those who move in", "迁入者的年龄构成")
    newcomer_trust: float = share(0.05, (0, 0.1)).means(
        "what trust of those who move in falls short of that of residents like them",
        "迁入者的信任低于同类居民的幅度",
    )
    newcomer_belonging: float = share(0.85, (0.6, 1)).means(
        "belonging of those who move in, against that of residents like them", "迁入者的归属感相对同类居民的比例"
    )
