"""Intervals for a difference between two worlds that share their random numbers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from scipy.special import digamma, polygamma, stdtr, stdtrit

from sim.outcomes import HEADLINE
from sim.runs.result import Floats
from sim.statistics.panel import Panel
from sim.statistics.windows import WINDOWS


@dataclass(frozen=True)
class Estimate:
    """A difference, alternative minus baseline, and its interval; None for what the runs cannot give.

    ``p`` is the two-sided p-value of no difference. ``rare`` says that the seeds' differences are such that a few cities may
    differ much, and the interval does not tell: then nothing can be called too small to matter.
    """

    value: float | None
    low: float | None
    high: float | None
    p: float | None = field(default=None, compare=False)
    rare: bool = field(default=False, compare=False)

    @property
    def half_width(self) -> float | None:
        """Half the interval's length."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    @property
    def excludes_zero(self) -> bool:
        """Whether the whole interval lies on one side of 0."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)

    @property
    def rises(self) -> bool:
        """Whether the alternative's value is above the baseline's."""
        return (self.value or 0.0) > 0

    @property
    def size(self) -> float:
        """The difference without its sign; 0 where there is none."""
        return abs(self.value or 0.0)

    def counts(self, matters: float | None) -> bool:
        """Whether the difference is more than chance, and as large as what matters in practice."""
        return self.excludes_zero and matters is not None and self.size >= matters


NOTHING = Estimate(None, None, None)
MOST_SEEDS = 100_000
"""More seeds than this settle nothing in practice."""
RARE, MISSED = 0.1, 0.05
"""What only this share of cities has is rare; it is looked for until the chance to have seen none of it is below the second."""
LOPSIDED = 1.0
"""Skewness of seeds' differences beyond which Student's interval is too short on the side of the long tail."""


def count_missing(baseline: Panel, *, alternative: Panel, months: slice) -> int:
    """Seeds in which the outcome does not exist over these months, in either world."""
    return int(np.isnan(baseline.by_seed(months) - alternative.by_seed(months)).sum())


def estimate(baseline: Panel, *, alternative: Panel, months: slice, level: float = 0.95) -> Estimate:
    """Difference over some months, paired by seed.

    Means get Student's t on the paired differences. Ratios of sums get the delete-one jackknife with the same t,
    because the mean of ratios is not the ratio that a city pays.
    """
    if count_missing(baseline, alternative=alternative, months=months):
        return NOTHING
    if not baseline.is_ratio:
        return of_pairs(alternative.by_seed(months) - baseline.by_seed(months), level)
    value = alternative.pooled(months) - baseline.pooled(months)
    if baseline.seeds == 1:
        return Estimate(value, None, None)
    return of_jackknife(value, alternative.left_out(months) - baseline.left_out(months), level)


def variance(baseline: Panel, *, alternative: Panel, months: slice) -> float:
    """Variance, over luck, of the difference that `estimate` gives; not a number where there is none."""
    if baseline.is_ratio:
        return _by_jackknife(alternative.left_out(months) - baseline.left_out(months))
    return _of_the_mean(alternative.by_seed(months) - baseline.by_seed(months))


def _of_the_mean(differences: Floats) -> float:
    return float(differences.var(ddof=1)) / len(differences)


def _by_jackknife(left_out: Floats) -> float:
    return (len(left_out) - 1) * float(left_out.var())


def of_pairs(differences: Floats, level: float = 0.95) -> Estimate:
    """Return Student's t interval of the mean; a constant difference is its own interval, one pair has none.

    There is nothing where a difference is not known (NaN).
    """
    if np.isnan(differences).any():
        return NOTHING
    if len(differences) == 1:
        return Estimate(float(differences[0]), None, None)
    if np.ptp(differences) == 0:
        return _point(float(differences[0]), len(differences))
    mean, variance = float(differences.mean()), _of_the_mean(differences)
    return _student(mean, differences, variance=variance, level=level)


def of_jackknife(value: float, left_out: Floats, level: float = 0.95) -> Estimate:
    """Jackknife interval around ``value`` from its values with one seed left out (Efron, Tibshirani 1993, ch. 11)."""
    if np.ptp(left_out) == 0:
        return _point(value, len(left_out))
    return _student(value, left_out, variance=_by_jackknife(left_out), level=level)


def _student(value: float, seeds: Floats, *, variance: float, level: float) -> Estimate:
    """Student's interval; an effect may be rare where a few seeds lie far on one side of all others."""
    freedom, error, apart = len(seeds) - 1, variance**0.5, seeds - seeds.mean()
    half = float(stdtrit(freedom, (1 + level) / 2)) * error
    rare = bool(abs((apart**3).mean()) > LOPSIDED * (apart**2).mean() ** 1.5)
    return Estimate(value, value - half, value + half, 2 * float(stdtr(freedom, -abs(value) / error)), rare)


