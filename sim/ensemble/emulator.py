"""Quick stand-ins for the simulator near the target, sparse polynomials of the world's numbers, and steps that they advise."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from sim.ensemble.targets import Target
from sim.runs.result import Floats

MOST_LINES, MOST_SQUARES = 90, 10
"""Coordinates that a target may depend on, and those of them that also count by squares and products."""
NEAR = 2.5
"""Distance from the band's middle, in half bands, within which the error is measured."""
FEWEST = 40
PENALTIES = tuple(10 ** (k / 2) for k in range(7))
INSIDE = 0.7
"""How far towards a band's ends a world may stay where it is, in half bands."""
LOCAL = 0.3
"""Share of what an emulator misses that changes within a step (assumed)."""
CLOSEST = 0.05
"""Standard deviation, in half bands, closer than which nothing is brought to its aim."""
TURNS, TURN = 4, 0.6
"""How often slopes are taken anew within a step, and how far each turn goes."""


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
    from threadpoolctl import threadpool_limits  # noqa: PLC0415  comes with scikit-learn

    known = np.isfinite(values)
    points, values, weights = points[known], values[known], weights[known]
    mean = float(np.average(values, weights=weights))
    around = float(np.sqrt(np.average((values - mean) ** 2, weights=weights)))
    nothing = np.empty(0, np.int64)
    if around < 1e-6 or len(values) < FEWEST:
        return Emulator(nothing, nothing, np.empty(0), mean, max(around, 0.01), 0.0)
    with threadpool_limits(1):  # small tables: threads would wait for each other, and sum in another order
        lines, squares = _chosen(points, values=values, weights=weights, around=around)
        if not len(lines):
            return Emulator(nothing, nothing, np.empty(0), mean, around, 0.0)
        return _weighed(_terms(points, lines, squares=squares), values=values, weights=weights, of=(lines, squares))


