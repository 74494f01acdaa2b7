"""Which factors of a sweep decide its outcomes."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.errors import InputError
from sim.language import told
from sim.runs.result import Floats
from sim.sweeps import indices, sampling
from sim.sweeps.design import Design
from sim.sweeps.opened import PLACE, Results
from sim.sweeps.reductions import Measure

METHODS = ("morris", "sobol")
FEWEST = 4
"""Samples below which there are no indices."""
SETTLED = 0.05
"""Largest change of a total index, from half the groups to all, with which it counts as settled."""


@dataclass(frozen=True)
class Influence:
    """What the factors of a design do to one measure, under one scenario or in its difference from the first.

    ``found`` has an index a kind, each with a number a factor. ``luck_share`` is the share of the variance between points
    that is luck left over in the mean over seeds, None with one seed. ``moved`` is the largest change of an index from
    half the samples to all, in the index's own unit or, for effects, as a share of the largest.
    """

    scenario: str
    beside: str
    measure: Measure
    found: list[indices.Index]
    samples: int
    dropped: int
    luck_share: float | None
    moved: float

    @property
    def settled(self) -> bool:
        """Whether more samples would hardly change the indices."""
        return self.moved <= SETTLED

    @property
    def main(self) -> indices.Index:
        """The index by which factors are ranked: total index, or mean size of effects."""
        return next(one for one in self.found if one.kind in ("total", "effect"))


def sensitivity(opened: Results) -> list[Influence]:
    """Return the influences on every measure, scenario by scenario, then in scenarios' differences from the first.

    Raises
    ------
    InputError
        If the design is neither ``morris`` nor ``sobol``, or too few of its runs are finished.
    """
    design = opened.design
    if design.method not in METHODS:
        raise InputError(told("sweep.no_sensitivity", folder=opened.folder, method=design.method))
    return [one for measure in design.measures for one in _of_measure(opened, measure)]


def _of_measure(opened: Results, measure: Measure) -> Iterator[Influence]:
    design = opened.design
    cube = opened.runs.set_index(PLACE)[measure.column].to_xarray()
    wanted = {"scenario": list(design.scenarios), "point": range(len(design.points)), "seed": design.seed_range}
    values = cube.reindex(wanted).to_numpy()
    for number, scenario in enumerate(design.scenarios):
        yield _influence(opened, scenario, beside="", measure=measure, values=values[number])
    for number, scenario in enumerate(design.scenarios[1:], start=1):
        yield _influence(
            opened, scenario, beside=design.scenarios[0], measure=measure, values=values[number] - values[0]
        )


def _influence(opened: Results, scenario: str, *, beside: str, measure: Measure, values: Floats) -> Influence:
    """Indices from values of shape (points, seeds); samples with a missing run are left out."""
    design = opened.design
    size = len(design.points) // sum(design.n)
    samples = values.reshape(sum(design.n), size, -1)
    whole = np.asarray(~np.isnan(samples).any(axis=(1, 2)), bool)
    if whole.sum() < FEWEST:
        there = {"n": int(whole.sum()), "samples": len(whole), "least": FEWEST}
        raise InputError(
            told("sweep.few_samples", folder=opened.folder, measure=measure.column, scenario=scenario, **there)
        )
    means = samples.mean(axis=2)[whole]
    found = _indices(design, means, whole)
    half = _indices(design, means[: len(means) // 2], _first_half(whole))
    dropped = int((~whole).sum())
    return Influence(
        scenario, beside, measure, found, int(whole.sum()), dropped, _luck(samples[whole]), _moved(found, half=half)
    )


def _indices(design: Design, means: Floats, which: np.ndarray) -> list[indices.Index]:
    if design.method == "sobol":
        return indices.sobol(means)
    d = len(design.factors)
    shares = sampling.morris(design.n, d, seed=design.sampling_seed).reshape(sum(design.n), d + 1, d)[which]
    return indices.morris(shares.reshape(-1, d), values=means.ravel())


def _first_half(whole: np.ndarray) -> np.ndarray:
    kept = np.flatnonzero(whole)
    half = np.zeros_like(whole)
    half[kept[: len(kept) // 2]] = True
    return half


def _luck(samples: Floats) -> float | None:
    """Share of the variance of means between points that is what points and seeds do only together."""
    points = samples.reshape(-1, samples.shape[2])
    n, seeds = points.shape
    between = float(points.mean(axis=1).var(ddof=1))
    if seeds == 1 or between == 0:
        return None
    together = points - points.mean(axis=1, keepdims=True) - points.mean(axis=0) + points.mean()
    return min(float((together**2).sum()) / ((n - 1) * (seeds - 1)) / seeds / between, 1.0)


def _moved(found: list[indices.Index], *, half: list[indices.Index]) -> float:
    """How far the ranking index moved; effects as a share of the largest."""
    kinds = ("total", "effect")
    now, then = (next(one for one in which if one.kind in kinds) for which in (found, half))
    scale = 1.0 if now.kind == "total" else float(now.value.max()) or 1.0
    return float(np.max(np.abs(now.value - then.value))) / scale
