"""The notebooks of claims, robustness, boxes and searches."""

from typing import Any

import pytest

from sim.scenario import load
from sim.studies.discovery.sentences import GRAIN
from tests.tutorials.notebook import carried_out


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Names that the cells about many worlds leave."""
    return carried_out("many-worlds", tmp_path_factory.mktemp("notebook"))


def test_a_few_worlds_are_said_to_be_too_few(ran: dict[str, Any]) -> None:
    assert ran["found"].claims.verdict.tolist() == ["few", "few"]
    assert ran["found"].effects.world.nunique() == 6


def test_policies_are_weighed_and_some_policy_has_no_regret_in_each_world(ran: dict[str, Any]) -> None:
    regret = ran["weighed"].regret
    assert (regret.groupby("world").regret.min() == 0).all()
    assert len(ran["weighed"].policies) == 3


def test_a_box_is_looked_for_in_thirty_worlds(ran: dict[str, Any]) -> None:
    assert len(ran["box"].found.cases.interest) == 30
    assert ran["box"].sentences("zh")


def test_a_box_is_looked_for_among_communities_of_three_sizes(tmp_path_factory: pytest.TempPathFactory) -> None:
    names = carried_out("where-it-fails", tmp_path_factory.mktemp("grain"))
    cases = names["waiting"].found.cases
    assert cases.names[-1] == GRAIN
    assert [int((cases.factors[:, -1] == size).sum()) for size in (300, 1_000, 3_000)] == [names["points"]] * 3


def test_a_mix_is_searched_and_is_a_scenario_that_loads(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("mix")
    first = carried_out("best-mix", folder)["found"].found.recommended[0]
    assert load(str(folder / "results" / "search" / "mixes" / "mix-a.toml")).canonical() == first.scenario.canonical()