def _chosen(
    points: Floats, *, values: Floats, weights: Floats, around: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The coordinates that a target depends on, those first on which it does most, and those that count by squares."""
    from sklearn.linear_model import LassoCV  # noqa: PLC0415  slow to import, and an extra

    x = 2 * ndtr(points) - 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a coordinate more or less is no matter
        found = LassoCV(cv=4, alphas=25, max_iter=3000, tol=1e-3).fit(x, values, sample_weight=weights)
    size = np.abs(found.coef_) * x.std(axis=0)
    order = np.argsort(-size)
    lines = order[:MOST_LINES][size[order[:MOST_LINES]] > 0.004 * max(around, 0.1)]
    return lines, order[:MOST_SQUARES][size[order[:MOST_SQUARES]] > 0.03 * around]


def _weighed(
    terms: Floats, *, values: Floats, weights: Floats, of: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
) -> Emulator:
    """The emulator of these terms, with the penalty that misses least on what was left out."""
    from sklearn.linear_model import Ridge  # noqa: PLC0415  slow to import, and an extra

    fifth = np.random.default_rng(0).permutation(len(values)) % 5
    guesses = np.empty((len(PENALTIES), len(values)))
    for k in range(5):
        for guess, penalty in zip(guesses, PENALTIES, strict=True):
            own = Ridge(penalty).fit(terms[fifth != k], values[fifth != k], sample_weight=weights[fifth != k])
            guess[fifth == k] = own.predict(terms[fifth == k])
    best = int(np.argmin(((guesses - values) ** 2 * weights).sum(axis=1)))
    missed, near = values - guesses[best], np.abs(values) < NEAR
    if near.sum() > FEWEST:
        error = float(np.sqrt(np.average(np.clip(missed[near], -NEAR, NEAR) ** 2, weights=weights[near])))
    else:
        error = float(missed.std())
    around = np.average((values - np.average(values, weights=weights)) ** 2, weights=weights)
    explained = 1 - float(np.average(missed**2, weights=weights) / around)
    whole = Ridge(PENALTIES[best]).fit(terms, values, sample_weight=weights)
    return Emulator(*of, np.asarray(whole.coef_), float(whole.intercept_), max(error, 0.02), explained)


@dataclass(frozen=True)
class Emulators:
    """The emulators of all targets at once, and the standard deviation of what each misses."""

    straight: Floats
    squared: Floats
    squares: npt.NDArray[np.int64]
    constant: Floats
    errors: Floats

    def __call__(self, points: Floats) -> Floats:
        """Targets on their scales, of shape (points, targets)."""
        z = 2 * ndtr(points) - 1
        among = z[:, self.squares]
        return np.asarray(
            z @ self.straight + self.constant + np.einsum("pta,tab,ptb->pt", among, self.squared, among), np.float64
        )

    def slopes(self, points: Floats) -> Floats:
        """How targets change with coordinates, of shape (points, targets, coordinates)."""
        z = 2 * ndtr(points) - 1
        found = np.repeat(self.straight.T[None], len(points), axis=0)
        of_squares = 2 * np.einsum("tab,ptb->pta", self.squared, z[:, self.squares])
        places = np.ogrid[: len(points), : len(self.errors), :1][:2]
        np.add.at(found, (*places, self.squares[None]), of_squares)
        return np.asarray(found * (np.sqrt(2 / np.pi) * np.exp(-(points**2) / 2))[:, None], np.float64)


def together(emulators: Sequence[Emulator], coordinates: int) -> Emulators:
    """The emulators of all targets as one."""
    straight = np.zeros((coordinates, len(emulators)))
    squared = np.zeros((len(emulators), MOST_SQUARES, MOST_SQUARES))
    squares = np.zeros((len(emulators), MOST_SQUARES), np.int64)
    for k, one in enumerate(emulators):
        n, lines = len(one.squares), len(one.lines)
        straight[one.lines, k], squares[k, :n] = one.weights[:lines], one.squares
        upper = np.zeros((n, n))
        upper[np.triu_indices(n)] = one.weights[lines:]
        squared[k, :n, :n] = (upper + upper.T) / 2
    constant, errors = (np.array([getattr(one, name) for one in emulators]) for name in ("constant", "error"))
    return Emulators(straight, squared, squares, constant, errors)


def log_chance(emulators: Emulators, targets: Sequence[Target], seeds: int) -> Callable[[Floats], Floats]:
    """Logarithm of the chance that means over so many seeds fit all targets, as if what emulators miss were independent.

    The single runs that emulators learned from have more luck than means. Where a target is far off the logarithm falls
    linearly with the distance, so that a search finds its way.
    """
    luck = np.array([one.luck for one in targets])
    errors = np.sqrt(np.maximum(emulators.errors**2 - luck**2 * (1 - 1 / seeds), (0.3 * emulators.errors) ** 2))
    low, high = np.array([one.tolerated(seeds) for one in targets]).T

    def of(points: Floats) -> Floats:
        middle = emulators(points)
        chances = _log_between((low - middle) / errors, above=(high - middle) / errors)
        return np.asarray(chances.sum(axis=1), np.float64)

    return of


def _log_between(below: Floats, *, above: Floats) -> Floats:
    """Logarithm of the normal chance between two ends; where they lie beyond 6 standard deviations it falls linearly."""
    one_sided = below > 0
    low, high = np.where(one_sided, -above, below), np.where(one_sided, -below, above)
    far = np.maximum(-high - 6.0, 0.0)
    return np.asarray(np.log(np.maximum(ndtr(high) - ndtr(low), 1e-9)) - 3.0 * far, np.float64)


def aims(targets: Sequence[Target], worlds: int, rng: np.random.Generator) -> Floats:
    """Where worlds that miss a target are led to, (worlds, targets): evenly within the inner part of its band."""
    return np.asarray(rng.uniform(-INSIDE, INSIDE, (worlds, len(targets))), np.float64)


def step(
    emulators: Emulators, points: Floats, targets: Sequence[Target], seen: Floats, seeds: int, aim: Floats
) -> Floats:
    """Move points, (points, coordinates), by as little as brings every target that misses to its aim.

    ``seen`` are the means over so many seeds that targets gave there, on their scales, (points, targets); what was not looked
    at, not a number, is where the emulator says. Emulators only tell what changes, so what they miss at the beginning is not
    missed again. A target that fits is held where it is. What luck or the emulator blurs is followed less.
    """
    emulated = emulators(points)
    seen = np.where(np.isfinite(seen), seen, emulated)
    open_above = np.array([np.isinf(one.high) for one in targets])
    held = (seen >= -INSIDE) & ((seen <= INSIDE) | open_above)
    wanted = np.where(held, seen, aim)
    luck = np.array([one.luck for one in targets])
    blur = np.diag((LOCAL * emulators.errors) ** 2 + luck**2 / seeds + CLOSEST**2)
    moved = points.copy()
    for _ in range(TURNS):
        slopes = emulators.slopes(moved)
        left = (wanted - seen) - (emulators(moved) - emulated) + np.einsum("ptc,pc->pt", slopes, moved - points)
        pulls = np.linalg.solve(np.einsum("ptc,puc->ptu", slopes, slopes) + blur, left[:, :, None])[:, :, 0]
        moved += TURN * (points + np.einsum("ptc,pt->pc", slopes, pulls) - moved)
    return moved
