"""Standard streams that are closed or full, and what the system refuses, end in a sentence or nothing, not in a traceback."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sim

Shequ = Callable[..., Any]
SCRIPT = "import sys; from sim.cli import main; sys.argv = ['shequ', *{words!r}]; main()"


def shell(folder: Path, redirected: str, *words: str) -> "subprocess.CompletedProcess[str]":
    script = SCRIPT.format(words=list(words))
    told = ["sh", "-c", f'exec "$0" -c "$1" {redirected}', sys.executable, script]
    setting = os.environ | {"LC_ALL": "C.UTF-8"}
    return subprocess.run(told, cwd=folder, env=setting, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_error(tmp_path: Path, closed: str) -> None:
    done = shell(tmp_path, closed, "run", "baseline", "--size", "hamlet", "--months", "1", "--out", "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Results: out" in done.stdout or closed.startswith((">", "<"))
    assert {path.read_bytes()[:4] for path in (tmp_path / "out/runs").iterdir()} == {b"PAR1"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(("full", "said"), [(">/dev/full", "A disk is full."), (">/dev/full 2>/dev/full", "")])
def test_a_full_disk_behind_a_stream_is_told_where_it_can_be(tmp_path: Path, full: str, said: str) -> None:
    done = shell(tmp_path, full, "list")
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == (1 if said else 0)


REFUSED = {
    "full": (OSError(errno.ENOSPC, "No space left on device"), "A disk is full."),
    "named": (OSError(errno.ENOSPC, "No space left on device", "/tmp/a"), "The disk is full: /tmp/a."),
    "locks": (OSError(errno.ENOLCK, "No locks available"), "The system refused: No locks available."),
    "memory": (MemoryError(), "There is not enough memory for this."),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_the_system_refuses_is_a_sentence_without_a_question_mark(
    shequ: Shequ, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    error, said = REFUSED[kind]

    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("sim.scenario.load", fails)
    answer = shequ("run", "baseline", "--out", "out")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith(said)
    assert "?" not in answer.err


def test_a_module_of_the_current_folder_is_not_imported_without_the_installed_command_either(tmp_path: Path) -> None:
    for name in ("json", "typer", "numpy", "multiprocessing"):
        (tmp_path / f"{name}.py").write_text("open('RAN', 'w')\n")
    setting = os.environ | {"PYTHONPATH": str(Path(sim.__file__).parents[1])}
    words = [sys.executable, "-m", "sim.cli", "list"]
    done = subprocess.run(words, cwd=tmp_path, env=setting, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "RAN").exists()
