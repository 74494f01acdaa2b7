"""The cells of a CSV or Excel file, row by row, as they stand there."""

import csv
import io
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from openpyxl import load_workbook

from sim.errors import InputError
from sim.language import Language, speaking, text
from sim.reading import read_bytes

Cell = str | float | None
FORMATS = (".csv", ".xlsx")
MOST_BYTES = 20_000_000
MOST_UNPACKED = 50_000_000
"""Bytes that an Excel file may have once it is unpacked: a small one can hold gigabytes of nothing."""
MOST_ROWS, MOST_COLUMNS = 12_000, 100
LAST_ROW, MOST_CELLS = 1_048_576, 400_000
"""Of a sheet, blank ones included: programs write many that hold nothing."""
_DELIMITERS = ",;\t，"
_ENCODINGS = ("utf-8-sig", "gb18030")


class Row(NamedTuple):
    """One row with its number as a spreadsheet program shows it."""

    number: int
    cells: tuple[Cell, ...]


def read_rows(path: Path, lang: Language) -> list[Row]:
    """Read all rows that are not blank; an Excel file's first sheet.

    Raises
    ------
    InputError
        If there is no such file, if it is neither a CSV text nor an Excel workbook, or if it is too large.
    """
    if path.suffix.lower() not in FORMATS and path.exists():
        raise InputError(text("table.error.format", lang, file=path))
    with speaking(lang):
        content = read_bytes(path, MOST_BYTES)
    rows = _of_workbook(content, path, lang) if path.suffix.lower() == ".xlsx" else _of_text(content, path, lang)
    return list(_not_blank(rows, path, lang))


def _not_blank(rows: Iterable[tuple[int, tuple[Cell, ...]]], path: Path, lang: Language) -> Iterator[Row]:
    seen = 0
    for number, cells in rows:
        kept, seen = _trimmed(cells), seen + len(cells)
        large = (kept and number > MOST_ROWS) or len(kept) > MOST_COLUMNS
        if large or number > LAST_ROW or seen > MOST_CELLS:
            words = {"rows": MOST_ROWS, "columns": MOST_COLUMNS, "row": number}
            raise InputError(text("table.error.too_large", lang, file=path, **words))
        if kept:
            yield Row(number, kept)


def _of_text(content: bytes, path: Path, lang: Language) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    words = _decoded(content, path, lang)
    head = words.partition("\n")[0]
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=max(_DELIMITERS, key=head.count))
    number = 1
    try:
        for cells in reader:
            yield number, tuple(cells)
            number = reader.line_num + 1
    except csv.Error as error:
        raise InputError(text("table.error.csv", lang, file=path, row=number, reason=error)) from error


def _decoded(content: bytes, path: Path, lang: Language) -> str:
    """Text in UTF-8, or in the encoding that Chinese spreadsheet programs use."""
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in words:
            return words
    raise InputError(text("table.error.encoding", lang, file=path))


def _of_workbook(content: bytes, path: Path, lang: Language) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Rows of the first sheet. A damaged file fails anywhere in three libraries, so any of their errors is the file's."""
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked <= MOST_UNPACKED:
            yield from enumerate(_sheet(content), start=1)
    except Exception as error:
        raise InputError(text("table.error.workbook", lang, file=path)) from error
    if unpacked > MOST_UNPACKED:
        raise InputError(text("table.error.unpacked", lang, file=path, most=MOST_UNPACKED // 1_000_000))


def _sheet(content: bytes) -> Iterator[tuple[Cell, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts that are not read: styles, validation
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write wrong ones
        for cells in sheet.iter_rows(values_only=True):
            yield tuple(map(_cell, cells))
        book.close()


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
