import csv
import re
from pathlib import Path

import pytest

from docs.generate import pages
from docs.generate.markdown import filled
from sim.engine.steps import Step
from sim.model.month import MONTH
from sim.outcomes import OUTCOMES
from sim.parameters import LEVERS, WORLD
from sim.scenario.library import catalog

ROOT = pages.FOLDER.parent
KEYS = re.compile(r"\b([SM]\d+)(?:-([SM]?\d+))?")


def read(page: str) -> str:
    return (pages.FOLDER / page).read_text(encoding="utf-8")


def column(table: str, name: str) -> list[str]:
    with (pages.FOLDER / "data" / table).open(encoding="utf-8", newline="") as file:
        return [row[name] for row in csv.DictReader(file)]


@pytest.mark.parametrize("page", pages.PAGES)
def test_generated_files_are_what_the_code_says(page: str) -> None:
    assert read(page) == pages.PAGES[page](), f"docs/{page} is stale; run: make docs"


def test_a_marker_that_is_not_closed_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- generated: steps -->\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.md"):
        filled(page, str)


@pytest.mark.parametrize("step", MONTH, ids=lambda step: step.name)
def test_the_model_page_describes_every_step(step: Step) -> None:
    assert f"**`{step.name}`" in read("model.md")


def test_every_parameter_is_read_by_some_step_of_the_month_or_of_the_citys_making() -> None:
    unread = [
        path
        for path, steps in zip(column("parameters.csv", "path"), column("parameters.csv", "read_by"), strict=True)
        if not steps
    ]
    assert unread == ["intensity.multiplier", "intensity.budget_follows"]  # they act when a scenario is resolved


def test_every_outcome_has_a_formula() -> None:
    formulas = read("outcomes.md").partition("## Formulas")[2]
    counted = dict(zip(column("outcomes.csv", "outcome"), column("outcomes.csv", "formula"), strict=True))
    assert [one.name for one in OUTCOMES if not counted[one.name] and f"| `{one.name}` |" not in formulas] == []


def test_every_source_key_in_use_is_explained() -> None:
    texts = [one.source for one in (*LEVERS, *WORLD)]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "scenarios").rglob("*.toml")]
    used = {key for text in texts for key in _keys(text)}
    assert [key for key in sorted(used) if f"| {key} |" not in read("sources.md")] == []


def test_the_page_of_scenarios_names_every_shipped_one() -> None:
    page = read("../scenarios/README.md")
    shipped = [name for name, files in catalog().items() if (ROOT / "scenarios") in files[0].parents]
    assert [name for name in shipped if f"`{name}`" not in page] == []


def _keys(text: str) -> set[str]:
    found: set[str] = set()
    for first, last in KEYS.findall(text):
        letter, low = first[0], int(first[1:])
        found |= {f"{letter}{number}" for number in range(low, int(last.lstrip("SM") or low) + 1 if last else low + 1)}
    return found
