"""The command answers at once: what is slow to import waits until it is needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = {
    "numba",
    "llvmlite",
    "mesa",
    "pandas",
    "pyarrow",
    "numpy",
    "scipy",
    "matplotlib",
    "pydantic",
    "rich",
    "openpyxl",
}
SCRIPT = """
import json, sys
from sim.cli import main
sys.argv = ["shequ", *{arguments!r}]
try:
    main()
except SystemExit as left:
    print("\\n" + json.dumps([left.code or 0, sorted({{name.partition(".")[0] for name in sys.modules}})]))
"""


def imported(folder: Path, *arguments: str) -> set[str]:
    """The packages that a command has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(arguments=list(arguments))],
        cwd=folder,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    status, names = json.loads(done.stdout.splitlines()[-1])
    assert status == 0
    return set(names)


def test_help_imports_nothing_that_is_slow(tmp_path: Path) -> None:
    assert imported(tmp_path, "--help") & SLOW == set()


@pytest.mark.parametrize("command", ["run", "compare", "list"])
def test_help_on_a_command_imports_no_more_than_it_shows(tmp_path: Path, command: str) -> None:
    assert imported(tmp_path, command, "--help") & SLOW == {"pydantic", "rich"}


def test_a_run_imports_neither_mesa_nor_what_draws_reports(tmp_path: Path) -> None:
    found = imported(tmp_path, "run", "baseline", "--size", "hamlet", "--months", "2")
    assert found & {"numba", "mesa", "pandas", "matplotlib", "openpyxl", "jinja2"} == set()
