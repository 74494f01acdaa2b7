"""Excel files whose bytes follow from their content alone."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd
from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

MADE = datetime(2016, 1, 1)
"""What the file says of its making: no clock, so that the same table gives the same bytes."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PROPERTIES = "docProps/core.xml"


Rows = Iterable[Sequence[str | float | int | None]]


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """A table for a CSV file: before a text that a spreadsheet program would take for a formula stands an apostrophe."""
    return frame.map(_as_text).rename(columns=_as_text)


def _as_text(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def workbook(sheet: str, header: Sequence[str], rows: Rows) -> bytes:
    """One sheet with a header that stays in sight; a number that does not exist is an empty cell."""
    book = Workbook()
    book.remove(book.active)
    _fill(book.create_sheet(sheet), header, rows)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """A workbook's file, without the time of its making."""
    stream = io.BytesIO()
    book.save(stream)
    return _without_clock(stream.getvalue())


def is_formula(words: str) -> bool:
    """Whether a spreadsheet program would take a name for a formula or an error."""
    return words.startswith(("=", "#"))


def _fill(page: Any, header: Sequence[str], rows: Rows) -> None:
    for number, row in enumerate((header, *rows), start=1):
        page.append([None if value != value else value for value in row])  # noqa: PLR0124  NaN
        for at, value in enumerate(row, start=1):
            if isinstance(value, str) and is_formula(value):
                page.cell(number, at).data_type = "s"  # a name, whatever a spreadsheet program would make of it
    page.freeze_panes = "A2"
    for at, name in enumerate(header, start=1):
        page.column_dimensions[get_column_letter(at)].width = max(12, len(name) + 2)


def _without_clock(content: bytes) -> bytes:
    """The same workbook with one fixed time in its archive and in its properties."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as given, ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            entry = ZipInfo(name, (MADE.year, MADE.month, MADE.day, 0, 0, 0))
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            made.writestr(entry, _properties() if name == _PROPERTIES else given.read(name))
    return stream.getvalue()


def _properties() -> bytes:
    return bytes(tostring(DocumentProperties(creator="shequ", created=MADE, modified=MADE).to_tree()))
