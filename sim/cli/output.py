"""What goes to standard output, and what beside it."""

import json
import math
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from sim.cli import screen
from sim.cli.screen import Cell, Painted
from sim.cli.terminal import drawn
from sim.language import visible

_WIDTH_IN_FILES = 160


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
