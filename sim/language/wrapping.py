"""Texts on a terminal: in lines of a width, and without characters that a terminal would obey."""

import re
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


_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters but for new lines and tabs, turns of the direction of writing, and bytes that are no text."""


def hidden(text: str) -> bool:
    """Whether a text has characters that are obeyed and not shown; new lines and tabs are none of them."""
    return _HIDDEN.search(text) is not None


def visible(text: str) -> str:
    """Return a text with such characters written out as in JSON (``\\u001b``)."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
