"""Small runs kept in folders of one's own, and the command line as a process."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.runs import Run, run_many
from sim.scenario import load

Kept = dict[str, bytes]


@pytest.fixture(scope="session")
def many() -> Callable[..., dict[str, list[Run]]]:
    """Run hamlets for half a year."""

    def run(out: Path, scenarios: tuple[str, ...] = ("baseline",), seeds: int = 3, **more: Any) -> dict[str, list[Run]]:
        size = more.pop("size", "hamlet")
        return run_many(
            [load(name) for name in scenarios],
            list(range(seeds)),
            6,
            size,
            engine="compiled",
            city="ningbo",
            out=out,
            **more,
        )

    return run


@pytest.fixture(scope="session")
def files() -> Callable[[Path], Kept]:
    """Everything that a folder of results holds, by name."""

    def read(folder: Path) -> Kept:
        return {
            str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
        }

    return read


@pytest.fixture(scope="session")
def command() -> Callable[..., "subprocess.Popen[str]"]:
    """Start ``shequ`` as a process of its own."""

    def start(*arguments: str, prelude: str = "") -> "subprocess.Popen[str]":
        script = f"import sys\n{prelude}\nfrom sim.cli import main\nsys.argv = ['shequ', *{list(arguments)!r}]\nmain()"
        setting = os.environ | {"LC_ALL": "C.UTF-8"}
        words, pipe = [sys.executable, "-c", script], subprocess.PIPE
        return subprocess.Popen(words, env=setting, text=True, stdout=pipe, stderr=pipe)

    return start
