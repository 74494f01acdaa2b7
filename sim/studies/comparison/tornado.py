"""Which of the world's numbers turn a verdict: effects in the worlds where a number is low, and in those where it is high."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.stats import kendalltau

from sim.runs.result import Floats
from sim.statistics.intervals import discoveries
from sim.statistics.verdicts import OPEN
from sim.studies.comparison.across_worlds import Tally, Worlds

FEWEST = 10
"""Worlds below which a third of them says nothing."""
SHOWN, OUTCOMES = 6, 2
"""Numbers of the world in a tornado, and outcomes of a policy that have one."""


@dataclass(frozen=True)
class Swing:
    """A number of the world: the mean effect in the third of worlds where it is lowest, and where it is highest.

    It is ``clear`` where its rank correlation with the effect stands out among all that were looked through.
    """

    path: str
    low: float
    high: float
    clear: bool


@dataclass(frozen=True)
class Tornado:
    """The numbers that move a policy's effect on an outcome most, the first by most; ``effect`` is the mean over worlds."""

    scenario: str
    outcome: str
    effect: float
    swings: tuple[Swing, ...]


def tornadoes(worlds: Worlds) -> tuple[Tornado, ...]:
    """Up to two of each policy: of the outcomes whose verdict is not the same in all worlds, those that are most divided."""
    if worlds.count < FEWEST:
        return ()
    scenarios = dict.fromkeys(one.scenario for one in worlds.tallies)
    return tuple(_tornado(worlds, tally) for scenario in scenarios for tally in _divided(worlds, scenario))


def _divided(worlds: Worlds, scenario: str) -> list[Tally]:
    """Tallies of settled verdicts that differ, the most divided first."""
    own = [one for one in worlds.tallies if one.scenario == scenario]
    settled = {one.outcome: [n for verdict, n in one.verdicts.items() if verdict not in OPEN] for one in own}
    several = [one for one in own if len(settled[one.outcome]) > 1]
    return sorted(several, key=lambda one: max(settled[one.outcome]) / sum(settled[one.outcome]))[:OUTCOMES]


def _tornado(worlds: Worlds, tally: Tally) -> Tornado:
    known = {
        one.world: one.estimate.value
        for one in worlds.effects
        if (one.scenario, one.outcome) == (tally.scenario, tally.outcome) and one.estimate.value is not None
    }
    there = np.array([one.number in known for one in worlds.plausible.worlds])
    effects = np.array([known[one.number] for one in worlds.plausible.worlds if one.number in known])
    related = sorted(_related(worlds, there, effects=effects), key=lambda one: one[1])
    clear = discoveries(chance for _, chance, _ in related)
    swings = (
        Swing(path, *_thirds(values, effects=effects), clear=k < clear)
        for k, (path, _, values) in enumerate(related[:SHOWN])
    )
    return Tornado(tally.scenario, tally.outcome, float(effects.mean()), tuple(swings))


def _related(worlds: Worlds, there: np.ndarray, *, effects: Floats) -> Iterator[tuple[str, float, Floats]]:
    """Each quantity with the chance that it goes with the effect by luck; of a vector the entry that tells most."""
    if np.ptp(effects) == 0:
        return
    for path, entries in worlds.plausible.by_quantity().items():
        varied = [one[there] for one in entries if np.ptp(one[there]) > 0]
        chances = [chance_of_order(one, effects=effects) for one in varied]
        if chances:
            least = int(np.argmin(chances))
            yield path, min(1.0, len(chances) * chances[least]), varied[least]


def chance_of_order(values: Floats, *, effects: Floats) -> float:
    """Chance that luck alone orders values and effects so much alike, or so much the other way (Kendall).

    It is exact up to 33 worlds, as long as no two have the same value: of so few the usual approximations call too much clear.
    """
    return float(kendalltau(values, effects).pvalue)


def _thirds(values: Floats, *, effects: Floats) -> tuple[float, float]:
    order, third = np.argsort(values, kind="stable"), len(values) // 3
    return float(effects[order[:third]].mean()), float(effects[order[-third:]].mean())
