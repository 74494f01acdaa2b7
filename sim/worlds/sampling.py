"""Draws from the prior weighed by a quick function, and what share of the prior that is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.runs.result import Floats

KEPT = 0.5
"""Share of the particles that a step of tempering may be worth."""
ACCEPTED = 0.25
"""Share of moves that step sizes are set for."""


@dataclass(frozen=True)
class Sample:
    """Points, (particles, coordinates), the function's logarithm at each, and the logarithm of its mean under the prior.

    ``origins`` says which particle of the prior each comes from, ``stayed`` how far coordinates still correlate with where the
    last moves began.
    """

    points: Floats
    log_weight: Floats
    log_mean: float
    origins: npt.NDArray[np.int64]
    stayed: float

    @property
    def worth(self) -> float:
        """How many independent draws a particle is worth: those of one origin share what the last moves left of it."""
        _, members = np.unique(self.origins, return_counts=True)
        alike = float((members**2).sum()) / len(self.origins)
        return 1 / (1 + max(self.stayed, 0.0) ** 2 * (alike - 1))


def sample(
    log_weight: Callable[[Floats], Floats],
    size: int,
    *,
    coordinates: int,
    rng: np.random.Generator,
    sweeps: int,
    last: int,
) -> Sample:
    """Draw from the standard normal prior times a function, by sequential Monte Carlo.

    Particles begin in the prior. The function is tempered in, each step as far as leaves the particles worth half their
    number; after each step they are drawn again and moved, ``sweeps`` times (at the end ``last`` times), by moves that keep
    the prior (preconditioned Crank-Nicolson), so that they reach the function's share of it however many coordinates there
    are.
    """
    points = rng.standard_normal((size, coordinates))
    log_weights, power, log_mean, step = log_weight(points), 0.0, 0.0, 0.4
    origins = np.arange(size)
    while power < 1:
        gain = _gain(log_weights, 1 - power)
        power = min(power + gain, 1.0)
        weights = np.exp(gain * (log_weights - log_weights.max()))
        log_mean += float(np.log(weights.mean()) + gain * log_weights.max())
        drawn = _systematic(weights, rng)
        points, log_weights, origins = points[drawn], log_weights[drawn], origins[drawn]
        begun = points.copy()
        for _ in range(sweeps if power < 1 else last):
            moved = np.sqrt(1 - step**2) * points + step * rng.standard_normal(points.shape)
            theirs = log_weight(moved)
            taken = np.log(rng.random(size)) < power * (theirs - log_weights)
            points[taken], log_weights[taken] = moved[taken], theirs[taken]
            step = float(np.clip(step * np.exp((taken.mean() - ACCEPTED) * 0.3), 0.02, 0.9))
    stayed = float(np.corrcoef(begun.ravel(), points.ravel())[0, 1])
    return Sample(points, log_weights, log_mean, origins, stayed)


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
    return effective(np.exp(log_weights - log_weights.max()))


def effective(weights: Floats) -> float:
    """How many equally weighted draws weighted ones are worth (Kish)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def _systematic(weights: Floats, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Places drawn in proportion to weights, as evenly as can be."""
    ticks = (rng.random() + np.arange(len(weights))) / len(weights)
    return np.minimum(np.searchsorted(np.cumsum(weights) / weights.sum(), ticks), len(weights) - 1).astype(np.int64)
