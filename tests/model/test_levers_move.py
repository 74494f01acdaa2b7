"""Every lever moves outcomes in the direction that its own description gives: the table experiments/levers.toml."""

from pathlib import Path

import numpy as np
import pytest

from sim.analysis.effects import CITY, MONTHS, SIZE
from sim.analysis.lever_tests import LeverTest, lever_tests
from sim.parameters import LEVERS
from sim.runs.one import simulate

SEEDS = range(4)
TESTS = [test for test in lever_tests() if test.signs]


def means(test: LeverTest, value: float, seed: int) -> dict[str, float]:
    """Each outcome's mean over a run."""
    city = simulate(test.world(value), seed, MONTHS, SIZE, "compiled", CITY).city
    return {outcome: float(np.nanmean(city[outcome])) for outcome in test.signs}


def differences(test: LeverTest) -> dict[str, list[float]]:
    """By outcome, the world with more of the lever less the one with less of it, by seed."""
    pairs = [(means(test, test.low, seed), means(test, test.high, seed)) for seed in SEEDS]
    return {outcome: [high[outcome] - low[outcome] for low, high in pairs] for outcome in test.signs}


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.lever)
def test_a_lever_moves_an_outcome_the_way_it_says(test: LeverTest) -> None:
    found = differences(test)
    wrong = [outcome for outcome, gaps in found.items() if min(gap * test.signs[outcome] for gap in gaps) <= 0]
    assert wrong == [], found


def test_every_lever_is_in_a_test_of_direction() -> None:
    assert {test.lever for test in lever_tests()} == {lever.path for lever in LEVERS}


def test_a_lever_without_a_direction_here_is_in_the_test_that_it_names() -> None:
    elsewhere = [test for test in lever_tests() if not test.signs]
    root = Path(__file__).resolve().parents[2]
    pages = {test.tested_by: (root / test.tested_by).read_text("utf-8") for test in elsewhere}
    assert [test.lever for test in elsewhere if _word(test.lever) not in pages[test.tested_by]] == []


def _word(lever: str) -> str:
    """How a test writes a lever; those on entitlement are written domain by domain."""
    return "entitlement." if lever.startswith("entitlement.") else lever.split(".")[1]
