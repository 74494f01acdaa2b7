"""How large a share of the prior a quick function leaves."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from sim.runs.result import Floats

KEPT = 0.5
"""Share of the particles that a step of tempering may be worth."""
ACCEPTED = 0.25
"""Share of moves that step sizes are set for."""
SWEEPS = 12
"""Moves after each step of tempering."""


def log_mean(
    log_weight: Callable[[Floats], Floats], *, particles: int, coordinates: int, rng: np.random.Generator
) -> float:
    """Logarithm of a function's mean under the standard normal prior, by sequential Monte Carlo.

    Particles begin in the prior. The function is tempered in, each step as far as leaves the particles worth half their
    number; after each step they are drawn again and moved by moves that keep the prior (preconditioned Crank-Nicolson), so
    that they reach the function's share of it however many coordinates there are.
    """
    points = rng.standard_normal((particles, coordinates))
    log_weights, power, found, far = log_weight(points), 0.0, 0.0, 0.4
    while True:
        gain = _gain(log_weights, 1 - power)
        power = min(power + gain, 1.0)
        weights = np.exp(gain * (log_weights - log_weights.max()))
        found += float(np.log(weights.mean()) + gain * log_weights.max())
        if power >= 1:
            return found
        drawn = _systematic(weights, rng)
        points, log_weights = points[drawn], log_weights[drawn]
        for _ in range(SWEEPS):
            moved = np.sqrt(1 - far**2) * points + far * rng.standard_normal(points.shape)
            theirs = log_weight(moved)
            taken = np.log(rng.random(particles)) < power * (theirs - log_weights)
            points[taken], log_weights[taken] = moved[taken], theirs[taken]
            far = float(np.clip(far * np.exp((taken.mean() - ACCEPTED) * 0.3), 0.02, 0.9))


def _gain(log_weights: Floats, most: float) -> float:
    """How far the power may go up."""
    low, high = 0.0, most
    if _worth(most * log_weights) > KEPT * len(log_weights):
        return most
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _worth(middle * log_weights) > KEPT * len(log_weights) else (low, middle)
    return max(low, 1e-5)


def _worth(log_weights: Floats) -> float:
    """How many equally weighted draws weighted ones are worth (Kish)."""
    weights = np.exp(log_weights - log_weights.max())
    return float(weights.sum() ** 2 / (weights**2).sum())


def _systematic(weights: Floats, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Places drawn in proportion to weights, as evenly as can be."""
    ticks = (rng.random() + np.arange(len(weights))) / len(weights)
    return np.minimum(np.searchsorted(np.cumsum(weights) / weights.sum(), ticks), len(weights) - 1).astype(np.int64)
