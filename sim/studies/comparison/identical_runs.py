"""Whether two sets of runs are the same to the last bit: the self-test before any report."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.runs.result import Run
from sim.statistics.pairing import by_seed, check_pairs

Numbers = npt.NDArray[Any]


def max_abs_difference(a: list[Run], b: list[Run]) -> float:
    """Largest difference over every outcome, month, community, group and money flow of runs paired by seed.

    NaN equals NaN; NaN against a number, or something that only one side reports, is infinite.
    """
    first, second = by_seed(a, "first"), by_seed(b, "second")
    check_pairs(first, alternative=second, who="second")
    return max((gap for x, y in zip(first, second, strict=True) for gap in _gaps(x, y)), default=0.0)


def _gaps(x: Run, y: Run) -> Iterator[float]:
    yield from _gaps_by_name(x.city, y.city)
    yield from _gaps_by_name(x.communities, y.communities)
    yield from _gaps_by_name(x.groups, y.groups)
    yield from _gaps_by_name(x.money, y.money)


def _gaps_by_name(x: Mapping[str, Numbers], y: Mapping[str, Numbers]) -> Iterator[float]:
    for name in x.keys() | y.keys():
        yield _gap(x[name], y[name]) if name in x and name in y else float("inf")


def _gap(x: Numbers, y: Numbers) -> float:
    if x.shape != y.shape:
        return float("inf")
    differ = ~((x == y) | (np.isnan(x) & np.isnan(y)))
    gaps = np.abs(x[differ].astype(np.float64) - y[differ].astype(np.float64))
    return float(np.where(np.isnan(gaps), np.inf, gaps).max(initial=0.0))
