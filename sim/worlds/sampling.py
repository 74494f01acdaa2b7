"""Draws from the prior weighed by a quick function, and from there to what a slow judge lets pass; and their shares of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sim.runs.result import Floats

KEPT = 0.5
"""Share of the particles that a step of tempering may be worth."""
ACCEPTED = 0.25
"""Share of moves that step sizes are set for."""
PASSED = 0.2
"""Share of walks' ends that the judge should let pass; how long walks are is set for it."""
ENOUGH = 1 / 3
"""Share of the particles that fit from which on all have to."""
LONGEST = 60
LogChance = Callable[[Floats], Floats]
"""A quick function's logarithm at points."""


@dataclass(frozen=True)
class Sample:
    """Points, (particles, coordinates), the function's logarithm at each, and the logarithm of its mean under the prior."""

    points: Floats
    log_weight: Floats
    log_mean: float


def sample(
    log_weight: LogChance,
    size: int,
    coordinates: int,
    rng: np.random.Generator,
    sweeps: int,
    last: int,
) -> Sample:
    """Draw from the standard normal prior times a function, by sequential Monte Carlo.

    Particles begin in the prior. The function is tempered in, each step as far as leaves the particles worth half their
    number; after each step they are drawn again and moved, ``sweeps`` times (at the end ``last`` times), by moves that keep
    the prior (preconditioned Crank-Nicolson), so that they reach the function's share of it however many coordinates there
    are.
    """
    points = rng.standard_normal((size, coordinates))
    log_weights, power, log_mean, step = log_weight(points), 0.0, 0.0, 0.4
    while power < 1:
        gain = _gain(log_weights, 1 - power)
        power = min(power + gain, 1.0)
        weights = np.exp(gain * (log_weights - log_weights.max()))
        log_mean += float(np.log(weights.mean()) + gain * log_weights.max())
        drawn = _systematic(weights, rng)
        points, log_weights = points[drawn], log_weights[drawn]
        for _ in range(sweeps if power < 1 else last):
            moved = np.sqrt(1 - step**2) * points + step * rng.standard_normal(points.shape)
            theirs = log_weight(moved)
            taken = np.log(rng.random(size)) < power * (theirs - log_weights)
            points[taken], log_weights[taken] = moved[taken], theirs[taken]
            step = float(np.clip(step * np.exp((taken.mean() - ACCEPTED) * 0.3), 0.02, 0.9))
    return Sample(points, log_weights, log_mean)


def _gain(log_weights: Floats, most: float) -> float:
    """How far the power may go up."""
    low, high = 0.0, most
    if _worth(most * log_weights) > KEPT * len(log_weights):
        return most
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _worth(middle * log_weights) > KEPT * len(log_weights) else (low, middle)
    return max(low, 1e-5)


def _worth(log_weights: Floats) -> float:
    return effective(np.exp(log_weights - log_weights.max()))


def effective(weights: Floats) -> float:
    """How many equally weighted draws weighted ones are worth (Kish)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def _systematic(weights: Floats, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Places drawn in proportion to weights, as evenly as can be."""
    ticks = (rng.random() + np.arange(len(weights))) / len(weights)
    return np.minimum(np.searchsorted(np.cumsum(weights) / weights.sum(), ticks), len(weights) - 1).astype(np.int64)


class Judge(Protocol):
    """Who decides what fits; it is slow, and luck may play a part in what it says."""

    def far(self, name: str, points: Floats) -> Floats:
        """How far off points are, 0 where they fit; looked at with fresh luck in each round, which has its name."""

    def guide(self) -> LogChance:
        """What chance of a fit points seem to have after all that was looked at until now."""

    def kept(self, name: str, make: Callable[[], Floats]) -> Floats:
        """What was made once under a name, or is now."""


@dataclass(frozen=True)
class Walked:
    """Particles that fit after a round: their points, where each began (a place among the first points), and the logarithm
    of the share of the prior, times what stays, that fits."""

    points: Floats
    origins: npt.NDArray[np.int64]
    log_share: float


