"""Designs of a few hamlets, and an engine that is arithmetic."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sweep.sweep_engine import arithmetic

HEAD = """\
scenarios = ["baseline"]
size = "hamlet"
months = 3
seeds = 2
[name]
en = "Menu"
zh = "菜单"
[question]
en = "What does a menu change?"
zh = "菜单改变什么？"
"""
GRID = """\
[design]
method = "grid"
[factors]
"provision.menu_share" = { values = [0, 0.5, 1] }
"world.needs.problem_load" = { range = [0.8, 1.2], levels = 2 }
[outcomes]
participation_rate = "last_year_mean"
cost_per_resolved_case_yuan = "mean"
"""
Write = Callable[..., Path]


@pytest.fixture
def design_file(tmp_path: Path) -> Write:
    """Write a design: the usual head, then what is given."""

    def write(body: str = GRID, head: str = HEAD, name: str = "design.toml") -> Path:
        file = tmp_path / name
        file.write_text(head + body, "utf-8")
        return file

    return write


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the engine of this process by `arithmetic`."""
    monkeypatch.setattr("sim.runs.task.simulate", arithmetic)
    monkeypatch.setattr("sim.studies.sweep.running.needs_compiling", lambda: False)
