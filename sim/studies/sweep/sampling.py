"""Points of a design: where each factor stands, as shares 0 to 1 of its way, or as values."""

from collections.abc import Sequence
from itertools import product

import numpy as np
from scipy.stats import qmc

from sim.runs.result import Floats
from sim.studies.sweep.factors import Factor

Blocks = tuple[int, ...]
"""How many samples were asked for, first and each time that a design was extended."""
TRAJECTORY_LEVELS = 4


def grid(factors: Sequence[Factor]) -> list[tuple[float, ...]]:
    """Return every combination of the factors' values, the last factor varying fastest."""
    return list(product(*(factor.grid() for factor in factors)))


def latin(n: Blocks, d: int, *, seed: int) -> Floats:
    """Return a Latin hypercube a block, one below the other, of shape (sum of n, d)."""
    cubes = [qmc.LatinHypercube(d, rng=_rng(seed, number=block)).random(size) for block, size in enumerate(n)]
    return np.concatenate(cubes)


def saltelli(n: Blocks, d: int, *, seed: int, pairs: bool = False) -> Floats:
    """Return n groups of d + 2 points: A, B, and A with one factor after the other from B (Saltelli et al. 2010).

    For indices of ``pairs`` d more follow: B with one factor after the other from A (Saltelli 2002). A and B are halves of one
    scrambled Sobol sequence, so more groups begin with the same ones.
    """
    halves = qmc.Sobol(2 * d, rng=_rng(seed, number=0)).random(sum(n))
    a, b = halves[:, np.newaxis, :d], halves[:, np.newaxis, d:]
    one = np.eye(d, dtype=bool)
    swapped = [np.where(one, b, a), *([np.where(one, a, b)] if pairs else [])]
    return np.concatenate((a, b, *swapped), axis=1).reshape(-1, d)


def morris(n: Blocks, d: int, *, seed: int) -> Floats:
    """Return n trajectories of d + 1 points, each a step of half the levels in one factor (Morris 1991).

    Each trajectory has luck of its own, so more trajectories begin with the same ones.
    """
    return np.concatenate([_trajectory(d, _rng(seed, number=number)) for number in range(sum(n))])


def _trajectory(d: int, rng: np.random.Generator) -> Floats:
    step = TRAJECTORY_LEVELS / (2 * (TRAJECTORY_LEVELS - 1))
    lows = rng.integers(0, TRAJECTORY_LEVELS // 2, d) / (TRAJECTORY_LEVELS - 1)
    up, order = rng.integers(0, 2, d).astype(bool), rng.permutation(d)
    points = np.tile(np.where(up, lows, lows + step), (d + 1, 1))
    for turn, factor in enumerate(order):
        points[turn + 1 :, factor] = lows[factor] + step if up[factor] else lows[factor]
    return points


def _rng(seed: int, *, number: int) -> np.random.Generator:
    return np.random.default_rng([seed, number])
