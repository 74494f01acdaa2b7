"""Commands that make many runs leave the same bytes by the workers of a Dask cluster as by this process."""

import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.cli.app import app, fetched

distributed = pytest.importorskip("distributed", reason="Dask is an optional extra")
SHORT = ("--size", "hamlet", "--months", "24")
SEARCH = ("--worlds", "6", "--fresh", "6", "--starts", "1", "--generations", "1")
COMMANDS: dict[str, tuple[str, ...]] = {
    "compare": ("baseline", "menu_services", "--seeds", "3", "--worlds", "2", "--world-seeds", "6", *SHORT),
    "claims": ("H06", "--worlds", "4", "--seeds", "2", "--prior", "4", *SHORT),
    "search": ("funding.budget_per_resident", "--budget", "5000", *SEARCH, *SHORT),
    "robust": (
        "baseline",
        "menu_services",
        "--at-least",
        "satisfaction_mean=0.5",
        "--worlds",
        "4",
        "--seeds",
        "2",
        *SHORT,
    ),
    "sweep": ("design.toml",),
}
MANY_RUNS = {*COMMANDS, "run", "retry", "extend", "calibrate", "levers"}
OF_THE_DAY = {"journal.jsonl", "manifest.json", ".lock"}
"""Files that hold times of the clock, or hashes of such files."""
DESIGN = """
scenarios = ["baseline"]
months = 24
seeds = 2
size = "hamlet"
name = { en = "Menu", zh = "菜单" }
question = { en = "What does a menu change?", zh = "菜单改变什么？" }
design = { method = "lhs", n = 4 }
factors = { "provision.menu_share" = { range = [0, 1] } }
outcomes = { participation_rate = "last_year_mean" }
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sockets and processes of the library's own
        with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as two:
            yield two.scheduler_address


def contents(folder: Path) -> dict[str, bytes]:
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and file.name not in OF_THE_DAY]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@pytest.mark.parametrize(
    "command",
    [pytest.param(name, marks=[pytest.mark.verify] if name in ("search", "robust") else []) for name in COMMANDS],
)
def test_a_cluster_leaves_the_same_bytes(
    command: str, address: str, shequ: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("design.toml").write_text(DESIGN, "utf-8")
    arguments = (command, *COMMANDS[command], "--json", "--out")
    assert shequ(*arguments, "here", "--workers", "1").status == 0
    monkeypatch.setattr("sim.runs.executors.here", None)
    monkeypatch.setattr("sim.runs.executors.processes", None)
    answer = shequ(*arguments, "there", "--cluster", address)
    assert answer.status == 0, answer.err
    assert json.loads(answer.out)
    shown = "tables" if command == "sweep" else ""  # a sweep's other files hold as many runs as take some seconds
    here, there = contents(Path("here", shown)), contents(Path("there", shown))
    assert [name for name in here | there if here.get(name) != there.get(name)] == []
    assert here


@pytest.mark.parametrize("command", app.commands)
def test_every_command_that_makes_many_runs_takes_a_cluster(command: str) -> None:
    options = {name for parameter in fetched(command).params for name in parameter.opts}
    assert ("--cluster" in options) == (command in MANY_RUNS)


def test_former_options_name_a_cluster(shequ: Callable[..., Any]) -> None:
    answer = shequ("run", "baseline", *SHORT, "--executor", "dask", "--address", "nowhere")
    assert answer.status == 2
    assert "--address is now called --cluster" in answer.err
    assert "no Dask scheduler answers at nowhere" in answer.err
