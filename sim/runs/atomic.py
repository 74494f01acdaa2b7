"""Files that are whole or not there, and errors that say which folder could not be written."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO

from sim.errors import RunError
from sim.language import message

UNFINISHED = ".part"
_UMASK = os.umask(0)
os.umask(_UMASK)


@contextmanager
def atomic(path: Path, lasting: bool = False) -> Iterator[IO[bytes]]:
    """A file that takes its name only when all of it is written, and where it is to be ``lasting`` when it is on the disk.

    Runs do not wait for the disk, which would take as long as a small run: should the power fail, what did not get there
    fails its hash, is set aside, and is computed again.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_UMASK)
        os.replace(temporary, path)
        if lasting:
            fsync(path.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def set_aside(path: Path) -> Path:
    """Give what was proved to be damaged another name, which says so, and return it."""
    names = (path.with_name(f"{path.name}.damaged{number or ''}") for number in count())
    free = next(name for name in names if not name.exists())
    os.rename(path, free)
    return free


def fsync(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def read_from(file: Path) -> Iterator[None]:
    """Say which file could not be read, and that nothing was done to it."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(message("kept.unreadable", file=file, reason=reason)) from error


@contextmanager
def named(folder: Path) -> Iterator[None]:
    """Say which folder could not be written, and what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(message("sweep.cannot_write", folder=folder, reason=reason)) from error
