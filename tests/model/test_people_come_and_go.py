"""Ageing, death, birth and moving: by age and registration, never by policy."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.parameters.demography import Demography
from sim.parameters.networks import Members
from sim.rules.demography import comes_of_age, grow_older, leave, settle_in
from sim.state import Resident
from sim.state.words import DIES, MOVES, STAYS
from tests.records import draws, many, person, place, usual

Make = Callable[..., Any]
YOUNG = usual(Demography, turnover=1.0, death_per_year=[0.12] * 8, move_per_year=0.24, move_per_year_unregistered=0.6)


@pytest.mark.parametrize(("u", "fate"), [(0.0099, DIES), (0.0101, MOVES), (0.0299, MOVES), (0.0301, STAYS)])
def test_a_month_takes_a_twelfth_of_a_years_deaths_and_moves(u: float, fate: int) -> None:
    me = person(age_group=3, registered=1)
    leave(me, YOUNG, draws(leave=u))
    assert me.leaving == fate


def grown(age: int, party_member: int, share: list[float], u: float) -> tuple[int, int]:
    """The next age group of a resident of a traditional community, and whether a party member."""
    me = person(age_group=age, party_member=party_member)
    grow_older(me, place(kind=0), usual(Members, party_share=share), draws(party_new=u))
    return me.age_group, me.party_member


def test_a_group_of_ten_years_is_left_once_in_120_months() -> None:
    def is_older(age: int, u: float) -> int:
        me = person(age_group=age)
        comes_of_age(me, usual(Demography, turnover=1.0, years_in_group=[10.0] * 8), draws(ageing=u))
        return me.is_older

    assert [is_older(4, u) for u in (0.0083, 0.0084)] == [True, False]
    assert grown(4, 1, [0.1] * 4, 0.9) == (5, 1)
    assert not is_older(7, 1e-9)


def test_at_eighteen_the_types_share_joins_the_party() -> None:
    share = [0.1, 0.0, 0.0, 0.0]
    assert [grown(1, 0, share, u)[1] for u in (0.09, 0.11)] == [1, 0]
    assert grown(2, 0, share, 0.0) == (3, 0)


def settled(leaving: list[int], registered: list[int], case: int = 0) -> list[tuple[float, ...]]:
    """Trust, belonging, experience, expectation and a need brought along, once newcomers have settled in."""
    n = len(leaving)
    trust = [0.1 * i for i in range(n)]
    rest = {"belonging": 0.5, "experience": 0.3, "expectation": 0.4, "brought": 0}
    people = many(Resident, n, leaving=leaving, registered=registered, trust=trust, case_domain=case, **rest)
    settle_in(people, usual(Demography, newcomer_trust=0.05, newcomer_belonging=0.8), 0, month=7, key_low=1, key_high=2)
    return [(me.trust, me.belonging, me.experience, me.expectation, me.brought) for me in people]


def test_who_moves_in_feels_as_those_like_them_who_stay_with_less_trust_and_belonging() -> None:
    found = settled([STAYS, MOVES, STAYS, DIES], [1, 1, 0, 0], case=2)
    assert found[1] == pytest.approx((0.0, 0.4, 0.3, 0.4, 1))
    assert found[3] == pytest.approx((0.2, 0.5, 0.3, 0.4, 0))
    assert [one[0] for one in (found[0], found[2])] == pytest.approx([0.0, 0.2])


def test_where_nobody_like_them_stays_newcomers_feel_as_those_before_them() -> None:
    assert settled([STAYS, MOVES], [1, 0])[1] == pytest.approx((0.05, 0.4, 0.3, 0.4, 0))


def test_those_who_arrive_are_alike_to_those_who_stay(city: Make) -> None:
    """Of all who are drawn, nobody is drawn from those who leave, and the mean is that of the group."""
    place = city("baseline", "neighbourhood", months=2)
    list(place.months())
    people = place.state.residents
    new = people.entered == place.state.communities.starting_month[0] + 2
    for registered in (0, 1):
        here, stay = (people.registered == registered) & new, (people.registered == registered) & ~new
        error = people.experience[stay].std() / max(here.sum(), 1) ** 0.5
        assert abs(people.experience[here].mean() - people.experience[stay].mean()) < 4 * error
        assert people.trust[here].mean() < people.trust[stay].mean() + 4 * error


def newcomers_effect(varied: Make, change: dict[str, float] | str, window: slice) -> dict[str, np.ndarray]:
    from sim.runs import simulate
    from sim.scenario import load

    found: dict[str, Any] = {}
    for outcome in ("satisfaction_mean", "satisfaction_worst_decile"):
        found[outcome] = []
    for seed in range(6):
        worlds = (load("baseline"), load(change) if isinstance(change, str) else varied(change))
        base, other = (
            simulate(world, seed, months=72, size="neighbourhood", engine="compiled", city="ningbo").city
            for world in worlds
        )
        for outcome, values in found.items():
            values.append(float((other[outcome] - base[outcome])[window].mean()))
    return {outcome: np.array(values) for outcome, values in found.items()}


@pytest.mark.verify
@pytest.mark.parametrize(
    ("change", "window"),
    [
        ({"world.demography.move_per_year": 0.2, "world.demography.move_per_year_unregistered": 1.0}, slice(24, 72)),
        ("migration_wave", slice(24, 48)),
    ],
)
def test_coming_and_going_makes_nobody_happier(varied: Make, change: Any, window: slice) -> None:
    """Neither the mean nor the worst tenth lies above the baseline's beyond error."""
    for outcome, gains in newcomers_effect(varied, change, window).items():
        assert gains.mean() - 2.57 * gains.std(ddof=1) / len(gains) ** 0.5 <= 0, outcome


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
