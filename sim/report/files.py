"""Files appear whole or not at all."""

import os
import tempfile
from pathlib import Path

from sim.runs.atomic import named


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, then put it in place.

    Raises
    ------
    RunError
        If the folder cannot be written.
    """
    with named(path.parent):
        _write(path, content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
