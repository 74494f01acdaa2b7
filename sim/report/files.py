"""Files appear whole or not at all."""

from collections.abc import Collection
from pathlib import Path

from sim.runs.atomic import atomic, named


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
    with atomic(path) as file:
        file.write(content)


def remove_others(folder: Path, known: Collection[str], *, made: Collection[str]) -> None:
    """Remove what an earlier comparison left in a folder: files of a name that is ``known`` and was not ``made`` now."""
    for pattern in known:
        for path in folder.glob(f"{pattern}.*"):
            if path.stem not in made:
                path.unlink()
