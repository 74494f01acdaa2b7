"""One process at a time works in a sweep's folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.errors import InputError
from sim.language import told
from sim.runs.atomic import named

try:
    import fcntl
except ImportError:  # Windows has no such locks; there it is left to the user
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder; the system lets go of it when the process ends, however it ends.

    Raises
    ------
    InputError
        If another process holds it.
    """
    with named(folder):
        file = (folder / ".lock").open("ab")
    with file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InputError(told("sweep.locked", folder=folder)) from None
        yield
