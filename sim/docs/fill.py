"""Putting generated parts between the markers of a page."""

import re
from collections.abc import Callable
from pathlib import Path

MARKED = re.compile(r"(<!-- generated: ([^>]+?) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: Path, part: Callable[[str], str]) -> str:
    """Return a page's text with ``part(name)`` after each ``<!-- generated: name -->``, up to ``<!-- end -->``.

    Raises
    ------
    ValueError
        If a marker is not closed, or stands inside another.
    """
    text = page.read_text(encoding="utf-8")
    found = MARKED.findall(text)
    if len(found) != text.count("<!-- generated:") or len(found) != text.count("<!-- end -->"):
        raise ValueError(f"{page.name}: every <!-- generated: name --> needs one <!-- end --> of its own")
    return MARKED.sub(lambda match: f"{match[1]}{part(match[2])}\n{match[3]}", text)
