"""A folder whose results were sealed: nothing else may be written into it."""

from pathlib import Path
from typing import Any

from sim.errors import DamagedError, InputError
from sim.language import told
from sim.runs.sealed import read_json

MANIFEST = "manifest.json"
FILES = "files"
"""The key of a manifest that only a sealed folder's has: the hash of every file."""


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
        raise InputError(told("sealed.damaged", file=folder / MANIFEST))
    return manifest if FILES in manifest else None


def check_unsealed(folder: Path) -> None:
    """Refuse a folder that was sealed.

    Raises
    ------
    InputError
        If it was.
    """
    if sealed(folder) is not None:
        raise InputError(told("sealed.folder", folder=folder))
