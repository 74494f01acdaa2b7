"""Which effect of a lever is shown, and what a table of tests may not hold."""

from pathlib import Path

import pytest

from sim.errors import InputError
from sim.outcomes import BY_NAME
from sim.parameters import LEVERS
from sim.scenario.columns import COLUMN
from sim.statistics.intervals import Estimate
from sim.studies.comparison.lever_effects import Effect, strongest
from sim.studies.comparison.lever_tests import LeverTest, lever_tests, shown

TEST = LeverTest(
    "methods.culture", 0, 2, "baseline", {"funding.grant_share": 0.05}, ("belonging_mean",), ("trust_mean",), ""
)


def effect(outcome: str, value: float, half: float, matters: float | None) -> Effect:
    interval = Estimate(value, value - half, value + half)
    return Effect(TEST, BY_NAME[outcome], interval, interval, matters)


def test_the_largest_by_what_matters_is_shown_if_its_interval_excludes_nought() -> None:
    unclear = effect("trust_mean", 0.9, 1.0, 0.01)
    small, large = effect("participation_rate", 0.03, 0.001, 0.01), effect("resolved_cases", -50, 10, 10)
    assert strongest([unclear, small, large]) is large
    assert strongest([unclear, small]) is small


def test_where_no_interval_excludes_nought_the_outcome_of_the_test_is_shown() -> None:
    named, other = effect("belonging_mean", 0.001, 0.1, 0.01), effect("resolved_cases", 50, 60, 10)
    assert strongest([other, named]) is named


def test_what_has_no_threshold_is_not_the_largest() -> None:
    assert effect("resolved_cases", 50, 1, None).times == 0
    assert effect("resolved_cases", 50, 1, 0.0).times == 0
    assert effect("resolved_cases", -50, 1, 10).times == 5


def test_effects_are_written_with_unit_and_interval() -> None:
    found = effect("participation_rate", 0.0312, 0.0041, 0.01)
    assert found.texts("en") == ("+3.1 percentage points", "2.7 to 3.5")
    assert (found.times_text, TEST.raised) == ("3.1", "0 → 2")
    assert TEST.conditions == "baseline, funding.grant_share = 0.05"


def test_a_world_has_the_levers_value_and_what_stands_beside_it_everywhere() -> None:
    base = TEST.world(2.0).base
    assert (base[:, COLUMN["methods.culture"]] == 2.0).all()
    assert (base[:, COLUMN["funding.grant_share"]] == 0.05).all()


def test_every_lever_has_a_test_that_is_shown_and_stays_in_its_domain() -> None:
    assert [test.lever for test in shown()] == [lever.path for lever in LEVERS]
    domains = {lever.path: lever.domain for lever in LEVERS}
    outside = [
        test.lever
        for test in lever_tests()
        for low, high in [domains[test.lever]]
        if not (low <= test.low <= high and low <= test.high <= high and test.low != test.high)
    ]
    assert outside == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('lever = "methods.cultur"\nlow = 0\nhigh = 1\nrises = ["trust_mean"]', "no methods.cultur"),
        ('lever = "methods.culture"\nlow = 0\nhigh = 1\nrises = ["trust"]', "no trust"),
        ('lever = "methods.culture"\nlow = 0\nrises = ["trust_mean"]', "give lever, low and high"),
        ('lever = "methods.culture"\nlow = 0\nhigh = 1', "neither what it moves nor tested_by"),
        ('lever = "methods.culture"\nlow = 0\nhigh = 1\nbeside = {"grants" = 1}\ntested_by = "a"', "no grants"),
    ],
)
def test_a_table_that_is_wrong_is_refused(tmp_path: Path, wrong: str, said: str) -> None:
    (tmp_path / "levers.toml").write_text(f"[[test]]\n{wrong}\n")
    with pytest.raises(InputError, match=said):
        lever_tests(tmp_path / "levers.toml")
