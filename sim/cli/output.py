"""What goes to standard output and error; what a terminal would obey is written out, not sent."""

import json
import math
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO, cast

from sim.cli import screen
from sim.cli.screen import Cell, Painted
from sim.errors import InputError
from sim.language import Language, text, visible

_WIDTH_IN_FILES = 160


class Visible:
    """A stream through which no control character passes but new lines and tabs.

    ``raw`` is the stream itself, for what draws on the terminal on purpose.
    """

    def __init__(self, raw: TextIO) -> None:
        self.raw = raw

    def write(self, text: str) -> int:
        """Write a text made visible; a file's name, say, may hold anything."""
        self.raw.write(visible(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write texts one after the other."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        """Everything else is as the stream has it."""
        return getattr(self.raw, name)


def guard_streams() -> None:
    """Make both streams harmless; one that the caller closed swallows what is written, and what cannot be encoded shows."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, Visible):
            continue
        raw = stream or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  as long as the process
        if hasattr(raw, "reconfigure"):
            raw.reconfigure(errors="replace")
        setattr(sys, name, cast(TextIO, Visible(raw)))


def drawn(stream: TextIO) -> TextIO:
    """Return the stream for what draws: bars and tables of a terminal, whose texts were made visible before."""
    return stream.raw if isinstance(stream, Visible) else stream


def print_json(value: object) -> None:
    """Print JSON; a value that does not exist is null, and a date or a span of time is a text."""
    print(json.dumps(finite(value), ensure_ascii=False, indent=2, allow_nan=False, default=str))


def finite(value: Any) -> Any:
    """Replace what JSON cannot say (NaN, infinity) by None, everywhere below."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: finite(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return [finite(below) for below in value]
    return finite(value.tolist()) if hasattr(value, "tolist") else value


def print_table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], numbers: Sequence[str] = ()
) -> None:
    """Print a table as wide as there is room; columns in ``numbers`` align to the right."""
    width = screen.columns(sys.stdout) or _WIDTH_IN_FILES
    if title:
        print(screen.fitted(title, width))
    shown = [[_harmless(cell) for cell in row] for row in rows]
    painted = screen.has_colours(sys.stdout)
    head = [*map(visible, columns)]
    lines = screen.table(head, shown, right=[*map(visible, numbers)], width=width, painted=painted)
    print("", *lines, "", sep="\n", file=drawn(sys.stdout))


def _harmless(cell: Cell) -> Cell:
    return Painted(visible(cell.text), cell.colour) if isinstance(cell, Painted) else visible(cell)


def print_text(*texts: str) -> None:
    """Print sentences, in lines as wide as the terminal."""
    for words in texts:
        print(screen.fitted(words, screen.columns(sys.stdout)))


def say(*messages: str) -> None:
    """Tell the user something that is no result."""
    width = screen.columns(sys.stderr) if sys.stderr.isatty() else None
    for message in messages:
        print(screen.fitted(visible(message), width), file=sys.stderr)  # a bar that is shown prints it in its own way


def plain(value: float | str | None) -> str:
    """Write a parameter's value as a scenario file would."""
    if value is None:
        return "–"
    return value if isinstance(value, str) else f"{value:.12g}"


def say_written(lang: Language, *files: Path) -> None:
    """Tell the user which files were written."""
    say(*(text("cli.word.written", lang, file=file) for file in files))


def write_new(file: Path, words: str, lang: Language) -> None:
    """Write a file that there is not yet.

    Raises
    ------
    InputError
        Where there is one.
    """
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(words)
    except FileExistsError:
        raise InputError(text("cli.error.exists", lang, file=file)) from None
