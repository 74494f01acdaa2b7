from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sim.errors import InputError
from sim.runs.result import Run
from sim.studies.comparison import max_abs_difference

World = Callable[..., list[Run]]


@pytest.fixture
def runs(world: World) -> list[Run]:
    communities = {"trust_mean": np.array([[0.5, np.nan], [0.25, 0.75]], dtype=np.float32)}
    money = {"revenue": np.array([100, 200])}
    return world({"trust_mean": [[0.5, np.nan], [0.4, 0.6]]}, communities=communities, money=money)


def test_runs_equal_themselves_where_they_do_not_exist_too(runs: list[Run]) -> None:
    assert max_abs_difference(runs, runs[::-1]) == 0


def test_the_largest_difference_is_found_in_the_city_a_community_and_a_flow(runs: list[Run]) -> None:
    city = [runs[0], replace(runs[1], city={"trust_mean": np.array([0.4, 0.85])})]
    community = [
        replace(r, communities={"trust_mean": np.array([[0.5, np.nan], [1, 0.75]], dtype=np.float32)}) for r in runs
    ]
    money = [replace(r, money={"revenue": np.array([100, 203])}) for r in runs]
    found = [max_abs_difference(runs, other) for other in (city, community, money)]
    assert found == [pytest.approx(0.25), 0.75, 3]


def test_a_number_against_nothing_is_infinitely_different(runs: list[Run]) -> None:
    other = [replace(r, city={"trust_mean": np.array([0.5, 0.6])}) for r in runs]
    assert max_abs_difference(runs, other) == float("inf")


def test_a_flow_that_only_one_side_reports_is_infinitely_different(runs: list[Run]) -> None:
    assert max_abs_difference(runs, [replace(r, money={}) for r in runs]) == float("inf")


def test_runs_of_other_seeds_are_not_compared(runs: list[Run]) -> None:
    with pytest.raises(InputError, match="seeds"):
        max_abs_difference(runs, runs[:1])
