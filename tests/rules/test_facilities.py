"""Facilities: money, works, wear and reach, on numbers worked out by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.rules.arithmetic import exp
from sim.rules.facilities import begin_works, open_doors, run_facilities, seat, within_reach
from sim.rules.organization import offer
from sim.state.words import WORKS

Usual = Callable[..., Any]
COST = {"place_cost": 1000.0, "upkeep_cost": 240.0, "wear": 0.0, "neglect": 1.0, "build_months": 2.0}
ONLY_CULTURE = [40.0, 0.0, 0.0]
OUT = ("facility_part", "facility_granted", "facility_returned", "upkeep_paid", "works_paid")


CULTURE_ALONE = ([10.0, 0.0, 0.0], [14.0, 0.0, 0.0])


class Centre:
    """A community of 1,000 with 20 places, 40 called for, and 20,000 yuan a month, all but 2,000 of it assigned."""

    def __init__(self, usual: Usual, **levers: float) -> None:
        self.usual, self.levers = usual, levers
        self.state: dict[str, list[Any]] = {"places": [20.0, 0.0, 0.0], "facility_purse": [0]}
        self.state |= {"facility_reach": [0.0] * 3, "works_begun": [0] * 3, "places_lacking": [0.0] * 3}
        self.state |= {"works": [0] * 3 * WORKS, **{name: [0] for name in OUT}}

    def month(self, month: int, **other: Any) -> "Centre":
        given = {
            "month": month,
            "starting_month": 0,
            "n_residents": 1000,
            "kind": 0,
            "allotted": 2_000_000,
            "places_needed": ONLY_CULTURE,
        }
        given |= {
            "use_part": [1_000_000, 600_000, 160_000, 40_000],
            "places_wanted": ONLY_CULTURE,
            **COST,
            **self.levers,
        }
        self.usual(run_facilities, **(given | self.state | other))
        return self

    def __getattr__(self, name: str) -> Any:
        return self.state[name][0]


def test_upkeep_comes_first_and_keeps_every_place(usual: Usual) -> None:
    """20 places at 240 yuan a year are 400 yuan a month, and 0.02 of 20,000 yuan are as much."""
    centre = Centre(usual, facilities_share=0.02).month(1)
    assert (centre.facility_part, centre.upkeep_paid, centre.places, centre.facility_purse) == (40_000, 40_000, 20.0, 0)
    assert sum(centre.state["works"]) == 0


def test_upkeep_half_paid_loses_half_of_what_neglect_takes(usual: Usual) -> None:
    assert Centre(usual, facilities_share=0.01).month(1).places == 10.0


def test_without_money_neglect_takes_its_full_share(usual: Usual) -> None:
    assert Centre(usual, facilities_share=0.0, neglect=0.0).month(1).places == 20.0
    assert Centre(usual, facilities_share=0.0).month(1).places == 0.0


def test_what_upkeep_leaves_is_built_and_paid_when_it_is_finished(usual: Usual) -> None:
    """1,000 of 1,000 yuan left over, at 1,000 yuan a place: one place, two months later."""
    centre = Centre(usual, facilities_share=0.07).month(3)
    assert centre.state["works"][5] == 100_000
    for month in (4, 5):
        assert centre.works_paid == 0
        centre.month(month, facilities_share=0.02)
    assert (centre.works_paid, centre.places, centre.state["works"][5]) == (100_000, 21.0, 0)


def test_nothing_is_built_beyond_what_is_wanted_and_under_way(usual: Usual) -> None:
    centre = Centre(usual, facilities_share=0.07).month(3, places_wanted=[20.5, 0.0, 0.0])
    assert (centre.state["works"][5], centre.facility_purse) == (50_000, 50_000)
    assert centre.month(4, places_wanted=[20.5, 0.0, 0.0]).state["works"][6] == 0


def test_in_january_what_was_not_spent_returns(usual: Usual) -> None:
    centre = Centre(usual, facilities_share=0.07).month(11, places_wanted=[0.0] * 3)
    centre.month(12, places_wanted=[0.0] * 3)
    assert (centre.facility_returned, centre.facility_purse) == (100_000, 100_000)


def test_an_earmarked_grant_is_built_whatever_is_wanted(usual: Usual) -> None:
    """12 yuan a resident and year are 1,000 yuan a month for 1,000 residents."""
    centre = Centre(usual, facilities_share=0.02, facilities_grant=12.0).month(3, places_wanted=[0.0] * 3)
    assert (centre.facility_granted, centre.state["works"][5]) == (100_000, 100_000)


def test_facilities_get_no_more_than_other_uses_leave(usual: Usual) -> None:
    assert Centre(usual, facilities_share=0.5).month(1).facility_part == 200_000


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
    parts = [9, 9, 9]
    total = begin_works(money, old, young, [1.0 * cost for cost in lacking], parts)
    assert total == sum(parts) <= money
    return parts


def test_each_kind_has_its_own_places_works_and_reach(usual: Usual) -> None:
    """Only children lack places: one is built for them, and no other kind reaches more for it."""
    centre = Centre(usual, facilities_share=0.07).month(
        3, places_wanted=[0.0, 0.0, 1.0], places_needed=[40.0, 0.0, 2.0]
    )
    assert centre.state["works"][2 * WORKS + 5] == 100_000
    before = list(centre.state["facility_reach"])
    for month in (4, 5):
        centre.month(month, facilities_share=0.02, places_needed=[40.0, 0.0, 2.0], places_wanted=[0.0] * 3)
    assert centre.state["places"] == [20.0, 0.0, 1.0]
    assert centre.state["facility_reach"][:2] == before[:2]
    assert centre.state["facility_reach"][2] > before[2] == 0.0


@pytest.mark.parametrize(("domain", "minutes"), [(0, 400), (1, 420), (2, 480)])
def test_places_for_the_old_and_for_children_save_time_in_their_care(usual: Usual, domain: int, minutes: int) -> None:
    """Twice the usual reach saves a sixth of 480 minutes a case of the old and an eighth of a child's."""
    savings = {"day_care_saving": 1 / 6, "child_care_saving": 0.125, "organization_case_minutes": 480.0}
    given = {"alive": 1, "form": 0, "domain": domain, "staff": 1.0, "skill": 0.5, "government_share": 1.0}
    given |= {
        "gift_share": 0.0,
        "spare_minutes": 0,
        "filed_minutes": 0,
        "filed_organizations": 0,
        "post_minutes": 8400.0,
    }
    given |= {"running_posts": 0.0, "raising_time": 0.0, "facility_reach": [9.0, 2.0, 2.0]}
    slots, spare, _ = usual(offer, **(given | savings))
    assert slots * minutes + spare == 8400


