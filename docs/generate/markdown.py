"""Markdown as the documents use it, and generated parts between the markers of a page."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

MARKED = re.compile(r"(<!-- generated: ([^>]+?) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar inside a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def code(*names: str) -> str:
    """Return names in code type."""
    return ", ".join(f"`{name}`" for name in names)


def filled(page: Path, part: Callable[[str], str | None]) -> str:
    """Return a page's text with ``part(name)`` after each ``<!-- generated: name -->``; a part that is None stays as it is.

    Raises
    ------
    ValueError
        If a marker is not closed, or stands inside another.
    """
    text = page.read_text(encoding="utf-8")
    count = len(MARKED.findall(text))
    if count != text.count("<!-- generated:") or count != text.count("<!-- end -->"):
        raise ValueError(f"{page.name}: every <!-- generated: name --> needs one <!-- end --> of its own")

    def replace(match: re.Match[str]) -> str:
        new = part(match[2])
        return match[0] if new is None else f"{match[1]}{new}\n{match[4]}"

    return MARKED.sub(replace, text)
