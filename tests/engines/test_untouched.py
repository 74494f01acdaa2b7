"""Communities that a policy does not touch, and that no flow reaches, differ by exactly zero.

Flows between communities: departments divide direct provision, districts claim money and streets judge organizations by
what they have seen everywhere. With ``world.offices.catch_up`` at 0 offices go by what they began with, and there is none.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.runs.one import simulate

Make = Callable[..., Any]
APART = {"world.offices.catch_up": 0.0}
RURAL = 2


def runs(varied: Make, values: dict[str, float], world: dict[str, float]) -> list[Any]:
    from dataclasses import replace

    baseline = varied(world)
    touched = varied(values, kind="rural").base[:, :]
    policy = replace(baseline, base=np.where(touched != varied({}).base, touched, baseline.base))
    return [simulate(scenario, 5, 26, "neighbourhood", "compiled", "ningbo") for scenario in (baseline, policy)]


@pytest.mark.parametrize(
    "values",
    [
        {"provision.menu_share": 0.8, "provision.survey_effort": 1.0},
        {"methods.culture": 2.0},
        {"assessment.assessment_share": 0.1},
        {"funding.grant_share": 0.1, "funding.direct_share": 0.2},
        {"funding.budget_per_resident": 450.0},
        {"funding.budget_per_resident": 301.37},
    ],
    ids=lambda values: ",".join(values),
)
def test_a_policy_for_rural_communities_leaves_the_others_exactly_alone(varied: Make, values: dict[str, float]) -> None:
    baseline, policy = runs(varied, values, APART)
    others = [place for place in range(4) if place != RURAL]
    for name, ours in baseline.communities.items():
        assert np.array_equal(ours[:, others], policy.communities[name][:, others], equal_nan=True), name
    assert any(not np.array_equal(ours[:, RURAL], policy.communities[name][:, RURAL]) for name, ours in baseline.communities.items())


def test_where_offices_learn_others_feel_a_rural_policy_but_not_in_its_first_month(varied: Make) -> None:
    baseline, policy = runs(varied, {"provision.menu_share": 0.8}, {})
    differs = [
        ~np.isclose(ours, policy.communities[name], rtol=0, atol=0, equal_nan=True)
        for name, ours in baseline.communities.items()
    ]
    months = np.any(differs, axis=0)[:, [place for place in range(4) if place != RURAL]].any(axis=1)
    assert not months[0]
    assert months[12:].any()
