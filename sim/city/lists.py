"""Lists beside a city file: thresholds, ties and believers as CSV files of numbers."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.errors import InputError, Problem, ProblemsError
from sim.reading import read_text
from sim.scenario.values import shortened

MOST_BYTES = 100_000_000
MOST_LETTERS = 30
"""Of a number."""
SHOWN = 100
WIDTHS = {"thresholds": 1, "ties": 2, "believers": 1}


def with_lists(data: Mapping[str, Any], city: Path) -> dict[str, Any]:
    """A city file's values, with every list that it names as a file read from there.

    Raises
    ------
    InputError
        Where such a file cannot be read, or a line of it holds something else; all such lines at once.
    """
    given = data.get("given")
    if not isinstance(given, dict):
        return dict(data)
    named = {key: given[key] for key in WIDTHS if isinstance(given.get(key), str)}
    read = {key: _numbers(city.parent / name, WIDTHS[key], key) for key, name in named.items()}
    return {**data, "given": {**given, **read}}


def _numbers(path: Path, width: int, key: str) -> list[Any]:
    try:
        lines = list(csv.reader(read_text(path, MOST_BYTES).splitlines()))
    except (ProblemsError, csv.Error) as error:
        reason = error.problems[0].given if isinstance(error, ProblemsError) else error
        raise InputError(
            f"{path}: given.{key}: cannot be read: {reason}; give a CSV file beside the city file"
        ) from error
    start = 1 if lines and not any(map(_is_number, lines[0])) else 0
    rows = [(place, line) for place, line in enumerate(lines, start=1) if place > start and line]
    wrong = [_problem(path, place, line, width, key) for place, line in rows if not _fits(line, width)]
    if wrong:
        raise ProblemsError(wrong[:SHOWN])
    values = [[_number(word) for word in line] for _, line in rows]
    return [row[0] for row in values] if width == 1 else values


def _fits(line: list[str], width: int) -> bool:
    return len(line) == width and all(map(_is_number, line))


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return len(word) <= MOST_LETTERS


def _number(word: str) -> float:
    return int(word) if word.strip().lstrip("+-").isdecimal() else float(word)


def _problem(path: Path, place: int, line: list[str], width: int, key: str) -> Problem:
    allowed = "one number a line" if width == 1 else f"{width} numbers a line, with a comma between them"
    return Problem(
        str(path), place, f"given.{key}", shortened(repr(",".join(line))), allowed, "correct or remove the line"
    )
