"""Files that a user names: ordinary files of a size that can be meant, and text; anything else is refused in a sentence."""

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from sim.errors import InputError, Problem, ProblemsError
from sim.language import hidden, message, visible

_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_MILLION = 1_000_000
_PARTS = 32
_WORD = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')[ \t]*"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_WORD}\.[ \t]*){{{_PARTS}}}")
"""A dotted key of more parts than anything has; the standard library's reader needs the square of their number in memory."""


def from_home(path: str | os.PathLike[str], of: str) -> str:
    """A path with ``~`` and ``~user`` put in full; ``of`` is what it was given as.

    Raises
    ------
    InputError
        If it is no path; if there is no such user, or nobody knows where the home is: a folder of that name would be made
        instead.
    """
    if not isinstance(path, str | os.PathLike):
        raise InputError(message("no_path", of=of, given=visible(repr(path))))
    given = os.fspath(path)
    full = os.path.expanduser(given)
    if full.startswith("~"):
        words = {"given": given, "who": given.split("/", maxsplit=1)[0], "here": os.path.abspath(given)}
        raise InputError(message("no_such_home", of=of, **{name: visible(word) for name, word in words.items()}))
    return full


def read_bytes(path: Path, most: int, label: str = "") -> bytes:
    """Return what a file holds; pipes and devices are not even opened.

    Parameters
    ----------
    path
        The file.
    most
        Bytes that it may have.
    label
        Its name as users see it; the path where it is empty.

    Raises
    ------
    ProblemsError
        If it is no ordinary file, too large, or cannot be read; or if its name is none to show in a report.
    """
    name = label or str(path)
    if hidden(str(path)):
        raise refused(name, given="name_no_text", advice="rename_or_locale")
    try:
        content = _content(path, most, name)
    except (FileNotFoundError, NotADirectoryError):
        raise refused(name, given="no_such_file", advice="check_name") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise refused(name, given="cannot_be_read", advice="check_permissions", reason=reason) from None
    if len(content) > most:
        raise refused(name, given="too_large", allowed="at_most_mb", advice="smaller_file", most=f"{most / _MILLION:g}")
    return content


def _content(path: Path, most: int, name: str) -> bytes:
    _check_kind(path.stat().st_mode, name)
    # The file may be another by now: a pipe would be opened without waiting for its other end, and refused then.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        _check_kind(os.fstat(handle).st_mode, name)
        return file.read(most + 1)


def _check_kind(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise refused(name, given="not_a_file", allowed="a_file", advice="file_inside")
    if not stat.S_ISREG(mode):
        raise refused(name, given="pipe_or_device", allowed="a_file", advice="save_as_file")


def read_text(path: Path, most: int, label: str = "") -> str:
    """Return a file's text in UTF-8, with or without a byte order mark (Notepad writes one); see `read_bytes`.

    Raises
    ------
    ProblemsError
        Also if it is no such text.
    """
    content = read_bytes(path, most, label)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused(label or str(path), given="not_utf8", advice="save_utf8") from None


def parse(text: str, *, name: str) -> dict[str, Any]:
    """Return the values of a TOML text; ``name`` is the file's as users see it.

    Raises
    ------
    ProblemsError
        If it is no TOML, or nested too deeply.
    """
    if long := _LONG_KEY.search(text):
        line = text.count("\n", 0, long.start()) + 1
        raise refused(name, given="long_key", allowed="at_most_n", advice="write_shorter", line=line, most=_PARTS)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise refused(name, given="too_deep", advice="three_levels") from None
    except tomllib.TOMLDecodeError as error:
        raise _syntax(name, text=text, message=str(error)) from None
    except ValueError:
        raise refused(name, given="long_number", advice="write_shorter") from None


def _syntax(name: str, *, text: str, message: str) -> ProblemsError:
    match = _LINE.search(message)
    line = int(match.group(1)) if match else text.count("\n") + 1
    return refused(name, given="not_toml", advice="toml_advice", line=line, what=_LINE.sub("", message).strip())


def refused(
    name: str, /, *, given: str, advice: str, allowed: str = "", line: int | None = None, **values: object
) -> ProblemsError:
    """Return the error about a file; the parts are keys of texts."""
    parts = (message(key, **values) if key else "" for key in (given, allowed, advice))
    return ProblemsError([Problem(name, line, "", *parts)])
