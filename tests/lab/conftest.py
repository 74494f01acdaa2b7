"""The lab's modules in Node, and what a page holds."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from sim.browser.module import module
from sim.lab.data import data
from sim.runs import Run, simulate
from tests.browser.conftest import found

FOLDER = Path(__file__).resolve().parents[2] / "sim" / "lab"
Ask = Callable[[list[dict[str, Any]]], list[Any]]


def hamlets(names: Iterable[str], seeds: int, *, months: int) -> dict[str, list[Run]]:
    """Runs of scenarios in a hamlet, by name."""
    return {
        name: [
            simulate(name, seed, months=months, size="hamlet", engine="compiled", city="ningbo")
            for seed in range(seeds)
        ]
        for name in names
    }


@pytest.fixture(scope="session")
def held() -> dict[str, Any]:
    """What a page holds, with two other worlds."""
    return data([], city="ningbo", worlds=2)


@pytest.fixture(scope="session")
def ask(held: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks the lab's modules questions, in one process of Node; the modules lie in a folder of modules."""
    node, folder = found("node", "nodejs"), tmp_path_factory.mktemp("lab")
    for name in ("lab", "browser"):
        (folder / name).mkdir()
        for file in (FOLDER.parent / name).glob("*.js"):
            shutil.copy(file, folder / name)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "model.wasm").write_bytes(module())
    (folder / "data.json").write_text(json.dumps(held), encoding="utf-8")
    command = [node, str(Path(__file__).with_name("run.mjs"))]
    command += [str(folder / "lab"), str(folder / "model.wasm"), str(folder / "data.json")]

    def answers(questions: list[dict[str, Any]]) -> list[Any]:
        lines = "\n".join(map(json.dumps, questions))
        done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return answers