def test_reach_is_one_at_usual_supply_and_each_place_adds_less() -> None:
    reach = [within_reach(places, 10.0, 0.7, 1.2) for places in (0.0, 7.0, 14.0, 21.0)]
    assert reach[:2] == [0.0, 1.0]
    assert reach[2] == pytest.approx(1 + exp(-0.84))  # (1 - q^2) / (1 - q) = 1 + q with q = e^(-1.2 * 0.7)
    assert reach[2] - reach[1] > reach[3] - reach[2] > 0


def test_scattered_residents_gain_more_from_a_second_facility() -> None:
    assert within_reach(14.0, 10.0, 0.7, 0.7) > within_reach(14.0, 10.0, 0.7, 1.5)


def test_culture_without_facilities_keeps_what_needs_none() -> None:
    assert open_doors(2.0, [0.0, 9.0, 9.0], 0.3) == pytest.approx(1.4)
    assert open_doors(2.0, [1.0, 0.0, 0.0], 0.3) == 2.0


def test_facilities_that_seat_half_offer_half_of_what_needs_them() -> None:
    """10 places at 8 persons a month against 160 who took part: 1 - 0.4 * 0.5."""
    assert seat(1.0, 160, *CULTURE_ALONE, [1.0] * 3, 0.0, 0.4, 8.0, 0.5) == (pytest.approx(0.8), 10_000, 14_000)


@pytest.mark.parametrize(("reach", "strength", "expected"), [(1.0, 0.0, 1.0), (1.5, 0.0, 1.2), (1.0, 1.0, 1.5)])
def test_reach_and_networks_add_opportunities(reach: float, strength: float, expected: float) -> None:
    assert seat(1.0, 0, *CULTURE_ALONE, [reach] * 3, strength, 0.4, 8.0, 0.5)[0] == pytest.approx(expected)


def test_networks_organize_where_committees_do_not() -> None:
    assert seat(0.0, 0, *CULTURE_ALONE, [1.0] * 3, 1.0, 0.4, 8.0, 0.5)[0] == 0.5


def test_switched_off_facilities_change_nothing() -> None:
    assert seat(1.3, 900, [0.0] * 3, [14.0, 0.0, 0.0], [0.0] * 3, 0.0, 0.0, 8.0, 0.5)[0] == 1.3
    assert open_doors(1.3, [0.0] * 3, 0.0) == 1.3
