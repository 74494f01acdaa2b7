"""The notebook of many worlds: every cell runs, in order, as it stands."""

import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "many-worlds.ipynb"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Names that the cells leave."""
    names: dict[str, Any] = {}
    cells = [cell for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("notebook"))
        for cell in cells:
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
        assert names["found"].page.exists()
        assert names["box"].page.exists()
    return names


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
