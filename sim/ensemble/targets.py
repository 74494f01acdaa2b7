"""What a plausible world has to show: a band for each target, and how far beyond it a world may lie."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from sim.ensemble.patterns.table import PATTERNS, Pattern
from sim.runs.result import Floats

Scale = Literal["even", "log", "logit"]
DISCREPANCY = 0.05
"""Standard deviation of what the model cannot show however its numbers are set, as a share of a band's width (assumed)."""
FITS = 2.0
"""Implausibility up to which a world fits a target."""
FAR = 12.0
LEAST = 1e-3


@dataclass(frozen=True)
class Target:
    """An observable with its band and with what it is read off.

    ``discrepancy`` is in the observable's unit; ``noise`` is the standard deviation of one run's value over luck; ``scale``
    is the one on which the observable is nearly linear in the world's numbers. ``observation`` is what was counted
    (`sim.ensemble.observed`) where the target is no pattern.
    """

    name: str
    low: float
    high: float
    scenarios: tuple[str, ...]
    discrepancy: float
    noise: float = 0.0
    observation: Any = None

    @property
    def scale(self) -> Scale:
        """Shares on the logarithm of their odds, other positive bands on the logarithm; what may fall below 0 as it is."""
        if self.name in SIGNED or self.low <= 0 or math.isinf(self.high):
            return "even"
        return "logit" if self.high < 1 else "log"

    def spread(self, seeds: int) -> float:
        """Standard deviation of a mean over so many seeds about what the model could show at best."""
        return math.hypot(self.discrepancy, self.noise / math.sqrt(seeds))

    def implausibility(self, means: Floats, seeds: int) -> Floats:
        """How many standard deviations means over so many seeds lie outside the band; infinite where there is no number."""
        beyond = np.maximum(np.maximum(self.low - means, means - self.high), 0.0)
        return np.asarray(np.where(np.isfinite(means), beyond / max(self.spread(seeds), 1e-12), np.inf), np.float64)

    def on_scale(self, values: Floats) -> Floats:
        """Values where the band is from -1 to 1; none further out than `FAR`."""
        low, high = (float(self.raw(np.array(end))) for end in self._closed)
        middle, half = (low + high) / 2, (high - low) / 2
        return np.asarray(np.clip((self.raw(values) - middle) / half, -FAR, FAR), np.float64)

    def tolerated(self, seeds: int) -> tuple[float, float]:
        """On the scale, between what means over so many seeds fit; an open end lies far out."""
        slack = FITS * self.spread(seeds)
        ends = self.on_scale(np.array([self.low - slack, self._closed[1] + slack]))
        return float(ends[0]), math.inf if math.isinf(self.high) else float(ends[1])

    @property
    def luck(self) -> float:
        """Standard deviation of one run's luck on the scale, near the band."""
        middle = sum(self._closed) / 2
        ends = self.on_scale(np.array([middle - self.noise / 2, middle + self.noise / 2]))
        return float(ends[1] - ends[0])

    @property
    def _closed(self) -> tuple[float, float]:
        """The band, an open upper end closed some noise above the lower one."""
        return self.low, (self.low + 6 * max(self.noise, 1e-9) if math.isinf(self.high) else self.high)

    def raw(self, values: Floats) -> Floats:
        """Values on `scale`, as they are."""
        if self.scale == "even":
            return np.asarray(values, np.float64)
        kept = np.clip(values, LEAST, 1 - LEAST if self.scale == "logit" else None)
        return np.asarray(np.log(kept / (1 - kept)) if self.scale == "logit" else np.log(kept), np.float64)

    def from_raw(self, raw: Floats) -> Floats:
        """Back from `raw`."""
        if self.scale == "even":
            return np.asarray(raw, np.float64)
        return np.asarray(expit(raw) if self.scale == "logit" else np.exp(raw), np.float64)


SIGNED = frozenset(
    one.name for one in PATTERNS if one.observable.endswith(("growth", "trend", "cut", "slope", "recovery", "rank"))
)
"""Targets that may fall below 0 although their band does not."""


BASELINE = ("baseline",)
READINGS = {one.name: one.observe for one in PATTERNS if one.observe}
"""How each pattern is read off runs, by its name."""


def pattern_targets() -> list[Target]:
    """The patterns that worlds have to show: all with a band, but for those that no world is known to show."""
    return [_target(one) for one in PATTERNS if one.observe and not one.reported and not one.out_of_reach]


def _target(pattern: Pattern) -> Target:
    assert pattern.observe
    width = pattern.high - pattern.low if math.isfinite(pattern.high) else abs(pattern.low) or 0.1
    return Target(pattern.name, pattern.low, pattern.high, pattern.observe.scenarios, DISCREPANCY * width)


def logged(facts: Mapping[str, Any]) -> Target:
    """A pattern's target as a search's log has it."""
    return Target(**{**facts, "scenarios": tuple(facts["scenarios"])})


def fits(targets: Sequence[Target], means: Floats, seeds: int, tolerance: float = FITS) -> npt.NDArray[np.bool_]:
    """Which means over so many seeds fit, of shape (worlds, targets) as ``means``; what is no number does not."""
    each = [one.implausibility(means[:, k], seeds) <= tolerance for k, one in enumerate(targets)]
    return np.asarray(np.stack(each, axis=1), bool)
