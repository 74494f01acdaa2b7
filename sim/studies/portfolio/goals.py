"""What a portfolio is for, must not lower and may cost; read off runs, and as numbers that a search makes small."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.errors import InputError
from sim.language import message
from sim.limits import one_of
from sim.outcomes import BY_NAME
from sim.runs.result import Floats, Run
from sim.statistics.thresholds import threshold
from sim.studies.comparison.money import PUBLIC_USES
from sim.studies.sweep.reductions import REDUCTIONS, Measure

PURSUED = ("satisfaction_mean", "participation_rate", "waiting_months_mean")
PROTECTED = ("satisfaction_worst_decile",)
SPENDING = "public_spending_per_resident_year"
TOLERANCE = 0.005
"""Spending beyond the limit, as a share of it, that a portfolio may have in the mean over worlds."""
_FAILED = 1e3


@dataclass(frozen=True)
class Goals:
    """``pursued`` are improved, ``protected`` must not become worse than the baseline's.

    ``budget`` is the limit of public spending [yuan per resident and year], mean of the run; None is what the baseline spends.
    """

    pursued: tuple[Measure, ...]
    protected: tuple[Measure, ...]
    budget: float | None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, each once."""
        return tuple(dict.fromkeys((*self.pursued, *self.protected)))

    @property
    def columns(self) -> list[str]:
        """What is read off a run: measures, then public spending."""
        return [*(one.column for one in self.measures), SPENDING]

    def read(self, run: Run) -> list[float]:
        """The columns of a run."""
        return [*(one.of(run) for one in self.measures), spending(run)]

    def matters(self, base: Floats) -> Floats:
        """The smallest difference of each measure that matters, by the baseline of shape (worlds, columns)."""
        return np.fromiter(self._matters(base), float)

    def gains(self, values: Floats, *, base: Floats) -> Floats:
        """Differences of measures from the baseline's, better being above 0, in multiples of what matters.

        ``values`` is of shape (..., worlds, columns), ``base`` (worlds, columns); the answer is (..., worlds, measures).
        """
        good = np.array([one.known.good for one in self.measures])
        return np.asarray((values - base)[..., :-1] * good / self.matters(base))

    def excess(self, values: Floats, *, base: Floats) -> Floats:
        """Spending beyond the limit in each world, as a share of the limit; (..., worlds)."""
        return np.asarray(values[..., -1] / self._limit(base) - 1)

    def smaller(self, values: Floats, *, base: Floats, margin: float = 0.0) -> tuple[Floats, Floats]:
        """Means over worlds of what is to be small, (portfolios, pursued), and of limits, (portfolios, protected and budget).

        Limits are to be 0 at most; each has so many standard errors of the paired difference from the baseline added as
        ``margin`` says, so that it holds in other worlds too. Spending may go beyond the limit by `TOLERANCE`.
        """
        gains, n = self.gains(values, base=base), len(self.pursued)
        short = -gains[..., [self.measures.index(one) for one in self.protected]]
        excess, more = self.excess(values, base=base) - TOLERANCE, (values - base)[..., -1] / self._limit(base)
        limits = np.concatenate([short, excess[..., None]], axis=-1).mean(axis=1)
        paired = np.concatenate([short, more[..., None]], axis=-1)
        errors = paired.std(axis=1, ddof=1) / paired.shape[1] ** 0.5 if margin else 0.0
        failed = np.isnan(gains.sum(axis=(1, 2)))[:, None]
        small, kept = -gains.mean(axis=1)[:, :n], limits + margin * errors
        return np.where(failed, 0.0, small), np.where(failed, _FAILED, kept)

    def usual_limit(self, base: Floats) -> float:
        """What may be spent [yuan per resident and year], the mean over worlds."""
        return float(np.mean(self._limit(base)))

    def _limit(self, base: Floats) -> Floats | float:
        """What may be spent: in each world what the baseline spends there, or one sum."""
        return base[:, -1] if self.budget is None else self.budget

    def _matters(self, base: Floats) -> Iterator[float]:
        for one, level in zip(self.measures, base[:, :-1].mean(axis=0), strict=True):
            yield 0.01 if one.unit == "multiple" else threshold(one.known, float(level), {}) or 1.0


def spending(run: Run) -> float:
    """Public spending by the ledger [yuan per resident and year]."""
    fen = sum(int(run.money[flow].sum()) for flow in PUBLIC_USES if flow in run.money)
    return fen / 100 * 12 / run.months / run.residents


def read_goals(pursued: Sequence[str], *, protected: Sequence[str], budget: float | str) -> Goals:
    """Read goals: outcomes as ``NAME`` or ``NAME=REDUCTION``, the budget as a number or ``same``.

    Raises
    ------
    InputError
        If a name is unknown, no direction of an outcome is better, or the budget is no number above 0.
    """
    if len(set(pursued)) < max(len(pursued), 1):
        raise InputError(message("search.outcomes"))
    floors = tuple(_measure("floor", words=one) for one in protected)
    return Goals(tuple(_measure("outcome", words=one) for one in pursued), floors, _budget(budget))


def _measure(option: str, *, words: str) -> Measure:
    name, _, how = words.partition("=")
    measure = Measure(one_of(option, name, [*BY_NAME]), one_of(option, how or "mean", REDUCTIONS))
    if not measure.known.good:
        raise InputError(message("search.no_direction", outcome=name))
    return measure


def _budget(given: float | str) -> float | None:
    if given == "same":
        return None
    try:
        found = float(given)
    except (TypeError, ValueError):
        found = float("nan")
    if not 0 < found < 1e6:
        raise InputError(message("search.budget", given=given))
    return found
