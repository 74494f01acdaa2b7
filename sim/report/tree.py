"""Everything that lies in a folder of results: files that can be hashed, and what does not belong there."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sim.language import Language, text
from sim.report.manifest import plain
from sim.runs.lock import LOCK


def files(folder: Path) -> dict[str, Path]:
    """Plain files by their name in the folder, but for its lock; links are not followed."""
    return {name: path for name, path, kind in sorted(_all(folder)) if kind == "file"}


def strange(folder: Path, lang: Language) -> Iterator[str]:
    """Yield a sentence on each link, pipe, device, and empty folder: no manifest can speak of them."""
    for name, _, kind in sorted(_all(folder)):
        if kind != "file":
            yield text(f"verify.{kind}", lang, file=plain(name))


def hash_of(path: Path) -> str:
    """Hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _all(folder: Path, under: str = "") -> Iterator[tuple[str, Path, str]]:
    with os.scandir(folder) as entries:
        found = list(entries)
    if not found and under:
        yield under.removesuffix("/"), folder, "empty"
    for entry in found:
        name, path, mode = under + entry.name, Path(entry.path), entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            yield from _all(path, f"{name}/")
        elif not stat.S_ISREG(mode):
            yield name, path, "link" if stat.S_ISLNK(mode) else "special"
        elif name != LOCK or entry.stat().st_size:
            yield name, path, "file"
