"""Tidy tables for other programs."""

from collections.abc import Sequence
from dataclasses import fields

import pandas as pd

from sim.analysis import Comparison, Difference, GroupDifference


def differences_frame(comparison: Comparison) -> pd.DataFrame:
    """One row an alternative, outcome and window, in the outcome's unit; a share's difference is a fraction."""
    return pd.DataFrame([_row(difference) for difference in comparison.differences])


def groups_frame(differences: Sequence[GroupDifference]) -> pd.DataFrame:
    """One row an alternative, place, group of residents, outcome and window."""
    return pd.DataFrame([_group_row(difference) for difference in differences])


def _group_row(difference: GroupDifference) -> dict[str, str | float | None]:
    own = {field.name: getattr(difference, field.name) for field in fields(difference) if field.name != "estimate"}
    estimate = difference.estimate
    return own | {"difference": estimate.value, "low": estimate.low, "high": estimate.high}


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
