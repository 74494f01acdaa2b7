"""The same question on the model's own runs: do intervals from ten seeds hold what very many seeds say?"""

from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from sim.outcomes import HEADLINE
from sim.runs import Run, simulate
from sim.runs.executors import Processes
from sim.scenario import load
from sim.statistics.multiplicity import headline_level
from sim.statistics.panel import Panel, panel
from sim.statistics.windows import WINDOWS, Window
from sim.studies.comparison.comparison import Difference, Pair, differences

SIZE, CITY, MONTHS = "neighbourhood", "ningbo", 48


@dataclass(frozen=True)
class Coverage:
    """Of comparisons of ``seeds`` seeds each: the share whose interval holds the value over all seeds, by outcome and window;
    the share in which all do; the share with a better or worse that the value over all seeds denies."""

    seeds: int
    comparisons: int
    each: dict[tuple[str, Window], float]
    together: float
    false_direction: float


def coverage(alternative: str, total: int, *, seeds: int, workers: int = 1) -> Coverage:
    """Run a baseline and an alternative with ``total`` seeds and compare them ``seeds`` at a time."""
    pairs = _pairs(alternative, total, workers=workers)
    truth = {(pair.outcome.name, window): pair.estimate(window).value for pair in pairs for window in WINDOWS}
    matters = {d.outcome.name: d.matters or 0.0 for d in differences(pairs, {}, 0.95) if d.window == "horizon"}
    parts = [slice(first, first + seeds) for first in range(0, total - seeds + 1, seeds)]
    found = [differences([_part(pair, part) for pair in pairs], {}, headline_level(1)) for part in parts]
    right = [[_holds(d, truth[d.outcome.name, d.window]) for d in one] for one in found]
    wrong = [any(_is_denied(d, truth[d.outcome.name, d.window], matters[d.outcome.name]) for d in one) for one in found]
    shares = np.mean(right, axis=0)
    each = {key: float(share) for key, share in zip(truth, shares, strict=True)}
    return Coverage(seeds, len(found), each, float(np.mean([all(one) for one in right])), float(np.mean(wrong)))


def _pairs(alternative: str, total: int, *, workers: int) -> list[Pair]:
    base, other = (_worlds(name, total, workers=workers) for name in ("baseline", alternative))
    return [Pair(alternative, outcome, panel(base, outcome), panel(other, outcome)) for outcome in HEADLINE]


def _worlds(name: str, total: int, *, workers: int) -> list[Run]:
    with Processes(workers) as pool:
        return list(pool.map(partial(_run, name), range(total), chunksize=25))


_loaded = cache(load)


def _run(name: str, seed: int) -> Run:
    return simulate(_loaded(name), seed, months=MONTHS, size=SIZE, engine="compiled", city=CITY)


def _part(pair: Pair, part: slice) -> Pair:
    ours, theirs = (
        Panel(each.numerator[part], each.denominator[part], each.is_ratio) for each in (pair.baseline, pair.alternative)
    )
    return Pair(pair.scenario, pair.outcome, ours, theirs)


def _holds(difference: Difference, truth: float | None) -> bool:
    low, high = difference.estimate.low, difference.estimate.high
    return low is not None and high is not None and truth is not None and low <= truth <= high


def _is_denied(difference: Difference, truth: float | None, matters: float) -> bool:
    """Whether a direction is claimed though the value over all seeds lies within what matters, or on the other side."""
    if difference.verdict not in ("better", "worse", "more", "less") or truth is None:
        return False
    side = np.sign(difference.estimate.value or 0.0)
    return bool(side * truth <= matters)
