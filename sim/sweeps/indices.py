"""Sensitivity indices of a function's values at the points of a design."""

import warnings
from typing import Any, NamedTuple

import numpy as np
from scipy.stats import sobol_indices

from sim.runs.result import Floats
from sim.sweeps.sampling import TRAJECTORY_LEVELS

RESAMPLES = 500
LEVEL = 0.95
_LUCK = 20160101


class Index(NamedTuple):
    """One kind of index, a number a factor, each with its interval."""

    kind: str
    value: Floats
    low: Floats
    high: Floats


def sobol(values: Floats) -> list[Index]:
    """First and total indices, with bootstrap intervals over groups of points.

    Parameters
    ----------
    values
        Shape (groups, factors + 2): at A, at B, and at A with one factor after the other from B; see
        `sim.sweeps.sampling.saltelli`. The estimators are those of Saltelli et al. 2010 (scipy's).

    Returns
    -------
    list of Index
        ``first``: the share of the variance that a factor alone explains; ``total``: the share that would be left if
        all others were known. NaN where the values do not vary.
    """
    rng = np.random.default_rng(_LUCK)
    drawn = [_sobol(values[rng.integers(0, len(values), len(values))]) for _ in range(RESAMPLES)]
    found, spread = _sobol(values), np.stack(drawn)
    low, high = (
        np.nanquantile(spread, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0) if _varies(values) else (found, found)
    )
    return [Index(kind, found[row], low[row], high[row]) for row, kind in enumerate(("first", "total"))]


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
        ``spread``: the standard deviation of the changes, large where the factor acts unevenly or with others.
    """
    from SALib.analyze import morris as salib  # noqa: PLC0415  slow to import

    names = [str(factor) for factor in range(shares.shape[1])]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of SALib's own
        found = salib.analyze(
            problem, shares, values, num_resamples=RESAMPLES, conf_level=LEVEL, num_levels=TRAJECTORY_LEVELS, seed=_LUCK
        )
    size, half, spread = (np.asarray(found[name], float) for name in ("mu_star", "mu_star_conf", "sigma"))
    return [Index("effect", size, np.maximum(size - half, 0.0), size + half), Index("spread", spread, spread, spread)]


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


def _varies(values: Floats) -> bool:
    return bool(np.ptp(values[:, :2]) > 0)
