"""One hash of everything in the code that can move a number, for keys and manifests."""

import functools
import hashlib
import importlib.metadata
from pathlib import Path

from sim import sources
from sim.errors import OtherCodeError
from sim.language import message

EXTENSIONS: dict[Path, bytes] = {}
"""Files of extensions in use, in the order in which they were added, as they were when they were imported."""


def fingerprint() -> str:
    """Hash of all sources that can move a number, of extensions, and of numba: of what is in memory, not on disk by now.

    Raises
    ------
    OtherCodeError
        If a source was edited while this process was importing, so that it may have some of both.
    """
    if path := sources.edited():
        raise OtherCodeError(message("code.edited", path=path))
    return _fingerprint(len(EXTENSIONS))


@functools.cache
def _fingerprint(_extensions: int) -> str:
    digest = hashlib.sha256(importlib.metadata.version("numba").encode())
    for path, known in sources.AT_START.items():
        digest.update(path.relative_to(sources.ROOT).as_posix().encode() + b"\0" + known)
    for path, source in EXTENSIONS.items():
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(source).digest())
    return digest.hexdigest()[:16]
