"""One scenario file as read: its values, and the line of every key."""

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.errors import Problem, ScenarioError
from sim.language import told
from sim.scenario.lines import Key, key_lines

_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class Origin:
    """The file and line that gave a value; its text is what users see."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Document:
    """A file's values with the line of each key; ``label`` is the file's name as users see it."""

    path: Path
    label: str
    data: dict[str, Any]
    lines: dict[Key, int]

    def line(self, key: Key) -> int | None:
        """Return the line of a key, or of the nearest table around it."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key)

    def origin(self, key: Key) -> Origin:
        """Return where a key is given."""
        return Origin(self.label, self.line(key) or 1)

    def problem(self, key: Key, given: str, allowed: str = "", advice: str = "") -> Problem:
        """Describe what is wrong with a key."""
        dotted = ".".join(str(part) for part in key if not isinstance(part, int))
        return Problem(self.label, self.line(key), dotted, given, allowed, advice)


def open_document(path: Path) -> Document:
    """Read a TOML file.

    Raises
    ------
    ScenarioError
        If it cannot be read, is not text, or is not TOML.
    """
    label = _label(path)
    text = _text(path, label)
    try:
        return Document(path, label, tomllib.loads(text), key_lines(text))
    except RecursionError:
        raise _refused(label, None, told("too_deep"), "", told("three_levels")) from None
    except tomllib.TOMLDecodeError as error:
        raise _syntax(label, text, str(error)) from None
    except ValueError:
        raise _refused(label, None, told("long_number"), "", told("write_shorter")) from None


def _text(path: Path, label: str) -> str:
    try:
        if path.exists() and not path.is_file():
            raise _refused(label, None, told("not_a_file"), told("a_toml_file"), told("file_inside"))
        # Notepad begins UTF-8 files with a byte order mark, which TOML forbids.
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(label, None, told("not_utf8"), told("a_toml_file"), told("save_utf8")) from None
    except OSError as error:
        raise _refused(
            label, None, told("cannot_be_read", reason=error.strerror), "", told("check_permissions")
        ) from None
    if not text.strip():
        raise _refused(label, None, told("empty_file"), "", told("start_from_new"))
    return text


def _syntax(label: str, text: str, message: str) -> ScenarioError:
    match = _LINE.search(message)
    line = int(match.group(1)) if match else text.count("\n") + 1
    what = _LINE.sub("", message).strip()
    return _refused(label, line, told("not_toml", what=what), "", told("toml_advice"))


def _refused(label: str, line: int | None, given: str, allowed: str, advice: str) -> ScenarioError:
    return ScenarioError([Problem(label, line, "", given, allowed, advice)])


def _label(path: Path) -> str:
    try:
        return Path(os.path.realpath(path)).relative_to(Path.cwd()).as_posix()  # pathlib's raises at links in a circle
    except ValueError:
        return str(path)
