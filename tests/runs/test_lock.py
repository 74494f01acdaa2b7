"""One writer a folder: whoever comes second is told so, and nothing is changed by him."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.errors import InputError, SimWarning
from sim.runs.folder import alone_in

Make = Callable[..., Any]
HOLDS = """
import sys
from pathlib import Path
from sim.runs.folder import alone_in
with alone_in(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held(tmp_path: Path) -> Any:
    """A folder that another process holds until the test ends."""
    arguments = [sys.executable, "-c", HOLDS, str(tmp_path)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield tmp_path
        other.communicate()


def test_a_second_process_is_told_and_writes_nothing(held: Path, many: Make, files: Make) -> None:
    with pytest.raises(InputError, match="another process works in this folder"):
        many(held)
    assert set(files(held)) == {".lock"}


def test_who_holds_a_folder_may_hold_it_again_and_holds_it_still(tmp_path: Path) -> None:
    told: list[str] = []

    def other() -> None:
        try:
            with alone_in(tmp_path):
                told.append("held")
        except InputError as error:
            told.append(str(error))

    with alone_in(tmp_path):
        with alone_in(tmp_path / "."):
            pass
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert "another process works" in told[0]


def test_who_holds_a_folder_removes_what_a_killed_process_did_not_finish(tmp_path: Path) -> None:
    for place in (".x.part", "runs/.x.part", "tables/.x.part", "figures/.x.part"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_bytes(b"PAR1 half")
    (tmp_path / "runs/own.part").write_bytes(b"a user's")
    with alone_in(tmp_path):
        assert [path.name for path in tmp_path.rglob("*.part")] == ["own.part"]


def test_a_file_system_without_locks_is_told_of_and_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: Any) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("sim.runs.folder.fcntl.flock", none)
    (tmp_path / ".x.part").write_bytes(b"another's, perhaps")
    with pytest.warns(SimWarning, match="knows no locks"), alone_in(tmp_path):
        assert (tmp_path / ".x.part").exists()
