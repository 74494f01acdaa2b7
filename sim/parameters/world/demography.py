"""World parameters: demography."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByAge, ByType


class Demography(Group):
    """How people age, die, are born and move."""

    turnover: float = quantity(
        1.0,
        unit="switch",
        domain=(0, 1),
        plausible=(0, 1),
        en="1: people age, die, are born and move; 0: the same people all the time",
        zh="1 表示有出生、死亡、老化与迁移；0 表示人口不变",
    )
    death_per_year: ByAge = quantity(
        ByAge(
            age_0_14=0.0004,
            age_15_17=0.0004,
            age_18_29=0.0005,
            age_30_49=0.0012,
            age_50_59=0.004,
            age_60_69=0.011,
            age_70_79=0.03,
            age_80_plus=0.1,
        ),
        unit="per year",
        domain=(0, 1),
        plausible=(0, 0.3),
        source="S3 (6.47 per 1,000 registered residents in all); by age: assumed",
        en="deaths by age, each followed by a birth",
        zh="各年龄段死亡率，每例死亡由一例出生接替",
    )
    move_per_year: float = quantity(
        0.02,
        unit="per year",
        domain=(0, 1),
        plausible=(0.005, 0.06),
        en="residents with local registration who move away in a year",
        zh="本地户籍居民年迁出率",
    )
    move_per_year_unregistered: float = quantity(
        0.15,
        unit="per year",
        domain=(0, 1),
        plausible=(0.05, 0.4),
        en="residents without local registration who move away in a year",
        zh="非本地户籍居民年迁出率",
    )
    migration_shift: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.3),
        en="movers into places of registered residents who come without registration",
        zh="迁入者中取代户籍居民的非户籍比例",
    )
    years_in_group: ByAge = quantity(
        ByAge(
            age_0_14=15.0,
            age_15_17=3.0,
            age_18_29=12.0,
            age_30_49=20.0,
            age_50_59=10.0,
            age_60_69=10.0,
            age_70_79=10.0,
            age_80_plus=1.0,
        ),
        unit="years",
        domain=(0.1, 100),
        plausible=(1, 30),
        source="the age groups' own widths",
        en="years that an age group lasts",
        zh="各年龄段的年数",
    )
    arrival_age: ByAge = quantity(
        ByAge(
            age_0_14=0.08,
            age_15_17=0.03,
            age_18_29=0.4,
            age_30_49=0.37,
            age_50_59=0.07,
            age_60_69=0.03,
            age_70_79=0.015,
            age_80_plus=0.005,
        ),
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        source="S8 (migrants are of working age: direction)",
        en="ages of those who move in",
        zh="迁入者的年龄构成",
    )
    newcomer_belonging: ByType = quantity(
        ByType(traditional=0.4, market=0.35, rural=0.42, industrial=0.3),
        unit="share",
        domain=(0, 1),
        plausible=(0.2, 0.6),
        en="belonging of newcomers",
        zh="新来者的归属感",
    )
    newcomer_experience: float = quantity(
        0.42,
        unit="share",
        domain=(0, 1),
        plausible=(0.3, 0.6),
        en="experience that newcomers bring",
        zh="新来者带来的服务体验",
    )
    newcomer_spread: float = quantity(
        0.18,
        unit="share",
        domain=(0, 1),
        plausible=(0.05, 0.3),
        en="spread of what newcomers bring",
        zh="新来者各状态的离散程度",
    )
