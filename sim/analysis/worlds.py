"""Luck and ignorance apart: the same comparison in other worlds that are as plausible, as long as the baseline fits in them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from math import ceil

import numpy as np
from scipy.stats import mannwhitneyu, qmc

from sim.analysis.comparison import compare
from sim.analysis.multiplicity import ERROR
from sim.analysis.verdicts import OPEN, Verdict
from sim.parameters import WORLD, Quantity
from sim.runs.executors import Crew
from sim.runs.result import Floats, Run
from sim.scenario import Scenario
from sim.scenario.columns import COLUMN

SEEDS = 10
BLOCK = 64
"""Points drawn at a time: a power of 2, as Sobol's sequence wants."""
A_WORKER = 4
"""Points that each of several workers is given at a time: few, so that it is soon known how far the search is."""
LEAST_ACCEPTED, PATIENCE = 0.01, 300
"""Below this share of points accepted the search stops, once it has tried so many."""
Rejects = Callable[[Scenario], list[str]]
"""Names the patterns that a scenario's run misses."""
Simulate = Callable[[list[Scenario], int], dict[str, list[Run]]]
Tell = Callable[["Worlds"], object]
"""Told how far the search is, before the first point and after each."""


@dataclass(frozen=True)
class Source:
    """Where worlds are drawn from: what share of the plausible ranges, by which seed."""

    spread: float
    seed: int


@dataclass(frozen=True)
class Tally:
    """In how many worlds an outcome got which verdict.

    ``interval`` is Wilson's for the share with the leading verdict among decided worlds, ``flips`` names the parameters that go
    with its change.
    """

    scenario: str
    outcome: str
    verdicts: dict[Verdict, int]
    leading: Verdict | None
    decided: int
    interval: tuple[float, float] | None
    flips: tuple[str, ...]

    @property
    def undecided(self) -> int:
        """Worlds in which the runs cannot tell."""
        return sum(self.verdicts.get(verdict, 0) for verdict in OPEN)


@dataclass(frozen=True)
class Tried:
    """A parameter set that was tried: the varied parameters' places in the unit cube (see `in_world`), the patterns that it
    misses and the baseline does not, and where it was kept the verdict on each scenario and outcome."""

    point: Floats
    missed: tuple[str, ...]
    verdicts: Mapping[tuple[str, str], Verdict] = field(default_factory=dict)


@dataclass(frozen=True)
class Worlds:
    """Plausible worlds: how many were wanted, tried and kept, what rejected the others, and verdicts over those kept."""

    wanted: int
    tried: int
    kept: int
    spread: float
    rejected_by: dict[str, int]
    tallies: tuple[Tally, ...] = ()
    sets: tuple[Tried, ...] = ()

    @property
    def most(self) -> int:
        """How many parameter sets are tried at most: later the search goes on only while one in a hundred is kept."""
        return max(PATIENCE, ceil(self.wanted / LEAST_ACCEPTED))

    @property
    def too_few(self) -> bool:
        """Whether the search stopped before it had kept as many as were wanted."""
        return self.kept < self.wanted


def varied() -> list[Quantity]:
    """The parameters of the world that are varied: all with a range, but for switches and other whole numbers."""
    return [one for one in WORLD if not one.integer and one.unit != "switch" and one.plausible[0] < one.plausible[1]]


def in_world(scenario: Scenario, point: Floats, spread: float) -> Scenario:
    """The scenario with the world's parameters at a point of the unit cube; 0.5 is the default, 0 and 1 the range's ends.

    What the scenario itself says of the world holds in every world.
    """
    base = scenario.base.copy()
    for entry, value in values_in(scenario, point, spread).items():
        base[:, COLUMN[entry]] = value
    return replace(scenario, base=base)


def values_in(scenario: Scenario, point: Floats, spread: float) -> dict[str, float]:
    """The values of the world's parameters at a point, but for those that the scenario itself sets."""
    found = {}
    for one, u in zip(varied(), point, strict=True):
        low, high = one.plausible
        for entry, default in zip(one.entries, one.default, strict=True):
            if scenario.provenance.get(entry, "default") == "default":
                end = min(low, default) if u < 0.5 else max(high, default)
                found[entry] = float(default + (end - default) * abs(2 * u - 1) * spread)
    return found


def points(seed: int) -> Iterator[Floats]:
    """Points of a scrambled Sobol sequence in the unit cube, one number a varied parameter."""
    source = qmc.Sobol(len(varied()), seed=seed)
    while True:
        yield from source.random(BLOCK)


