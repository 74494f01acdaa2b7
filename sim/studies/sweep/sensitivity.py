"""Which factors of a sweep decide its outcomes, as indices and as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.errors import InputError
from sim.language import LANGUAGES, message
from sim.limits import one_of
from sim.runs.result import Floats
from sim.studies.sweep import indices, sampling
from sim.studies.sweep.design import GROUPS, PLACE, Design
from sim.studies.sweep.factors import Factor, factor_name
from sim.studies.sweep.indices import Index, pawn
from sim.studies.sweep.reductions import Measure

if TYPE_CHECKING:
    from sim.studies.sweep.results import Results


OWN = {"morris": "morris", "sobol": "sobol", "sobol2": "sobol"}
"""The analysis that a design is made for; any other sample, a grid or a table gets PAWN."""
ALONE = {"morris": 1, "sobol": 2, "sobol2": 2}
"""Points of a group of these designs that are drawn by themselves."""
MAIN = ("total", "effect", "pawn")
"""Indices by which factors are ranked."""
FEWEST, FEWEST_POINTS = 4, 30
"""Samples, and points of any sample, below which there are no indices."""
_DRAWS = 20160101
SETTLED = 0.05
"""Largest change of a total index, from half the groups to all, with which it counts as settled."""
NARROW = 0.3
"""Length of the widest interval, in shares or in parts of the largest effect, with which indices count as settled."""

Places = npt.NDArray[np.int64]
SHARE = "share of variance"
UNITS = {"first": SHARE, "total": SHARE, "second": SHARE, "pawn": "distance 0 to 1", "rank": "rank correlation"}
"""Units of indices that are not in the measure's own."""


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
    found: list[Index]
    samples: int
    dropped: int
    luck_share: float | None
    moved: float
    pairs: Index | None = None
    chance: float | None = None

    @property
    def settled(self) -> bool:
        """Whether more samples would hardly change the indices: they have not moved, and their intervals are narrow."""
        return self.moved <= SETTLED and self.widest <= NARROW

    @property
    def widest(self) -> float:
        """Length of the widest interval of the main index; of effects as a part of the largest."""
        main = self.main
        unit = float(main.value.max()) if main.kind == "effect" else 1.0
        return float((main.high - main.low).max()) / unit

    @property
    def drowned(self) -> bool:
        """Whether luck makes as much of the variance as the largest total index."""
        return self.main.kind == "total" and self.luck_share is not None and self.luck_share >= self.main.value.max()

    @property
    def main(self) -> Index:
        """The index by which factors are ranked: total index, mean size of effects, or PAWN."""
        return next(one for one in self.found if one.kind in MAIN)

    @property
    def signs(self) -> list[int]:
        """For each factor whether the measure rises (1) or falls (-1) with it; 0 where that is not known."""
        one = next((one for one in self.found if one.kind in ("signed", "rank")), None)
        if one is None:
            return [0] * len(self.main.value)
        return [int(low > 0) - int(high < 0) for low, high in zip(one.low, one.high, strict=True)]


def sensitivity(opened: "Results", method: str | None = None) -> list[Influence]:
    """Return the influences on every measure, scenario by scenario, then in scenarios' differences from the first.

    ``method`` is ``pawn``, which any sample allows; without it a design's own, where it is made for one.

    Raises
    ------
    InputError
        If the method is another, or too few of the design's runs are finished.
    """
    chosen = one_of("method", method, ("pawn",)) if method else OWN.get(opened.design.method, "pawn")
    return [one for measure in opened.design.measures for one in _of_measure(opened, measure, chosen)]


def _of_measure(opened: "Results", measure: Measure, method: str) -> Iterator[Influence]:
    design = opened.design
    cube = opened.runs.set_index(PLACE)[measure.column].to_xarray()
    wanted = {"scenario": list(design.scenarios), "point": range(len(design.points)), "seed": design.seed_range}
    values = cube.reindex(wanted).to_numpy()
    analysis = _Analysis(opened, measure, method)
    for number, scenario in enumerate(design.scenarios):
        yield analysis.influence(scenario, beside="", values=values[number])
    for number, scenario in enumerate(design.scenarios[1:], start=1):
        yield analysis.influence(scenario, beside=design.scenarios[0], values=values[number] - values[0])


