"""For whom: differences of each group of residents, paired by seed; exploratory, so without a verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.model.groups import COLUMNS
from sim.outcomes import BY_NAME
from sim.runs.result import Floats, Run
from sim.statistics.intervals import NOTHING, Estimate, of_pairs
from sim.statistics.multiplicity import exploratory_level
from sim.statistics.pairing import by_seed
from sim.statistics.thresholds import threshold
from sim.statistics.windows import WINDOWS, Window, months_of


@dataclass(frozen=True)
class GroupDifference:
    """One outcome of one group in one place: means over all seeds in both worlds and the difference; None without residents.

    The interval's ``level`` allows for all groups, places, outcomes and windows that were looked through.
    """

    scenario: str
    place: str
    group: str
    outcome: str
    window: Window
    baseline: float | None
    alternative: float | None
    estimate: Estimate
    level: float

    @property
    def is_noise(self) -> bool:
        """Whether luck may be all there is to the difference."""
        return not self.estimate.excludes_zero

    @property
    def counts(self) -> bool:
        """Whether the difference is more than luck and as large as what matters in practice."""
        return not self.is_noise and abs(self.estimate.value or 0.0) >= (self.matters or 0.0)

    @property
    def matters(self) -> float | None:
        """The difference that matters, in the outcome's unit."""
        return threshold(BY_NAME[self.outcome], self.baseline, {})


Gap = tuple[str, str, str, Window, Floats, Floats]
"""Place, group, outcome, window, and both worlds' means by seed."""


def compare_groups(
    baseline: list[Run], alternatives: Mapping[str, list[Run]], begins: Mapping[str, int] | None = None
) -> list[GroupDifference]:
    """Differences of every group, place, outcome and window; ``begins`` is each policy's first month, 0 where none is given."""
    base = by_seed(baseline, "baseline")
    found = []
    for name, runs in alternatives.items():
        gaps = list(_gaps(base, runs=by_seed(runs, name), begins=(begins or {}).get(name, 0)))
        level = exploratory_level(np.array([_estimate(gap, 0.95).p for gap in gaps], dtype=np.float64))
        found += [_difference(name, gap, level) for gap in gaps]
    return found


def _gaps(baseline: list[Run], *, runs: list[Run], begins: int) -> Iterator[Gap]:
    for outcome in baseline[0].groups:
        for window in WINDOWS:
            ours, theirs = (_means(each, outcome, months_of(window, begins)) for each in (baseline, runs))
            for k, column in enumerate(COLUMNS):
                place, group = column.split(".")
                yield place, group, outcome, window, ours[:, k], theirs[:, k]


def _difference(scenario: str, gap: Gap, level: float) -> GroupDifference:
    place, group, outcome, window, ours, theirs = gap
    missing = bool(np.isnan(ours - theirs).any())
    before, after = (None if missing else float(values.mean()) for values in (ours, theirs))
    return GroupDifference(scenario, place, group, outcome, window, before, after, _estimate(gap, level), level)


def _estimate(gap: Gap, level: float) -> Estimate:
    differences = gap[5] - gap[4]
    return NOTHING if np.isnan(differences).any() else of_pairs(differences, level)


def _means(runs: list[Run], outcome: str, months: slice) -> Floats:
    """Mean over some months, shape (seeds, columns)."""
    return np.stack([run.groups[outcome][months].astype(np.float64).mean(axis=0) for run in runs])
