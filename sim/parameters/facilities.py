"""Parameters of facilities."""

from sim.quantities import ByAge, ByType, Group, factor, months, per_year, quantity, share


class Facilities(Group):
    """What facilities cost, how long they take and last, and what they do."""

    culture_places_per_1000: ByAge = quantity(
        ByAge.from_youngest(8.0, 10.0, 15.0, 15.0, 30.0, 35.0, 30.0, 5.0),
        (0, 120),
        unit="places per 1,000 residents",
        domain=(0, 1000),
    ).means(
        "places in culture centres and activity rooms that residents of an age call for",
        "各年龄段每千名居民所需的文化活动设施席位",
    )
    elderly_places_per_1000: ByAge = quantity(
        ByAge.from_youngest(0.0, 0.0, 0.0, 0.0, 0.0, 25.0, 40.0, 35.0),
        (0, 120),
        unit="places per 1,000 residents",
        domain=(0, 1000),
    ).means(
        "places in facilities for the old that residents of an age call for", "各年龄段每千名居民所需的老年设施席位"
    )
    children_places_per_1000: ByAge = quantity(
        ByAge.from_youngest(22.0, 10.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        (0, 120),
        unit="places per 1,000 residents",
        domain=(0, 1000),
    ).means(
        "places in facilities for children that residents of an age call for", "各年龄段每千名居民所需的儿童设施席位"
    )
    usual_supply: float = share(0.7, (0.4, 1), domain=(0.01, 10)).means(
        "places there are around 2016 against those called for", "2016年前后已有席位占所需席位的比例"
    )
    place_cost: float = quantity(
        1500.0,
        (800, 5000),
        unit="yuan per place",
        domain=(1, 1000000),
        source="S34 (120,000 yuan a culture centre, 50,000 an activity room; 80 and 33 places: assumed)",
    ).means("cost of building a place", "每个席位的建设成本")
    upkeep_cost: float = quantity(220.0, (100, 500), unit="yuan per place and year", domain=(0, 100000)).means(
        "upkeep of a place", "每个席位的年运行维护费"
    )
    wear: float = per_year(0.05, (0.02, 0.1)).means("places that wear out in a year", "席位的年自然损耗率")
    neglect: float = per_year(0.2, (0.1, 0.5)).means(
        "places lost in a year where no upkeep is paid", "无维护经费时席位的年损失率"
    )
    build_months: float = months(18.0, (6, 36), domain=(1, 47)).means(
        "months from order to opening", "从立项到开放的月数"
    )
    nearness: ByType = factor(
        ByType(traditional=1.5, market=1.2, rural=0.7, industrial=1.0), (0.4, 3), domain=(0, 20)
    ).means(
        "how many residents are near a facility: the less, the more scattered they live",
        "居民与设施的邻近程度：居住越分散越低",
    )
    people_per_place: float = quantity(8.0, (4, 20), unit="persons per month", domain=(0, 1000)).means(
        "people who can take part in a month for each place", "每个席位每月可容纳的参与人数"
    )
    facility_on_activity: float = share(0.25, (0, 0.7), source="direction: article (E02)").means(
        "share of opportunities to take part that need a facility", "依赖设施的参与机会比例"
    )
    facility_on_culture: float = share(0.3, (0, 0.7), source="direction: article (E02)").means(
        "share of culture's reach that needs a facility", "依赖设施的文化覆盖比例"
    )
    day_care_saving: float = share(0.15, (0, 0.3)).means(
        "share of time a case of elderly care that usual facilities save organizations",
        "现有设施为社会组织节省的每件养老个案时间比例",
    )
    child_care_saving: float = share(0.1, (0, 0.3)).means(
        "share of time a case of children's services that usual facilities save organizations",
        "现有设施为社会组织节省的每件儿童服务个案时间比例",
    )
