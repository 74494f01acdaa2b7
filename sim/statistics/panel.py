"""One outcome in one world, seed by seed and month by month."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes import Outcome
from sim.runs.result import Floats, Run


@dataclass(frozen=True, eq=False)
class Panel:
    """An outcome's values, shape (seeds, months), as numerator and denominator.

    Where the outcome is a plain mean over months the denominator is 1; where it is a ratio of sums both are sums that
    the runs report. A value that does not exist is NaN.
    """

    numerator: Floats
    denominator: Floats
    is_ratio: bool

    @property
    def seeds(self) -> int:
        """Number of seeds."""
        return len(self.numerator)

    def by_seed(self, months: slice) -> Floats:
        """Value over some months, shape (seeds,)."""
        return _divide(self.numerator[:, months].sum(axis=1), denominator=self.denominator[:, months].sum(axis=1))

    def by_month(self) -> Floats:
        """Value a month, shape (seeds, months)."""
        return _divide(self.numerator, denominator=self.denominator)

    def pooled(self, months: slice) -> float:
        """Value over some months and all seeds."""
        return float(_divide(self.numerator[:, months].sum(), denominator=self.denominator[:, months].sum()))

    def pooled_by_month(self) -> Floats:
        """Value a month over all seeds, shape (months,)."""
        return _divide(self.numerator.sum(axis=0), denominator=self.denominator.sum(axis=0))

    def left_out(self, months: slice) -> Floats:
        """Value over some months with each seed left out in turn, shape (seeds,)."""
        numerator, denominator = self.numerator[:, months].sum(axis=1), self.denominator[:, months].sum(axis=1)
        return _divide(numerator.sum() - numerator, denominator=denominator.sum() - denominator)


def panel(runs: Sequence[Run], outcome: Outcome) -> Panel:
    """Stack one outcome of paired runs."""
    if outcome.ratio_of is not None:
        numerator, denominator = outcome.ratio_of
        return Panel(_stack(runs, numerator), _stack(runs, denominator), is_ratio=True)
    values = _stack(runs, outcome.name)
    if outcome.share_of and all(name in runs[0].city for name in outcome.share_of):
        weights = sum((_stack(runs, name) for name in outcome.share_of), np.zeros_like(values))
        return Panel(np.where(weights == 0, 0.0, values * weights), weights, is_ratio=True)
    return Panel(values, np.ones_like(values), is_ratio=False)


def _stack(runs: Sequence[Run], name: str) -> Floats:
    return np.stack([run.city[name] for run in runs])


def _divide(numerator: Floats, *, denominator: Floats) -> Floats:
    quotient: Floats = np.full(np.shape(numerator), np.nan)
    np.divide(numerator, denominator, out=quotient, where=np.asarray(denominator) != 0)
    return quotient
