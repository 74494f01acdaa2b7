"""The example table, whole or with some cells changed, as CSV or Excel files."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "example-communities.csv"
Cells = list[list[str]]


def as_excel_keeps_it(word: str) -> str | float:
    try:
        return float(word)
    except ValueError:
        return word


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def make(change: Callable[[Cells], object] = lambda cells: None, name: str = "mine.csv") -> Path:
        with EXAMPLE.open(encoding="utf-8", newline="") as stream:
            cells = list(csv.reader(stream))
        change(cells)
        path = tmp_path / name
        if name.endswith(".xlsx"):
            book = Workbook()
            for row in cells:
                book.active.append([as_excel_keeps_it(word) for word in row])
            book.save(path)
        else:
            with path.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(cells)
        return path

    return make
