"""From an outcome's months to one number."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from sim.errors import InputError
from sim.language import Language, message, text
from sim.outcomes import BY_NAME, Outcome
from sim.runs.result import Floats, Run

YEAR = 12
_WINDOWS: Mapping[str, slice] = {
    "mean": slice(None),
    "first_year_mean": slice(YEAR),
    "last_year_mean": slice(-YEAR, None),
    "last_month": slice(-1, None),
}
_OF_MONTHS: Mapping[str, Callable[[Floats], np.float64]] = {"lowest_month": np.min, "highest_month": np.max}
_CHANGE, _OF_FIRST, _OF_HIGHEST = "change", "last_year_of_first", "last_year_of_highest"
REDUCTIONS = (*_WINDOWS, *_OF_MONTHS, _CHANGE, _OF_FIRST, _OF_HIGHEST)
"""``change`` is the last year's mean less the first's; the last two are the last year's mean as a multiple of the first
year's, or of the highest month's."""


class Measure(NamedTuple):
    """An outcome and how its months become one number."""

    outcome: str
    reduction: str

    @property
    def column(self) -> str:
        """Name of its column in tables."""
        return f"{self.outcome}_{self.reduction}"

    @property
    def known(self) -> Outcome:
        """What is known of the outcome."""
        return BY_NAME[self.outcome]

    @property
    def unit(self) -> str:
        """Unit of the number."""
        return "multiple" if self.reduction in (_OF_FIRST, _OF_HIGHEST) else self.known.unit

    def of(self, run: Run) -> float:
        """Return the number; NaN where it does not exist.

        Raises
        ------
        InputError
            If the run does not have the outcome.
        """
        if self.outcome not in run.city:
            raise InputError(message("sweep.lacks_outcome", outcome=self.outcome))
        if self.reduction in _WINDOWS:
            return self._over(run, _WINDOWS[self.reduction])
        if self.reduction in _OF_MONTHS:
            return float(_OF_MONTHS[self.reduction](run.city[self.outcome]))
        first, last = (self._over(run, _WINDOWS[name]) for name in ("first_year_mean", "last_year_mean"))
        if self.reduction == _CHANGE:
            return last - first
        return _quotient(
            last, denominator=first if self.reduction == _OF_FIRST else float(np.max(run.city[self.outcome]))
        )

    def _over(self, run: Run, months: slice) -> float:
        if self.known.ratio_of is None:
            return float(run.city[self.outcome][months].mean())
        numerator, denominator = (float(run.city[name][months].sum()) for name in self.known.ratio_of)
        return _quotient(numerator, denominator=denominator)


def _quotient(numerator: float, *, denominator: float) -> float:
    return numerator / denominator if denominator else float("nan")


def measure_name(measure: Measure, lang: Language) -> str:
    """Name an outcome and how it was reduced."""
    how = text(f"sweep.reduction.{measure.reduction}", lang)
    return text("sweep.measure", lang, outcome=text(f"outcome.{measure.outcome}", lang), how=how)
