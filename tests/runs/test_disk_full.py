"""A disk that is full ends a run with a sentence and status 1; what was finished stays."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.errors import RunError

Make = Callable[..., Any]
SMALL_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
"""No file of this process may grow beyond 20 kB: the writes beyond fail as on a full disk."""


def test_a_full_disk_is_named_and_finished_runs_stay(
    tmp_path: Path, many: Make, files: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(tmp_path, seeds=1)
    before = files(tmp_path)
    usual, calls = os.replace, []

    def full(*given: Any) -> Any:
        calls.append(given)
        if len(calls) > 2:  # the manifest and the communities of the second run still fit
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return usual(*given)

    with monkeypatch.context() as patch:
        patch.setattr("sim.runs.files.os.replace", full)
        with pytest.raises(RunError, match=r"(?s)No space left.*--out") as stopped:
            many(tmp_path, seeds=3)
    assert stopped.value.exit_status == 1
    assert str(tmp_path) in str(stopped.value)
    after = files(tmp_path)
    assert {name: data for name, data in before.items() if name.startswith("runs/")}.items() <= after.items()
    assert not [name for name in after if name.endswith(".part")]
    assert len([name for name in after if name.endswith(".city.parquet")]) == 1
    assert [run.seed for run in many(tmp_path, seeds=3)["baseline"]] == [0, 1, 2]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, many: Make) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RunError, match=r"file.*cannot be written"):
        many(tmp_path / "file")


def test_the_command_ends_with_status_one_and_keeps_what_was_finished(
    tmp_path: Path, command: Make, files: Make
) -> None:
    small = ("--size", "neighbourhood", "--seeds", "2", "--workers", "1", "--out", str(tmp_path / "out"))
    done = command("run", "baseline", "--months", "2", *small)
    assert "Traceback" not in done.communicate(timeout=120)[1]
    assert done.returncode == 0
    kept = {name: data for name, data in files(tmp_path).items() if name.endswith(".parquet")}
    cut = command("run", "baseline", "--months", "300", *small, prelude=SMALL_FILES)
    out, err = cut.communicate(timeout=60)
    assert (cut.returncode, out) == (1, "")
    assert "cannot be written" in err
    assert "Traceback" not in err
    assert kept.items() <= files(tmp_path).items()
    assert not [name for name in files(tmp_path) if name.endswith(".part")]
