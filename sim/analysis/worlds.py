"""Luck and ignorance apart: the same comparison in other worlds that are as plausible, as long as the baseline fits in them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

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
LEAST_ACCEPTED, PATIENCE = 0.01, 300
"""Below this share of points accepted the search stops, once it has tried so many."""
NARROWEST = 0.01
"""The least share of the plausible ranges that worlds may be drawn from."""
Rejects = Callable[[Scenario], list[str]]
"""Names the patterns that a scenario's run misses."""
Simulate = Callable[[list[Scenario], int], dict[str, list[Run]]]


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
class Worlds:
    """Plausible worlds: how many were wanted, tried and kept, what rejected the others, and verdicts over those kept."""

    wanted: int
    tried: int
    kept: int
    spread: float
    rejected_by: dict[str, int]
    tallies: tuple[Tally, ...]

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
    for one, u in zip(varied(), point, strict=True):
        low, high = one.plausible
        for entry, default in zip(one.entries, one.default, strict=True):
            if scenario.provenance.get(entry, "default") != "default":
                continue
            end = min(low, default) if u < 0.5 else max(high, default)
            base[:, COLUMN[entry]] = default + (end - default) * abs(2 * u - 1) * spread
    return replace(scenario, base=base)


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
    spread: float,
    seed: int,
    crew: Crew,
) -> Worlds:
    """Find ``wanted`` worlds in which the baseline still fits the patterns that it fits, and compare policies in each.

    Where fewer than one point in a hundred is kept the search stops, and policies are compared in the worlds found until then.
    """
    known = set(rejects(baseline))
    kept: list[Floats] = []
    by: Counter[str] = Counter()
    tried = 0
    for point, found in _tried(partial(_missed, rejects, baseline, spread), points(seed), crew):
        missed = [one for one in found if one not in known]
        tried += 1
        by.update(missed)
        kept += [] if missed else [point]
        if len(kept) == wanted or _is_hopeless(tried, len(kept)):
            break
    tallies = _tallied(baseline, alternatives, kept, simulate, spread)
    return Worlds(wanted, tried, len(kept), spread, dict(by.most_common()), tallies)


def _missed(rejects: Rejects, baseline: Scenario, spread: float, point: Floats) -> list[str]:
    return rejects(in_world(baseline, point, spread))


def _tried(
    missed: Callable[[Floats], list[str]], source: Iterator[Floats], crew: Crew
) -> Iterator[tuple[Floats, list[str]]]:
    """Points in their order with what each misses; with several workers a block at a time."""
    while True:
        block = list(islice(source, BLOCK if crew.width > 1 else 1))
        yield from zip(block, crew.map(missed, block), strict=True)


def _is_hopeless(tried: int, kept: int) -> bool:
    return tried >= PATIENCE and kept < LEAST_ACCEPTED * tried


def _tallied(
    baseline: Scenario, alternatives: Sequence[Scenario], kept: Sequence[Floats], simulate: Simulate, spread: float
) -> tuple[Tally, ...]:
    found: dict[tuple[str, str], list[Verdict]] = {}
    for k, point in enumerate(kept):
        arms = [
            replace(in_world(one, point, spread), reference=f"{one.reference}@{k}") for one in (baseline, *alternatives)
        ]
        runs = simulate(arms, SEEDS)
        ours, *others = (runs[one.reference] for one in arms)
        names = [one.reference for one in alternatives]
        thresholds = {one.reference: one.thresholds for one in alternatives}
        for each in compare(ours, dict(zip(names, others, strict=True)), thresholds).differences:
            if not each.exploratory and each.window == "last_year":
                found.setdefault((each.scenario, each.outcome.name), []).append(each.verdict)
    return tuple(_tally(*key, verdicts, np.array(kept)) for key, verdicts in found.items())


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
