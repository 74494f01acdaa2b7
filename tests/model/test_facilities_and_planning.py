"""Facilities, foresight, process spending, the exit rule and re-budgeting in a running city: limits and directions."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.runs.result import Run
from sim.runs.single import simulate
from sim.scenario import load

Make = Callable[..., Any]
SERVE = ("facility_on_activity", "facility_on_culture", "day_care_saving", "child_care_saving")
IDLE = {f"world.facilities.{name}": 0.0 for name in SERVE}
UNTIMED = {"world.foresight.planning_time": 0.0, "world.foresight.rebudget_time": 0.0}
OF_MONEY: tuple[str, ...] = ("facility_supply", "public_spending_yuan", "cost_per_resolved_case_yuan")
OF_MONEY += ("budget_execution_rate", "total_cost_yuan", "total_cost_per_resolved_case_yuan")
SEEDS = range(4)


def played(scenario: Any, months: int = 30, seed: int = 2) -> Run:
    return simulate(scenario, seed, months=months, size="neighbourhood", engine="compiled", city="ningbo")


def differ(one: Run, other: Run) -> set[str]:
    return {name for name in one.city if one.city[name].tobytes() != other.city[name].tobytes()}


def yearly(reference: str, outcome: str, months: int = 120) -> np.ndarray:
    """Yearly means, by seed and year."""
    runs = [played(load(reference), months, seed) for seed in SEEDS]
    return np.array([run.city[outcome].reshape(-1, 12).mean(axis=1) for run in runs])


def test_facilities_that_do_nothing_cost_and_change_nothing_else(varied: Make) -> None:
    few, many = (played(varied(IDLE | {"funding.facilities_share": share})) for share in (0.0, 0.04))
    assert differ(few, many) == set(OF_MONEY)


@pytest.mark.parametrize(
    ("levers", "world"),
    [
        ({"planning.horizon_years": 10.0}, UNTIMED | {"world.demography.turnover": 0.0}),
        ({"planning.rebudget_months": 1.0}, UNTIMED | {"world.offices.catch_up": 0.0}),
        ({"exit.capacity_threshold": 0.1, "exit.tapers": 1.0}, {}),
        ({"exit.taper_per_year": 1.0, "exit.capacity_threshold": 1.0}, {}),
        ({"planning.rebudget_months": 36.0}, {"world.offices.catch_up": 0.0}),
    ],
    ids=["nobody ages", "offices that do not learn", "no taper", "threshold out of reach", "seldom"],
)
def test_what_cannot_matter_differs_by_exactly_nothing(
    varied: Make, levers: dict[str, float], world: dict[str, float]
) -> None:
    assert differ(played(varied(world)), played(varied(world | levers))) == set()


def test_a_constant_budget_keeps_facilities_up(city: Make, varied: Make) -> None:
    place = city(varied({"funding.budget_growth": 0.0}), "neighbourhood", months=60)
    for _ in place.months():
        rows = place.state.communities
        assert (rows.upkeep_paid > 0).all()
    assert rows.places.sum() / rows.places_needed.sum() == pytest.approx(0.7, abs=0.03)


def test_a_grant_of_2016_opens_no_place_before_its_works_are_finished(city: Make) -> None:
    """18 months to build; rural communities get none of it."""
    ours, theirs = city("culture_centres_2016", "neighbourhood"), city("baseline", "neighbourhood")
    gained = [
        (ours.state.communities.places - theirs.state.communities.places).reshape(-1, 3)
        for _ in zip(ours.months(), theirs.months(), strict=True)
    ]
    assert not np.any(gained[:18])
    assert (gained[-1][:, 0] > 0).tolist() == [True, True, False, True]
    others = gained[-1][:, 1:]  # culture lacks less, so a little more of the city's own money goes to them
    assert (others >= 0.0).all()
    assert others.sum() < 0.2 * gained[-1][:, 0].sum()


def test_what_is_reserved_for_a_kind_gives_it_places_that_others_miss(city: Make, varied: Make) -> None:
    """elderly_places and children_places of the earmarks, with twice the usual money for facilities."""
    there = {}
    for lever in ("none", "elderly_places", "children_places"):
        reserved = {} if lever == "none" else {f"earmark.{lever}": 1.0}
        place = city(varied({"funding.facilities_share": 0.03} | reserved), "neighbourhood", months=30)
        list(place.months())
        there[lever] = place.state.communities.places.reshape(-1, 3).sum(axis=0)
    assert there["elderly_places"][1] > there["none"][1]
    assert there["elderly_places"][2] < there["none"][2]
    assert there["children_places"][2] > there["none"][2]
    assert there["children_places"][1] < there["none"][1]


def test_offices_look_back_as_often_as_they_budget(city: Make, varied: Make) -> None:
    def changes(months: float) -> list[int]:
        place, found = city(varied({"planning.rebudget_months": months}), "neighbourhood"), []
        before = place.state.offices.claim[1:9].copy()
        for month in place.months():
            if not np.array_equal(place.state.offices.claim[1:9], before):
                found.append(month)
            before = place.state.offices.claim[1:9].copy()
        return found

    assert changes(12.0) == [12]
    assert changes(6.0) == [6, 12, 18]


def test_room_is_kept_until_need_exceeds_the_forecast(city: Make, varied: Make) -> None:
    """Need is twice the usual from the start: what the first year kept is released from the next January on."""
    scenario = varied({"planning.reserve_share": 0.02, "world.needs.problem_load": 2.0})
    place = city(scenario, "neighbourhood", months=30)
    kept = [int(place.state.communities.room_kept.sum()) for _ in place.months()]
    assert (np.diff(kept[:12]) > 0).all()
    assert kept[12] < kept[11]


def test_short_term_leads_early_and_lags_later_under_ageing() -> None:
    """H13: foresight resolves less at first and gains on the short term; whether it gets ahead differs by seed."""
    ahead = yearly("foresight+ageing_wave", "resolved_cases") - yearly("short_term+ageing_wave", "resolved_cases")
    assert (ahead[:, 0] < 0).all()
    assert ahead[:, -2:].mean() > ahead[:, 0].mean() + 2


def test_process_spending_resolves_less_in_its_first_year() -> None:
    first = yearly("process_first", "resolved_cases", 12) - yearly("baseline", "resolved_cases", 12)
    assert (first < 0).all()


def test_networks_fade_with_their_half_life(city: Make, varied: Make) -> None:
    place = city(varied({"funding.process_share": 0.3}), months=13)
    months = place.months()
    for _ in range(12):
        next(months)
    usual = load("baseline").schedule(13).levers[12:]
    place.schedule = replace(place.schedule, levers=np.concatenate([place.schedule.levers[:12], usual]))
    built = place.state.communities.network_strength.copy()
    next(months)
    assert place.state.communities.network_strength == pytest.approx(built * 2 ** (-1 / 36))
