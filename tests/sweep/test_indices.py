"""Indices of functions whose indices are known in closed form."""

from collections.abc import Callable

import numpy as np
import pytest

from sim.runs.result import Floats
from sim.studies.sweep import indices
from sim.studies.sweep.indices import pawn
from sim.studies.sweep.sampling import morris, saltelli


def ishigami(x: Floats) -> Floats:
    """Ishigami and Homma 1990, a = 7, b = 0.1, on (-pi, pi)."""
    a, b, c = np.pi * (2 * x.T - 1)
    return np.asarray(np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a))


WEIGHTS = np.array([0.0, 1, 4.5, 9, 99, 99])


def sobol_g(x: Floats) -> Floats:
    """Sobol's g function (Saltelli, Sobol 1995)."""
    return np.asarray(np.prod((np.abs(4 * x - 2) + WEIGHTS) / (1 + WEIGHTS), axis=1))


PARTS = 1 / (3 * (1 + WEIGHTS) ** 2)
WHOLE = np.prod(1 + PARTS) - 1
KNOWN: dict[str, tuple[Callable[[Floats], Floats], Floats, Floats]] = {
    "ishigami": (ishigami, np.array([0.3139, 0.4424, 0.0]), np.array([0.5576, 0.4424, 0.2437])),
    "g": (sobol_g, PARTS / WHOLE, PARTS / WHOLE * (WHOLE + 1) / (1 + PARTS)),
}


@pytest.mark.parametrize("name", KNOWN)
def test_sobol_indices_of_known_functions_are_found_within_their_intervals(name: str) -> None:
    function, first, total = KNOWN[name]
    d = len(first)
    points = saltelli((2048,), d, seed=1)
    found = indices.sobol(function(points).reshape(-1, d + 2))
    for index, known in zip(found, (first, total), strict=True):
        assert index.value == pytest.approx(known, abs=0.02)
        assert (index.low - 0.01 <= known).all()
        assert (known <= index.high + 0.01).all()
        assert (index.low <= index.value).all()


def test_more_groups_narrow_the_intervals() -> None:
    widths = []
    for n in (64, 1024):
        first, _ = indices.sobol(ishigami(saltelli((n,), 3, seed=0)).reshape(-1, 5))
        widths.append((first.high - first.low).mean())
    assert widths[1] < widths[0] / 2


def test_a_constant_has_no_indices() -> None:
    assert all(np.isnan(index.value).all() for index in indices.sobol(np.ones((8, 4))))


def linear(x: Floats) -> Floats:
    return np.asarray(x @ np.array([3.0, -2.0, 0.0]))


def product(x: Floats) -> Floats:
    return x[:, 0] * x[:, 1] + 0 * x[:, 2]


@pytest.mark.parametrize(("function", "effects"), [(linear, [3, 2, 0]), (product, None)])
def test_elementary_effects_of_a_linear_function_are_its_slopes(
    function: Callable[[Floats], Floats], effects: list[float] | None
) -> None:
    shares = morris((40,), 3, seed=0)
    effect, signed, spread = indices.morris(shares, values=function(shares))
    if effects is None:
        assert spread.value[0] > 0.1
        assert effect.value[2] == signed.value[2] == spread.value[2] == 0
    else:
        assert effect.value == pytest.approx(effects)
        assert signed.value == pytest.approx([3, -2, 0])
        assert (signed.low <= signed.value + 1e-12).all()
        assert spread.value == pytest.approx([0, 0, 0], abs=1e-12)


def test_morris_ranks_the_factors_of_sobols_g_by_their_weights() -> None:
    shares = morris((60,), 6, seed=0)
    effect, *_ = indices.morris(shares, values=sobol_g(shares))
    assert list(np.argsort(-effect.value)[:4]) == [0, 1, 2, 3]
    assert (effect.low <= effect.value).all()


def test_pairs_of_ishigamis_function_share_what_is_known() -> None:
    # V13 = 8 b^2 pi^8 / 225 of a variance of 13.84: 0.2437; x2 acts alone.
    values = ishigami(saltelli((4096,), 3, seed=1, pairs=True)).reshape(-1, 8)
    found = indices.pairs(values, 3)
    assert found.value == pytest.approx([0, 0.2437, 0], abs=0.03)
    assert (found.low <= found.value).all()
    first, total = indices.sobol(values, 3)
    assert first.value == pytest.approx(KNOWN["ishigami"][1], abs=0.02)
    assert total.value == pytest.approx(KNOWN["ishigami"][2], abs=0.02)


def test_a_large_constant_leaves_second_order_indices_as_they_are() -> None:
    values = ishigami(saltelli((256,), 3, seed=1, pairs=True)).reshape(-1, 8)
    plain, moved = indices.pairs(values, 3), indices.pairs(values + 1e6, 3)
    for name in ("value", "low", "high"):
        assert getattr(moved, name) == pytest.approx(getattr(plain, name), abs=1e-6)


def test_pawn_is_that_of_salib_and_tells_what_does_nothing() -> None:
    from SALib.analyze import pawn as salib

    points = np.random.default_rng(3).random((3000, 4))
    values = ishigami(points[:, :3])
    (index, rank), chance = pawn(points, values=values)
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0, 1]] * 4}
    assert index.value == pytest.approx(salib.analyze(problem, points, values, S=10)["median"], abs=0.02)
    assert list(np.flatnonzero(index.value > chance)) == [0, 1, 2]
    assert rank.low[0] > 0 > rank.value[1] - 0.2
    assert (index.low <= index.value).all()
    assert (index.value <= index.high).all()


def test_pawn_of_a_factor_with_two_values_compares_these() -> None:
    # Known: 0 gives 0 and 1 gives 1, half each; each slice is half a step away from all.
    points = np.repeat([[0.0], [1.0]], 50, axis=0)
    (index, rank), _ = pawn(points, values=points[:, 0].copy())
    assert (index.value[0], rank.value[0]) == (0.5, pytest.approx(1))


def test_pawn_of_a_constant_is_no_number() -> None:
    (index, rank), chance = pawn(np.random.default_rng(0).random((20, 2)), values=np.ones(20))
    assert np.isnan([*index.value, *rank.value, chance]).all()


def test_the_same_values_give_the_same_intervals_every_time() -> None:
    values = ishigami(saltelli((64,), 3, seed=0)).reshape(-1, 5)
    once, again = indices.sobol(values), indices.sobol(values)
    assert all((a.low == b.low).all() and (a.high == b.high).all() for a, b in zip(once, again, strict=True))
