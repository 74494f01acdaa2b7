"""The package's files that can move a number, as they were when this process began to import it.

Modules are imported one after the other, some of them late, and their files may be edited meanwhile. So the files are read at
once, and again behind the modules: where both are the same, what was read is what is in memory.
"""

import hashlib
import sys
from pathlib import Path

VERSION = "0.1.0"
ROOT = Path(__file__).resolve().parent
PARTS = ("quantities.py", "state", "rules", "parameters", "engine", "scenario", "model", "city", "extension", "runs")


def _read(path: Path) -> bytes:
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b""


def _files(part: Path) -> list[Path]:
    return [part] if part.suffix else sorted(part.rglob("*.py"))


AT_START = {path: _read(path) for part in PARTS for path in _files(ROOT / part)}
_CHECKED = set[str]()
_SEEN = 0


def edited() -> Path | None:
    """A file of a module in memory that was edited before this process could be sure which of its versions it has."""
    global _SEEN  # noqa: PLW0603
    if len(sys.modules) == _SEEN:
        return None
    seen = len(sys.modules)
    for name, module in sys.modules.copy().items():  # one step: other threads import meanwhile
        if name in _CHECKED or name.partition(".")[0] != "sim":
            continue
        path = Path(getattr(module, "__file__", None) or "")
        ours = path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in PARTS
        if ours and _read(path) != AT_START.get(path):
            return path
        _CHECKED.add(name)
    _SEEN = seen
    return None


def import_path() -> list[str]:
    """Where this process imports from, without the folder that happens to be current."""
    try:
        current = Path.cwd()
    except OSError:  # it was removed
        return [entry for entry in sys.path if entry]
    folders = [current / entry for entry in sys.path]
    return [str(folder) for folder in folders if folder != current or current == ROOT.parent]
