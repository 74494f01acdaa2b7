"""The patient rule induction method (Friedman and Fisher 1999), as scenario discovery uses it (Bryant and Lempert 2010).

A box is peeled: again and again a small part of the cases is cut off at one end of one factor, the end whose loss raises the
density of the cases of interest most for each case that is lost. Every box on the way is kept. There is no pasting.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from sim.runs.result import Floats

Flags = npt.NDArray[np.bool_]
PEEL = 0.05
"""Share of the box's cases that a step cuts off."""
LEAST = 0.05
"""Share of all cases that a box has at least."""
FEWEST_CASES = 8
"""Cases that a box has at least: fewer say nothing of a region."""


@dataclass(frozen=True)
class Box:
    """Ends of factors, ``low`` and ``high`` of shape (factors,), infinite where nothing was cut, and how good the box is.

    ``coverage`` is the share of the cases of interest that lie inside, ``density`` the share of the cases inside that are of
    interest, ``mass`` the share of all cases that lie inside.
    """

    low: Floats
    high: Floats
    coverage: float
    density: float
    mass: float

    @property
    def restricted(self) -> tuple[int, ...]:
        """The factors with an end, by number."""
        return tuple(np.flatnonzero(np.isfinite(self.low) | np.isfinite(self.high)).tolist())

    @property
    def score(self) -> float:
        """Share of the cases of interest that it covers, less the share of all others (Youden's index): 0 of the whole."""
        if not self.coverage:
            return -self.mass
        interest = self.density * self.mass / self.coverage
        return self.coverage - (1 - self.density) * self.mass / (1 - interest) if interest < 1 else 0.0

    def holds(self, factors: Floats) -> Flags:
        """Which cases lie inside; ``factors`` of shape (cases, factors)."""
        return np.asarray(((factors >= self.low) & (factors <= self.high)).all(axis=1))


def box_of(factors: Floats, interest: Flags, *, low: Floats, high: Floats) -> Box:
    """A box with its coverage, density and mass among some cases."""
    inside = Box(low, high, 0, 0, 0).holds(factors)
    caught = float((inside & interest).sum())
    coverage, density = caught / max(interest.sum(), 1), caught / max(inside.sum(), 1)
    return Box(low, high, coverage, density, float(inside.mean()))


def peel(factors: Floats, interest: Flags, *, most: int = 3, share: float = PEEL, least: float = LEAST) -> list[Box]:
    """Peel a box that begins with all cases, and return every box on the way, the whole first.

    Parameters
    ----------
    factors
        Of shape (cases, factors).
    interest
        Which cases are of interest, of shape (cases,).
    most
        Factors that the box may restrict.
    share, least
        Share of the box's cases that a step cuts off, and share of all cases that a box has at least.
    """
    width = factors.shape[1]
    found = [box_of(factors, interest, low=np.full(width, -np.inf), high=np.full(width, np.inf))]
    fewest = max(least * len(factors), min(FEWEST_CASES, len(factors)))
    while 0 < found[-1].density < 1:
        ends = _step(found[-1], factors, interest, most=most, share=share, fewest=fewest)
        if ends is None:
            break
        found.append(box_of(factors, interest, low=ends[0], high=ends[1]))
    return found


def _step(
    box: Box, factors: Floats, interest: Flags, *, most: int, share: float, fewest: float
) -> tuple[Floats, Floats] | None:
    """The ends of the box after the step that gains most density for each case that is lost; of equal steps the first that
    restricts no further factor. Nothing where no step gains.
    """
    inside = box.holds(factors)
    allowed = np.array(box.restricted if len(box.restricted) == most else range(factors.shape[1]))
    here, wanted = factors[inside][:, allowed], interest[inside]
    at = np.stack([_quantile(here, share), -_quantile(-here, share)], axis=1)  # (factors, ends)
    stays = np.stack([here >= at[:, 0], here <= at[:, 1]], axis=2)  # (cases, factors, ends)
    left, caught = stays.sum(axis=0), stays[wanted].sum(axis=0)
    lost = len(here) - left
    gain = np.full(at.shape, -np.inf)
    np.divide(caught / np.maximum(left, 1) - wanted.mean(), lost, out=gain, where=(lost > 0) & (left >= fewest))
    if not gain.max() > 0:
        return None
    further = ~np.isin(allowed, box.restricted)[:, np.newaxis]
    factor, end = np.unravel_index(np.where(gain == gain.max(), further, 2).argmin(), gain.shape)
    low, high = box.low.copy(), box.high.copy()
    (low, high)[end][allowed[factor]] = at[factor, end]
    return low, high


def _quantile(values: Floats, share: float) -> Floats:
    """Where to cut each column so that about a share lies below: halfway between two different values."""
    ordered = np.sort(values, axis=0)
    at = (len(ordered) - 1) * share
    below, above = int(np.floor(at)), int(np.ceil(at))
    differs = ordered[above:] != ordered[below]
    differs[-1] = True
    next_one = np.take_along_axis(ordered, above + differs.argmax(axis=0)[np.newaxis], axis=0)[0]
    return np.asarray(ordered[below] + next_one) / 2


def quasi_p(box: Box, factors: Floats, interest: Flags) -> dict[int, tuple[float | None, float | None]]:
    """For each restricted factor, the chance that its lower and its upper end alone raise the density as much by luck.

    The density of the box without that end is taken as true (Bryant and Lempert 2010); None where there is no end.
    """
    return {
        number: (
            _by_person_seed(box, factors, interest, number, "low"),
            _by_person_seed(box, factors, interest, number, "high"),
        )
        for number in box.restricted
    }


def _by_person_seed(box: Box, factors: Floats, interest: Flags, number: int, end: str) -> float | None:
    low, high = box.low.copy(), box.high.copy()
    if not np.isfinite((low if end == "low" else high)[number]):
        return None
    if end == "low":
        low[number] = -np.inf
    else:
        high[number] = np.inf
    without, inside = Box(low, high, 0, 0, 0).holds(factors), box.holds(factors)
    caught = int((inside & interest).sum())
    return float(binom.sf(caught - 1, int(inside.sum()), interest[without].mean()))
