"""How often a comparison errs: its whole procedure on made-up series whose truth is known, and on the model's own runs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from sim.outcomes import BY_NAME, HEADLINE, Outcome
from sim.runs import Run, simulate
from sim.runs.executors import Processes
from sim.runs.result import Floats
from sim.scenario import load
from sim.statistics.intervals import LOOKS, headline_level, until_settled
from sim.statistics.panel import Panel, panel
from sim.statistics.windows import WINDOWS, Window
from sim.studies.comparison.comparison import Difference, Pair, differences

MONTHS = 48
SIZE, CITY = "neighbourhood", "ningbo"
LEVEL = 100.0
SPREAD = 3.0
"""Standard deviation of a seed's difference, in units of what matters: hard at ten seeds, clear at 160."""
Draw = Callable[[np.random.Generator, int], Floats]
DIRECTIONS = ("better", "worse", "more", "less")


@dataclass(frozen=True)
class Errors:
    """Shares of comparisons with a false better or worse, any false verdict, all intervals right; and mean seeds used."""

    false_direction: float
    false_verdict: float
    covered: float
    seeds: float


def normal(rng: np.random.Generator, seeds: int) -> Floats:
    """Seeds differ, and months within a seed."""
    return rng.normal(0, 1, (seeds, 1)) + rng.normal(0, 1, (seeds, MONTHS))


def skewed(rng: np.random.Generator, seeds: int) -> Floats:
    """A few seeds differ much: lognormal with a mean of 0 and a spread of 1."""
    values = np.exp(rng.normal(0, 0.8, (seeds, 1))) - np.exp(0.32)
    return np.repeat(values / np.sqrt((np.exp(0.64) - 1) * np.exp(0.64)), MONTHS, axis=1)


def tied(rng: np.random.Generator, seeds: int) -> Floats:
    """Most seeds do not differ at all, others by the same amount."""
    return np.repeat(rng.choice([-1.58, 0.0, 1.58], (seeds, 1), p=[0.2, 0.6, 0.2]), MONTHS, axis=1)


def rare(rng: np.random.Generator, seeds: int) -> Floats:
    """One city in ten differs, and by the same amount; all others do not at all. The mean is 0."""
    return np.repeat((rng.random((seeds, 1)) < 0.1) / 0.3 - 1 / 3, MONTHS, axis=1)


def rare_in_noise(rng: np.random.Generator, seeds: int) -> Floats:
    """One city in ten differs much, all others a little."""
    return np.repeat(0.95 * rare(rng, seeds)[:, :1] + rng.normal(0, 0.3, (seeds, 1)), MONTHS, axis=1)


def autocorrelated(rng: np.random.Generator, seeds: int) -> Floats:
    """Each month is nearly the one before."""
    steps = rng.normal(0, np.sqrt(1 - 0.95**2), (seeds, MONTHS))
    steps[:, 0] = rng.normal(0, 1, seeds)
    for month in range(1, MONTHS):
        steps[:, month] += 0.95 * steps[:, month - 1]
    return steps


SERIES: Mapping[str, Draw] = {
    "normal": normal,
    "skewed": skewed,
    "tied": tied,
    "rare": rare,
    "rare in noise": rare_in_noise,
    "autocorrelated": autocorrelated,
}


def errors(draw: Draw, effect: float, comparisons: int, looks: Sequence[int] = LOOKS, seed: int = 0) -> Errors:
    """Return the errors of comparisons of one alternative whose true effect is known in every headline outcome.

    Parameters
    ----------
    draw
        Makes seeds' differences around 0, shape (seeds, months).
    effect
        The true effect in units of what matters: 0, or 1 for the hardest, since nothing may then be called better, worse
        or too small.
    comparisons
        How many independent comparisons.
    looks
        Numbers of seeds looked at; one number is a comparison without a stopping rule.
    """
    rng = np.random.default_rng(seed)
    ends = [_compared(rng, draw, effect, looks) for _ in range(comparisons)]
    claimed = {*DIRECTIONS, "too_small_to_matter"} if effect == 1 else {*DIRECTIONS}
    return Errors(
        float(np.mean([any(one.verdict in DIRECTIONS for one in end) for end in ends])),
        float(np.mean([any(one.verdict in claimed for one in end) for end in ends])),
        float(np.mean([all(_holds(one, effect * true_threshold(one.outcome)) for one in end) for end in ends])),
        float(np.mean([end[0].seeds for end in ends])),
    )


