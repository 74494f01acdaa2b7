"""PAWN indices of any sample: how far a value's distribution moves when a factor is known (Pianosi and Wagener 2018)."""

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from sim.runs.result import Floats
from sim.studies.sweep.indices import LEVEL, Index

SLICES, FEWEST = 10, 8
"""Into how many slices a factor's values are divided at most, and points of a slice at least."""
RESAMPLES = 200
_DRAWS = 20160101
Labels = npt.NDArray[np.int64]


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
    found, ranks = _distances(labels, values), _ranks(points, values=values)
    drawn = [rng.integers(0, n, n) for _ in range(RESAMPLES)]
    again = np.stack([_distances(labels[rows], values[rows]) for rows in drawn])
    turned = np.stack([_ranks(points[rows], values=values[rows]) for rows in drawn])
    chance = [_distances(labels, rng.permutation(values)).max() for _ in range(RESAMPLES)]
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


def _ranks(points: Floats, *, values: Floats) -> Floats:
    """Spearman's correlation of each factor with the value; not a number where a factor does not vary."""
    ranked, against = rankdata(points, axis=0), rankdata(values)
    ranked, against = ranked - ranked.mean(axis=0), against - against.mean()
    size = np.sqrt((ranked**2).sum(axis=0) * (against**2).sum())
    return np.asarray(np.divide(against @ ranked, size, out=np.full(points.shape[1], np.nan), where=size > 0))
