"""From a run to what claims are about, year by year."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from sim.city.layout import lay_out
from sim.city.profile import load_profile
from sim.model.advance import city_key
from sim.model.books import states
from sim.model.groups import COLUMNS
from sim.parameters import TYPES
from sim.runs.result import Floats, Run
from sim.studies.claims.claim import CITY, Measured

YEAR = 12
COUNTED = ("cases", "yuan", "posts", "organizations")
"""Units of which communities' values add up; of all others a mean is taken."""


@cache
def outcomes_of_groups() -> tuple[str, ...]:
    """The outcomes that groups of residents have."""
    return tuple(states(defaultdict(lambda: np.ones(1, np.int64))))


def by_year(run: Run, measured: Sequence[Measured]) -> Floats:
    """Numerator and denominator of each thing measured in each year, float64 of shape (years, measured, 2).

    A mean over months is its sum and the number of months in which it exists; a ratio of sums is its two sums.
    """
    months = np.array([_of(run, one) for one in measured])  # (measured, 2, months)
    years = -(-run.months // YEAR)
    padded = np.zeros((*months.shape[:2], years * YEAR))
    padded[:, :, : run.months] = months
    return np.moveaxis(padded.reshape(*months.shape[:2], years, YEAR).sum(axis=3), 2, 0)


def _of(run: Run, one: Measured) -> Floats:
    """Numerator and denominator month by month, shape (2, months)."""
    known = one.known
    if one.group != CITY:
        return _mean(_in_group(run, one))
    if known.ratio_of:
        return np.array([run.city[name] for name in known.ratio_of])
    values = run.city[one.outcome]
    if known.share_of:
        weights = sum((run.city[name] for name in known.share_of), np.zeros(run.months))
        return np.array([np.where(weights > 0, values * weights, 0.0), weights])
    return _mean(values)


def _in_group(run: Run, one: Measured) -> Floats:
    if one.group in TYPES:
        own = run.communities[one.outcome][:, _of_type(run.place, size=run.size, seed=run.seed, kind=one.group)].astype(
            np.float64
        )
        if not own.shape[1]:
            return np.full(run.months, np.nan)
        return np.asarray(own.sum(axis=1) if one.known.unit in COUNTED else own.mean(axis=1))
    return run.groups[one.outcome][:, COLUMNS.index(f"{CITY}.{one.group}")].astype(np.float64)


def _mean(values: Floats) -> Floats:
    exists = ~np.isnan(values)
    return np.array([np.where(exists, values, 0.0), exists])


@cache
def _of_type(city: str, *, size: str, seed: int, kind: str) -> npt.NDArray[np.intp]:
    """Which communities of a city are of a type."""
    layout = lay_out(load_profile(city), size, city_key(seed))
    return np.flatnonzero(layout.kind == TYPES.index(kind))


def value(years: Floats, *, first: int, last: int, discount: float = 0.0) -> Floats:
    """The value over some years of what `by_year` gave, years counted from 1; later years weigh less by ``discount``.

    Parameters
    ----------
    years
        Of shape (..., years, 2); the result has shape (...).
    """
    weights = (1 + discount) ** -np.arange(years.shape[-2], dtype=np.float64)
    parts = (years * weights[:, np.newaxis])[..., first - 1 : last, :].sum(axis=-2)
    found: Floats = np.full(parts.shape[:-1], np.nan)
    np.divide(parts[..., 0], parts[..., 1], out=found, where=parts[..., 1] > 0)
    return found
