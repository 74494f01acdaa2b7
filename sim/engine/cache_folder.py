"""Where machine code is kept: in a folder that this user owns and nobody else may write, or in one of this process alone."""

import atexit
import functools
import logging
import os
import platform
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.language import message
from sim.reading import from_home

LOG = logging.getLogger("shequ")
OWNED = hasattr(os, "geteuid")
"""Whether the system tells who owns a file; Windows does not, so who may write there is left to its user."""
_TOLD = set[str]()
_GIVEN: list[list[Path]] = []


class DistrustError(OSError):
    """A folder or file that machine code is not loaded from; the text says why."""


def machine_tag() -> str:
    """Python and processor, as far as compiled code depends on them."""
    return f"{sys.implementation.cache_tag}-{platform.machine()}"


def places() -> list[Path]:
    """The folders that machine code may be in; to the last of them it is written.

    One is the user's own. Where that cannot be used, there is one that ends with this process.
    """
    if _GIVEN:
        return _GIVEN[-1]
    own = _own_folder()
    if own and os.access(own, os.W_OK):
        return [own]
    if own:
        say_once(message("code.read_only", folder=own))
    try:
        return [*([own] if own else []), _private()]
    except OSError as error:
        say_once(message("code.no_room", reason=error.strerror or error))
        return [own] if own else []


def use(folders: Iterable[str]) -> None:
    """Use the folders of the process that this one helps, which has told its user what is wrong with others."""
    _GIVEN.append([Path(folder) for folder in folders])


@contextmanager
def entered(folder: Path) -> Iterator[int | None]:
    """A descriptor of a folder: what is opened by it lies in no other, whatever happens to the path meanwhile.

    Raises
    ------
    DistrustError
        If the folder belongs to somebody else, others may write to it, it is a link, or somebody else's link leads there.
    OSError
        If it cannot be opened.
    """
    if not OWNED:
        yield None
        return
    if folder.is_symlink():
        raise DistrustError(message("code.link", path=folder))
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        check_owner(folder, os.fstat(descriptor))
        if link := _foreign_link(folder):
            raise DistrustError(message("code.foreign_link", path=link))
        if not os.path.samestat(os.fstat(descriptor), folder.stat()):
            raise DistrustError(message("code.link", path=folder))
        yield descriptor
    finally:
        os.close(descriptor)


def check_owner(path: Path, found: os.stat_result) -> None:
    """Check that what was opened is this user's, and that nobody else may write to it.

    Raises
    ------
    DistrustError
        If it is not; not even what root owns is taken for another user's own.
    """
    if not OWNED:
        return
    if found.st_uid != os.geteuid():
        raise DistrustError(message("code.foreign", path=path, owner=found.st_uid, user=os.geteuid()))
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise DistrustError(message("code.open_to_all", path=path))


def say_once(message: str) -> None:
    """Tell the user something that the work goes on without."""
    if message not in _TOLD:
        _TOLD.add(message)
        LOG.warning(message)


def _own_folder() -> Path | None:
    """The user's folder for this Python and this processor, made if it is missing; None where it cannot be used."""
    base = _base()
    if base is None:
        say_once(message("code.no_home"))
        return None
    folder = base / f"code-{machine_tag()}"
    try:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        with entered(folder):
            return folder
    except OSError as error:
        reason = error.strerror or str(error)
        say_once(message("code.not_used", folder=folder, reason=reason))
        return None


def _base() -> Path | None:
    if given := os.environ.get("SHEQU_CACHE"):
        return Path(os.path.abspath(from_home(given, "SHEQU_CACHE")))
    try:
        cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return None
    return Path(os.path.abspath(cache)) / "shequ"


@functools.cache
def _private() -> Path:
    """A folder under a name that nobody can foresee, which goes when this process ends."""
    folder, maker = tempfile.mkdtemp(prefix="shequ-"), os.getpid()

    def remove() -> None:
        if os.getpid() == maker:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return Path(folder)


def _foreign_link(path: Path) -> Path | None:
    """The first link on the way to a path that neither this user nor root made."""
    for step in (*reversed(path.parents), path):
        found = step.lstat()
        if stat.S_ISLNK(found.st_mode):
            if found.st_uid not in (0, os.geteuid()):
                return step
            if further := _foreign_link(step.parent / os.readlink(step)):
                return further
    return None
