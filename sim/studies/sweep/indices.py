"""Sensitivity indices: Sobol and Morris at the points of a design, PAWN of any sample."""

import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata, sobol_indices

from sim.runs.result import Floats
from sim.studies.sweep.sampling import TRAJECTORY_LEVELS

RESAMPLES = 500
LEVEL = 0.95
_DRAWS = 20160101
SLICES, FEWEST = 10, 8
"""Into how many slices a factor's values are divided at most, and points of a slice at least."""
PAWN_RESAMPLES = 200
Labels = npt.NDArray[np.int64]


class Index(NamedTuple):
    """One kind of index, a number a factor, each with its interval."""

    kind: str
    value: Floats
    low: Floats
    high: Floats


def sobol(values: Floats, d: int | None = None) -> list[Index]:
    """First and total indices of ``d`` factors, with bootstrap intervals over groups of points.

    Parameters
    ----------
    values
        Shape (groups, d + 2), or more: at A, at B, and at A with one factor after the other from B; see
        `sim.studies.sweep.sampling.saltelli`. The estimators are those of Saltelli et al. 2010 (scipy's).

    Returns
    -------
    list of Index
        ``first``: the share of the variance that a factor alone explains; ``total``: the share that would be left if
        all others were known. NaN where the values do not vary.
    """
    parts = values[:, : (d or values.shape[1] - 2) + 2]
    found, low, high = _resampled(_sobol, parts)
    return [Index(kind, found[row], low[row], high[row]) for row, kind in enumerate(("first", "total"))]


def pairs(values: Floats, d: int) -> Index:
    """Second-order indices: the share of the variance that two factors explain only together (Saltelli 2002).

    ``values`` is of shape (groups, 2 d + 2), the index has a number for each pair in the order of `itertools.combinations`.
    """
    found, low, high = _resampled(lambda drawn: _second(drawn, d), values)
    return Index("second", found[0], low[0], high[0])


