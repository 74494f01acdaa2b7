"""One scenario file as read: its values, and the line of every key."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.errors import Problem, ProblemsError, ScenarioError
from sim.reading import parse, read_text, refused
from sim.scenario.lines import Key, key_lines
from sim.scenario.values import shortened

MOST_BYTES = 1_000_000
MOST_KEYS = 20_000
"""Keys of a file, each number of an array being one: more than a policy can mean."""


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

    def problem(self, key: Key, given: str, *, allowed: str = "", advice: str = "") -> Problem:
        """Describe what is wrong with a key."""
        dotted = ".".join(str(part) for part in key if not isinstance(part, int))
        return Problem(self.label, self.line(key), shortened(dotted), given, allowed, advice)


def open_document(path: Path) -> Document:
    """Read a TOML file.

    Raises
    ------
    ScenarioError
        If it cannot be read, is too large, is not text, or is not TOML.
    """
    label = _label(path)
    try:
        text = read_text(path, MOST_BYTES, label)
        if not text.strip():
            raise refused(label, given="empty_file", advice="start_from_new")
        data = parse(text, name=label)
        lines = key_lines(text)
        if len(lines) > MOST_KEYS:
            raise refused(label, given="n_keys", allowed="at_most_n", advice="fewer_keys", n=len(lines), most=MOST_KEYS)
    except ProblemsError as error:
        raise ScenarioError(error.problems) from None
    return Document(path, label, data, lines)


def _label(path: Path) -> str:
    try:
        return Path(os.path.realpath(path)).relative_to(Path.cwd()).as_posix()  # pathlib's raises at links in a circle
    except ValueError:
        return str(path)
