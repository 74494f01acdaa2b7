"""For whom: differences of each group of residents, paired by seed; exploratory, so without a verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.model.groups import COLUMNS
from sim.outcomes import BY_NAME
from sim.runs.result import Floats, Run
from sim.statistics.intervals import Estimate, exploratory_level, of_pairs
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
        """Whether chance may be all there is to the difference."""
        return not self.estimate.excludes_zero

    @property
    def counts(self) -> bool:
        """Whether the difference is more than chance and as large as what matters in practice."""
        return self.estimate.counts(self.matters)

    @property
    def matters(self) -> float | None:
        """The difference that matters, in the outcome's unit."""
        return threshold(BY_NAME[self.outcome], self.baseline, {})


Gap = tuple[str, str, str, Window, Floats, Floats]
"""Place, group, outcome, window, and both worlds' means by seed."""


def compare_groups(
    baseline: list[Run], alternatives: Mapping[str, list[Run]], begins: Mapping[str, int] | None = None
) -> list[GroupDifference]:
    """Compare every group, place, outcome and window; ``begins`` is each policy's first month, 0 where none is given."""
    base, differences = by_seed(baseline, "baseline"), []
    for name, runs in alternatives.items():
        gaps = list(_gaps(base, runs=by_seed(runs, name), begins=(begins or {}).get(name, 0)))
        level = exploratory_level(of_pairs(after - before).p for *_, before, after in gaps)
        differences += [_difference(name, gap, level) for gap in gaps]
    return differences


def _gaps(baseline: list[Run], *, runs: list[Run], begins: int) -> Iterator[Gap]:
    for outcome in baseline[0].groups:
        for window in WINDOWS:
            months = months_of(window, begins)
            before, after = (
                np.stack([run.groups[outcome][months].astype(np.float64).mean(axis=0) for run in world])
                for world in (baseline, runs)
            )
            for k, column in enumerate(COLUMNS):
                place, group = column.split(".")
                yield place, group, outcome, window, before[:, k], after[:, k]


def _difference(scenario: str, gap: Gap, level: float) -> GroupDifference:
    place, group, outcome, window, before, after = gap
    estimate = of_pairs(after - before, level)
    first, second = (None if estimate.value is None else float(values.mean()) for values in (before, after))
    return GroupDifference(scenario, place, group, outcome, window, first, second, estimate, level)