def explore(
    baseline: Scenario,
    alternatives: Sequence[Scenario],
    wanted: int,
    rejects: Rejects,
    simulate: Simulate,
    source: Source,
    crew: Crew,
    tell: Tell = lambda _: None,
) -> Worlds:
    """Find ``wanted`` worlds in which the baseline still fits the patterns that it fits, and compare policies in each.

    Where fewer than one point in a hundred is kept the search stops, and policies are compared in the worlds found until then.
    """
    spread = source.spread
    tell(Worlds(wanted, 0, 0, spread, {}))
    known = set(rejects(baseline))
    sets: list[Tried] = []
    by: Counter[str] = Counter()
    kept = 0
    for point, found in _tried(partial(_missed, rejects, baseline, spread), points(source.seed), crew):
        missed = tuple(one for one in found if one not in known)
        sets.append(Tried(point, missed))
        by.update(missed)
        kept += not missed
        so_far = Worlds(wanted, len(sets), kept, spread, dict(by.most_common()))
        tell(so_far)
        if kept == wanted or _is_hopeless(len(sets), kept):
            break
    judged = iter(_judged(baseline, alternatives, [one.point for one in sets if not one.missed], simulate, spread))
    sets = [one if one.missed else replace(one, verdicts=next(judged)) for one in sets]
    return replace(so_far, tallies=_tallied([one for one in sets if not one.missed]), sets=tuple(sets))


def _missed(rejects: Rejects, baseline: Scenario, spread: float, point: Floats) -> list[str]:
    return rejects(in_world(baseline, point, spread))


def _tried(
    missed: Callable[[Floats], list[str]], source: Iterator[Floats], crew: Crew
) -> Iterator[tuple[Floats, list[str]]]:
    """Points in their order with what each misses; with several workers some at a time."""
    while True:
        block = list(islice(source, A_WORKER * crew.width if crew.width > 1 else 1))
        yield from zip(block, crew.map(missed, block), strict=True)


def _is_hopeless(tried: int, kept: int) -> bool:
    return tried >= PATIENCE and kept < LEAST_ACCEPTED * tried


def _judged(
    baseline: Scenario, alternatives: Sequence[Scenario], kept: Sequence[Floats], simulate: Simulate, spread: float
) -> Iterator[dict[tuple[str, str], Verdict]]:
    """In each world kept, the verdict on every scenario and headline outcome."""
    for k, point in enumerate(kept):
        arms = [
            replace(in_world(one, point, spread), reference=f"{one.reference}@{k}") for one in (baseline, *alternatives)
        ]
        runs = simulate(arms, SEEDS)
        ours, *others = (runs[one.reference] for one in arms)
        names = [one.reference for one in alternatives]
        thresholds = {one.reference: one.thresholds for one in alternatives}
        found = compare(ours, dict(zip(names, others, strict=True)), thresholds).differences
        own = [each for each in found if not each.exploratory and each.window == "last_year"]
        yield {(each.scenario, each.outcome.name): each.verdict for each in own}


def _tallied(kept: Sequence[Tried]) -> tuple[Tally, ...]:
    keys = kept[0].verdicts if kept else ()
    places = np.array([one.point for one in kept])
    return tuple(_tally(*key, [one.verdicts[key] for one in kept], places) for key in keys)


def _tally(scenario: str, outcome: str, verdicts: list[Verdict], kept: Floats) -> Tally:
    counts = Counter(verdicts)
    decided = {verdict: n for verdict, n in counts.items() if verdict not in OPEN}
    leading = next((verdict for verdict, n in counts.most_common() if verdict not in OPEN), None)
    n = sum(decided.values())
    interval = None if leading is None else wilson(counts[leading], n)
    agree = np.array([verdict == leading for verdict in verdicts])
    settled = np.array([verdict not in OPEN for verdict in verdicts])
    flips = flipping(kept[settled], agree[settled]) if n else ()
    return Tally(scenario, outcome, dict(counts), leading, n, interval, flips)


def wilson(count: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval (1927) of a share."""
    z2 = 1.959964**2
    centre, half = count + z2 / 2, (z2 * (count * (n - count) / n + z2 / 4)) ** 0.5
    return (centre - half) / (n + z2), (centre + half) / (n + z2)


def flipping(kept: Floats, agree: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[str, ...]:
    """Up to three parameters whose values differ most between worlds with and without a verdict (Mann and Whitney; all
    parameters are looked through, so by Benjamini and Hochberg)."""
    if agree.all() or not agree.any():
        return ()
    p = np.array([mannwhitneyu(values[agree], values[~agree]).pvalue for values in kept.T])
    order = np.argsort(p)
    passed = np.flatnonzero(p[order] <= ERROR * np.arange(1, len(p) + 1) / len(p))
    count = min(3, int(passed[-1]) + 1) if len(passed) else 0
    names = [one.path for one in varied()]
    return tuple(names[k] for k in order[:count])
