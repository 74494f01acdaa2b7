"""Looking ahead and back, room for change, process spending and the exit rule, on numbers worked out by hand."""

from typing import Any

import pytest

from sim.parameters.budget import Funding
from sim.parameters.demography import Demography
from sim.parameters.planning import Exit, Foresight, Planning
from sim.rules.planning import build_networks, called_for, foresee, grow_old, keep_room, plan, set_calendar, taper
from sim.state import Community, Many, Office, Resident
from tests.records import many, place, usual

NONE = [0.0] * 8
YEARS = [10.0] * 8


def calendar(months: list[float], residents: list[int]) -> list[float]:
    """Two communities under two districts (offices 9 and 10); office 0 is finance, 11 a street."""
    offices = many(Office, 12, role=[0, *[1] * 8, 2, 2, 3])
    policies = Many([usual(Planning, rebudget_months=every) for every in months])
    set_calendar(many(Community, 2, n_residents=residents, district=[9, 10]), offices, policies)
    return [one.rebudget_every for one in offices]


def test_departments_budget_as_often_as_residents_ask_on_average_and_districts_as_their_own() -> None:
    assert calendar([12.0, 12.0], [100, 300]) == [12.0] * 12
    assert calendar([6.0, 2.0], [100, 300]) == [12.0, *[3.0] * 8, 6.0, 2.0, 12.0]


@pytest.mark.parametrize(
    ("horizon", "months", "share"), [(0.0, 12.0, 0.0), (10.0, 12.0, 0.02), (0.0, 3.0, 0.015), (0.0, 36.0, 0.0)]
)
def test_planning_takes_time_by_the_year_ahead_and_the_extra_budget(
    horizon: float, months: float, share: float
) -> None:
    here, how = place(), usual(Foresight, planning_time=0.002, rebudget_time=0.005)
    plan(here, usual(Planning, horizon_years=horizon, rebudget_months=months), how)
    assert here.planning_share == (pytest.approx(share) if share else 0.0)


def grown(
    ages: list[float],
    years: float,
    moving: float = 0.0,
    turnover: float = 1.0,
    deaths: list[float] = NONE,
    arrivals: list[float] | None = None,
) -> list[float]:
    ahead = [*ages]
    arrive = [1.0, *NONE[1:]] if arrivals is None else arrivals
    how = usual(Demography, turnover=turnover, death_per_year=deaths, years_in_group=YEARS, arrival_age=arrive)
    grow_old(how, ahead, years, moving=moving)
    return ahead


def test_a_tenth_of_a_group_of_ten_years_grows_older_in_a_year() -> None:
    ages = [0.0, 0.0, 0.0, 0.0, 100.0, 50.0, 0.0, 7.0]
    assert grown(ages, 1.0) == pytest.approx([0, 0, 0, 0, 90, 55, 5, 7])


def test_half_a_year_ages_half_as_many_and_no_turnover_nobody() -> None:
    for years, turnover, left in ((0.5, 1.0, 95.0), (0.0, 1.0, 100.0), (5.0, 0.0, 100.0)):
        ages = [0.0, 0.0, 0.0, 0.0, 100.0, 0.0, 0.0, 0.0]
        assert grown(ages, years, turnover=turnover)[4] == pytest.approx(left)


def test_the_dead_are_replaced_by_births_and_movers_by_movers() -> None:
    arrivals = [0.0, 0.0, 2.0, 2.0, 0.0, 0.0, 0.0, 0.0]
    ages = grown([*NONE[:7], 100.0], 1.0, 0.5, deaths=[*NONE[:7], 0.2], arrivals=arrivals)
    assert ages == pytest.approx([20, 0, 20, 20, 0, 0, 0, 40])


def test_places_called_for_are_summed_over_ages() -> None:
    assert called_for([1000.0, *NONE[1:7], 500.0], [30.0, *NONE[1:7], 40.0]) == 50.0


def foreseen(
    month: int, horizon: float, need_seen: float = 50.0, expected: float = 0.0, registered: int = 1
) -> Community:
    """1,000 aged 50-59; only those of 60-69 have needs, all of elderly care; a tenth grows older in a year."""
    wide = ("ages_ahead", "ages_seen", "ages_local", "ages_away", "domain_outlook", "domain_share")
    state: dict[str, object] = {name: [1.0] * 8 for name in wide}
    state |= {name: [0.0] * 3 for name in ("places", "places_needed", "places_wanted")}
    here = place(starting_month=0, need_seen=need_seen, need_expected=expected, surprise=0.0, **state)
    ages = {
        "death_per_year": NONE,
        "move_per_year": 0.0,
        "move_per_year_unregistered": 0.0,
        "years_in_group": YEARS,
        "turnover": 1.0,
    }
    needs = {"need_per_year": [*NONE[:5], 1.0, 0.0, 0.0], "domain_weight": [1.0, *NONE[1:]]}
    places = {"elderly_places_per_1000": [*NONE[:5], 60.0, 60.0, 60.0], "culture_places_per_1000": NONE}
    places |= {"children_places_per_1000": [30.0, *NONE[1:]], "elderly_care_interest": [1.0] * 8}
    people = many(Resident, 1000, age_group=[4] * 500 + [5] * 500, registered=registered)
    world = usual(**ages, **needs, **places, usual_supply=0.7)
    foresee(people, here, usual(Planning, horizon_years=horizon), world, month)
    return here