@dataclass(frozen=True)
class _Analysis:
    """How one measure of a sweep is analysed."""

    opened: "Results"
    measure: Measure
    method: str

    @cached_property
    def alone(self) -> Places:
        """Points that share a factor's value with another by chance alone, which PAWN takes for granted.

        Of a group of Sobol's these are A and B, of a trajectory of Morris' the first.
        """
        design, d = self.opened.design, len(self.opened.design.factors)
        size, of_each = (GROUPS[design.method](d), ALONE[design.method]) if design.method in OWN else (1, 1)
        places = np.arange(len(design.points)).reshape(-1, size)[:, :of_each]
        return np.asarray(places.ravel(), np.int64)

    def influence(self, scenario: str, *, beside: str, values: Floats) -> Influence:
        """Indices from values of shape (points, seeds); samples with a missing run are left out."""
        n = len(self.alone) if self.method == "pawn" else sum(self.opened.design.n)
        values = values[self.alone] if self.method == "pawn" else values
        samples = values.reshape(n, len(values) // n, -1)
        whole = np.flatnonzero(~np.isnan(samples).any(axis=(1, 2)))
        self._check(scenario, whole=len(whole), samples=n)
        means = samples.mean(axis=2)
        found, chance = self._indices(means, whole)
        half, _ = self._indices(means, self._half(whole))
        pairs = (
            indices.pairs(means[whole], len(self.opened.design.factors))
            if self.method == "sobol" and self.opened.design.method == "sobol2"
            else None
        )
        luck, dropped = _luck(samples[whole]), n - len(whole)
        moved = _moved(found, half=half)
        return Influence(scenario, beside, self.measure, found, len(whole), dropped, luck, moved, pairs, chance)

    def _check(self, scenario: str, *, whole: int, samples: int) -> None:
        least = FEWEST_POINTS if self.method == "pawn" else FEWEST
        if whole < least:
            there = {"n": whole, "samples": samples, "least": least, "measure": self.measure.column}
            raise InputError(message("sweep.few_samples", folder=self.opened.folder, scenario=scenario, **there))

    def _indices(self, means: Floats, which: Places) -> tuple[list[Index], float | None]:
        """Indices from some of the samples, whose means are of shape (samples, points of each)."""
        design, d = self.opened.design, len(self.opened.design.factors)
        if self.method == "sobol":
            return indices.sobol(means[which], d), None
        if self.method == "pawn":
            return pawn(np.array(design.points)[self.alone][which], values=means[which, 0])
        shares = sampling.morris(design.n, d, seed=design.sampling_seed).reshape(sum(design.n), d + 1, d)[which]
        return indices.morris(shares.reshape(-1, d), values=means[which].ravel()), None

    def _half(self, whole: Places) -> Places:
        """Half of the samples: the first, or by lot where their order means something."""
        order = np.random.default_rng(_DRAWS).permutation(whole) if self.method == "pawn" else whole
        return np.sort(order[: len(order) // 2])


def _luck(samples: Floats) -> float | None:
    """Share of the variance of means between points that is what points and seeds do only together."""
    points = samples.reshape(-1, samples.shape[2])
    n, seeds = points.shape
    between = float(points.mean(axis=1).var(ddof=1))
    if seeds == 1 or between == 0:
        return None
    together = points - points.mean(axis=1, keepdims=True) - points.mean(axis=0) + points.mean()
    return min(float((together**2).sum()) / ((n - 1) * (seeds - 1)) / seeds / between, 1.0)


def _moved(found: list[Index], *, half: list[Index]) -> float:
    """How far the ranking index moved; effects as a share of the largest."""
    now, then = (next(one for one in which if one.kind in MAIN) for which in (found, half))
    scale = (float(now.value.max()) or 1.0) if now.kind == "effect" else 1.0
    return float(np.max(np.abs(now.value - then.value))) / scale


def influences_frame(found: Sequence[Influence], design: Design) -> pd.DataFrame:
    """One row a scenario, measure, factor (or pair of factors) and index, with its interval."""
    return pd.DataFrame([row for one in found for row in _rows(one, design)])


def _rows(one: Influence, design: Design) -> Iterator[dict[str, Any]]:
    for number, factor in enumerate(design.factors):
        for index in one.found:
            yield _row(one, _named(factor), index, number)
    if one.pairs is not None:
        for number, (first, second) in enumerate(combinations(design.factors, 2)):
            yield _row(one, _named(first, second), one.pairs, number)


def _named(*factors: Factor) -> dict[str, str]:
    """A factor, or a pair, by path and by name."""
    en, zh = (" × ".join(factor_name(one, lang) for one in factors) for lang in LANGUAGES)
    return {
        "factor": factors[0].path,
        "beside_factor": "".join(one.path for one in factors[1:]),
        "name": en,
        "name_zh": zh,
    }


def _row(one: Influence, named: dict[str, str], index: Index, number: int) -> dict[str, Any]:
    return {
        "scenario": one.scenario,
        "beside": one.beside,
        "measure": one.measure.column,
        **named,
        "index": index.kind,
        "value": float(index.value[number]),
        "low": float(index.low[number]),
        "high": float(index.high[number]),
        "unit": UNITS.get(index.kind, one.measure.unit),
        "samples": one.samples,
        "luck_share": one.luck_share,
        "settled": one.settled,
    }