def _point(value: float, n: int) -> Estimate:
    """What all seeds agree on; of a few seeds, none may be one of the rare cities that differ."""
    return Estimate(value, value, value, 1.0 if value == 0 else 0.0, rare=(1 - RARE) ** n > MISSED)


def seeds_needed(gap: Estimate, matters: float, seeds: int, level: float) -> int | None:
    """Return the seeds with which the same difference and spread would settle a verdict; None where no number would.

    The interval has to end short of the nearer threshold, and shrinks with the root of the seeds.
    """
    half, distance = gap.half_width, abs(gap.size - matters)
    if gap.value is None or half is None or distance == 0:
        return None
    needed, now = float(seeds), float(stdtrit(seeds - 1, (1 + level) / 2))
    for _ in range(20):
        wider = float(stdtrit(needed - 1, (1 + level) / 2)) / now
        needed = max(seeds * (half * wider / distance) ** 2, float(seeds))
    return int(np.ceil(needed)) if needed < MOST_SEEDS else None


STEPS = 60
ALIKE = 1e3
"""Degrees of freedom that the usual variance is worth where variances differ by no more than luck lets them."""
LEAST = 1e-30


def moderated(variances: Floats, freedom: int) -> tuple[Floats, float]:
    """Each variance drawn towards the usual one, and the degrees of freedom of the result.

    True variances are taken to lie around the usual one as a scaled inverse chi-square does. How widely they do is read off
    the variances themselves: by how much more their logarithms differ than luck alone would let them.

    Parameters
    ----------
    variances
        Of shape (comparisons,), each estimated with ``freedom`` degrees of freedom.
    """
    logs = np.log(np.maximum(variances, LEAST)) - digamma(freedom / 2) + np.log(freedom / 2)
    beyond = float(np.var(logs, ddof=1) - polygamma(1, freedom / 2)) if len(logs) > 1 else 0.0
    prior = min(2 * _inverse_trigamma(beyond), ALIKE) if beyond > 0 else ALIKE
    usual = float(np.exp(np.mean(logs) + digamma(prior / 2) - np.log(prior / 2)))
    return np.asarray((prior * usual + freedom * variances) / (prior + freedom), np.float64), prior + freedom


def _inverse_trigamma(value: float) -> float:
    """The number whose trigamma is a value, by Newton's method on the reciprocal."""
    found = 0.5 + 1 / value
    for _ in range(STEPS):
        slope = float(polygamma(1, found))
        found += slope * (1 - slope / value) / float(polygamma(2, found))
    return found


ERROR = 0.05
LOOKS = (10, 20, 40, 80, 160)
"""Numbers of seeds at which ``--seeds auto`` looks at the runs; the last is the cap."""
Compared = TypeVar("Compared")


def headline_level(alternatives: int, *, looks: int = 1) -> float:
    """Level of one interval of the headline family: Bonferroni over outcomes, windows, alternatives and looks."""
    return 1 - ERROR / (looks * len(HEADLINE) * len(WINDOWS) * max(1, alternatives))


def until_settled(compare_with: Callable[[int], Compared], may_settle: Callable[[Compared], bool]) -> Compared:
    """Compare with 10 seeds, then with more, as long as more seeds up to the cap may settle a headline verdict.

    Each look has to have its share of the error (``looks=len(LOOKS)``). Stopping because the rest is hopeless adds no error.
    """
    for seeds in LOOKS[:-1]:
        comparison = compare_with(seeds)
        if not may_settle(comparison):
            return comparison
    return compare_with(LOOKS[-1])


def discoveries(p: Iterable[float | None]) -> int:
    """Return the number of differences from 0 that Benjamini and Hochberg (1995) let stand at a false discovery rate of 5 %.

    ``p`` has a p-value each, NaN or None for what does not exist.
    """
    known = np.sort(_known(p))
    passed = np.flatnonzero(known <= ERROR * np.arange(1, len(known) + 1) / max(1, len(known)))
    return int(passed[-1]) + 1 if len(passed) else 0


def exploratory_level(p: Iterable[float | None]) -> float:
    """Return the level at which the discoveries' intervals miss the truth in at most 5 % of them (Benjamini, Yekutieli 2005).

    An interval at this level excludes 0 just where the difference is a discovery.
    """
    known = _known(p)
    return 1 - ERROR * max(1, discoveries(known)) / max(1, len(known))


def _known(p: Iterable[float | None]) -> Floats:
    values: Floats = np.array([*p], np.float64)
    return values[~np.isnan(values)]
