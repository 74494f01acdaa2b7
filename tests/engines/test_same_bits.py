"""Both engines, any number of threads, any chunks: the same bytes in every column, and the same books."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.model.books import Books

Make = Callable[..., Any]
POLICIES = (
    "baseline",
    "best_mode",
    "seed_then_taper",
    "rumour_wave",
    "private_capital",
    "grid_with_authority",
    "outcome_evaluation",
    "equity_floor",
    "foresight",
    "seed_then_exit_rule",
    "one_stop_services",
    "rural_learning",
)


@pytest.mark.parametrize("policy", POLICIES)
def test_both_engines_leave_the_same_bits_in_every_column_and_book(city: Make, different: Make, policy: str) -> None:
    compiled, mesa = city(policy), city(policy, engine="mesa")
    ours, theirs = (Books(24, communities=place.state.communities.n) for place in (compiled, mesa))
    for month, _ in zip(compiled.months(), mesa.months(), strict=True):
        assert (month, different(compiled.state, mesa.state)) == (month, [])
        ours.enter(month, compiled.state)
        theirs.enter(month, mesa.state)
    one, other = ({**books.city(), **books.flows()} for books in (ours, theirs))
    assert [name for name in one if one[name].tobytes() != other[name].tobytes()] == []


def test_threads_that_share_streets_leave_the_same_bytes(city: Make, different: Make) -> None:
    one, two = city("menu_services", "district", months=2), city("menu_services", "district", months=2, threads=2)
    for _ in zip(one.months(), two.months(), strict=True):
        pass
    assert different(one.state, two.state) == []


def test_several_communities_agree_too(city: Make, different: Make) -> None:
    compiled, mesa = city("baseline", "neighbourhood", months=2), city("baseline", "neighbourhood", "mesa", months=2)
    for month, _ in zip(compiled.months(), mesa.months(), strict=True):
        assert (month, different(compiled.state, mesa.state)) == (month, [])


@pytest.mark.parametrize("threads", [2, 3, 4, 9])
@pytest.mark.parametrize("size", ["neighbourhood", "hamlet"])
def test_any_number_of_chunks_leaves_the_same_bytes(city: Make, different: Make, threads: int, size: str) -> None:
    one, several = city("menu_services", size, months=26), city("menu_services", size, months=26, threads=threads)
    for _ in zip(one.months(), several.months(), strict=True):
        pass
    assert different(one.state, several.state) == []


def test_a_seed_gives_the_same_city_every_time_and_another_seed_another(city: Make, different: Make) -> None:
    first, again, other = (city("baseline", months=6, seed=seed) for seed in (3, 3, 4))
    for _ in zip(first.months(), again.months(), other.months(), strict=True):
        pass
    assert different(first.state, again.state) == []
    assert not np.array_equal(first.state.residents.satisfaction, other.state.residents.satisfaction)


@pytest.mark.parametrize("seed", [0, 2**32 - 1, 2**32, 2**63 + 5])
def test_engines_agree_on_seeds_of_any_size(city: Make, different: Make, seed: int) -> None:
    compiled, mesa = city("baseline", months=3, seed=seed), city("baseline", engine="mesa", months=3, seed=seed)
    for _ in zip(compiled.months(), mesa.months(), strict=True):
        pass
    assert different(compiled.state, mesa.state) == []
