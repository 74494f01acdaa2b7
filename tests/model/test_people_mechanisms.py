"""Time, organizers, health, lines of culture, deciding here, associations, promises: directions and limits in runs."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.runs.single import simulate

Make = Callable[..., Any]
AMPLE = {"funding.grant_share": 0.15, "funding.direct_share": 0.183}


def played(varied: Make, values: dict[str, float], months: int = 24) -> Any:
    return simulate(varied(values), 3, months=months, size="neighbourhood", engine="compiled", city="ningbo")


def same(one: Any, other: Any) -> bool:
    return all(one.city[name].tobytes() == other.city[name].tobytes() for name in one.city)


def through(place: Any) -> Any:
    for _ in place.months():
        pass
    return place.state


@pytest.mark.parametrize(
    ("off", "moved"),
    [
        ({"world.worktime.work_cost": 0.0, "world.worktime.shift_cost": 0.0}, {"world.worktime.shift_share.industrial": 1.0}),
        ({"world.organizers.organizer_share": 0.0, "world.organizers.member_organizers": 0.0,
          "world.organizers.organizers_on_activity": 0.0}, {"world.organizers.organizing_share": 0.9}),
        ({}, {"methods.heritage": 2.0, "methods.neighbourhood": 2.0, "methods.grassroots": 2.0}),
        ({"autonomy.decided_here": 0.0},
         {"world.deliberation.deliberation_on_fit": 1.0, "world.deliberation.meeting_load": 9.0}),
        ({"world.needs.health_effect": 0.0}, {"world.needs.health_learning": 0.5}),
        ({"organizations.elder_care_associations": 0.0}, {"world.membership.elders_across": 1.0}),
        ({"provision.menu_share": 0.0}, {"world.help.people_per_variant": 0.0}),
        ({"methods.publicity": 0.0}, {"world.satisfaction.broken_promise": 0.5}),
        ({"provision.survey_effort": 0.0}, {"world.committees.patience_half_life": 60.0}),
    ],
    ids=["time", "organizers", "lines", "deciding", "health", "associations", "variants", "promises", "patience"],
)  # fmt: skip
def test_without_its_mechanism_nothing_else_of_it_counts(
    varied: Make, off: dict[str, float], moved: dict[str, float]
) -> None:
    assert same(played(varied, off, 14), played(varied, off | moved, 14))


def test_who_works_shifts_takes_part_least(city: Make) -> None:
    people = through(city("baseline", "neighbourhood", months=24)).residents
    adult = np.isin(people.age_group, [2, 3, 4])
    habit = {
        low: people.habit[adult & (people.work_rank >= low) & (people.work_rank < high)].mean()
        for low, high in ((0, 20), (110, 127))
    }
    assert habit[0] < 0.9 * habit[110]


def test_newcomers_have_a_rank_in_work_of_their_own_and_usual_health(city: Make) -> None:
    state = through(city("baseline", "neighbourhood", months=24)).residents
    new = state.entered == 24
    assert new.sum() > 20
    assert not state.health[new].any()
    assert len(set(state.work_rank[state.entered > 0].tolist())) > 60


def test_organizers_are_volunteers_and_their_hours_are_not_given_twice(city: Make, varied: Make) -> None:
    place = city(
        varied({"world.organizers.organizer_share": 1.0, "world.organizers.organizing_share": 1.0}),
        months=6,
        engine="mesa",
    )
    for month in place.months():
        people, here = place.state.residents, place.state.communities
        assert np.array_equal(people.organizes > 0, people.volunteers > 0)
        assert here.organizing_minutes[0] == here.volunteer_minutes_given[0]
        if month > 0:
            assert here.mutual_slots[0] == here.filed_minutes[0] == 0  # all hours went into organizing


def test_neighbours_help_less_where_ties_sleep(varied: Make) -> None:
    asleep = {"world.contact.everyday_contact": 0.0, "world.contact.tie_disuse": 0.2}
    awake, sleeping = (played(varied, values).city for values in ({}, asleep))
    for outcome in ("helping_rate", "society_delivered_share"):
        assert np.nanmean(sleeping[outcome][6:]) < np.nanmean(awake[outcome][6:])


def test_who_is_left_alone_and_takes_no_part_is_less_healthy_and_more_often_frail(varied: Make) -> None:
    frail = [
        played(varied, {"world.needs.health_effect": e, "world.participation.participation_constant.traditional": 1.0}, 60)
        .city["standing_cases"][-12:].mean() for e in (0.0, 1.0)
    ]  # fmt: skip
    assert frail[1] < frail[0]


@pytest.mark.parametrize(("promise", "trust"), [(0.0, 1), (0.04, -1)])
def test_broken_promises_cost_trust(varied: Make, promise: float, trust: int) -> None:
    usual, other = (
        played(varied, {"world.satisfaction.broken_promise": p}).city["trust_mean"][-1] for p in (0.006, promise)
    )
    assert (other - usual) * trust > 0


def test_members_fall_a_stage_when_their_groups_are_dissolved(city: Make, varied: Make) -> None:
    place = city(
        varied({"world.lifecycle.filed_lapse": 12.0, "world.lifecycle.founding_rate": 0.0}), "neighbourhood", months=3
    )
    stages, groups = [], []
    for _ in place.months():
        stages.append(place.state.residents.stage.copy())
        groups.append(int(place.state.communities.filed_organizations.sum()))
    fell = (stages[0] == 2) & (stages[2] == 1)
    assert groups[2] < groups[0] or groups[0] == 0
    assert fell.sum() > 10


def test_a_small_place_fills_no_menu(city: Make, varied: Make) -> None:
    menu = varied({"provision.menu_share": 1.0, "provision.variants_offered": 6.0})
    assert through(city(menu, months=1)).communities.variants_filled.tolist() == [1]  # 300 residents
    assert through(city(menu, "neighbourhood", months=1)).communities.variants_filled.tolist() == [6, 6, 6, 5]


def test_patience_fades_under_many_surveys(city: Make, varied: Make) -> None:
    place = city(varied({"world.committees.survey_fatigue": 1.0}), months=24)
    surveyed = varied({"provision.survey_effort": 2.0}).schedule(24).levers[1:]
    place.schedule = replace(place.schedule, levers=np.concatenate([place.schedule.levers[:1], surveyed]))
    path = [float(place.state.communities.patience[0]) for _ in place.months()]
    assert path[0] == pytest.approx(1 / 1.5)
    assert path[1] > path[2] > path[12] > 1 / 3
    assert path[23] == pytest.approx(1 / 3, abs=0.03)


def test_associations_tie_the_old_across_a_district_only(city: Make, varied: Make, two_districts: str) -> None:
    scenario = varied(AMPLE | {"organizations.elder_care_associations": 1.0})
    here = through(city(scenario, "city", months=6, profile=two_districts)).communities
    assert (here.elders_tied > 0.2).all()
    for district in np.unique(here.district):
        members = here.district == district
        weight = (here.elders_reach * 1024).astype(int)
        others = [(members & (np.arange(here.n) != c)) for c in np.flatnonzero(members)]
        expected = [(weight[o] * here.active_elders[o]).sum() / (weight[o] * here.elders[o]).sum() for o in others]
        assert here.elders_afar[members] == pytest.approx(expected)


def test_what_a_community_decides_itself_is_booked_and_nothing_is_lost(city: Make, varied: Make) -> None:
    """The books balance in every month (``advance`` checks); in the first one no case is known yet, so nothing moves."""
    place = city(varied({"autonomy.decided_here": 1.0}), "neighbourhood", months=14)
    for month in place.months():
        here = place.state.communities
        rounded = here.deliberated * here.money_to_decide * (month > 0) - here.money_decided
        assert ((rounded >= 0) & (rounded < 9)).all()
    assert 0.2 < here.deliberated.mean() < 1.0
