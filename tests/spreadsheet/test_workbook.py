import io
import re
from zipfile import ZipFile

from openpyxl import load_workbook

from sim.spreadsheet.workbook import workbook

ROWS = [("menu", 0.25, 3, None), ("菜单", float("nan"), -1, "")]


def test_what_was_written_is_read_back_and_a_missing_number_is_an_empty_cell() -> None:
    page = load_workbook(io.BytesIO(workbook("differences", ["a", "b", "c", "d"], ROWS)))["differences"]
    assert list(page.values) == [("a", "b", "c", "d"), ("menu", 0.25, 3, None), ("菜单", None, -1, None)]


def test_the_bytes_hold_no_clock() -> None:
    content = workbook("t", ["a"], [[1]])
    with ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2016, 1, 1, 0, 0, 0)}
        years = set(re.findall(r"(?<!/)\b(?:19|20)\d\d(?=-\d\d-\d\dT)", archive.read("docProps/core.xml").decode()))
    assert years == {"2016"}


def test_equal_tables_have_equal_bytes_and_others_do_not() -> None:
    assert workbook("t", ["a"], [[1]]) == workbook("t", ["a"], [[1]]) != workbook("t", ["a"], [[2]])
