"""How an outcome's months become one number; expected values by hand."""

import math

import numpy as np
import pytest

from sim.runs import Run
from sim.studies.sweep.reductions import Measure


def run(**outcomes: object) -> Run:
    city = {name: np.asarray(values, float) for name, values in outcomes.items()}
    return Run("x", "hamlet", "compiled", 0, "2016-01", 24, 300, city, {}, {})


RAMP = run(participation_rate=np.arange(24.0))


@pytest.mark.parametrize(
    ("reduction", "expected"),
    [
        ("mean", 11.5),
        ("first_year_mean", 5.5),
        ("last_year_mean", 17.5),
        ("last_month", 23),
        ("lowest_month", 0),
        ("highest_month", 23),
        ("change", 12),
        ("last_year_of_first", 17.5 / 5.5),
        ("last_year_of_highest", 17.5 / 23),
    ],
)
def test_a_ramp_is_reduced_as_by_hand(reduction: str, expected: float) -> None:
    assert Measure("participation_rate", reduction).of(RAMP) == pytest.approx(expected)


def test_the_mean_of_a_ratio_is_the_ratio_of_sums() -> None:
    city = run(public_spending_yuan=[10.0] * 12 + [30.0] * 12, resolved_cases=[1.0] * 12 + [2.0] * 12)
    assert Measure("cost_per_resolved_case_yuan", "mean").of(
        run(**city.city, cost_per_resolved_case_yuan=[1.0] * 24)
    ) == (480 / 36)


def test_what_does_not_exist_stays_missing() -> None:
    empty = run(public_spending_yuan=[1.0] * 24, resolved_cases=[0.0] * 24, cost_per_resolved_case_yuan=[math.nan] * 24)
    assert math.isnan(Measure("cost_per_resolved_case_yuan", "mean").of(empty))
