"""Facilities: money, works, wear and reach, on numbers worked out by hand."""

import pytest

from sim.parameters import Levers
from sim.parameters.equity import Earmark
from sim.parameters.facilities import Facilities
from sim.parameters.planning import Foresight
from sim.rules.arithmetic import exp
from sim.rules.facilities import begin_works, open_doors, run_facilities, seat, within_reach
from sim.rules.organization import offer
from sim.state.words import WORKS
from tests.records import place, provider, usual

COST = {"place_cost": 1000.0, "upkeep_cost": 240.0, "wear": 0.0, "neglect": 1.0, "build_months": 2.0}
ONLY_CULTURE = [40.0, 0.0, 0.0]


class Centre:
    """A community of 1,000 with 20 places, 40 called for, and 20,000 yuan a month, all but 2,000 of it assigned."""

    def __init__(self, facilities_share: float, facilities_grant: float = 0.0, **facilities: float) -> None:
        self.grant = facilities_grant
        self.share, self.how = facilities_share, usual(Facilities, **(COST | facilities))
        self.here = place(
            n_residents=1000,
            kind=0,
            starting_month=0,
            allotted=2_000_000,
            use_part=[1_000_000, 600_000, 160_000, 40_000],
            places=[20.0, 0.0, 0.0],
            facility_purse=0,
            facility_reach=[0.0] * 3,
            works_begun=[0] * 3,
            places_lacking=[0.0] * 3,
            works=[0] * 3 * WORKS,
        )

    def month(
        self,
        month: int,
        share: float | None = None,
        wanted: list[float] = ONLY_CULTURE,
        needed: list[float] = ONLY_CULTURE,
    ) -> "Centre":
        self.here.places_wanted, self.here.places_needed = wanted, needed
        facilities_share = self.share if share is None else share
        levers = usual(Levers, facilities_share=facilities_share, facilities_grant=self.grant)
        run_facilities(self.here, levers, self.how, month)
        return self


def test_upkeep_comes_first_and_keeps_every_place() -> None:
    """20 places at 240 yuan a year are 400 yuan a month, and 0.02 of 20,000 yuan are as much."""
    centre = Centre(0.02).month(1)
    assert (centre.here.facility_part, centre.here.upkeep_paid, centre.here.facility_purse) == (40_000, 40_000, 0)
    assert centre.here.places[0] == 20.0
    assert sum(centre.here.works) == 0


def test_upkeep_half_paid_loses_half_of_what_neglect_takes() -> None:
    assert Centre(0.01).month(1).here.places[0] == 10.0


def test_without_money_neglect_takes_its_full_share() -> None:
    assert Centre(0.0, neglect=0.0).month(1).here.places[0] == 20.0
    assert Centre(0.0).month(1).here.places[0] == 0.0


def test_what_upkeep_leaves_is_built_and_paid_when_it_is_finished() -> None:
    """1,000 of 1,000 yuan left over, at 1,000 yuan a place: one place, two months later."""
    centre = Centre(0.07).month(3)
    assert centre.here.works[5] == 100_000
    for month in (4, 5):
        assert centre.here.works_paid == 0
        centre.month(month, 0.02)
    assert (centre.here.works_paid, centre.here.places[0], centre.here.works[5]) == (100_000, 21.0, 0)


def test_nothing_is_built_beyond_what_is_wanted_and_under_way() -> None:
    centre = Centre(0.07).month(3, wanted=[20.5, 0.0, 0.0])
    assert (centre.here.works[5], centre.here.facility_purse) == (50_000, 50_000)
    assert centre.month(4, wanted=[20.5, 0.0, 0.0]).here.works[6] == 0


def test_in_january_what_was_not_spent_returns() -> None:
    centre = Centre(0.07).month(11, wanted=[0.0] * 3)
    centre.month(12, wanted=[0.0] * 3)
    assert (centre.here.facility_returned, centre.here.facility_purse) == (100_000, 100_000)


def test_an_earmarked_grant_is_built_whatever_is_wanted() -> None:
    """12 yuan a resident and year are 1,000 yuan a month for 1,000 residents."""
    centre = Centre(0.02, facilities_grant=12.0).month(3, wanted=[0.0] * 3)
    assert (centre.here.facility_granted, centre.here.works[5]) == (100_000, 100_000)


def test_facilities_get_no_more_than_other_uses_leave() -> None:
    assert Centre(0.5).month(1).here.facility_part == 200_000


def test_building_money_goes_by_what_each_kind_lacks_and_no_kind_gets_more() -> None:
    assert begun(300, [100, 200, 300]) == [50, 100, 150]
    assert begun(900, [100, 200, 300]) == [100, 200, 300]
    assert begun(300, [0, 0, 0]) == [0, 0, 0]


def test_what_is_reserved_for_the_old_and_for_children_goes_first_and_only_as_far_as_they_lack() -> None:
    """A half of 300 for the old, who lack 200: 150, then the rest by 100, 50 and 300 of 450."""
    assert begun(300, [100, 200, 300], 0.5) == pytest.approx([33, 150 + 17, 100], abs=1)
    assert begun(300, [100, 0, 100], 0.5) == [150 - 50, 0, 100]
    assert begun(300, [600, 600, 600], 0.5, 0.5) == [0, 150, 150]
    assert begun(300, [600, 600, 600], 1.0, 1.0) == [0, 300, 0]


