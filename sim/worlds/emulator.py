"""Quick stand-ins for the simulator near the target: what each target gives, as a sparse polynomial of the world's numbers."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from sim.runs.result import Floats
from sim.worlds.targets import Target

MOST_LINES, MOST_SQUARES = 90, 10
"""Coordinates that a target may depend on, and those of them that also count by squares and products."""
NEAR = 2.5
"""Distance from the band's middle, in half bands, within which the error is measured."""
FEWEST = 40


@dataclass(frozen=True)
class Emulator:
    """One target on its scale: ``error`` is the standard deviation of what it misses near the band (luck included), and
    ``explained`` the share of variance it explains where it was not fitted."""

    lines: npt.NDArray[np.int64]
    squares: npt.NDArray[np.int64]
    weights: Floats
    constant: float
    error: float
    explained: float

    def __call__(self, points: Floats) -> Floats:
        """The target on its scale, of shape (points,); ``points`` are of shape (points, coordinates)."""
        return np.asarray(_terms(points, self.lines, squares=self.squares) @ self.weights + self.constant, np.float64)


def _terms(points: Floats, lines: npt.NDArray[np.int64], *, squares: npt.NDArray[np.int64]) -> Floats:
    """Terms of the polynomial; coordinates count by the place in their range, from -1 to 1."""
    straight = 2 * ndtr(points[:, lines]) - 1
    among = 2 * ndtr(points[:, squares]) - 1
    i, j = np.triu_indices(len(squares))
    return np.hstack([straight, among[:, i] * among[:, j]])


def fitted(points: Floats, *, values: Floats, weights: Floats) -> Emulator:
    """Fit an emulator to a target's values on its scale; those nearer to all targets weigh more.

    A lasso chooses the coordinates, a ridge regression their weights; what it misses is measured on fifths left out in turn.
    """
    from sklearn.linear_model import LassoCV, RidgeCV  # noqa: PLC0415  slow to import, and an extra

    known = np.isfinite(values)
    points, values, weights = points[known], values[known], weights[known]
    mean = float(np.average(values, weights=weights))
    around = float(np.sqrt(np.average((values - mean) ** 2, weights=weights)))
    nothing = np.empty(0, np.int64)
    if around < 1e-6 or len(values) < FEWEST:
        return Emulator(nothing, nothing, np.empty(0), mean, max(around, 0.01), 0.0)
    x = 2 * ndtr(points) - 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a coordinate more or less is no matter
        chosen = LassoCV(cv=4, alphas=25, max_iter=3000, tol=1e-3).fit(x, values, sample_weight=weights)
    size = np.abs(chosen.coef_) * x.std(axis=0)
    order = np.argsort(-size)
    lines = order[:MOST_LINES][size[order[:MOST_LINES]] > 0.004 * max(around, 0.1)]
    squares = order[:MOST_SQUARES][size[order[:MOST_SQUARES]] > 0.03 * around]
    if not len(lines):
        return Emulator(nothing, nothing, np.empty(0), mean, around, 0.0)
    terms, penalties = _terms(points, lines, squares=squares), np.logspace(0, 3, 7)
    left_out = np.empty(len(values))
    fifth = np.random.default_rng(0).permutation(len(values)) % 5
    for k in range(5):
        own = RidgeCV(penalties).fit(terms[fifth != k], values[fifth != k], sample_weight=weights[fifth != k])
        left_out[fifth == k] = own.predict(terms[fifth == k])
    missed = values - left_out
    near = np.abs(values) < NEAR
    if near.sum() > FEWEST:
        error = float(np.sqrt(np.average(np.clip(missed[near], -NEAR, NEAR) ** 2, weights=weights[near])))
    else:
        error = float(missed.std())
    whole = RidgeCV(penalties).fit(terms, values, sample_weight=weights)
    explained = 1 - float(np.average(missed**2, weights=weights)) / around**2
    return Emulator(lines, squares, np.asarray(whole.coef_), float(whole.intercept_), max(error, 0.02), explained)


@dataclass(frozen=True)
class Guess:
    """The emulators of all targets: how likely a world is to fit them all."""

    emulators: Sequence[Emulator]
    tolerated: Sequence[tuple[float, float]]
    errors: Sequence[float]

    def log_chance(self, points: Floats) -> Floats:
        """Logarithm of the chance that all targets fit, of shape (points,), as if what emulators miss were independent.

        Where a target is far off it falls linearly with the distance, so that a search finds its way.
        """
        found = np.zeros(len(points))
        for emulator, (low, high), error in zip(self.emulators, self.tolerated, self.errors, strict=True):
            middle = emulator(points)
            below, above = (low - middle) / error, (high - middle) / error
            found += _log_between(below, above=above)
        return found


def _log_between(below: Floats, *, above: Floats) -> Floats:
    """Logarithm of the normal chance between two ends; where they lie beyond 6 standard deviations it falls linearly."""
    one_sided = below > 0
    low, high = np.where(one_sided, -above, below), np.where(one_sided, -below, above)
    far = np.maximum(-high - 6.0, 0.0)
    return np.asarray(np.log(np.maximum(ndtr(high) - ndtr(low), 1e-9)) - 3.0 * far, np.float64)


def guess(targets: Sequence[Target], emulators: Sequence[Emulator], seeds: int) -> Guess:
    """The emulators as a guess at means over so many seeds, whose luck is less than that of the single runs learned from."""
    errors = []
    for target, one in zip(targets, emulators, strict=True):
        errors.append(float(np.sqrt(max(one.error**2 - target.luck**2 * (1 - 1 / seeds), (0.3 * one.error) ** 2))))
    return Guess(emulators, [one.tolerated(seeds) for one in targets], errors)