def _compared(rng: np.random.Generator, draw: Draw, effect: float, looks: Sequence[int]) -> tuple[Difference, ...]:
    pairs = list(_made_up(rng, draw, effect, max(looks)))
    level = headline_level(1, looks=len(looks))

    def look(seeds: int) -> tuple[Difference, ...]:
        return differences([_part(pair, slice(seeds)) for pair in pairs], {}, level)

    return until_settled(look, lambda each: any(one.may_settle for one in each)) if len(looks) > 1 else look(looks[0])


def _part(pair: Pair, seeds: slice) -> Pair:
    before, after = (
        Panel(world.numerator[seeds], world.denominator[seeds], world.is_ratio)
        for world in (pair.baseline, pair.alternative)
    )
    return replace(pair, baseline=before, alternative=after)


def _made_up(rng: np.random.Generator, draw: Draw, effect: float, seeds: int) -> Iterator[Pair]:
    for outcome in HEADLINE:
        shared = LEVEL * (1 + 0.02 * rng.normal(0, 1, (seeds, 1))) * np.ones((seeds, MONTHS))
        gaps = true_threshold(outcome) * (effect + SPREAD * draw(rng, seeds))
        is_ratio = outcome.ratio_of is not None or bool(outcome.share_of)
        weight = 1 + 0.05 * rng.normal(0, 1, (seeds, 1)) if is_ratio else np.ones((seeds, 1))
        parts = np.broadcast_to(weight, shared.shape)
        before, after = (Panel(weight * values, parts, is_ratio) for values in (shared, shared + gaps))
        yield Pair("alternative", outcome, before, after)


def true_threshold(outcome: Outcome) -> float:
    """Return what matters at the baseline's true level."""
    outcome = BY_NAME[outcome.name]
    return outcome.matters * LEVEL if outcome.relative else outcome.matters


def _holds(difference: Difference, truth: float | None) -> bool:
    low, high = difference.estimate.low, difference.estimate.high
    return low is not None and high is not None and truth is not None and low <= truth <= high


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
    base, other = (_runs(name, total, workers=workers) for name in ("baseline", alternative))
    pairs = [Pair(alternative, outcome, panel(base, outcome), panel(other, outcome)) for outcome in HEADLINE]
    truth = {(pair.outcome.name, window): pair.estimate(window).value for pair in pairs for window in WINDOWS}
    matters = {d.outcome.name: d.matters or 0.0 for d in differences(pairs, {}, 0.95) if d.window == "horizon"}
    parts = [slice(first, first + seeds) for first in range(0, total - seeds + 1, seeds)]
    compared = [differences([_part(pair, part) for pair in pairs], {}, headline_level(1)) for part in parts]
    right = [[_holds(d, truth[d.outcome.name, d.window]) for d in each] for each in compared]
    wrong = [
        any(_is_denied(d, truth[d.outcome.name, d.window], matters[d.outcome.name]) for d in each) for each in compared
    ]
    by_interval = {key: float(share) for key, share in zip(truth, np.mean(right, axis=0), strict=True)}
    together = float(np.mean([all(each) for each in right]))
    return Coverage(seeds, len(compared), by_interval, together, float(np.mean(wrong)))


def _runs(name: str, total: int, *, workers: int) -> list[Run]:
    with Processes(workers) as pool:
        return list(pool.map(partial(_run, name), range(total), chunksize=25))


_loaded = cache(load)


def _run(name: str, seed: int) -> Run:
    return simulate(_loaded(name), seed, months=MONTHS, size=SIZE, engine="compiled", city=CITY)


def _is_denied(difference: Difference, truth: float | None, matters: float) -> bool:
    """Whether a direction is claimed though the value over all seeds lies within what matters, or on the other side."""
    if difference.verdict not in DIRECTIONS or truth is None:
        return False
    return bool(np.sign(difference.estimate.value or 0.0) * truth <= matters)
