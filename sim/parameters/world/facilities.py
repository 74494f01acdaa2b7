"""World parameters: facilities."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByAge, ByType


class Facilities(Group):
    """What facilities cost, how long they take and last, and what they do."""

    culture_places_per_1000: ByAge = quantity(
        ByAge(
            age_0_14=8.0,
            age_15_17=10.0,
            age_18_29=15.0,
            age_30_49=15.0,
            age_50_59=30.0,
            age_60_69=35.0,
            age_70_79=30.0,
            age_80_plus=5.0,
        ),
        unit="places per 1,000 residents",
        domain=(0, 1000),
        plausible=(0, 120),
        en="places in culture centres and activity rooms that residents of an age call for",
        zh="各年龄段每千名居民所需的文化活动设施席位",
    )
    elderly_places_per_1000: ByAge = quantity(
        ByAge(
            age_0_14=0.0,
            age_15_17=0.0,
            age_18_29=0.0,
            age_30_49=0.0,
            age_50_59=0.0,
            age_60_69=25.0,
            age_70_79=40.0,
            age_80_plus=35.0,
        ),
        unit="places per 1,000 residents",
        domain=(0, 1000),
        plausible=(0, 120),
        en="places in facilities for the old that residents of an age call for",
        zh="各年龄段每千名居民所需的老年设施席位",
    )
    children_places_per_1000: ByAge = quantity(
        ByAge(
            age_0_14=22.0,
            age_15_17=10.0,
            age_18_29=0.0,
            age_30_49=0.0,
            age_50_59=0.0,
            age_60_69=0.0,
            age_70_79=0.0,
            age_80_plus=0.0,
        ),
        unit="places per 1,000 residents",
        domain=(0, 1000),
        plausible=(0, 120),
        en="places in facilities for children that residents of an age call for",
        zh="各年龄段每千名居民所需的儿童设施席位",
    )
    usual_supply: float = quantity(
        0.7,
        unit="share",
        domain=(0.01, 10),
        plausible=(0.4, 1),
        en="places there are around 2016 against those called for",
        zh="2016年前后已有席位占所需席位的比例",
    )
    place_cost: float = quantity(
        1500.0,
        unit="yuan per place",
        domain=(1, 1000000),
        plausible=(800, 5000),
        source="S34 (120,000 yuan a culture centre, 50,000 an activity room; 80 and 33 places: assumed)",
        en="cost of building a place",
        zh="每个席位的建设成本",
    )
    upkeep_cost: float = quantity(
        220.0,
        unit="yuan per place and year",
        domain=(0, 100000),
        plausible=(100, 500),
        en="upkeep of a place",
        zh="每个席位的年运行维护费",
    )
    wear: float = quantity(
        0.05,
        unit="per year",
        domain=(0, 1),
        plausible=(0.02, 0.1),
        en="places that wear out in a year",
        zh="席位的年自然损耗率",
    )
    neglect: float = quantity(
        0.2,
        unit="per year",
        domain=(0, 1),
        plausible=(0.1, 0.5),
        en="places lost in a year where no upkeep is paid",
        zh="无维护经费时席位的年损失率",
    )
    build_months: float = quantity(
        18.0,
        unit="months",
        domain=(1, 47),
        plausible=(6, 36),
        en="months from order to opening",
        zh="从立项到开放的月数",
    )
    nearness: ByType = quantity(
        ByType(traditional=1.5, market=1.2, rural=0.7, industrial=1.0),
        unit="1",
        domain=(0, 20),
        plausible=(0.4, 3),
        en="how many residents are near a facility: the less, the more scattered they live",
        zh="居民与设施的邻近程度：居住越分散越低",
    )
    people_per_place: float = quantity(
        8.0,
        unit="persons per month",
        domain=(0, 1000),
        plausible=(4, 20),
        en="people who can take part in a month for each place",
        zh="每个席位每月可容纳的参与人数",
    )
    facility_on_activity: float = quantity(
        0.25,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.7),
        source="direction: article (E02)",
        en="share of opportunities to take part that need a facility",
        zh="依赖设施的参与机会比例",
    )
    facility_on_culture: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.7),
        source="direction: article (E02)",
        en="share of culture's reach that needs a facility",
        zh="依赖设施的文化覆盖比例",
    )
    day_care_saving: float = quantity(
        0.15,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.3),
        en="share of time a case of elderly care that usual facilities save organizations",
        zh="现有设施为社会组织节省的每件养老个案时间比例",
    )
    child_care_saving: float = quantity(
        0.1,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.3),
        en="share of time a case of children's services that usual facilities save organizations",
        zh="现有设施为社会组织节省的每件儿童服务个案时间比例",
    )
