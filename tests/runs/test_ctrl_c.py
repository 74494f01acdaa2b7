"""Ctrl-C ends a command within a second or two, whatever it is doing, and leaves no helpers and no half-written run."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.runs import Store

Make = Callable[..., Any]
SOON_S = 2.0
"""A second, and another for a machine that has other things to do."""


def interrupted(process: "subprocess.Popen[str]") -> float:
    """Seconds from the signal, sent to that process alone, to its end."""
    process.send_signal(signal.SIGINT)
    began = time.perf_counter()
    process.communicate(timeout=60)
    return time.perf_counter() - began


def helpers(of: int) -> list[int]:
    """Processes that another has started and that are still there."""
    listed = Path(f"/proc/{of}/task/{of}/children").read_text().split()
    return [int(number) for number in listed]


def is_there(number: int) -> bool:
    state = Path(f"/proc/{number}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def all_gone(numbers: list[int]) -> bool:
    deadline = time.perf_counter() + SOON_S
    while any(map(is_there, numbers)) and time.perf_counter() < deadline:
        time.sleep(0.05)
    return not any(map(is_there, numbers))


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="lists processes as Linux does")


@needs_proc
def test_ctrl_c_while_two_processes_simulate(tmp_path: Path, command: Make) -> None:
    asked = ("run", "baseline", "--months", "1200", "--seeds", "8", "--workers", "2", "--out", str(tmp_path))
    process = command(*asked)
    while process.poll() is None and len(helpers(process.pid)) < 2:
        time.sleep(0.05)
    time.sleep(0.5)
    started = helpers(process.pid)
    assert interrupted(process) < SOON_S
    assert process.returncode == 130
    assert all_gone(started)
    kept = [path.name.split(".")[0] for path in (tmp_path / "runs").glob("*.city.parquet")]
    assert all(Store(tmp_path).read(key, scenario="baseline", place="ningbo") for key in kept)


@needs_proc
def test_ctrl_c_while_numba_compiles(tmp_path: Path, command: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHEQU_CACHE", str(tmp_path / "code"))
    process = command("run", "baseline", "--size", "hamlet", "--out", str(tmp_path / "out"))
    assert process.stderr is not None
    assert "Compiling" in process.stderr.readline()
    while process.poll() is None and not helpers(process.pid):
        time.sleep(0.05)
    time.sleep(1.0)
    started = helpers(process.pid)
    assert interrupted(process) < SOON_S
    assert process.returncode == 130
    assert all_gone(started)
    assert not list((tmp_path / "out" / "runs").glob("*"))


@needs_proc
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_what_compiles_ends_with_the_process_that_asked_for_it(
    tmp_path: Path, command: Make, monkeypatch: pytest.MonkeyPatch, how: signal.Signals
) -> None:
    monkeypatch.setenv("SHEQU_CACHE", str(tmp_path / "code"))
    process = command("run", "baseline", "--size", "hamlet", "--out", str(tmp_path / "out"))
    while process.poll() is None and len(helpers(process.pid)) < 2:
        time.sleep(0.05)
    started = helpers(process.pid)
    time.sleep(1.0)
    process.send_signal(how)
    process.communicate(timeout=60)
    assert process.returncode == -how
    assert all_gone(started)


THREADED = """
import sim.engine.binding, sim.runs.single
sim.engine.binding.THREADS_FROM = 0
advance = sim.runs.single.advance
def told(machine, schedule, month, seed):
    advance(machine, schedule, month, seed=seed)
    if month == 2:
        print("under way", flush=True)
sim.runs.single.advance = told
"""


def test_ctrl_c_while_two_threads_simulate(tmp_path: Path, command: Make) -> None:
    asked = ("run", "baseline", "--size", "district", "--months", "1200", "--threads", "2", "--out", str(tmp_path))
    process = command(*asked, prelude=THREADED)
    assert process.stdout is not None
    assert "under way" in process.stdout.readline()
    assert interrupted(process) < SOON_S
    assert process.returncode == 130  # and not what memory gives that is gone under a thread's feet
    assert not list((tmp_path / "runs").glob("*"))
