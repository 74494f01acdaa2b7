"""Stages, registered volunteers, being asked, ties, elections: patterns, and that a switch switches off."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.runs.single import simulate

Make = Callable[..., Any]
AMPLE = {"funding.grant_share": 0.15, "funding.direct_share": 0.183}


def outcome(varied: Make, values: dict[str, float], name: str, months: int = 24) -> Any:
    return simulate(varied(values), 3, months=months, size="neighbourhood", engine="compiled", city="ningbo").city[name]


def through(place: Any) -> Any:
    for _ in place.months():
        pass
    return place.state


def test_members_are_never_more_than_places_and_newcomers_begin_at_nothing(city: Make) -> None:
    place = city("baseline", "neighbourhood", months=24)
    for month in place.months():
        people, here = place.state.residents, place.state.communities
        # who leaves after the places are given is still counted
        assert (here.association_persons <= here.member_places).all()
        new = people.entered == month + 1
        assert not people.stage[new].any()
        assert not people.registered_volunteer[new].any()
    assert (here.association_persons > 0).all()


def test_registered_volunteers_grow_along_an_s_and_level_off_near_a_fifth_of_residents(varied: Make) -> None:
    """P02: 15-30 % a year for some years, then little growth near 20-25 %; 4.7 % of residents in 2013, 22 % in 2022."""
    rate = outcome(varied, {}, "registered_volunteer_rate", 120)[11::12]
    growth = rate[1:] / rate[:-1] - 1
    assert (growth[:2] > 0.15).all()
    assert growth.max() < 0.4  # the second year, in which the most are asked who are willing
    assert 0.19 < rate[-1] < 0.25
    assert growth[-3:].mean() < 0.035


def test_turnout_goes_with_age_and_party_as_observed(city: Make) -> None:
    """P05: 70-79 to 18-29 between 3 and 7; P06: odds of party members between 1.5 and 2.5 times those of others."""
    people = through(city("baseline", "neighbourhood", "mesa", months=1)).residents
    votes, elector = people.votes > 0, people.age_group > 1
    share = {group: votes[people.age_group == group].mean() for group in (2, 6)}
    assert 3 < share[6] / share[2] < 7
    member, other = (votes[elector & (people.party_member == p)].mean() for p in (1, 0))
    assert 1.5 < member / (1 - member) / (other / (1 - other)) < 2.5


def test_a_count_of_votes_stands_for_a_year(varied: Make) -> None:
    turnout = outcome(varied, {}, "election_turnout")
    assert len(set(turnout[:12])) == len(set(turnout[12:])) == 1
    assert turnout[0] != turnout[12]


def test_without_stages_there_are_no_members_and_places_change_nothing_but_money(varied: Make) -> None:
    off = {"world.membership.stage_habit": 1.5, "world.membership.opening_cost": 0.0, "world.ways.volunteering": 0.0}
    assert not outcome(varied, off, "association_share").any()
    few, many = (outcome(varied, off | {"organizations.openings": o}, "participation_rate") for o in (0.0, 2.0))
    assert np.array_equal(few, many)


def test_with_odds_of_one_being_asked_does_nothing_but_tire(varied: Make) -> None:
    off = {"world.participation.asked_odds": 1.0, "world.participation.fatigue_weight": 0.0}
    off |= {"world.membership.asking_time": 0.0}
    less, more = (outcome(varied, off | {"methods.asking": a}, "participation_rate") for a in (0.0, 2.0))
    assert np.array_equal(less, more)


def test_where_activation_is_switched_off_all_ties_stay_full(city: Make, varied: Make) -> None:
    off = {"world.contact.tie_activation": 0.0, "organizations.culture_groups": 2.0}
    people = through(city(varied(off), months=6)).residents
    assert (people.activation[people.tie != 0] == 100).all()


def test_culture_groups_wake_the_ties_of_their_members(city: Make, varied: Make) -> None:
    def awake(contact: float) -> float:
        groups = AMPLE | {"organizations.culture_groups": 2.0, "world.contact.contact_in_groups": contact}
        state = through(city(varied(groups), "neighbourhood", months=36))
        return float(state.of_ties("residents", name="activation").sum(axis=1)[state.residents.stage == 2].mean())

    assert awake(0.15) > awake(0.0) + 20


def test_elder_care_associations_wake_the_ties_of_the_old(city: Make, varied: Make) -> None:
    def active(lever: str, level: float) -> tuple[float, float]:
        state = through(city(varied(AMPLE | {f"organizations.{lever}": level}), "neighbourhood", months=24))
        ties, old = state.of_ties("residents", name="activation").mean(axis=1), state.residents.age_group >= 5
        return float(ties[old].mean()), float(ties[~old].mean())

    old, young = active("elder_care_associations", 0.0)
    elders = active("elder_care_associations", 1.0)
    assert elders[0] > old + 5
    assert abs(elders[1] - young) < 1


def test_without_anyone_willing_registration_only_dwindles(varied: Make) -> None:
    rate = outcome(
        varied,
        {
            "world.membership.sign_up_alone": 0.0,
            "world.membership.sign_up_rate": 0.0,
            "world.membership.sign_up_at_work": 0.0,
        },
        "registered_volunteer_rate",
    )
    assert (np.diff(rate) <= 0).all()


@pytest.mark.parametrize("effect", [0.0, 0.3])
def test_a_habit_of_taking_part_lowers_need_as_far_as_it_is_switched_on(varied: Make, effect: float) -> None:
    usual = outcome(varied, {"world.needs.health_effect": 0.0}, "arrived_cases").sum()
    spared = outcome(varied, {"world.needs.health_effect": effect}, "arrived_cases").sum()
    assert (spared < usual) == (effect > 0)
