"""One process at a time writes into a folder of results."""

import errno
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from sim.errors import InputError, SimWarning
from sim.language import message
from sim.runs.atomic import UNFINISHED, named

try:
    import fcntl
except ImportError:  # Windows has no such locks; there it is left to the user
    fcntl = None  # type: ignore[assignment]

LOCK = ".lock"
"""The file by which a folder is held; it stays, empty."""
PARTS = ("", "runs", "tables", "figures")
"""Where files are written in a folder of results."""
_HELD: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())


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
        for part in PARTS:
            for path in (folder / part).glob(f".*{UNFINISHED}"):
                path.unlink(missing_ok=True)
