"""What is believed of each number of the world before anything is fitted: a range and a shape.

A single number lies anywhere in its plausible range: evenly, or evenly on its logarithm where the range spans a factor of
`WIDE` or more. A vector is believed to have the default's profile, up to a common level and a tilt from its first entry to
its last: both are factors, or shifts where the vector's range goes below 0. What has a source is held closer than what is
assumed. Defaults of single numbers play no part, so that a default may move without moving what is believed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from typing import Literal

import numpy as np
from scipy.special import ndtr

from sim.parameters import WORLD, Quantity
from sim.quantities import ASSUMED, Range
from sim.runs.result import Floats
from sim.scenario import Scenario

Shape = Literal["even", "log", "factor", "shift"]
Values = Mapping[str, float]
"""The world's numbers by their dotted path, an entry of a vector each."""
WIDE = 4.0
"""Greatest over least plausible value from which a number is believed to lie evenly on its logarithm."""
LEVEL, TILT = {False: 1.25, True: 2.0}, {False: 1.2, True: 1.5}
"""Factors between which a vector's level and tilt are believed to lie, (with a source, assumed)."""
SHIFT = {False: 0.08, True: 0.16}
"""The same where a level is a shift: as a share of the plausible range's width; a tilt goes half as far."""
DIGITS = 6


@dataclass(frozen=True)
class Prior:
    """What is believed of one quantity: its shape, and how many coordinates of a point it takes (a vector two)."""

    quantity: Quantity
    shape: Shape

    @property
    def coordinates(self) -> tuple[str, ...]:
        """Names of its coordinates."""
        path = self.quantity.path
        return (f"{path} (level)", f"{path} (tilt)") if self.quantity.keys else (path,)

    @property
    def spans(self) -> tuple[float, float]:
        """How far a vector's level and its tilt go either way: factors, or shifts."""
        assumed = self.quantity.source == ASSUMED
        if self.shape == "factor":
            return LEVEL[assumed], TILT[assumed]
        low, high = self.quantity.plausible
        return SHIFT[assumed] * (high - low), SHIFT[assumed] * (high - low) / 2

    def values(self, u: Floats) -> list[float]:
        """The number, or the vector's entries, at a point of the unit interval or square."""
        low, high = self.quantity.plausible
        if self.shape == "even":
            return [low + (high - low) * float(u[0])]
        if self.shape == "log":
            return [low * (high / low) ** float(u[0])]
        return [
            self._entry(k, 2 * float(u[0]) - 1, tilt=2 * float(u[1]) - 1) for k in range(len(self.quantity.default))
        ]

    def _entry(self, k: int, level: float, *, tilt: float) -> float:
        default, (far, tilted) = self.quantity.default[k], self.spans
        across = 2 * k / (len(self.quantity.default) - 1) - 1
        if self.shape == "factor":
            moved = default * exp(level * log(far) + tilt * across * log(tilted))
        else:
            moved = default + level * far + tilt * across * tilted
        low, high = _hull(self.quantity.plausible, default)
        return min(max(moved, low), high)


def _hull(plausible: Range, default: float) -> Range:
    return min(plausible[0], default), max(plausible[1], default)


@cache
def priors() -> tuple[Prior, ...]:
    """The quantities that are not known: all of the world with a range, but for switches and other whole numbers."""
    free = (one for one in WORLD if not one.integer and one.unit != "switch" and one.plausible[0] < one.plausible[1])
    return tuple(Prior(one, _shape(one)) for one in free)


def _shape(quantity: Quantity) -> Shape:
    low, high = quantity.plausible
    if quantity.keys:
        return "shift" if low < 0 else "factor"
    return "log" if low > 0 and high >= WIDE * low else "even"


@cache
def coordinates() -> tuple[str, ...]:
    """Names of a point's coordinates, in their order."""
    return tuple(name for one in priors() for name in one.coordinates)


def values_at(point: Floats) -> dict[str, float]:
    """The world's numbers at a point whose coordinates are standard normal where nothing but the prior is known.

    Numbers have six digits, so that what is printed is what is used.
    """
    u, found, k = ndtr(point), dict[str, float](), 0
    for one in priors():
        n = len(one.coordinates)
        numbers = (float(f"{value:.{DIGITS}g}") for value in one.values(u[k : k + n]))
        found |= dict(zip(one.quantity.entries, numbers, strict=True))
        k += n
    return found


def in_world(scenario: Scenario, values: Values) -> Scenario:
    """The scenario with these numbers of the world; what the scenario itself says of the world holds in every world."""
    return scenario.holding(own(scenario, values))


def own(scenario: Scenario, values: Values) -> dict[str, float]:
    """Those of the numbers that the scenario leaves at their default."""
    return {entry: value for entry, value in values.items() if scenario.provenance.get(entry, "default") == "default"}


def drawn(n: int, *, seed: int) -> Floats:
    """``n`` points of the prior, (n, coordinates), from a scrambled Sobol sequence."""
    from scipy.stats import norm, qmc  # noqa: PLC0415  slow to import

    source = qmc.Sobol(len(coordinates()), seed=seed)
    u = source.random_base2(int(np.ceil(np.log2(max(n, 2)))))[:n]
    return np.asarray(norm.ppf(np.clip(u, 1e-6, 1 - 1e-6)), np.float64)
