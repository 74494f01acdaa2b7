"""Ageing, death, birth and moving: by age and registration, never by policy."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.rules.demography import Demography, comes_of_age, grow_older, leave
from sim.rules.networks import Networks
from sim.state.words import DIES, MOVES, STAYS
from tests.records import luck, person, place, usual

Make = Callable[..., Any]
YOUNG = usual(Demography, turnover=1.0, death_per_year=[0.12] * 8, move_per_year=0.24, move_per_year_unregistered=0.6)


@pytest.mark.parametrize(("u", "fate"), [(0.0099, DIES), (0.0101, MOVES), (0.0299, MOVES), (0.0301, STAYS)])
def test_a_month_takes_a_twelfth_of_a_years_deaths_and_moves(u: float, fate: int) -> None:
    me = person(age_group=3, registered=1)
    leave(me, YOUNG, luck(leave=u))
    assert me.leaving == fate


def grown(age: int, party_member: int, share: list[float], u: float) -> tuple[int, int]:
    """The next age group of a resident of a traditional community, and whether a party member."""
    me = person(age_group=age, party_member=party_member)
    grow_older(me, place(kind=0), usual(Networks, party_share=share), luck(party_new=u))
    return me.age_group, me.party_member


def test_a_group_of_ten_years_is_left_once_in_120_months() -> None:
    def is_older(age: int, u: float) -> int:
        me = person(age_group=age)
        comes_of_age(me, usual(Demography, turnover=1.0, years_in_group=[10.0] * 8), luck(ageing=u))
        return me.is_older

    assert [is_older(4, u) for u in (0.0083, 0.0084)] == [True, False]
    assert grown(4, 1, [0.1] * 4, 0.9) == (5, 1)
    assert not is_older(7, 1e-9)


def test_at_eighteen_the_types_share_joins_the_party() -> None:
    share = [0.1, 0.0, 0.0, 0.0]
    assert [grown(1, 0, share, u)[1] for u in (0.09, 0.11)] == [1, 0]
    assert grown(2, 0, share, 0.0) == (3, 0)


def test_nobody_comes_or_goes_without_turnover(city: Make, varied: Make) -> None:
    place = city(varied({"world.demography.turnover": 0}), months=12)
    ages = place.state.residents.age_group.copy()
    for _ in place.months():
        pass
    assert place.state.residents.entered.max() == 0
    assert np.array_equal(place.state.residents.age_group, ages)


def test_twins_stay_twins_under_any_policy(city: Make, varied: Make) -> None:
    worlds = [city(varied({"methods.culture": culture}), months=24) for culture in (0.0, 2.0)]
    for world in worlds:
        for _ in world.months():
            pass
    for column in ("entered", "age_group", "registered", "threshold", "effort"):
        assert np.array_equal(*(world.state.residents.columns[column] for world in worlds))


def test_those_without_local_registration_move_more(city: Make) -> None:
    place = city("baseline", "neighbourhood", months=24)
    for _ in place.months():
        pass
    people = place.state.residents
    new = people.entered > 0
    assert new[people.registered == 0].mean() > 2 * new[people.registered == 1].mean()
