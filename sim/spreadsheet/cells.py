"""The cells of a CSV or Excel file, row by row, as they stand there."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sim.errors import InputError
from sim.language import text

Cell = str | float | None
FORMATS = (".csv", ".xlsx")
_DELIMITERS = ",;\t，"
_ENCODINGS = ("utf-8-sig", "gb18030")


class Row(NamedTuple):
    """One row with its number as a spreadsheet program shows it."""

    number: int
    cells: tuple[Cell, ...]


def read_rows(path: Path, lang: str) -> list[Row]:
    """Read all rows that are not blank; an Excel file's first sheet.

    Raises
    ------
    InputError
        If there is no such file, or if it is neither a CSV text nor an Excel workbook.
    """
    if not path.is_file():
        raise InputError(text("table.error.no_file", lang, file=path))
    if path.suffix.lower() not in FORMATS:
        raise InputError(text("table.error.format", lang, file=path))
    rows = _of_workbook(path, lang) if path.suffix.lower() == ".xlsx" else _of_text(path, lang)
    trimmed = (Row(number, _trimmed(cells)) for number, cells in rows)
    return [row for row in trimmed if row.cells]


def _of_text(path: Path, lang: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    words = _decoded(path, lang)
    head = words.partition("\n")[0]
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=max(_DELIMITERS, key=head.count))
    number = 1
    for cells in reader:
        yield number, tuple(cells)
        number = reader.line_num + 1


def _decoded(path: Path, lang: str) -> str:
    """Text in UTF-8, or in the encoding that Chinese spreadsheet programs use."""
    content = path.read_bytes()
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in words:
            return words
    raise InputError(text("table.error.encoding", lang, file=path))


def _of_workbook(path: Path, lang: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write wrong ones
        rows = list(sheet.iter_rows(values_only=True))
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, EOFError) as error:
        raise InputError(text("table.error.workbook", lang, file=path)) from error
    book.close()
    return enumerate((tuple(map(_cell, cells)) for cells in rows), start=1)


def _cell(value: object) -> Cell:
    """Numbers and words stay as they are; a date or a truth value becomes what it looks like, and is refused as such."""
    if value is None or isinstance(value, str):
        return value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _trimmed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Without blanks around words and without empty cells at the end."""
    stripped = [cell.strip() or None if isinstance(cell, str) else cell for cell in cells]
    while stripped and stripped[-1] is None:
        stripped.pop()
    return tuple(stripped)
