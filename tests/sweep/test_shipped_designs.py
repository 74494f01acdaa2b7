"""The designs that are shipped can be read, drawn, and have a place on their page."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from docs.generate.experiments import DESIGNS, FOLDER, part
from sim.language import Language
from sim.report.sweep_figures import write_responses
from sim.runs.executors import here
from sim.studies.sweep import Results, load_design, open_sweep, run_sweep, start

Write = Callable[..., Path]


@pytest.mark.parametrize("name", DESIGNS)
def test_every_shipped_design_is_valid_and_on_its_page_with_its_figures(name: str) -> None:
    design = load_design(FOLDER / f"{name}.toml")
    assert design.runs <= 100
    page = (FOLDER / "README.md").read_text("utf-8")
    assert f"<!-- generated: {name} -->\n{design.runs} runs" in page
    assert all((FOLDER / "figures" / f"{name}_{lang}.png").exists() for lang in ("en", "zh"))


def test_what_is_installed_of_the_experiments_is_every_design_and_no_code() -> None:
    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text("utf-8"))
    installed = {Path(one) for one in project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]}
    tables = {Path("experiments") / one.name for one in FOLDER.glob("*.toml")}
    claims = Path("experiments") / "claims"
    assert installed == {Path("scenarios"), Path("experiments") / "README.md", claims} | tables
    assert not [*(FOLDER.parent / claims).rglob("*.py")]


@pytest.fixture
def opened(design_file: Write, tmp_path: Path) -> Results:
    run_sweep(start(load_design(design_file()), tmp_path / "out", resume=False), here())
    return open_sweep(tmp_path / "out")


@pytest.mark.usefixtures("engine")
def test_a_grid_is_told_from_end_to_end_of_its_longer_factor_paired_by_seed(opened: Results) -> None:
    # menu + 10 * load + luck: from 0 to 1 the rate rises by exactly 100 points at either load.
    rows = [line for line in part(opened).splitlines() if "participation_rate" in line]
    assert len(rows) == 2
    assert all("+100 | 100 to 100 |" in row for row in rows)
    assert "`problem_load` = 0.8" in rows[0]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_grid_of_two_factors_is_drawn(opened: Results, lang: Language) -> None:
    figure = write_responses(opened, lang)
    assert figure is not None
    assert figure.stat().st_size > 10_000


@pytest.mark.usefixtures("engine")
def test_what_is_no_grid_is_not_drawn(design_file: Write, tmp_path: Path) -> None:
    body = (
        '[design]\nmethod = "lhs"\nn = 3\n[factors]\n"provision.menu_share" = { range = [0, 1] }\n'
        '[outcomes]\ntrust_mean = "mean"\n'
    )
    run_sweep(start(load_design(design_file(body)), tmp_path / "lhs", resume=False), here())
    assert write_responses(open_sweep(tmp_path / "lhs"), "en") is None
