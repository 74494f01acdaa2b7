"""Input-output errors at every call of open, read, write, rename and fsync, once each: nothing is lost, nothing deleted.

``python -m tests.faults.broken_calls`` breaks every call of a comparison's runs and of a sweep, and every twentieth of a
comparison with its report, which takes seconds to draw; it prints the table.
"""

import builtins
import errno
import io
import json
import os
import shutil
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import sim
from sim.errors import SimError, SimWarning
from sim.runs import run_many, simulate
from sim.scenario import load
from tests.faults.flips import DESIGN

CALLS = ("open", "read", "write", "rename", "fsync")
ERRORS = (errno.EIO, errno.EACCES, errno.EMFILE, errno.ENOSPC)
Work = Callable[[Path], object]


@dataclass
class Calls:
    """Counts calls that concern a folder, and breaks one of them."""

    folder: Path
    at: int = -1
    kind: int = errno.EIO
    seen: list[str] = field(default_factory=list)

    def meet(self, name: str) -> None:
        """Count a call, and break it where it is its turn."""
        self.seen.append(name)
        if len(self.seen) - 1 == self.at:
            raise OSError(self.kind, os.strerror(self.kind))

    def concerns(self, path: Any) -> bool:
        """Whether a path lies in the folder."""
        return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(os.fspath(self.folder))


class _Broken:
    """An open file of which reading and writing may break; as the system sees it, writing happens a buffer at a time."""

    def __init__(self, file: Any, calls: Calls) -> None:
        self._file, self._calls, self._waiting = file, calls, 0

    def read(self, *given: Any) -> Any:
        self._calls.meet("read")
        return self._file.read(*given)

    def write(self, data: Any) -> Any:
        self._waiting += len(data)
        if self._waiting >= io.DEFAULT_BUFFER_SIZE:
            self.flush()
        return self._file.write(data)

    def flush(self) -> None:
        if self._waiting:
            self._waiting = 0
            self._calls.meet("write")
        self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "_Broken":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.flush()
        finally:
            self._file.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)


@contextmanager
def counted(calls: Calls) -> Iterator[None]:  # noqa: C901  a function a call of the system
    """Let every call that concerns the folder be counted, and one of them break."""
    usual: dict[str, Callable[..., Any]]
    usual = {"open": os.open, "io": io.open, "replace": os.replace, "rename": os.rename, "fsync": os.fsync}
    ours: set[int] = set()

    def opened(path: Any, *given: Any, **how: Any) -> int:
        if not calls.concerns(path):
            return int(usual["open"](path, *given, **how))
        calls.meet("open")
        handle = int(usual["open"](path, *given, **how))
        ours.add(handle)
        return handle

    def file(path: Any, *given: Any, **how: Any) -> Any:
        if isinstance(path, int) and path in ours:
            return _Broken(usual["io"](path, *given, **how), calls)
        if not calls.concerns(path):
            return usual["io"](path, *given, **how)
        calls.meet("open")
        return _Broken(usual["io"](path, *given, **how), calls)

    def moved(name: str) -> Callable[..., None]:
        def move(path: Any, *given: Any, **how: Any) -> None:
            if calls.concerns(path):
                calls.meet("rename")
            usual[name](path, *given, **how)

        return move

    def synced(handle: int) -> None:
        if handle in ours:
            calls.meet("fsync")
        usual["fsync"](handle)

    ways = {"open": opened, "replace": moved("replace"), "rename": moved("rename"), "fsync": synced}
    with pytest.MonkeyPatch.context() as patch:
        for name, way in ways.items():
            patch.setattr(os, name, way)
        for module in (io, builtins):
            patch.setattr(module, "open", file)
        yield


def remembering(simulate: Callable[..., Any]) -> Callable[..., Any]:
    """Simulate each run once only: what is tried here is what happens to its files."""
    known: dict[str, Any] = {}

    def remembered(scenario: Any, seed: int, *, months: int, **rest: Any) -> Any:
        key = json.dumps([scenario.canonical(), scenario.reference, seed, months], sort_keys=True)
        if key not in known:
            known[key] = simulate(scenario, seed, months=months, **rest)
        return known[key]

    return remembered


def compared(out: Path) -> None:
    """What ``shequ compare`` keeps: runs of two scenarios."""
    run_many([load("baseline"), load("menu_services")], [0, 1], 2, "hamlet", engine="compiled", city="ningbo", out=out)


def reported(out: Path) -> None:
    """Runs, report, tables and manifest of a comparison."""
    from tests.faults.forged import bundle

    bundle(out)


def swept(out: Path) -> None:
    """A sweep with its tables."""
    design = out.parent / "design.toml"
    design.write_text(DESIGN, "utf-8")
    sim.sweep(design, out=out)


def broken(work: Work, folder: Path, every: int = 1) -> tuple[Counter[str], list[str]]:
    """Break each call of a work into an empty folder, and into one that holds half of it; say how many, and what was lost."""
    whole, half = folder / "whole", folder / "half"
    work(whole)
    shutil.copytree(whole, half)
    for path in sorted((half / "runs").glob("*.city.parquet"))[::2]:
        path.unlink()
    done, wrong = Counter[str](), list[str]()
    for begun in (folder / "nothing", half):
        calls = Calls(_copied(begun, folder / "out"))
        with counted(calls):
            work(calls.folder)
        for at in range(0, len(calls.seen), every):
            done[calls.seen[at]] += 1
            wrong += _one(work, begun, Calls(folder / "out", at, ERRORS[at % len(ERRORS)]), whole, calls.seen[at])
    return done, wrong


def _one(work: Work, begun: Path, calls: Calls, whole: Path, name: str) -> list[str]:
    before = _files(_copied(begun, calls.folder))
    where = f"{name} {calls.at} from {begun.name}"
    try:
        with counted(calls):
            work(calls.folder)
    except SimError:
        pass
    except OSError as error:
        if not error.strerror:
            return [f"{where}: {error!r}"]
    except Exception as error:
        return [f"{where}: {type(error).__name__}: {error}"]
    now = _files(calls.folder)
    lost = [one for one in before if one.startswith("runs/") and now.get(one) != before[one]]
    aside = [one for one in now if ".damaged" in one]
    with warnings.catch_warnings():
        warnings.simplefilter("error", SimWarning)
        work(calls.folder)
    ended, wanted = (_runs_and_tables(path) for path in (calls.folder, whole))
    found = {"lost": bool(lost), "set aside": bool(aside), "other tables": ended != wanted}
    return [f"{where}: {problem}" for problem, is_so in found.items() if is_so]


def _copied(begun: Path, out: Path) -> Path:
    shutil.rmtree(out, ignore_errors=True)
    if begun.exists():
        shutil.copytree(begun, out)
    return out


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _runs_and_tables(folder: Path) -> dict[str, bytes]:
    """Tables to the byte; in which batches a sweep's runs are hangs on the machine's pace."""
    return {name: data for name, data in _files(folder).items() if name.startswith("tables/")}


if __name__ == "__main__":
    lost = 0
    shared = "/dev/shm" if Path("/dev/shm").is_dir() else None
    for work in (compared, reported, swept):
        with TemporaryDirectory(prefix="shequ-", dir=shared) as place, pytest.MonkeyPatch.context() as patch:
            patch.setattr("sim.runs.task.simulate", remembering(simulate))
            calls, found = broken(work, Path(place), every=20 if work is reported else 1)
        lost += len(found)
        print(work.__name__, dict(calls), f"lost, deleted or without words: {len(found)}", *found[:20], sep="\n  ")  # noqa: T201
    sys.exit(lost > 0)
