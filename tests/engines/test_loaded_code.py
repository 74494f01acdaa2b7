"""The fingerprint is of the code that a process has loaded, and machine code is named by what it was made with."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sim

PACKAGE = Path(sim.__file__).parent
PRINT = "from sim.engine.fingerprint import fingerprint; print(fingerprint())"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(PACKAGE, folder / "sim", ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))
    return folder


def python(folder: Path, script: str, **setting: str) -> str:
    told = os.environ | {"PYTHONPATH": str(folder)} | setting
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=told, capture_output=True, text=True, check=True
    )
    return done.stdout


def edit(file: str) -> str:
    """A statement that adds a comment to a file of the package."""
    return f"open({file!r}, 'a').write('# edited\\n')"


def test_a_file_that_is_edited_once_it_is_loaded_changes_the_next_process_not_this_one(copy: Path) -> None:
    lines = f"{PRINT}\n{edit('sim/rules/needs.py')}\nprint(fingerprint())"
    first, again = python(copy, f"import sim.runs\n{lines}").split()
    assert first == again != python(copy, PRINT).strip()


def test_a_process_that_may_have_either_version_of_a_file_refuses_to_say_what_it_is(copy: Path) -> None:
    lines = f"""
import sim
{edit("sim/rules/needs.py")}
import sim.rules.needs
from sim.engine.fingerprint import fingerprint
try:
    fingerprint()
except sim.errors.OtherCodeError as error:
    print(error)
"""
    said = python(copy, lines)
    assert "needs.py was edited while this process was starting; start it again" in said


def test_machine_code_is_not_kept_under_the_name_of_what_was_edited_meanwhile(copy: Path, tmp_path: Path) -> None:
    lines = f"""
from sim.engine.compiled import addresses
from sim.engine.fingerprint import fingerprint
fingerprint()
{edit("sim/engine/native.py")}
try:
    addresses([])
except __import__("sim").errors.OtherCodeError:
    print("refused")
"""
    assert python(copy, lines, SHEQU_CACHE=str(tmp_path)) == "refused\n"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_settings_of_numba_that_change_code_belong_to_its_name() -> None:
    lines = "from sim.engine.visit_texts import DRIVE; print(DRIVE)"
    settings: tuple[dict[str, str], ...] = (
        {},
        {"NUMBA_NUM_THREADS": "1"},
        {"NUMBA_OPT": "0"},
        {"NUMBA_BOUNDSCHECK": "1"},
    )
    plain, threads, slow, checked = (python(PACKAGE.parent, lines, **one) for one in settings)
    assert plain == threads
    assert len({plain, slow, checked}) == 3
