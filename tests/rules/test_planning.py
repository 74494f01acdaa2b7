"""Looking ahead and back, room for change, process spending and the exit rule, on numbers worked out by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.rules.planning import build_networks, called_for, foresee, grow_old, keep_room, plan, set_calendar, taper

Usual = Callable[..., Any]
NONE = [0.0] * 8
YEARS = [10.0] * 8


def calendar(months: list[float], residents: list[int]) -> list[float]:
    """Two communities under two districts (offices 9 and 10); office 0 is finance, 11 a street."""
    role = [0, *[1] * 8, 2, 2, 3]
    every, governed = [0.0] * 12, [0] * 12
    set_calendar(2, residents, [9, 10], months, role, every, governed)
    return every


def test_departments_budget_as_often_as_residents_ask_on_average_and_districts_as_their_own() -> None:
    assert calendar([12.0, 12.0], [100, 300]) == [12.0] * 12
    assert calendar([6.0, 2.0], [100, 300]) == [12.0, *[3.0] * 8, 6.0, 2.0, 12.0]


def test_planning_takes_time_by_the_year_ahead_and_the_extra_budget() -> None:
    assert plan(0.0, 12.0, 0.002, 0.005) == 0.0
    assert plan(10.0, 12.0, 0.002, 0.005) == pytest.approx(0.02)
    assert plan(0.0, 3.0, 0.002, 0.005) == pytest.approx(0.015)
    assert plan(0.0, 36.0, 0.002, 0.005) == 0.0


def test_a_tenth_of_a_group_of_ten_years_grows_older_in_a_year() -> None:
    ages = [0.0, 0.0, 0.0, 0.0, 100.0, 50.0, 0.0, 7.0]
    grow_old(ages, 1.0, 0.0, 1.0, NONE, YEARS, [1.0, *NONE[1:]])
    assert ages == pytest.approx([0, 0, 0, 0, 90, 55, 5, 7])


def test_half_a_year_ages_half_as_many_and_no_turnover_nobody() -> None:
    for years, turnover, left in ((0.5, 1.0, 95.0), (0.0, 1.0, 100.0), (5.0, 0.0, 100.0)):
        ages = [0.0, 0.0, 0.0, 0.0, 100.0, 0.0, 0.0, 0.0]
        grow_old(ages, years, 0.0, turnover, NONE, YEARS, [1.0, *NONE[1:]])
        assert ages[4] == pytest.approx(left)


def test_the_dead_are_replaced_by_births_and_movers_by_movers() -> None:
    ages = [*NONE[:7], 100.0]
    grow_old(ages, 1.0, 0.5, 1.0, [*NONE[:7], 0.2], YEARS, [0.0, 0.0, 2.0, 2.0, 0.0, 0.0, 0.0, 0.0])
    assert ages == pytest.approx([20, 0, 20, 20, 0, 0, 0, 40])


def test_places_called_for_are_summed_over_ages() -> None:
    assert called_for([1000.0, *NONE[1:7], 500.0], [30.0, *NONE[1:7], 40.0]) == 50.0


class Community:
    """1,000 aged 50-59; only those of 60-69 have needs, all of elderly care; a tenth grows older in a year."""

    def __init__(
        self, usual: Usual, month: int, horizon: float, need_seen: float = 50.0, expected: float = 0.0
    ) -> None:
        wide = ("ages_ahead", "ages_seen", "ages_local", "ages_away", "domain_outlook", "domain_share")
        single = ("places", "places_needed", "places_wanted", "surprise")
        self.state: dict[str, list[float]] = {name: [1.0] * 8 for name in wide} | {name: [0.0] * 3 for name in single}
        self.state["need_expected"] = [expected]
        given = {
            "month": month,
            "starting_month": 0,
            "age_group": [4] * 500 + [5] * 500,
            "registered": [1] * 1000,
            "need_seen": need_seen,
        }
        given |= {"horizon_years": horizon, "death_per_year": NONE, "move_per_year": 0.0, "years_in_group": YEARS}
        given |= {"need_per_year": [*NONE[:5], 1.0, 0.0, 0.0], "domain_weight": [1.0, *NONE[1:]]}
        given |= {"elderly_care_interest": [1.0] * 8, "elderly_places_per_1000": [*NONE[:5], 60.0, 60.0, 60.0]}
        given |= {"culture_places_per_1000": NONE, "children_places_per_1000": [30.0, *NONE[1:]]}
        usual(foresee, **(given | {"turnover": 1.0, "usual_supply": 0.7} | self.state))

    def __getattr__(self, name: str) -> float:
        return self.state[name][1 if name.startswith("places") else 0]


def test_without_a_horizon_planning_goes_by_what_is_there(usual: Usual) -> None:
    place = Community(usual, 0, 0.0)
    assert (place.places_needed, place.places_wanted, place.places) == (30.0, 30.0, 21.0)
    assert (place.need_expected, place.state["domain_share"]) == (50.0, [1.0] * 8)


def test_with_a_horizon_facilities_are_for_the_ages_ahead_and_services_for_the_year(usual: Usual) -> None:
    """In a year 50 come from their fifties and 50 go on to their seventies; in two years 45 more come."""
    place = Community(usual, 0, 2.0)
    assert place.places_wanted == pytest.approx((500 + 50 + 45) * 0.06)
    assert place.places_needed == 30.0
    assert place.state["domain_share"] == pytest.approx([1.0] * 8)  # as many in their sixties as before
    assert place.need_expected == pytest.approx(50.0)


@pytest.mark.parametrize(("seen", "surprise"), [(55.0, 0.1), (50.0, 0.0), (40.0, 0.0)])
def test_need_above_forecast_is_a_surprise_by_its_share(usual: Usual, seen: float, surprise: float) -> None:
    assert Community(usual, 12, 0.0, seen, 50.0).surprise == pytest.approx(surprise)


def test_between_januaries_nothing_is_planned(usual: Usual) -> None:
    assert Community(usual, 13, 5.0).places_wanted == 0.0


class Purses:
    """A community whose society solved 60 of 100 cases, with 1,200 fen for each use."""

    def __init__(self, **other: Any) -> None:
        self.use, self.parts, self.departments = [1200] * 4, [150] * 8, [150] * 8
        self.contracts, self.grants, self.capacity, self.tapered = [1200], [1200], [0.6], [0.5]
        given = {"capacity_threshold": 0.5, "taper_per_year": 1.2, "tapers": 0.0} | other
        values = (given["capacity_threshold"], given["taper_per_year"], given["tapers"])
        state = (self.capacity, self.tapered, self.use, self.parts, self.departments, self.contracts, self.grants)
        taper(60, [100, *[0] * 7], *values, *state)


def test_past_the_threshold_contracts_and_grants_taper_by_a_twelfth_of_the_yearly_share() -> None:
    purses = Purses()
    assert purses.tapered == [pytest.approx(0.6)]
    assert purses.use == [1200, 1200, 480, 480]
    assert (purses.contracts, purses.grants, purses.departments) == ([480], [480], [150] * 8)


def test_direct_provision_can_taper_instead() -> None:
    purses = Purses(tapers=1.0)
    assert purses.use == [1200, 480, 1200, 1200]
    assert (purses.parts, purses.departments, purses.grants) == ([60] * 8, [60] * 8, [1200])


def test_below_the_threshold_the_taper_goes_back_and_without_a_rate_it_stays() -> None:
    assert Purses(capacity_threshold=0.7).tapered == [pytest.approx(0.4)]
    assert Purses(taper_per_year=0.0).tapered == [0.5]


def test_measured_capacity_is_a_mean_over_about_a_year() -> None:
    capacity = [0.0]
    taper(60, [100, *[0] * 7], 0.5, 0.0, 0.0, capacity, [0.0], [0] * 4, [0] * 8, [0] * 8, [0], [0])
    assert capacity == [pytest.approx(0.05)]


def test_process_spending_leaves_services_what_it_does_not_take_and_builds_slowly() -> None:
    """1,000 yuan of 2,000 a month for 1,000 residents are 12 yuan a resident and year, the usual amount: towards 1."""
    departments, paid, strength = [25_000] * 8, [0], [0.0]
    build_networks(1000, [25_000] * 8, 0.5, departments, paid, strength, 12.0, 1.0)
    assert (departments, paid, strength) == ([12_500] * 8, [100_000], [pytest.approx(0.5)])
    build_networks(1000, [25_000] * 8, 0.0, departments, paid, strength, 12.0, 1.0)
    assert (departments, paid, strength) == ([12_500] * 8, [0], [pytest.approx(0.25)])


def test_room_is_kept_of_what_is_free_and_released_by_the_surprise() -> None:
    departments, kept, part, released = [0] * 8, [1500], [0], [0]
    lists = (kept, part, released, [0] * 8, departments)
    keep_room(10_000, [9_000, 0, 0, 0], 500, 0.2, 0.1, [1.0, 1.0, *NONE[2:]], *lists)
    assert (part, released, kept, departments) == ([500], [1000], [1000], [500, 500, *[0] * 6])
    keep_room(10_000, [9_000, 0, 0, 0], 500, 0.0, 0.5, [1.0, 1.0, *NONE[2:]], *lists)
    assert (part, released, kept) == ([0], [1000], [0])
