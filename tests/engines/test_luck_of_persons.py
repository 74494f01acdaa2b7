"""Luck belongs to a person, a month and a purpose: not to a policy, not to the neighbours', not to the next seed's."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scipy import stats

from sim.city.profile import load_profile

Make = Callable[..., Any]
SEEDS = range(20)
LIKELY = (0.001, 0.999)
APART_FROM_HABIT = {"world.needs.health_effect": 0.0}
"""Taking part, which policies change, spares needs; without that needs come from luck alone."""


@pytest.fixture(scope="module")
def begun(city: Make) -> list[Any]:
    """Hamlets of twenty adjacent seeds before their first month."""
    return [city("baseline", months=1, seed=seed).state for seed in SEEDS]


@pytest.fixture(scope="module")
def traditional() -> tuple[np.ndarray, float]:
    """Shares of ages, and the share of those of 15 or older who take part at the start."""
    profile = load_profile("ningbo")
    return np.array(profile.types["traditional"].ages), profile.start.takes_part[0]


def test_ages_of_adjacent_seeds_spread_as_the_multinomial_says(begun: list[Any], traditional: Any) -> None:
    counts = np.array([np.bincount(state.residents.age_group, minlength=8) for state in begun])
    due = 300 * traditional[0]
    chi_square = float(((counts - due) ** 2 / due).sum())
    assert LIKELY[0] < stats.chi2.sf(chi_square, 7 * len(SEEDS)) < LIKELY[1]


def test_those_who_take_part_in_adjacent_seeds_spread_as_the_binomial_says(begun: list[Any], traditional: Any) -> None:
    share = traditional[1]
    adults = np.array([(state.residents.age_group > 0).sum() for state in begun])
    active = np.array([state.residents.takes_part.sum() for state in begun])
    chi_square = float(((active - share * adults) ** 2 / (share * (1 - share) * adults)).sum())
    assert LIKELY[0] < stats.chi2.sf(chi_square, len(SEEDS)) < LIKELY[1]


@pytest.mark.parametrize("column", ["effort", "threshold", "belonging", "trust"])
def test_the_same_place_in_adjacent_seeds_holds_unrelated_people(begun: list[Any], column: str) -> None:
    values = [np.argsort(np.argsort(state.residents.columns[column])) for state in begun]
    together = [float(np.corrcoef(one, other)[0, 1]) for one, other in pairwise(values)]
    assert abs(np.mean(together)) < 4 / (300 * len(together)) ** 0.5


def test_needs_that_arise_in_adjacent_seeds_are_unrelated(city: Make) -> None:
    arisen = []
    for seed in SEEDS:
        place = city("baseline", engine="mesa", months=1, seed=seed)
        list(place.months())
        arisen.append(place.state.residents.is_new.copy())
    rate = np.mean(arisen)
    expected, spread = 300 * rate**2, (300 * rate**2) ** 0.5
    shared = [int((one & other).sum()) for one, other in pairwise(arisen)]
    assert abs(np.mean(shared) - expected) < 4 * spread / len(shared) ** 0.5


def test_whether_a_need_arises_does_not_depend_on_policy(city: Make, varied: Make) -> None:
    """Whoever has no open case in either world comes to need help in both or in neither."""
    baseline, policy = (
        city(varied(APART_FROM_HABIT, name), engine="mesa", months=12) for name in ("baseline", "menu_services")
    )
    free, compared = np.ones(300, bool), 0
    for _ in zip(baseline.months(), policy.months(), strict=True):
        ours, theirs = baseline.state.residents, policy.state.residents
        assert np.array_equal(ours.is_new[free], theirs.is_new[free])
        compared += int(ours.is_new[free].sum())
        free = (ours.case_domain == 0) & (theirs.case_domain == 0)
    assert compared > 20


def test_what_a_new_need_is_about_does_not_depend_on_policy(city: Make, varied: Make) -> None:
    baseline, policy = (
        city(varied(APART_FROM_HABIT, name), engine="mesa", months=12) for name in ("baseline", "menu_services")
    )
    for _ in zip(baseline.months(), policy.months(), strict=True):
        ours, theirs = baseline.state.residents, policy.state.residents
        both = (ours.is_new & theirs.is_new & (ours.case_domain > 0) & (theirs.case_domain > 0)).astype(bool)
        assert np.array_equal(ours.case_domain[both], theirs.case_domain[both])
        assert np.array_equal(ours.case_variant[both], theirs.case_variant[both])


def test_who_people_are_does_not_depend_on_policy(city: Make) -> None:
    worlds = [city(name, "neighbourhood", months=1).state for name in ("baseline", "culture_led", "seed_then_taper")]
    for name in ("age_group", "registered", "threshold", "effort", "tie"):
        assert len({world.residents.columns[name].tobytes() for world in worlds}) == 1
