"""What a stream can show: how wide its lines may be, and whether in colours."""

import os
from collections.abc import Sequence
from typing import Literal, NamedTuple, TextIO

from sim.language import message
from sim.language.wrapping import columns_of, longest_piece, wrap

Colour = Literal["green", "red", "dim"]
_CODES: dict[Colour, int] = {"green": 32, "red": 31, "dim": 2}
_GAP = 2
"""Columns between two columns of a table."""


class Painted(NamedTuple):
    """A cell with its colour."""

    text: str
    colour: Colour


Cell = str | Painted


def columns(stream: TextIO) -> int | None:
    """Columns of the terminal, or as many as ``COLUMNS`` asks for; None for a file, whose lines may be of any length."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    return (os.get_terminal_size(stream.fileno()).columns or None) if stream.isatty() else None


def has_colours(stream: TextIO) -> bool:
    """Whether colours are shown: on a terminal that has some, unless ``NO_COLOR`` is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def fitted(words: str, width: int | None) -> str:
    """Words in lines that fit; a line that begins with spaces goes on below them."""
    if width is None:
        return words
    lines = []
    for line in words.split("\n"):
        margin = line[: len(line) - len(line.lstrip(" "))]
        lines += [margin + part for part in wrap(line.lstrip(" "), max(width - len(margin), 1))]
    return "\n".join(lines)


def table(
    header: Sequence[str], rows: Sequence[Sequence[Cell]], *, right: Sequence[str], width: int, painted: bool
) -> list[str]:
    """A table's lines; columns in ``right`` align to the right. Where it cannot fit, a row is a list of its cells."""
    columns = list(zip(*([_text(cell) for cell in row] for row in (header, *rows)), strict=True))
    least = [max(map(longest_piece, cells)) for cells in columns]
    spare = width - sum(least) - _GAP * (len(header) - 1)
    if spare < 0:
        return _as_lists(header, rows, width=width, painted=painted)
    widths = _shared(least, spare, most=[max(map(columns_of, cells)) for cells in columns])
    sides = [name in right for name in header]
    rule = (" " * _GAP).join("─" * wide for wide in widths)
    head = _lines(header, widths, sides, painted)
    return [*head, rule, *(line for row in rows for line in _lines(row, widths, sides, painted))]


def _shared(least: Sequence[int], spare: int, *, most: Sequence[int]) -> list[int]:
    """Widths of columns: at least what each must have, at most what it could use; the narrowest are widened first."""
    widths = list(least)
    for _ in range(spare):
        wanting = [k for k, wide in enumerate(widths) if wide < most[k]]
        if not wanting:
            break
        widths[min(wanting, key=lambda k: widths[k])] += 1
    return widths


def _lines(row: Sequence[Cell], widths: Sequence[int], right: Sequence[bool], painted: bool) -> list[str]:
    cells = [wrap(_text(cell), wide) for cell, wide in zip(row, widths, strict=True)]
    lines = []
    for k in range(max(map(len, cells))):
        parts = [
            _paint(_aligned(own[k] if k < len(own) else "", wide, to_right=to_right), cell, painted)
            for cell, own, wide, to_right in zip(row, cells, widths, right, strict=True)
        ]
        lines.append((" " * _GAP).join(parts).rstrip())
    return lines


def _as_lists(header: Sequence[str], rows: Sequence[Sequence[Cell]], *, width: int, painted: bool) -> list[str]:
    lines = list[str]()
    for first, *others in rows:
        said = [(first, _text(first))]
        said += [
            (cell, f"  {message('pair', name=name, value=_text(cell))}")
            for name, cell in zip(header[1:], others, strict=True)
            if _text(cell)
        ]
        lines += [
            "",
            *(_paint(line, cell, painted) for cell, words in said for line in fitted(words, width).split("\n")),
        ]
    return lines


def _aligned(words: str, wide: int, *, to_right: bool) -> str:
    margin = " " * (wide - columns_of(words))
    return margin + words if to_right else words + margin


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Painted) else cell


def _paint(words: str, cell: Cell, painted: bool) -> str:
    if not painted or not isinstance(cell, Painted):
        return words
    return f"\x1b[{_CODES[cell.colour]}m{words}\x1b[0m"
