"""Sweeps that are killed, starved of disk and robbed of workers, against one that nobody disturbs.

``python -m tests.faults.disturbed 50`` prints the table of 50 disturbances.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.runs import Store
from sim.studies.sweep import open_folder

DESIGN = """\
scenarios = ["baseline", "menu_services"]
size = "hamlet"
months = 2
seeds = 40
[name]
en = "Disturbed"
zh = "受干扰"
[question]
en = "Is anything lost?"
zh = "会丢失吗？"
[design]
method = "lhs"
n = 6
[factors]
"world.needs.problem_load" = { range = "plausible" }
"methods.culture" = { range = [0, 2] }
[outcomes]
participation_rate = "mean"
waiting_months_mean = ["mean", "last_month"]
"""
FULL_DISK = """
import errno, os, sim.runs.files as atomic
left = [{calls}]
def full(*given, usual=os.replace):
    left[0] -= 1
    if left[0] < 0:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    usual(*given)
os.replace = full
"""
ENDS = {"killed": signal.SIGKILL, "interrupted": signal.SIGINT, "terminated": signal.SIGTERM}
KINDS = (*ENDS, "worker killed", "disk full")
PATIENCE = 120


@dataclass
class Tally:
    """What was done to sweeps and what came of it."""

    disturbances: Counter[str] = field(default_factory=Counter)
    finished: int = 0
    lost: int = 0
    bytes_differing: int = 0
    statuses: Counter[str] = field(default_factory=Counter)

    def table(self) -> str:
        """The tally as text."""
        kinds = [f"  {kind:<22}{self.disturbances[kind]:>8}" for kind in KINDS]
        numbers = {
            "disturbances": sum(self.disturbances.values()),
            "runs finished": self.finished,
            "runs lost": self.lost,
            "bytes differing": self.bytes_differing,
        }
        return "\n".join([*(f"{name:<24}{number:>8}" for name, number in numbers.items()), *kinds])


def disturb(times: int, draws: int, folder: Path) -> Tally:
    """Disturb sweeps so many times; each is resumed until it is finished, then compared with an undisturbed one."""
    rng, tally, design = random.Random(draws), Tally(), folder / "design.toml"
    design.write_text(DESIGN, "utf-8")
    straight = folder / "straight"
    assert _sweep(design, straight, "", workers=1).wait(PATIENCE) == 0
    sweeps = 0
    while sum(tally.disturbances.values()) < times:
        sweeps += 1
        out = folder / f"disturbed{sweeps}"
        _one_sweep(design, out, times, rng, tally)
        tally.finished += len(_kept(out))
        tally.bytes_differing += _differing(straight / "tables", out / "tables")
    return tally


def _one_sweep(design: Path, out: Path, times: int, rng: random.Random, tally: Tally) -> None:
    kept: set[str] = set()
    while True:
        kind = rng.choice(KINDS) if sum(tally.disturbances.values()) < times else "none"
        prelude = FULL_DISK.format(calls=rng.randrange(1, 40)) if kind == "disk full" else ""
        workers = 2 if kind == "worker killed" else 1
        process = _sweep(design, out, prelude, workers)
        if kind not in ("none", "disk full"):
            _strike(process, kind, out, rng)
        status = process.wait(PATIENCE)
        tally.statuses[f"{kind}: {status}"] += 1
        tally.disturbances[kind] += kind != "none" and (status != 0 or kind == "worker killed")
        now = _kept(out)
        tally.lost += len(kept - now)
        kept = now
        if status == 0:
            del tally.disturbances["none"]
            return


def _strike(process: "subprocess.Popen[bytes]", kind: str, out: Path, rng: random.Random) -> None:
    """Wait until something new is kept, then a little, and strike."""
    before, deadline = len(_files(out)), time.monotonic() + PATIENCE
    while process.poll() is None and len(_files(out)) <= before and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(rng.uniform(0, 0.5))
    if kind == "worker killed":
        for worker in _children(process.pid)[-1:]:
            os.kill(worker, signal.SIGKILL)
    elif process.poll() is None:
        process.send_signal(ENDS[kind])


def _sweep(design: Path, out: Path, prelude: str, workers: int) -> "subprocess.Popen[bytes]":
    arguments = ["shequ", "sweep", str(design), "--out", str(out), "--resume", "--workers", str(workers)]
    # A process that a shell started in the background ignores SIGINT; these must not.
    listens = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    script = f"{listens}\n{prelude}\nimport sys\nsys.argv = {arguments!r}\nfrom sim.cli import main\nmain()"
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _children(parent: int) -> list[int]:
    """Workers of a sweep: its children that are no tracker of resources."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            words = stat.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == parent and b"spawn_main" in words:
            found.append(int(stat.parent.name))
    return sorted(found)


def _files(out: Path) -> list[Path]:
    return list((out / "runs").glob("*.city.parquet"))


def _kept(out: Path) -> set[str]:
    """Keys of all runs that can be read back."""
    if not (out / "sweep.json").exists():
        return set()
    sweep, store = open_folder(out), Store(out, ())
    return {task.key for task in sweep.plan.tasks() if store.read(task.key, scenario="", place="") is not None}


def _differing(one: Path, other: Path) -> int:
    """Bytes that differ between the tables of two sweeps."""
    names = {path.name for folder in (one, other) for path in folder.glob("*.parquet")}
    return sum(_bytes_apart(_read(one / name), _read(other / name)) for name in names)


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _bytes_apart(a: bytes, b: bytes) -> int:
    return sum(x != y for x, y in zip(a, b, strict=False)) + abs(len(a) - len(b))


if __name__ == "__main__":
    with TemporaryDirectory(prefix="shequ-") as place:
        found = disturb(int(sys.argv[1]), draws=0, folder=Path(place))
    print(found.table())  # noqa: T201
    print(dict(found.statuses))  # noqa: T201
    sys.exit(found.lost > 0 or found.bytes_differing > 0)
