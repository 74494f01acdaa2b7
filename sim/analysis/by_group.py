"""For whom: differences of each group of residents, paired by seed; exploratory, so without a verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.analysis.comparison import WINDOWS, Window, months_of
from sim.analysis.intervals import NOTHING, Estimate, of_pairs
from sim.analysis.pairing import by_seed
from sim.model.groups import COLUMNS
from sim.runs.result import Floats, Run


@dataclass(frozen=True)
class GroupDifference:
    """One outcome of one group in one place: means over all seeds in both worlds and the difference; None without residents."""

    scenario: str
    place: str
    group: str
    outcome: str
    window: Window
    baseline: float | None
    alternative: float | None
    estimate: Estimate


def compare_groups(baseline: list[Run], alternatives: Mapping[str, list[Run]]) -> list[GroupDifference]:
    """Differences of every group, place, outcome and window."""
    base = by_seed(baseline, "baseline")
    pairs = ((name, by_seed(runs, name)) for name, runs in alternatives.items())
    return [difference for name, runs in pairs for difference in _differences(name, base, runs)]


def _differences(scenario: str, baseline: list[Run], runs: list[Run]) -> Iterator[GroupDifference]:
    for outcome in baseline[0].groups:
        for window in WINDOWS:
            ours, theirs = (_means(each, outcome, window) for each in (baseline, runs))
            for k, column in enumerate(COLUMNS):
                place, group = column.split(".")
                yield _difference(scenario, place, group, outcome, window, ours[:, k], theirs[:, k])


def _difference(
    scenario: str, place: str, group: str, outcome: str, window: Window, ours: Floats, theirs: Floats
) -> GroupDifference:
    if np.isnan(ours - theirs).any():
        return GroupDifference(scenario, place, group, outcome, window, None, None, NOTHING)
    means = float(ours.mean()), float(theirs.mean())
    return GroupDifference(scenario, place, group, outcome, window, *means, of_pairs(theirs - ours))


def _means(runs: list[Run], outcome: str, window: Window) -> Floats:
    """Mean over the window's months, shape (seeds, columns)."""
    return np.stack([run.groups[outcome][months_of(window)].astype(np.float64).mean(axis=0) for run in runs])
