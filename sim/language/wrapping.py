"""Texts in lines of a width: broken at spaces and between Chinese characters, never inside a word."""

import unicodedata
from collections.abc import Iterator

_CLOSING = "，。；：）”、！？》"
"""What never begins a line."""


def wrap(words: str, columns: int) -> list[str]:
    """Break words into lines at spaces or between Chinese characters; wide characters count twice."""
    lines, line, width = list[str](), "", 0
    for piece in _pieces(words):
        wide = columns_of(piece.rstrip())
        if line and width + wide > columns:
            lines.append(line.rstrip())
            line, width = "", 0
        line, width = line + piece, width + columns_of(piece)
    return [*lines, line.rstrip()]


def columns_of(words: str) -> int:
    """Columns of a terminal that words take."""
    return sum(2 if _is_wide(character) else 1 for character in words)


def longest_piece(words: str) -> int:
    """Columns that words take at least, in however many lines."""
    return max((columns_of(piece.rstrip()) for piece in _pieces(words)), default=0)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _pieces(words: str) -> Iterator[str]:
    """What must stay together: a word with the space behind it, or a Chinese character with the punctuation behind it."""
    piece = ""
    for character in words:
        breaks = _is_wide(character) or piece[-1:] == " " or _is_wide(piece[-1:] or "a")
        if piece and breaks and character not in f"{_CLOSING} ":
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece
