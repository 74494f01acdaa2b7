"""A file of Python lines may ask for many runs as it stands: workers do not run it again."""

import os
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sim.runs.executors import _safe_path, processes

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BEGINS = """
print("begins")
import sim
import sim.runs.batch
sim.runs.batch.WORTH_A_PROCESS = 0
"""
ASKS = """
from pathlib import Path
how = {"engine": "compiled", "city": "ningbo", "workers": 2}
runs = sim.run_many([sim.load("baseline")], [1, 2], 6, "hamlet", out=Path("runs"), **how)
print(len(runs["baseline"]), "runs")
print(len(sim.sweep("design.toml", out="swept", workers=2).table("runs")), "runs")
"""
DESIGN = """
question = {en = "How much?", zh = "多少？"}
name = {en = "A design", zh = "一个设计"}
scenarios = ["baseline"]
seeds = 2
months = 6
size = "hamlet"
design = {method = "grid"}
factors = {"provision.menu_share" = {values = [0.1, 0.5]}}
outcomes = {resolved_cases = "mean"}
"""


def said(folder: Path, lines: str, *, saved: bool) -> list[str]:
    """What lines of Python print, saved as a file or read from standard input."""
    (folder / "question.py").write_text(lines, encoding="utf-8")
    given, text = (["question.py"], None) if saved else ([], lines)
    done = subprocess.run(
        [sys.executable, *given],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_readmes_example_works_as_a_file(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```python\n(from sim import compare.*?)^```", README, re.MULTILINE | re.DOTALL)
    small = example.replace("seeds=10", 'seeds=2, size="hamlet", months=6, workers=2')
    assert small != example
    printed = said(tmp_path, BEGINS + small, saved=True)
    assert printed.count("begins") == 1
    assert len(printed) > 2


@pytest.mark.parametrize("saved", [True, False], ids=["saved", "from standard input"])
def test_lines_without_a_guard_may_ask_for_workers(tmp_path: Path, saved: bool) -> None:
    (tmp_path / "design.toml").write_text(DESIGN, encoding="utf-8")
    assert said(tmp_path, BEGINS + ASKS, saved=saved) == ["begins", "2 runs", "4 runs"]


def test_threads_that_start_workers_at_once_leave_the_main_module_in_its_place() -> None:
    main, started = sys.modules["__main__"], threading.Barrier(2)

    def start() -> int:
        with processes(1).hire() as pool:
            started.wait()
            return pool.submit(int, 7).result()

    with ThreadPoolExecutor(2) as threads:
        assert [one.result() for one in [threads.submit(start), threads.submit(start)]] == [7, 7]
    assert sys.modules["__main__"] is main


def test_threads_that_start_workers_at_once_leave_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    inside, left = threading.Event(), threading.Event()

    def start() -> None:
        with _safe_path():
            inside.set()
            left.wait()

    with ThreadPoolExecutor(1) as threads:
        with _safe_path():
            other = threads.submit(start)
            inside.wait(0.2)
        left.set()
        other.result()
    assert "PYTHONSAFEPATH" not in os.environ
