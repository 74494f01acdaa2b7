"""A folder of results: one process at a time writes into it, none into a finalized one; its journal says what happened."""

import errno
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sim.errors import DamagedError, InputError, SimWarning
from sim.language import message
from sim.runs.files import UNFINISHED, json_line, named, opened, read_json, unsealed

try:
    import fcntl
except ImportError:  # Windows has no such locks; there it is left to the user
    fcntl = None  # type: ignore[assignment]

LOCK = ".lock"
"""The file by which a folder is held; it stays, empty."""
_SUBFOLDERS = ("", "runs", "tables", "figures")
"""Where files are written in a folder of results."""
_HELD: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())
MANIFEST = "manifest.json"
FILES = "files"
"""The key of a manifest that only a sealed folder's has: the hash of every file."""
BEGUN = ("sweep.json", "asked.json", "calibration.json", "search.json")
"""By which file the folder of a sweep, of claims or policies, and of a search for worlds or mixes is known."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made where it is missing; the system lets go of it when the process ends, however it ends.

    Files that a killed process did not finish are removed. Who holds the folder already may hold it again.

    Raises
    ------
    InputError
        If another process, or another thread of this one, holds it.
    RunError
        If it cannot be written.
    """
    place = folder.resolve()
    if place in _HELD.get():
        yield
        return
    with named(folder):
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        if _locked(handle, folder):
            _remove_unfinished(folder)
        before = _HELD.set(_HELD.get() | {place})
        try:
            yield
        finally:
            _HELD.reset(before)
    finally:
        os.close(handle)


def _locked(handle: int, folder: Path) -> bool:
    """Whether nobody else holds the folder; where the file system knows no locks that cannot be told, and is said."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InputError(message("kept.locked", folder=folder)) from None
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP):
            raise
        warnings.warn(message("kept.no_locks", folder=folder, reason=error.strerror), SimWarning, stacklevel=4)
        return False
    return True


def _remove_unfinished(folder: Path) -> None:
    with named(folder):
        for part in _SUBFOLDERS:
            for path in (folder / part).glob(f".*{UNFINISHED}"):
                path.unlink(missing_ok=True)


def sealed(folder: Path) -> dict[str, Any] | None:
    """What a sealed folder's manifest says; None of a folder that is not sealed.

    Raises
    ------
    InputError
        If the manifest is not as it was written, so that nobody can tell.
    RunError
        If it cannot be read.
    """
    try:
        _, manifest = read_json(folder / MANIFEST)
    except DamagedError:  # there is none
        return None
    if manifest is None:
        raise InputError(message("sealed.damaged", file=folder / MANIFEST))
    return manifest if FILES in manifest else None


def check_unsealed(folder: Path, own: str = "") -> None:
    """Refuse a folder that was sealed, or that holds what another command began; ``own`` is the file that may be there.

    Raises
    ------
    InputError
        If it is such a folder.
    """
    if sealed(folder) is not None:
        raise InputError(message("sealed.folder", folder=folder))
    check_begun(folder, own)


def check_begun(folder: Path, own: str = "") -> None:
    """Refuse a folder that holds what another command began.

    Raises
    ------
    InputError
        If it does.
    """
    other = next((name for name in BEGUN if name != own and os.path.lexists(folder / name)), None)
    if other:
        raise InputError(
            message("sealed.begun", folder=folder, what=message(f"sealed.of.{other.removesuffix('.json')}"), file=other)
        )


class Journal:
    """The file ``journal.jsonl`` of a folder, each line with its own hash; one that does not fit its hash is passed over."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.jsonl"

    def note(self, event: str, **facts: Any) -> None:
        """Add an event with the present time.

        Raises
        ------
        RunError
            If it cannot be written.
        """
        if os.path.lexists(self.path):
            self._written()  # an error where it is no file, which would be waited for
        line = json_line({"event": event, "time": datetime.now(UTC).isoformat(timespec="milliseconds")} | facts)
        with named(self.path.parent), self.path.open("ab") as file:
            # A newline first: what was cut short stays a line of its own.
            file.write((b"" if self._is_whole() else b"\n") + line)
            file.flush()
            os.fsync(file.fileno())

    def events(self) -> list[dict[str, Any]]:
        """Return every whole event, from the first, and say which lines are not whole.

        Raises
        ------
        RunError
            If the file cannot be read.
        """
        lines = self._written().splitlines(keepends=True) if os.path.lexists(self.path) else []
        found = [unsealed(line) for line in lines]
        damaged = [str(number) for number, event in enumerate(found, start=1) if event is None]
        if damaged:
            warnings.warn(message("kept.lines", file=self.path, lines=", ".join(damaged)), SimWarning, stacklevel=2)
        return [event for event in found if event is not None]

    def _written(self) -> bytes:
        with opened(self.path) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            return file.read(size)

    def _is_whole(self) -> bool:
        size = self.path.stat().st_size
        if size == 0:
            return True
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"
