"""Parameters of facilities."""

from sim.quantities import ByAge, ByType, Group, factor, months, per_year, quantity, share


class Facilities(Group):
    """What facilities cost, how long they take and last, and what they do."""

    culture_places_per_1000: ByAge = quantity(
        ByAge.from_youngest(8.0, 10.0, 15.0, 15.0, 30.0, 35.0, 30.0, 5.0),
        (0, 120),
        unit="places per 1,000 residents",
        domain=(0, 1000),
    )
    elderly_places_per_1000: ByAge = quantity(
        ByAge.from_youngest(0.0, 0.0, 0.0, 0.0, 0.0, 25.0, 40.0, 35.0),
        (0, 120),
        unit="places per 1,000 residents",
        domain=(0, 1000),
    )
    children_places_per_1000: ByAge = quantity(
        ByAge.from_youngest(22.0, 10.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        (0, 120),
        unit="places per 1,000 residents",
        domain=(0, 1000),
    )
    usual_supply: float = share(0.7, (0.4, 1), domain=(0.01, 10))
    place_cost: float = quantity(
        1500.0,
        (800, 5000),
        unit="yuan per place",
        domain=(1, 1000000),
        source="S34 (120,000 yuan a culture centre, 50,000 an activity room; 80 and 33 places: assumed)",
    )
    upkeep_cost: float = quantity(220.0, (100, 500), unit="yuan per place and year", domain=(0, 100000))
    wear: float = per_year(0.05, (0.02, 0.1))
    neglect: float = per_year(0.2, (0.1, 0.5))
    build_months: float = months(18.0, (6, 36), domain=(1, 47))
    nearness: ByType = factor(ByType(traditional=1.5, market=1.2, rural=0.7, industrial=1.0), (0.4, 3), domain=(0, 20))
    people_per_place: float = quantity(8.0, (4, 20), unit="persons per month", domain=(0, 1000))
    facility_on_activity: float = share(0.25, (0, 0.7), source="direction: article (E02)")
    facility_on_culture: float = share(0.3, (0, 0.7), source="direction: article (E02)")
    day_care_saving: float = share(0.15, (0, 0.3))
    child_care_saving: float = share(0.1, (0, 0.3))