def _resampled(statistic: Callable[[Floats], Floats], values: Floats) -> tuple[Floats, Floats, Floats]:
    """A statistic, and both ends of its bootstrap interval over groups of points."""
    rng = np.random.default_rng(_DRAWS)
    drawn = [statistic(values[rng.integers(0, len(values), len(values))]) for _ in range(RESAMPLES)]
    found = statistic(values)
    if np.isnan(found).all():
        return found, found, found
    low, high = np.nanquantile(np.stack(drawn), [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return found, low, high


def morris(shares: Floats, *, values: Floats) -> list[Index]:
    """Mean size and spread of elementary effects over the whole of each factor's range (Morris 1991; SALib).

    Parameters
    ----------
    shares, values
        Points of shape (trajectories * (factors + 1), factors), each factor from 0 to 1, and the values there.

    Returns
    -------
    list of Index
        ``effect``: the mean absolute change of the value when the factor goes all through its range, with its interval;
        ``signed``: the mean of the changes with their signs; ``spread``: their standard deviation, large where the factor
        acts unevenly or with others.
    """
    from SALib.analyze import morris as salib  # noqa: PLC0415  slow to import

    names = [str(factor) for factor in range(shares.shape[1])]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of SALib's own
        found = salib.analyze(
            problem,
            shares,
            values,
            num_resamples=RESAMPLES,
            conf_level=LEVEL,
            num_levels=TRAJECTORY_LEVELS,
            seed=_DRAWS,
        )
    size, half, spread = (np.asarray(found[name], float) for name in ("mu_star", "mu_star_conf", "sigma"))
    changes = _changes(shares, values=values)
    mean, low, high = _resampled(lambda drawn: drawn.mean(axis=0), changes)
    return [
        Index("effect", size, np.maximum(size - half, 0.0), size + half),
        Index("signed", mean, low, high),
        Index("spread", spread, spread, spread),
    ]


def _changes(shares: Floats, *, values: Floats) -> Floats:
    """Elementary effects, of shape (trajectories, factors)."""
    d = shares.shape[1]
    steps = np.diff(shares.reshape(-1, d + 1, d), axis=1)
    rises = np.diff(values.reshape(-1, d + 1), axis=1)
    return np.asarray((np.where(steps != 0, rises[..., None] / np.where(steps != 0, steps, 1.0), 0.0)).sum(axis=1))


def _sobol(values: Floats) -> Floats:
    """First and total indices, of shape (2, factors)."""
    if not _varies(values):
        return np.full((2, values.shape[1] - 2), np.nan)
    parts: Any = {
        "f_A": values[np.newaxis, :, 0],
        "f_B": values[np.newaxis, :, 1],
        "f_AB": values[:, 2:].T[:, np.newaxis],
    }
    found = sobol_indices(func=parts, n=len(values))
    return np.stack([np.asarray(found.first_order, float).ravel(), np.asarray(found.total_order, float).ravel()])


def _second(values: Floats, d: int) -> Floats:
    """Second-order indices, of shape (1, pairs); values are centred, as a large mean would drown products of them."""
    values = values - values[:, :2].mean()
    a, b, ab, ba = values[:, 0], values[:, 1], values[:, 2 : d + 2], values[:, d + 2 :]
    if not _varies(values):
        return np.full((1, d * (d - 1) // 2), np.nan)
    first, _ = _sobol(values[:, : d + 2])
    variance = values[:, :2].var()
    i, j = np.triu_indices(d, 1)
    closed = (ba[:, i] * ab[:, j] - (a * b)[:, None]).mean(axis=0) / variance
    return np.asarray(closed - first[i] - first[j])[np.newaxis]


def _varies(values: Floats) -> bool:
    return bool(np.ptp(values[:, :2]) > 0)


def pawn(points: Floats, *, values: Floats) -> tuple[list[Index], float]:
    """PAWN indices of any sample, how far a value's distribution moves when a factor is known, and what chance alone gives.

    See Pianosi and Wagener 2018.

    Parameters
    ----------
    points, values
        Factors of shape (points, factors), and the value at each point.

    Returns
    -------
    list of Index
        ``pawn``: the median over slices of a factor of the largest distance between the distribution of the value there and
        everywhere, 0 to 1; ``rank``: Spearman's correlation, whose sign is the direction. With bootstrap intervals, those of
        ``pawn`` freed of what resampling adds. NaN where the values do not vary.
    float
        The index that the largest of so many factors that do nothing exceeds in one case in twenty.
    """
    d = points.shape[1]
    if np.ptp(values) == 0:
        nothing = np.full(d, np.nan)
        return [Index(kind, nothing, nothing, nothing) for kind in ("pawn", "rank")], float("nan")
    rng, n = np.random.default_rng(_DRAWS), len(values)
    labels = np.column_stack([_slices(column) for column in points.T])
    found, ranks = _distances(labels, values), _rank_correlations(points, values=values)
    drawn = [rng.integers(0, n, n) for _ in range(PAWN_RESAMPLES)]
    again = np.stack([_distances(labels[rows], values[rows]) for rows in drawn])
    turned = np.stack([_rank_correlations(points[rows], values=values[rows]) for rows in drawn])
    chance = [_distances(labels, rng.permutation(values)).max() for _ in range(PAWN_RESAMPLES)]
    tails = [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
    low, high = np.clip(np.quantile(again - again.mean(axis=0), tails, axis=0) + found, 0.0, 1.0)
    down, up = np.nanquantile(turned, tails, axis=0)
    return [Index("pawn", found, low, high), Index("rank", ranks, down, up)], float(np.quantile(chance, LEVEL))


def _slices(column: Floats) -> Labels:
    """The slice of each point: one a value where there are few, else as many points each."""
    known, numbers = np.unique(column, return_inverse=True)
    if len(known) <= SLICES:
        return np.asarray(numbers, np.int64)
    count = max(2, min(SLICES, len(column) // FEWEST))
    return np.asarray((rankdata(column, "ordinal") - 1) * count // len(column), np.int64)


def _distances(labels: Labels, values: Floats) -> Floats:
    """For each factor the median over its slices of the Kolmogorov-Smirnov distance."""
    order = np.argsort(values, kind="stable")
    last = np.append(np.diff(values[order]) > 0, True)
    everywhere = (np.arange(len(values)) + 1)[last] / len(values)
    found = np.empty(labels.shape[1])
    for factor, own in enumerate(labels[order].T):
        inside = own[:, None] == np.unique(own)
        there = np.cumsum(inside, axis=0)[last] / inside.sum(axis=0)
        found[factor] = np.median(np.abs(there - everywhere[:, None]).max(axis=0))
    return found


def _rank_correlations(points: Floats, *, values: Floats) -> Floats:
    """Spearman's correlation of each factor with the value; not a number where a factor does not vary."""
    ranked, against = rankdata(points, axis=0), rankdata(values)
    ranked, against = ranked - ranked.mean(axis=0), against - against.mean()
    size = np.sqrt((ranked**2).sum(axis=0) * (against**2).sum())
    return np.asarray(np.divide(against @ ranked, size, out=np.full(points.shape[1], np.nan), where=size > 0))
