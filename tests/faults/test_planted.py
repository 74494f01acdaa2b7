"""Nothing foreign is executed, kept or lost; ``python -m tests.faults.planted 10000`` does more of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import planted

needs_compiler = pytest.mark.skipif(
    os.uname().machine != "x86_64" or not shutil.which("gcc"), reason="makes machine code of its own"
)
as_root = pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root can be another user")


def test_no_flip_of_a_bit_in_machine_code_is_accepted() -> None:
    assert planted.flipped(500, draws=1) == 0


@needs_compiler
@as_root
@pytest.mark.parametrize("kind", ["ours", "folder of another user", "file of another user", "folder of root"])
def test_machine_code_is_executed_where_it_is_ones_own_and_nowhere_else(tmp_path: Path, kind: str) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    assert planted.planted(tmp_path, kind) == (kind == "ours", "")


def test_a_damaged_file_is_compiled_anew_and_the_run_is_right(tmp_path: Path) -> None:
    assert planted.damaged_run(tmp_path, draws=5) == ""


def test_no_module_of_the_current_folder_is_imported_by_what_helps_a_run(tmp_path: Path) -> None:
    assert planted.shadowed(tmp_path) == []


def test_an_empty_entry_of_pythonpath_brings_in_nothing_of_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise SystemExit('planted')\n", encoding="utf-8")
    root = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-P", "-c", "from sim.cli import main; main()", "--version"]
    setting = os.environ | {"PYTHONPATH": root + os.pathsep}
    done = subprocess.run(command, cwd=tmp_path, env=setting, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout.split()[0]) == (0, "shequ"), done.stderr


def test_a_stopped_worker_is_replaced_and_all_bytes_are_the_same(tmp_path: Path) -> None:
    assert planted.stopped(tmp_path) == ""


def test_a_worker_that_starts_with_edited_code_is_refused_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    assert planted.edited(tmp_path) == (0, "")
