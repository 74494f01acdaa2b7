"""Streets that a policy does not touch, and that no flow reaches, differ by exactly zero.

Communities of a street share organizations, places, decisions and departments' money. In the example city rural communities
have a street of their own.

Residents compare provision here with the city's; with ``world.satisfaction.fairness_weight`` at 0 that does not count.

Flows between communities: departments divide direct provision, districts claim money and streets judge organizations by
what they have seen everywhere. With ``world.offices.catch_up`` at 0 offices go by what they began with, and there is none.
Who waits to be hired looks for work everywhere but for ``world.support.staff_mobility`` at 0, and committees are judged
against each other, and look at each other, but for ``world.cases.shortfall_on_paper`` and ``world.leaning.committees_decide``
at 0. Departments buy for all their communities alike but for ``world.purchasing.departments_decide`` at 0.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from sim.runs.single import simulate
from sim.spreadsheet.city_file import city_text
from sim.spreadsheet.communities import read_communities

Make = Callable[..., Any]
APART = {"world.offices.catch_up": 0.0, "world.support.staff_mobility": 0.0, "world.cases.shortfall_on_paper": 0.0}
APART |= {"world.leaning.committees_decide": 0, "world.purchasing.departments_decide": 0}
ALONE = APART | {"world.satisfaction.fairness_weight": 0.0}
RURAL = range(8, 12)
EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "example-communities.csv"


@pytest.fixture(scope="module")
def runs(varied: Make, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Run the example city under a baseline, and under a policy for its rural communities."""
    file = tmp_path_factory.mktemp("cities") / "example.toml"
    file.write_text(city_text(read_communities(EXAMPLE), "example", table=str(EXAMPLE), lang="en"), encoding="utf-8")

    def make(values: dict[str, float], world: dict[str, float]) -> list[Any]:
        baseline = varied(world)
        scenarios = (baseline, varied(values, baseline, kind="rural"))
        return [
            simulate(scenario, 5, months=26, size="city", engine="compiled", city=str(file)) for scenario in scenarios
        ]

    return make


def differ(baseline: Any, policy: Any) -> npt.NDArray[np.bool_]:
    """Where any outcome differs, by month and community."""
    pairs = [(ours, policy.communities[name]) for name, ours in baseline.communities.items()]
    same = [(ours == theirs) | (np.isnan(ours) & np.isnan(theirs)) for ours, theirs in pairs]
    return ~np.asarray(np.all(same, axis=0))


@pytest.mark.parametrize(
    "values",
    [
        {"provision.menu_share": 0.8, "provision.survey_effort": 1.0},
        {"methods.culture": 2.0},
        {"methods.asking": 1.0, "organizations.openings": 2.0, "organizations.culture_groups": 1.0},
        {"assessment.assessment_share": 0.1},
        {"funding.grant_share": 0.1, "funding.direct_share": 0.2},
        {"funding.budget_per_resident": 450.0},
        {"funding.budget_per_resident": 301.37},
        dict.fromkeys(("entitlement.children_entitled", "entitlement.housing_entitled"), 1.0),
        {"earmark.for_elderly_care": 0.3, "earmark.young_first": 1.0},
    ],
    ids=",".join,
)
def test_a_policy_for_a_rural_street_leaves_the_others_exactly_alone(runs: Make, values: dict[str, float]) -> None:
    _, communities = np.nonzero(differ(*runs(values, ALONE)))
    assert set(communities.tolist()) == set(RURAL)


def test_who_pools_no_money_with_others_gets_it_back_to_the_fen(runs: Make) -> None:
    alone = {"funding.load_weight": 0.7, "funding.outcome_weight": 0.7, "funding.equity_floor": 0.9}
    _, communities = np.nonzero(differ(*runs(alone, ALONE)))
    assert set(communities.tolist()) <= set(RURAL)


def test_where_only_comparison_links_them_others_differ_in_satisfaction_alone(runs: Make) -> None:
    baseline, policy = runs({"provision.menu_share": 0.8}, APART)
    found = {
        name
        for name, ours in baseline.communities.items()
        if not np.array_equal(
            np.delete(ours, [*RURAL], 1), np.delete(policy.communities[name], [*RURAL], 1), equal_nan=True
        )
    }
    assert found == {"satisfaction_mean", "satisfaction_gini", "satisfaction_worst_decile", "quality_of_life_index"}


def test_where_offices_learn_others_feel_a_rural_policy_but_not_in_its_first_month(runs: Make) -> None:
    found = differ(*runs({"provision.menu_share": 0.8}, {}))
    others = np.asarray(np.delete(found, [*RURAL], axis=1).any(axis=1))
    assert not others[0]
    assert others[12:].any()
