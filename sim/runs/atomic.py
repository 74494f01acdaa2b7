"""Files that are whole or not there, and errors that say which folder could not be written."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sim.errors import RunError
from sim.language import told

UNFINISHED = ".part"
_UMASK = os.umask(0)
os.umask(_UMASK)


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when all of it is written.

    The disk is not waited for, which would take as long as a small run: should the power fail, what did not get there fails
    its checksum, is not read, and is computed again.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        os.chmod(temporary, 0o666 & ~_UMASK)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def named(folder: Path) -> Iterator[None]:
    """Say which folder could not be written, and what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(told("sweep.cannot_write", folder=folder, reason=reason)) from error
