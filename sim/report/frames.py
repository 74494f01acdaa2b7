"""Tidy tables for other programs."""

import pandas as pd

from sim.analysis import Comparison, Difference


def differences_frame(comparison: Comparison) -> pd.DataFrame:
    """One row an alternative, outcome and window, in the outcome's unit; a share's difference is a fraction."""
    return pd.DataFrame([_row(difference) for difference in comparison.differences])


def _row(difference: Difference) -> dict[str, str | float | int | None]:
    return {
        "scenario": difference.scenario,
        "outcome": difference.outcome.name,
        "window": difference.window,
        "baseline": difference.baseline,
        "alternative": difference.alternative,
        "difference": difference.estimate.value,
        "low": difference.estimate.low,
        "high": difference.estimate.high,
        "matters": difference.matters,
        "unit": difference.outcome.unit,
        "verdict": difference.verdict,
        "seeds": difference.seeds,
        "missing_seeds": difference.missing,
    }
