"""Tables that are damaged, endless, or would run in a spreadsheet: refused in a sentence, or written as text."""

import io
import os
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from sim.errors import InputError
from sim.spreadsheet.cells import MOST_COLUMNS, MOST_ROWS
from sim.spreadsheet.communities import read_communities
from sim.spreadsheet.workbook import workbook

Table = Callable[..., Path]
Cells = list[list[str]]


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The same Excel file with its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, change(name, given.read(name)))
    path.write_bytes(stream.getvalue())
    return path


def sheet_of(words: bytes) -> Callable[[str, bytes], bytes]:
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return lambda name, content: head + words + b"</sheetData></worksheet>" if "sheet1.xml" in name else content


def test_a_damaged_workbook_is_refused_wherever_it_is_damaged(table: Table) -> None:
    path, rng = table(name="mine.xlsx"), random.Random(4)
    whole = path.read_bytes()
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(rng.randint(1, 30)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        path.write_bytes(content[: rng.randint(1, len(content))] if rng.random() < 0.3 else content)
        with suppress(InputError):
            read_communities(path)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>', "at most"),
        (b'<row r="1"><c r="AAAA1"><v>1</v></c></row>', "not an Excel workbook"),
        (b'<row r="1"><c r="XFD1"><v>1</v></c></row>', f"{MOST_COLUMNS} columns"),
        (b"<row>" + b"<c><v>1</v></c>" * 200 + b"</row>", f"{MOST_COLUMNS} columns"),
        (b"<row><c/></row>" * 5_000_000, "more than 50 MB once unpacked"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]>', "not an Excel workbook"),
        (b"<row><c>", "not an Excel workbook"),
    ],
)
def test_a_sheet_without_end_is_refused_soon(table: Table, words: bytes, told: str) -> None:
    path = repacked(table(name="mine.xlsx"), sheet_of(words))
    with pytest.raises(InputError, match=told):
        read_communities(path)


def test_cells_that_hold_nothing_are_counted_too(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.spreadsheet.cells.MOST_CELLS", 1_000)
    with pytest.raises(InputError, match="row 1001: a table has at most"):
        read_communities(repacked(table(name="mine.xlsx"), sheet_of(b"<row><c/></row>" * 2_000)))


def test_blank_rows_below_a_table_do_not_count(table: Table) -> None:
    path = table(name="mine.xlsx")
    known = read_communities(path)
    book = load_workbook(path)
    book.active.cell(row=MOST_ROWS + 5_000, column=1).number_format = "0.00"
    book.save(path)
    assert read_communities(path) == known


def test_a_csv_table_has_a_number_of_rows_and_a_length_of_cells(table: Table) -> None:
    with pytest.raises(InputError, match=rf"row {MOST_ROWS + 1}: a table has at most {MOST_ROWS} rows"):
        read_communities(table(lambda cells: cells.extend([cells[1]] * MOST_ROWS)))
    with pytest.raises(InputError, match=r"mine\.csv: row 1: field larger than field limit"):
        read_communities(table(lambda cells: cells.insert(0, ["x" * 200_000])))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_pipe_or_a_folder_is_no_table(tmp_path: Path, ending: str) -> None:
    os.mkfifo(tmp_path / f"pipe.{ending}")
    (tmp_path / f"folder.{ending}").mkdir()
    with pytest.raises(InputError, match="a pipe or a device, not a file"):
        read_communities(tmp_path / f"pipe.{ending}")
    with pytest.raises(InputError, match="not a file"):
        read_communities(tmp_path / f"folder.{ending}")
    with pytest.raises(InputError, match="there is no such file"):
        read_communities(tmp_path / f"nowhere.{ending}")


def test_names_that_look_like_formulas_stay_text_in_excel_files() -> None:
    names = ["=cmd|'/c calc'!A1", "+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x.invalid")', "#REF!", "plain"]
    page = load_workbook(io.BytesIO(workbook("names", ["=A1", "number"], [(name, 1.5) for name in names]))).active
    cells = [(cell.value, cell.data_type) for row in page.iter_rows(max_col=1) for cell in row]
    assert cells == [(name, "s") for name in ("=A1", *names)]
    assert page["B2"].data_type == "n"


def test_control_characters_in_a_table_are_refused_with_their_row(table: Table) -> None:
    def rename(cells: Cells) -> None:
        cells[2][0] = "A\x07B"

    with pytest.raises(InputError, match=r"mine\.csv:3: name"):
        read_communities(table(rename))


def test_a_workbook_without_a_sheet_of_cells_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    book.create_chartsheet("chart")
    book.save(tmp_path / "chart.xlsx")
    with pytest.raises(InputError):
        read_communities(tmp_path / "chart.xlsx")
