"""A folder whose results were sealed: nothing else may be written into it."""

import json
from pathlib import Path
from typing import Any

from sim.errors import InputError
from sim.language import told

MANIFEST = "manifest.json"
FILES = "files"
"""The key of a manifest that only a sealed folder's has: the hash of every file."""


def sealed(folder: Path) -> dict[str, Any] | None:
    """What a sealed folder's manifest says; None of a folder that is not sealed."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and FILES in manifest else None


def check_unsealed(folder: Path) -> None:
    """Refuse a folder that was sealed.

    Raises
    ------
    InputError
        If it was.
    """
    if sealed(folder) is not None:
        raise InputError(told("sealed.folder", folder=folder))