def test_without_a_horizon_planning_goes_by_what_is_there() -> None:
    here = foreseen(0, 0.0)
    assert (here.places_needed[1], here.places_wanted[1], here.places[1]) == (30.0, 30.0, 21.0)
    assert (here.need_expected, here.domain_share) == (50.0, [1.0] * 8)


def test_with_a_horizon_facilities_are_for_the_ages_ahead_and_services_for_the_year() -> None:
    """In a year 50 come from their fifties and 50 go on to their seventies; in two years 45 more come."""
    here = foreseen(0, 2.0)
    assert here.places_wanted[1] == pytest.approx((500 + 50 + 45) * 0.06)
    assert here.places_needed[1] == 30.0
    assert here.domain_share == pytest.approx([1.0] * 8)  # as many in their sixties as before
    assert here.need_expected == pytest.approx(50.0)


def test_who_is_registered_elsewhere_grows_older_too() -> None:
    for registered in (0, 1):
        ahead = foreseen(0, 1.0, registered=registered).ages_ahead
        assert [*ahead] == pytest.approx([0, 0, 0, 0, 450, 500, 50, 0])


@pytest.mark.parametrize(("seen", "surprise"), [(55.0, 0.1), (50.0, 0.0), (40.0, 0.0)])
def test_need_above_forecast_is_a_surprise_by_its_share(seen: float, surprise: float) -> None:
    assert foreseen(12, 0.0, seen, 50.0).surprise == pytest.approx(surprise)


def test_between_januaries_nothing_is_planned() -> None:
    assert foreseen(13, 5.0).places_wanted[1] == 0.0


def tapered(levers: dict[str, float] | None = None, **other: Any) -> Community:
    """A community whose society solved 60 of 100 cases, with 1,200 fen for each use."""
    state = {"society_delivered": 60, "resolved": [100, *[0] * 7], "social_capacity": 0.6, "tapered": 0.5}
    money = {"use_part": [1200] * 4, "domain_part": [150] * 8, "department_money": [150] * 8}
    here = place(**(state | money | {"contract_purse": 1200, "grant_purse": 1200} | other))
    taper(here, usual(Exit, **({"capacity_threshold": 0.5, "taper_per_year": 1.2, "tapers": 0.0} | (levers or {}))))
    return here


def test_past_the_threshold_contracts_and_grants_taper_by_a_twelfth_of_the_yearly_share() -> None:
    here = tapered()
    assert here.tapered == pytest.approx(0.6)
    assert here.use_part == [1200, 1200, 480, 480]
    assert (here.contract_purse, here.grant_purse, here.department_money) == (480, 480, [150] * 8)


def test_direct_provision_can_taper_instead() -> None:
    here = tapered({"tapers": 1.0})
    assert here.use_part == [1200, 480, 1200, 1200]
    assert (here.domain_part, here.department_money, here.grant_purse) == ([60] * 8, [60] * 8, 1200)


def test_below_the_threshold_the_taper_goes_back_and_without_a_rate_it_stays() -> None:
    assert tapered({"capacity_threshold": 0.7}).tapered == pytest.approx(0.4)
    assert tapered({"taper_per_year": 0.0}).tapered == 0.5


def test_measured_capacity_is_a_mean_over_about_a_year() -> None:
    nothing = {"use_part": [0] * 4, "domain_part": [0] * 8, "department_money": [0] * 8}
    here = tapered(
        {"taper_per_year": 0.0}, social_capacity=0.0, tapered=0.0, contract_purse=0, grant_purse=0, **nothing
    )
    assert here.social_capacity == pytest.approx(0.05)


def test_process_spending_leaves_services_what_it_does_not_take_and_builds_slowly() -> None:
    """1,000 yuan of 2,000 a month for 1,000 residents are 12 yuan a resident and year, the usual amount: towards 1."""
    here = place(n_residents=1000, domain_part=[25_000] * 8, department_money=[25_000] * 8, network_strength=0.0)
    for share, paid, strength in ((0.5, 100_000, 0.5), (0.0, 0, 0.25)):
        how = usual(Foresight, process_usual=12.0, network_half_life=1.0)
        build_networks(here, usual(Funding, process_share=share), how)
        assert (here.department_money, here.process_paid) == ([12_500] * 8, paid)
        assert here.network_strength == pytest.approx(strength)


def test_room_is_kept_of_what_is_free_and_released_by_the_surprise() -> None:
    here = place(allotted=10_000, use_part=[9_000, 0, 0, 0], facility_part=500, room_kept=1500)
    here.domain_share, here.room_split, here.department_money = [1.0, 1.0, *NONE[2:]], [0] * 8, [0] * 8
    here.surprise = 0.1
    keep_room(here, usual(Planning, reserve_share=0.2))
    assert (here.room_part, here.room_released, here.room_kept) == (500, 1000, 1000)
    assert here.department_money == [500, 500, *[0] * 6]
    here.surprise = 0.5
    keep_room(here, usual(Planning, reserve_share=0.0))
    assert (here.room_part, here.room_released, here.room_kept) == (0, 1000, 0)