def begun(money: int, lacking: list[int], old: float = 0.0, young: float = 0.0) -> list[int]:
    here = place(places_lacking=[1.0 * cost for cost in lacking], works_begun=[9, 9, 9])
    total = begin_works(here, usual(Earmark, elderly_places=old, children_places=young), money)
    assert total == sum(here.works_begun) <= money
    return [*here.works_begun]


def test_each_kind_has_its_own_places_works_and_reach() -> None:
    """Only children lack places: one is built for them, and no other kind reaches more for it."""
    centre = Centre(0.07).month(3, wanted=[0.0, 0.0, 1.0], needed=[40.0, 0.0, 2.0])
    assert centre.here.works[2 * WORKS + 5] == 100_000
    before = [*centre.here.facility_reach]
    for month in (4, 5):
        centre.month(month, 0.02, needed=[40.0, 0.0, 2.0], wanted=[0.0] * 3)
    assert centre.here.places == [20.0, 0.0, 1.0]
    assert centre.here.facility_reach[:2] == before[:2]
    assert centre.here.facility_reach[2] > before[2] == 0.0


@pytest.mark.parametrize(("domain", "minutes"), [(0, 400), (1, 420), (2, 480)])
def test_places_for_the_old_and_for_children_save_time_in_their_care(domain: int, minutes: int) -> None:
    """Twice the usual reach saves a sixth of 480 minutes a case of the old and an eighth of a child's."""
    savings = {"day_care_saving": 1 / 6, "child_care_saving": 0.125, "organization_case_minutes": 480.0}
    world = usual(**savings, post_minutes=8400.0, running_posts=0.0, raising_time=0.0)
    income = {"government_share": 1.0, "gift_share": 0.0}
    me = provider(alive=1, form=0, domain=domain, staff=1.0, skill=0.5, spare_minutes=0, tenders_entered=0, **income)
    offer(me, place(filed_minutes=0, filed_organizations=0, variety_factor=1.0, facility_reach=[9.0, 2.0, 2.0]), world)
    assert me.slots * minutes + me.spare_minutes == 8400


def reach_of(places: float, near: float) -> float:
    return within_reach(usual(Facilities, usual_supply=0.7), places=places, places_needed=10.0, near=near)


def test_reach_is_one_at_usual_supply_and_each_place_adds_less() -> None:
    reach = [reach_of(places, 1.2) for places in (0.0, 7.0, 14.0, 21.0)]
    assert reach[:2] == [0.0, 1.0]
    assert reach[2] == pytest.approx(1 + exp(-0.84))  # (1 - q^2) / (1 - q) = 1 + q with q = e^(-1.2 * 0.7)
    assert reach[2] - reach[1] > reach[3] - reach[2] > 0


def test_scattered_residents_gain_more_from_a_second_facility() -> None:
    assert reach_of(14.0, 0.7) > reach_of(14.0, 1.5)


def opened(culture: float, reach: list[float], facility_on_culture: float) -> float:
    here = place(culture_reach=culture, facility_reach=reach)
    open_doors(here, usual(Facilities, facility_on_culture=facility_on_culture))
    return here.culture_reach


def test_culture_without_facilities_keeps_what_needs_none() -> None:
    assert opened(2.0, [0.0, 9.0, 9.0], 0.3) == pytest.approx(1.4)
    assert opened(2.0, [1.0, 0.0, 0.0], 0.3) == 2.0


def seated(
    activities: float, active: int, reach: float = 1.0, strength: float = 0.0, places: float = 10.0, on: float = 0.4
) -> tuple[float, int, int]:
    """Opportunities, and places [1/1000] there and called for, where culture alone has places and 14 are called for."""
    here = place(activities=activities, active_residents=active, network_strength=strength)
    here.places, here.places_needed, here.facility_reach = [places, 0.0, 0.0], [14.0, 0.0, 0.0], [reach] * 3
    how = usual(Facilities, facility_on_activity=on, people_per_place=8.0)
    seat(here, how, usual(Foresight, network_on_activity=0.5))
    return here.activities, here.places_open, here.places_due


def test_facilities_that_seat_half_offer_half_of_what_needs_them() -> None:
    """10 places at 8 persons a month against 160 who took part: 1 - 0.4 * 0.5."""
    activities, *places = seated(1.0, 160)
    assert activities == pytest.approx(0.8)
    assert places == [10_000, 14_000]


@pytest.mark.parametrize(("reach", "strength", "expected"), [(1.0, 0.0, 1.0), (1.5, 0.0, 1.2), (1.0, 1.0, 1.5)])
def test_reach_and_networks_add_opportunities(reach: float, strength: float, expected: float) -> None:
    assert seated(1.0, 0, reach, strength)[0] == pytest.approx(expected)


def test_networks_organize_where_committees_do_not() -> None:
    assert seated(0.0, 0, strength=1.0)[0] == 0.5


def test_switched_off_facilities_change_nothing() -> None:
    assert seated(1.3, 900, reach=0.0, places=0.0, on=0.0)[0] == 1.3
    assert opened(1.3, [0.0] * 3, 0.0) == 1.3
