"""Two processes that would write into one folder at the same time: the second is told so and changes nothing.

``python -m tests.faults.writers`` tries every command that writes and prints the table.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.flips import DESIGN

HOLDS = """
import sys
from pathlib import Path
from sim.runs.folder import alone_in
with alone_in(Path(sys.argv[1])):
    print(flush=True)
    sys.stdin.read()
"""
SMALL = ("--size", "hamlet", "--months", "2")


def commands(folder: Path) -> dict[str, tuple[str, ...]]:
    """Every command that writes into a folder of results, by name."""
    design, out = folder / "design.toml", ("--out", str(folder / "out"))
    design.write_text(DESIGN, "utf-8")
    return {
        "run": ("run", "baseline", *SMALL, *out),
        "compare": ("compare", "baseline", "menu_services", *SMALL, "--seeds", "2", "--person-seeds", "0", *out),
        "sweep": ("sweep", str(design), "--resume", *out),
        "extend": ("extend", str(folder / "out"), "--seeds", "6"),
        "retry": ("retry", str(folder / "out")),
    }


def intruders(folder: Path) -> dict[str, str]:
    """Give each command a folder that another process holds; what was wrong, by the command's name."""
    made = commands(folder)
    asked = {name: _start(*given) for name, given in made.items() if name == "sweep"}
    assert asked["sweep"].wait() == 0
    before, wrong = _files(folder / "out"), {}
    holder = [sys.executable, "-c", HOLDS, str(folder / "out")]
    with subprocess.Popen(holder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        for name, given in made.items():
            second = _start(*given)
            _, said = second.communicate()
            if second.returncode != 2 or b"another process works in this folder" not in said:
                wrong[name] = f"status {second.returncode}: {said.decode()[-200:]}"
            elif _files(folder / "out") != before:
                wrong[name] = "it changed the folder"
        other.communicate()
    return wrong


def _start(*arguments: str) -> "subprocess.Popen[bytes]":
    setting = os.environ | {"LC_ALL": "C.UTF-8"}
    words = [sys.executable, "-m", "sim.cli", *arguments]
    return subprocess.Popen(words, env=setting, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    with TemporaryDirectory(prefix="shequ-") as place:
        found = intruders(Path(place))
        print(f"second writers: {len(commands(Path(place)))}, not refused: {len(found)}", found)  # noqa: T201
    sys.exit(bool(found))