def narrowed(
    start: Sample, falls: LogChance, stays: LogChance, judge: Judge, seed: int, rounds: int, last: int
) -> Iterator[Walked]:
    """Lead draws of the prior times two quick functions to draws of what the judge lets pass, times the second one alone.

    The first function is tempered out while the distance that is let pass falls to 0, each level as far as leaves the
    particles worth about half of what they were. Between levels particles move, ``rounds`` times, and at the end ``last``
    times; each of these is told. A move is a short walk by the judge's guide, whose end alone the judge looks at; it counts
    with the ratio that makes up for the guide (delayed acceptance: Christen & Fox 2005). So the guide changes how far
    particles come, not what they are draws of.
    """
    points, log_share = start.points, start.log_mean
    origins, walk = np.arange(len(points)), _Walk(judge, seed)
    log_falls, far, power, most = falls(points), judge.far("level", points), 1.0, np.inf
    while power > 0 or most > 0:
        most = 0.0 if (far == 0).mean() >= ENOUGH else float(np.quantile(far, KEPT))
        inside = far <= most
        fall = _gain(-log_falls[inside], power)
        logs = np.where(inside, -fall * log_falls, -np.inf)
        weights = np.exp(logs - logs.max())
        log_share += float(np.log(weights.mean()) + logs.max())
        drawn = _systematic(weights, walk.rng)
        points, log_falls, far, origins = points[drawn], log_falls[drawn], far[drawn], origins[drawn]
        power = 0.0 if power - fall < 1e-9 else power - fall
        walk.learns()
        for _ in range(rounds):
            points, log_falls, far = walk.moved(points, log_falls, far, power, most, falls, stays)
    for k in range(last):
        if k % rounds == 0:
            walk.learns()
        points, log_falls, far = walk.moved(points, log_falls, far, 0.0, 0.0, falls, stays)
        yield Walked(points, origins, log_share)


class _Walk:
    """Moves of particles under a judge, and how long and wide they are by now."""

    def __init__(self, judge: Judge, seed: int) -> None:
        self.judge, self.seed, self.round = judge, seed, 0
        self.rng = np.random.default_rng((seed, 0))
        self.step, self.length = 0.3, 10.0
        self.learns()

    def learns(self) -> None:
        """From now on go by what the judge knows now."""
        self.guide = self.judge.guide()

    def moved(
        self,
        points: Floats,
        log_falls: Floats,
        far: Floats,
        power: float,
        most: float,
        falls: LogChance,
        stays: LogChance,
    ) -> tuple[Floats, Floats, Floats]:
        """Particles, their first function and their distance after a move each, or where they were."""
        self.round += 1
        name = f"move-{self.round:04}"
        made = self.judge.kept(name, lambda: self._ends(points))
        ends, log_ratio, inner = made[:, :-2], made[:, -2], float(made[0, -1])
        theirs, log_theirs = self.judge.far(name, ends), falls(ends)
        log_odds = power * (log_theirs - log_falls) + stays(ends) - stays(points) - log_ratio
        taken = (theirs <= most) & (np.log(self.rng.random(len(points))) < log_odds)
        self.step = float(np.clip(self.step * np.exp(1.5 * (inner - ACCEPTED)), 0.02, 0.9))
        self.length = float(np.clip(self.length * np.exp(1.5 * (taken.mean() - PASSED)), 1, LONGEST))
        return (
            np.where(taken[:, None], ends, points),
            np.where(taken, log_theirs, log_falls),
            np.where(taken, theirs, far),
        )

    def _ends(self, points: Floats) -> Floats:
        """Where walks by the guide end; how much likelier it finds that than where they began; the share of steps taken."""
        rng = np.random.default_rng((self.seed, self.round))
        begun = log_chance = self.guide(points)
        ends, steps = points.copy(), max(round(self.length), 1)
        inner = 0.0
        for _ in range(steps):
            tried = np.sqrt(1 - self.step**2) * ends + self.step * rng.standard_normal(ends.shape)
            theirs = self.guide(tried)
            taken = np.log(rng.random(len(ends))) < theirs - log_chance
            ends, log_chance = np.where(taken[:, None], tried, ends), np.where(taken, theirs, log_chance)
            inner += float(taken.mean()) / steps
        return np.column_stack([ends, log_chance - begun, np.full(len(ends), inner)])
