"""Whether one scenario's run shows the patterns that can be read off it alone."""

import warnings

import numpy as np

from sim.patterns.table import PATTERNS, Alone, Observe, Pattern, Runs
from sim.patterns.watch import watch
from sim.scenario import Scenario

MONTHS = 120


def missed(scenario: Scenario, seed: int, size: str, city: str) -> list[str]:
    """Patterns that a run of ten years does not show, by identifier and observable; those without data are left out."""
    runs = {"baseline": watch(scenario, seed, MONTHS, size, city)}
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # where nobody takes part there is no share, so no pattern
        return [
            f"{one.id} {one.observable}"
            for one in alone()
            if one.observe and not _in_band(one, _observed(one.observe, runs))
        ]


def alone() -> list[Pattern]:
    """The patterns that are read off the baseline alone and have a band."""
    return [one for one in PATTERNS if isinstance(one.observe, Alone) and not one.reported]


def _observed(observe: Observe, runs: Runs) -> float:
    """What is observed; not a number where a share or ratio has nothing below its line."""
    try:
        return observe(runs)
    except ZeroDivisionError:
        return float("nan")


def _in_band(pattern: Pattern, value: float) -> bool:
    return bool(pattern.low <= value <= pattern.high)
