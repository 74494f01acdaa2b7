"""Every lever moves outcomes in the direction that its own description gives: the table experiments/levers.toml."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import sem

from sim.errors import InputError
from sim.parameters import LEVERS
from sim.runs.single import simulate
from sim.studies.comparison.lever_effects import CITY, SIZE
from sim.studies.comparison.lever_tests import LeverTest, lever_tests

MONTHS = 36
FEW, MANY = range(3), range(3, 16)
"""Where few seeds do not agree, all of them must by two standard errors."""
TESTS = [test for test in lever_tests() if test.signs]


def means(test: LeverTest, value: float, seed: int) -> dict[str, float]:
    """Each outcome's mean over a run."""
    city = simulate(test.world(value), seed, months=MONTHS, size=SIZE, engine="compiled", city=CITY).city
    return {outcome: float(np.nanmean(city[outcome])) for outcome in test.signs}


def differences(test: LeverTest, seeds: range) -> dict[str, list[float]]:
    """By outcome, the world with more of the lever less the one with less of it, by seed, in the direction expected."""
    pairs = [(means(test, test.low, seed), means(test, test.high, seed)) for seed in seeds]
    return {
        outcome: [sign * (high[outcome] - low[outcome]) for low, high in pairs] for outcome, sign in test.signs.items()
    }


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.lever)
def test_a_lever_moves_an_outcome_the_way_it_says(test: LeverTest) -> None:
    found = differences(test, FEW)
    if min(map(min, found.values())) <= 0:
        more = differences(test, MANY)
        found = {outcome: gaps + more[outcome] for outcome, gaps in found.items()}
    wrong = [outcome for outcome, gaps in found.items() if min(gaps) <= 0 and np.mean(gaps) < 2 * sem(gaps)]
    assert wrong == [], found


def test_every_world_of_a_test_is_one_that_a_scenario_file_could_say() -> None:
    for test in lever_tests():
        assert test.world(test.low)
        assert test.world(test.high)


def test_a_world_that_shares_out_more_than_the_budget_or_leaves_a_domain_is_refused() -> None:
    test = replace(next(test for test in TESTS if test.lever == "funding.direct_share"), beside={})
    with pytest.raises(InputError, match=r"test of funding.direct_share at 0.34: shares of the budget add to 1.013"):
        test.world(0.34)
    with pytest.raises(InputError, match=r"funding.direct_share is 1.5; a number from 0 to 1"):
        test.world(1.5)


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
