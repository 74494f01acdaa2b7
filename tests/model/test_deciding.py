"""What committees and departments decide over years: near practice by themselves, and where reward and cost draw them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from sim.quantities import ByDomain
from sim.state.words import N_METHODS, PUBLICIZE, SERVE

Make = Callable[..., Any]
Floats = npt.NDArray[np.float64]


@pytest.fixture
def leanings(city: Make, varied: Make, two_districts: str) -> Callable[..., Floats]:
    """Leanings of twelve communities after ten years, for two seeds, by method."""

    def after(**values: float) -> Floats:
        scenario = varied({name.replace("__", "."): value for name, value in values.items()})
        found = []
        for seed in (3, 4):
            place = city(scenario, "city", months=120, seed=seed, profile=two_districts)
            list(place.months())
            found.append(place.state.communities.leaning.reshape(-1, N_METHODS).copy())
        return np.concatenate(found)

    return after


def test_by_themselves_committees_stay_near_practice_and_differ(leanings: Callable[..., Floats]) -> None:
    practised = leanings()[:, :4]
    assert np.abs(practised.mean(axis=0)).max() < 0.15
    assert (practised.std(axis=0) > 0.03).all()
    assert np.abs(practised).max() < 1.0
    assert not leanings(world__leaning__committees_decide=0.0).any()


def test_committees_judged_by_true_solutions_leave_publicity_for_service(leanings: Callable[..., Floats]) -> None:
    judged = leanings(evaluation__regime=2.0, evaluation__feedback_weight=1.0)
    assert judged[:, PUBLICIZE].mean() < -0.3
    assert judged[:, SERVE].mean() > 0.05


def test_departments_buy_more_where_it_costs_less_and_do_it_themselves_where_that_does(
    city: Make, varied: Make, two_districts: str
) -> None:
    def beyond(**values: float) -> float:
        place = city(varied(values), "city", months=72, profile=two_districts)
        list(place.months())
        return float(place.state.offices.bought_beyond[1:9].mean())

    domains = ByDomain.model_fields
    costs = [{f"world.help.unit_cost.{domain}": cost for domain in domains} for cost in (50.0, 2000.0)]
    costs = [cost | {"world.purchasing.adjusted_to": 0.0} for cost in costs]
    cheap, dear = (beyond(**cost) for cost in costs)
    assert cheap < 0.0 < dear
    assert abs(beyond()) < 0.1  # what they are used to moves nobody
    assert beyond(**costs[1] | {"world.purchasing.departments_decide": 0.0}) == 0.0
