"""What offices make of evaluations: departments' claims, the performance that they believe in, money that goes by it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

Make = Callable[..., Any]
MONTHS = 26


@pytest.fixture
def evaluated(city: Make, varied: Make, two_districts: str) -> Callable[..., Any]:
    """Twelve communities after two years, evaluated by distinctive indicators of outcome that count in full."""

    def run(**levers: float) -> Any:
        usual = {"regime": 2.0, "judged_by": 1.0, "feedback_weight": 1.0} | levers
        world = {f"evaluation.{name}": value for name, value in usual.items()}
        scenario = varied(world | {"world.offices.catch_up": 0.1, "world.cases.evaluation_noise": 0.15})
        place = city(scenario, "city", months=MONTHS, profile=two_districts)
        list(place.months())
        return place.state

    return run


def lag(state: Any) -> float:
    """How far departments' claims lie from the cases that they know of."""
    seen = state.offices.cases_seen[1:9] / state.offices.out_of[1:9]
    return float(np.abs(state.offices.claim[1:9] / state.offices.claim[1:9].sum() - seen).sum())


def misjudged(state: Any) -> float:
    """How far what offices believe lies from what is so, over communities."""
    return float(np.abs(state.communities.performance_seen - state.communities.true_lately).mean())


def test_departments_that_learn_at_a_higher_learning_rate_claim_what_is_needed(evaluated: Make) -> None:
    few, many = (lag(evaluated(learning_rate=rate, evaluation_effort=10.0)) for rate in (0.0, 1.0))
    assert many < few


def test_with_more_evaluation_effort_communities_are_misjudged_less(evaluated: Make) -> None:
    careless, careful = (misjudged(evaluated(evaluation_effort=effort)) for effort in (0.0, 3.0))
    assert careful < 0.75 * careless


def test_without_evaluation_nothing_is_believed_and_nobody_falls_short(evaluated: Make) -> None:
    state = evaluated(regime=0.0)
    assert not state.communities.evaluations.any()
    assert not state.communities.shortfall.any()
    assert not state.offices.insight.any()


@pytest.mark.verify
def test_formalism_makes_nobody_happier(varied: Make) -> None:
    """W3: fixed indicators that count fully against not at all: less trust, no more satisfaction, no better worst tenth."""
    from sim.runs import simulate

    found: dict[str, list[float]] = {}
    for seed in range(10):
        worlds = (varied({"evaluation.feedback_weight": weight}) for weight in (0.0, 1.0))
        none, full = (
            simulate(world, seed, months=120, size="neighbourhood", engine="compiled", city="ningbo").city
            for world in worlds
        )
        for outcome in ("satisfaction_mean", "satisfaction_worst_decile", "trust_mean"):
            found.setdefault(outcome, []).append(float((full[outcome] - none[outcome]).mean()))
    means = {outcome: np.mean(gains) for outcome, gains in found.items()}
    errors = {outcome: np.std(gains, ddof=1) / len(gains) ** 0.5 for outcome, gains in found.items()}
    assert means["trust_mean"] < -2.26 * errors["trust_mean"]
    for outcome in ("satisfaction_mean", "satisfaction_worst_decile"):
        assert means[outcome] <= 2.26 * errors[outcome]
