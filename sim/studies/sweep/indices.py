"""Sensitivity indices of a function's values at the points of a design."""

import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from scipy.stats import sobol_indices

from sim.runs.result import Floats
from sim.studies.sweep.sampling import TRAJECTORY_LEVELS

RESAMPLES = 500
LEVEL = 0.95
_DRAWS = 20160101


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
