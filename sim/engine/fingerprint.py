"""One hash of everything in the code that can move a number, for keys and manifests; and where compiled code is kept."""

import functools
import hashlib
import importlib.metadata
import inspect
import os
import platform
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sim.rules.rule import RULES

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("state", "rules", "engine", "model", "city", "extension", "parameters", "scenario", "runs")
EXTENSIONS: dict[Path, bytes] = {}
"""Files of extensions in use, in the order in which they were added, as they were when they were imported."""


def fingerprint() -> str:
    """Hash of all sources that can move a number, of extensions, of rules marked elsewhere, and of numba."""
    return _fingerprint(len(RULES), len(EXTENSIONS))


@functools.cache
def _fingerprint(_rules: int, _extensions: int) -> str:
    digest = hashlib.sha256(importlib.metadata.version("numba").encode())
    for path in _sources():
        digest.update(path.name.encode() + b"\0" + (EXTENSIONS.get(path) or path.read_bytes()) + b"\0")
    return digest.hexdigest()[:16]


def _sources() -> list[Path]:
    inside = [path for folder in SOURCES for path in sorted((ROOT / folder).rglob("*.py"))]
    outside = {Path(inspect.getfile(rule)).resolve() for rule in RULES}
    elsewhere = sorted(path for path in outside - EXTENSIONS.keys() if ROOT not in path.parents)
    return [*inside, *EXTENSIONS, *elsewhere]


def machine_tag() -> str:
    """Python and processor, as far as compiled code depends on them."""
    return f"{sys.implementation.cache_tag}-{platform.machine()}"


def code_folder() -> Path:
    """Where compiled code is kept: a folder for this Python and this processor (see ``sim.engine.entries``)."""
    for base in _bases():
        folder = base / f"code-{machine_tag()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="shequ-"))


def _bases() -> Iterable[Path]:
    if given := os.environ.get("SHEQU_CACHE"):
        yield Path(given)
    yield Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "shequ"
    yield Path(tempfile.gettempdir()) / f"shequ-{os.getuid() if hasattr(os, 'getuid') else 'cache'}"
