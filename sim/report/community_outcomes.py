"""The communities of a city that lists its own, each with its outcomes."""

import warnings
from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.city.figures import Community
from sim.runs.result import Run

LAST = 12
"""Months at the end of a run that a table of communities shows the mean of."""


def communities_frame(runs: Sequence[Run], communities: Sequence[Community]) -> pd.DataFrame:
    """One row a community: what the city's file says of it, then its outcomes at the end, as means over seeds."""
    facts = ("name", "type", "residents", "district", "street")
    given = {fact: [getattr(one, fact) for one in communities] for fact in facts}
    return pd.DataFrame(given | {name: _mean_at_the_end(runs, name) for name in runs[0].communities})


def shows_all(runs: Sequence[Run], communities: Sequence[Community]) -> bool:
    """Whether the runs are of just these communities, and not of a sample or a small copy."""
    shown = next((values.shape[1] for values in runs[0].communities.values()), 0)
    return runs[0].size in ("district", "city") and 0 < shown == len(communities)


def _mean_at_the_end(runs: Sequence[Run], name: str) -> list[float]:
    """Missing where no month of no seed has a value."""
    values = np.stack([run.communities[name][-LAST:] for run in runs]).astype(np.float64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a mean of nothing
        found: list[float] = np.nanmean(values, axis=(0, 1)).tolist()
    return found
