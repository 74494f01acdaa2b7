"""What is believed of the world's numbers: every draw is allowed, and what a scenario says itself stays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.ensemble.prior import coordinates, drawn, in_world, own, priors, values_at
from sim.parameters import WORLD
from sim.quantities import ASSUMED
from sim.scenario import load
from sim.scenario.columns import COLUMN

DOMAIN = {entry: one.domain for one in WORLD for entry in one.entries}


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 6.0))
def test_every_number_of_every_world_is_in_its_domain(seed: int, far: float) -> None:
    point = far * np.random.default_rng(seed).standard_normal(len(coordinates()))
    for entry, value in values_at(point).items():
        low, high = DOMAIN[entry]
        assert low <= value <= high, entry


def test_single_numbers_reach_both_ends_of_their_plausible_range_and_vectors_keep_their_profile_in_the_middle() -> None:
    n = len(coordinates())
    low, middle, high = (values_at(np.full(n, z)) for z in (-8.0, 0.0, 8.0))
    for one in priors():
        if one.quantity.keys:
            assert [middle[entry] for entry in one.quantity.entries] == pytest.approx([*one.quantity.default], rel=1e-5)
        else:
            entry = one.quantity.path
            assert (low[entry], high[entry]) == pytest.approx(one.quantity.plausible, rel=1e-5, abs=1e-6)


def test_what_has_a_source_is_held_closer_than_what_is_assumed() -> None:
    factors = [one for one in priors() if one.shape == "factor"]
    assert {one.spans for one in factors if one.quantity.source != ASSUMED} == {(1.25, 1.2)}
    assert {one.spans for one in factors if one.quantity.source == ASSUMED} == {(2.0, 1.5)}


def test_a_level_moves_all_entries_and_a_tilt_the_first_against_the_last() -> None:
    one = next(each for each in priors() if each.quantity.path == "world.needs.need_per_year")
    usual = np.array(one.quantity.default)
    raised, tilted = (np.array(one.values(np.array(u))) / usual for u in ((1.0, 0.5), (0.5, 1.0)))
    assert raised == pytest.approx(np.full(8, one.spans[0]), rel=1e-9)
    assert tilted[0] == pytest.approx(1 / one.spans[1])
    assert tilted[-1] == pytest.approx(one.spans[1])


def test_what_a_scenario_says_of_the_world_holds_in_every_world_and_no_lever_moves() -> None:
    scenario, values = load("no_reciprocity"), values_at(drawn(2, seed=0)[0])
    there, entry = in_world(scenario, values), "world.participation.reciprocity_weight"
    assert there.base[0, COLUMN[entry]] == scenario.base[0, COLUMN[entry]] == 0
    assert entry not in own(scenario, values)
    moved = np.flatnonzero((there.base != scenario.base).any(axis=0))
    names = list(COLUMN)
    assert len(moved) > 300
    assert all(names[column].startswith("world.") for column in moved)


def test_draws_are_the_same_again_and_spread_as_a_standard_normal() -> None:
    points = drawn(256, seed=3)
    assert np.array_equal(points, drawn(256, seed=3))
    assert np.abs(points.mean(axis=0)).max() < 0.2
    assert points.std(axis=0) == pytest.approx(np.ones(len(coordinates())), abs=0.15)
