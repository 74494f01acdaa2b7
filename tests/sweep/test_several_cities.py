"""Sweeps of several cities, looked at together: how many residents a community has is a factor beside those of the designs."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim import discover, new_city
from sim.errors import InputError
from sim.runs import Run
from sim.runs.executors import here
from sim.studies.discovery.sentences import GRAIN
from sim.studies.sweep import load_design, run_sweep, start
from tests.sweep.conftest import HEAD
from tests.sweep.sweep_engine import arithmetic

Write = Callable[..., Path]
TABLE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "example-communities.csv"
BODY = """\
[design]
method = "lhs"
n = 40
seed = {}
[factors]
"by_type.rural.provision.menu_share" = {{ range = [0, 1] }}
"world.needs.problem_load" = {{ range = [1, 1.2] }}
[outcomes]
participation_rate = "mean"
"""


def fine_or_coarse(scenario: Any, seed: int, *, city: str, **how: Any) -> Run:
    """Arithmetic to which the fine city adds 1."""
    run = arithmetic(scenario, seed, **how)
    more = 1.0 if city.endswith("fine.toml") else 0.0
    return Run(**(vars(run) | {"city": {name: values + more for name, values in run.city.items()}}))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Sweeps of the table's twelve communities, and of the same cut to a tenth."""
    place = tmp_path_factory.mktemp("cities")
    fine = re.sub(r"(?m)^([^,]+,[a-z]+,\d+)0,", r"\1,", TABLE.read_text(encoding="utf-8"))
    (place / "fine.csv").write_text(fine, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sim.runs.task.simulate", fine_or_coarse)
        patch.setattr("sim.studies.sweep.running.needs_compiling", lambda: False)
        for seed, table in enumerate((TABLE, place / "fine.csv")):
            new_city(table, out=place / f"{table.stem}.toml", name=table.stem)
            head = f'city = "{table.stem}.toml"\n' + HEAD.replace('"hamlet"', '"city"')
            design = place / f"design-{seed}.toml"
            design.write_text(head + BODY.format(seed), encoding="utf-8")
            run_sweep(start(load_design(design), place / table.stem, resume=True), here())
    return [place / TABLE.stem, place / "fine"]


def test_a_box_names_the_size_of_communities_where_that_decides(folders: list[Path]) -> None:
    coarse, fine = folders
    found = discover(coarse, "participation_rate > 12.1", beside=[fine, fine])
    assert len(found.found.cases.interest) == 80
    assert GRAIN in found.box.factor.tolist()
    assert 243 < found.box.set_index("factor").high[GRAIN] < 2_430  # what communities have on average
    assert "“residents per community” is at most" in found.sentences()[0]
    assert "“每个社区的居民数”不高于" in found.sentences("zh")[0]


def test_a_factor_of_a_type_is_named_by_its_meaning(folders: list[Path]) -> None:
    found = discover(folders[0], "participation_rate < 11.2")
    assert "residents choose from (rural communities)”" in found.sentences()[0]


def test_alone_a_sweep_has_no_such_factor(folders: list[Path]) -> None:
    assert discover(folders[1], "participation_rate > 12.9").found.cases.names[-1] == "world.needs.problem_load"


@pytest.mark.usefixtures("engine")
def test_only_sweeps_of_the_same_factors_are_pooled(folders: list[Path], design_file: Write, tmp_path: Path) -> None:
    other = design_file(BODY.format(0).replace("by_type.rural.", ""), name="other.toml")
    run_sweep(start(load_design(other), tmp_path / "other", resume=True), here())
    with pytest.raises(InputError, match="other factors"):
        discover(folders[0], "participation_rate > 12", beside=[tmp_path / "other"])
    with pytest.raises(InputError, match="holds no sweep"):
        discover(folders[0], "participation_rate > 12", beside=[tmp_path])
