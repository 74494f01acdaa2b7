"""How often the procedure of a comparison errs: it is run many times, stopping rule included, where the truth is known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from sim.outcomes import BY_NAME, HEADLINE, Outcome
from sim.runs.result import Floats
from sim.statistics.interim_analyses import LOOKS, until_settled
from sim.statistics.multiplicity import headline_level
from sim.statistics.panel import Panel
from sim.studies.comparison.comparison import Difference, Pair, differences

MONTHS = 48
LEVEL = 100.0
SPREAD = 3.0
"""Standard deviation of a seed's difference, in units of what matters: hard at ten seeds, clear at 160."""
Draw = Callable[[np.random.Generator, int], Floats]


@dataclass(frozen=True)
class Errors:
    """Shares of comparisons with a false better or worse, any false verdict, all intervals right; and mean seeds used."""

    false_direction: float
    false_verdict: float
    covered: float
    seeds: float


@dataclass(frozen=True)
class Look:
    """What one look shows."""

    differences: tuple[Difference, ...]


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
    """Errors of whole comparisons of one alternative whose true effect is known in every headline outcome.

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
    return Errors(
        float(np.mean([any(_claims_direction(one) for one in end) for end in ends])),
        float(np.mean([any(_is_false(one, effect) for one in end) for end in ends])),
        float(np.mean([all(_covers(one, effect) for one in end) for end in ends])),
        float(np.mean([end[0].seeds for end in ends])),
    )


def _compared(rng: np.random.Generator, draw: Draw, effect: float, looks: Sequence[int]) -> tuple[Difference, ...]:
    pairs = list(_pairs(rng, draw, effect, max(looks)))
    level = headline_level(1, looks=len(looks))
    look = partial(_look, pairs, level)
    return (until_settled(look) if len(looks) > 1 else look(looks[0])).differences


def _look(pairs: Sequence[Pair], level: float, seeds: int) -> Look:
    cut = [Pair(p.scenario, p.outcome, _first(p.baseline, seeds), _first(p.alternative, seeds)) for p in pairs]
    return Look(differences(cut, {}, level))


def _first(panel: Panel, seeds: int) -> Panel:
    return Panel(panel.numerator[:seeds], panel.denominator[:seeds], panel.is_ratio)


def _pairs(rng: np.random.Generator, draw: Draw, effect: float, seeds: int) -> Iterator[Pair]:
    for outcome in HEADLINE:
        shared = LEVEL * (1 + 0.02 * rng.normal(0, 1, (seeds, 1))) * np.ones((seeds, MONTHS))
        gaps = true_threshold(outcome) * (effect + SPREAD * draw(rng, seeds))
        is_ratio = outcome.ratio_of is not None or bool(outcome.share_of)
        weight = 1 + 0.05 * rng.normal(0, 1, (seeds, 1)) if is_ratio else np.ones((seeds, 1))
        base, other = (weight * values for values in (shared, shared + gaps))
        parts = np.broadcast_to(weight, shared.shape)
        ours, theirs = (Panel(values, parts, is_ratio) for values in (base, other))
        yield Pair("alternative", outcome, ours, theirs)


def true_threshold(outcome: Outcome) -> float:
    """What matters at the baseline's true level."""
    known = BY_NAME[outcome.name]
    return known.matters * LEVEL if known.relative else known.matters


def _claims_direction(difference: Difference) -> bool:
    return difference.verdict in ("better", "worse", "more", "less")


def _is_false(difference: Difference, effect: float) -> bool:
    """Nothing that is claimed may differ from the truth: at an effect of exactly what matters, nothing may be claimed."""
    return _claims_direction(difference) or (effect == 1 and difference.verdict == "too_small_to_matter")


def _covers(difference: Difference, effect: float) -> bool:
    low, high = difference.estimate.low, difference.estimate.high
    truth = effect * true_threshold(difference.outcome)
    return low is not None and high is not None and low <= truth <= high
