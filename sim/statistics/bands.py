"""How outcomes move over the horizon: each world's spread, and the difference with a simultaneous band."""

from dataclasses import dataclass

import numpy as np

from sim.runs.result import Floats
from sim.statistics.intervals import Estimate, estimate
from sim.statistics.panel import Panel

MIDDLE = (0.05, 0.95)


@dataclass(frozen=True, eq=False)
class Trajectory:
    """An outcome in one world, over all seeds.

    ``mean`` has shape (months,); ``yearly`` is the value over each year, ``yearly_spread`` has where the middle 90 % of the
    seeds' yearly values begin and end, shape (2, years). NaN where the outcome does not exist (in any seed, for the spread).
    """

    scenario: str
    outcome: str
    mean: Floats
    yearly: Floats
    yearly_spread: Floats


@dataclass(frozen=True, eq=False)
class DifferenceBand:
    """Difference a month, shape (months,), and each year's in a 95 % band that holds for all years at once."""

    scenario: str
    outcome: str
    monthly: Floats
    yearly: tuple[Estimate, ...]


def years(months: int) -> list[slice]:
    """Split a horizon into years from its first month; the last may be shorter."""
    return [slice(first, min(first + 12, months)) for first in range(0, months, 12)]


def trajectory(scenario: str, *, outcome: str, world: Panel) -> Trajectory:
    """Summarise one world's panel over its seeds."""
    spans = years(world.numerator.shape[1])
    yearly = np.array([world.pooled(year) for year in spans])
    spread = np.quantile([world.by_seed(year) for year in spans], MIDDLE, axis=1)
    return Trajectory(scenario, outcome, world.pooled_by_month(), yearly, spread)


def difference_band(scenario: str, *, outcome: str, baseline: Panel, alternative: Panel) -> DifferenceBand:
    """Difference over time, with Bonferroni's share of the 5 % error for each year."""
    spans = years(baseline.numerator.shape[1])
    level = 1 - 0.05 / len(spans)
    yearly = tuple(estimate(baseline, alternative=alternative, months=span, level=level) for span in spans)
    return DifferenceBand(scenario, outcome, alternative.pooled_by_month() - baseline.pooled_by_month(), yearly)
