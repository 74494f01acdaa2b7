"""Money between communities: a city of two districts, what each community is allotted against what its heads are due."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

Make = Callable[..., Any]
MONTHS = 15


@pytest.fixture
def allotted(city: Make, varied: Make, two_districts: str) -> Callable[..., npt.NDArray[np.float64]]:
    """Return money allotted over what heads are due, by month and community."""

    def run(**levers: float) -> npt.NDArray[np.float64]:
        constant = {"funding.budget_growth": 0.0}
        scenario = varied(constant | {f"funding.{name}": value for name, value in levers.items()})
        place = city(scenario, "city", months=MONTHS, profile=two_districts)
        due = place.state.communities.n_residents * 2500.0  # 300 yuan a year in fen a month
        return np.array([place.state.communities.allotted / due for _ in place.months()])

    return run


def test_by_head_every_community_gets_its_heads_due_to_the_fen(allotted: Make) -> None:
    assert np.abs(allotted() - 1).max() < 1e-5


def test_money_goes_by_need_once_districts_have_seen_a_year_of_it(allotted: Make) -> None:
    by_need = allotted(need_weight=1.0)
    assert np.ptp(by_need[-1]) > 0.01
    assert by_need[-1].min() < 1 < by_need[-1].max()


def test_half_a_need_weight_moves_half_as_far(allotted: Make) -> None:
    half, full = (allotted(need_weight=weight)[1] - 1 for weight in (0.5, 1.0))
    assert np.abs(full).max() > 0.01
    assert np.abs(2 * half - full).max() < 1e-3


@pytest.mark.parametrize("weight", ["load_weight", "outcome_weight"])
def test_money_goes_by_what_communities_did_once_there_is_something_to_show(allotted: Make, weight: str) -> None:
    found = allotted(**{weight: 1.0})
    assert np.abs(found[0] - 1).max() < 1e-5
    assert found[-1].min() < 0.99
    assert found[-1].max() > 1.01


@pytest.mark.parametrize("floor", [0.5, 0.9, 0.98, 1.0])
def test_no_community_gets_less_than_the_floor(allotted: Make, floor: float) -> None:
    by_need = allotted(need_weight=1.0, equity_floor=floor)
    assert by_need.min() >= floor - 1e-5
    by_load = allotted(load_weight=0.9, rural_uplift=0.3, equity_floor=floor)
    assert by_load.min() >= floor - 1e-5


def test_the_whole_is_the_budget_however_it_is_divided(city: Make, varied: Make, two_districts: str) -> None:
    scenario = varied({"funding.need_weight": 0.7, "funding.equity_floor": 0.95, "funding.budget_growth": 0.0})
    place = city(scenario, "city", months=MONTHS, profile=two_districts)
    for _ in place.months():
        communities = place.state.communities
        assert abs(int(communities.allotted.sum()) - 2500 * int(communities.n_residents.sum())) <= communities.n
