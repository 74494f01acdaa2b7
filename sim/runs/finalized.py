"""A folder whose results were sealed, or that another command began: nothing else may be written into it."""

import os
from pathlib import Path
from typing import Any

from sim.errors import DamagedError, InputError
from sim.language import message
from sim.runs.hashed_files import read_json

MANIFEST = "manifest.json"
FILES = "files"
"""The key of a manifest that only a sealed folder's has: the hash of every file."""
BEGUN = ("sweep.json", "asked.json", "calibration.json", "search.json")
"""By which file the folder of a sweep, of claims or policies, and of a search for worlds or mixes is known."""


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
