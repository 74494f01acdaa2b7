"""Months written as ``2018-01``, counted from the start of a run."""

import re

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month_index(text: str, *, start: str) -> int:
    """Return how many months after ``start`` a month lies; both are written YYYY-MM.

    Raises
    ------
    ValueError
        If either is not a month.
    """
    return _count(text) - _count(start)


def month_of_year(text: str) -> int:
    """Return a month's place in its year, 0 for January."""
    return _count(text) % 12


def month_text(index: int, start: str) -> str:
    """Write the month that lies ``index`` months after ``start``."""
    year, month = divmod(_count(start) + index, 12)
    return f"{year:04d}-{month + 1:02d}"


def _count(text: str) -> int:
    match = _MONTH.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a month such as 2018-01")
    return int(match[1]) * 12 + int(match[2]) - 1
