from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import InputError, TableError
from sim.language import Language
from sim.spreadsheet.columns import COLUMNS
from sim.spreadsheet.communities import read_communities

Table = Callable[..., Path]
Cells = list[list[str]]


def put(row: int, column: str, cell: str) -> Callable[[Cells], None]:
    """Change one cell; row 1 is the header."""

    def change(cells: Cells) -> None:
        cells[row - 1][cells[0].index(column)] = cell

    return change


def problems(path: Path, lang: Language = "en") -> list[tuple[int | None, str, str, str, str]]:
    with pytest.raises(TableError) as raised:
        read_communities(path, lang)
    assert {problem.file for problem in raised.value.problems} == {str(path)}
    return [(one.line, one.key, one.given, one.allowed, one.advice) for one in raised.value.problems]


@pytest.mark.parametrize(
    ("column", "cell", "address", "allowed", "advice"),
    [
        ("name", "x" * 101, "A3", "up to 100 characters", "correct"),
        ("type", "urban", "B3", "one of traditional, market, rural, industrial", "correct"),
        ("residents", "0", "C3", "whole number from 1", "correct"),
        ("residents", "12.5", "C3", "whole number from 1", "correct"),
        ("residents", "2,600", "C3", "whole number from 1", "without separators"),
        ("residents", "nan", "C3", "whole number from 1", "plain number"),
        ("age_0_14", "-0.1", "D3", "share from 0 to 1", "correct"),
        ("age_0_14", "some", "D3", "share from 0 to 1", "plain number"),
        ("migrants", "22", "L3", "share from 0 to 1", "write 12% or 0.12"),
        ("migrants", "101%", "L3", "share from 0 to 1", "correct"),
        ("staff", "-1", "M3", "from 0 to 10,000", "correct"),
        ("staff", "8 posts", "M3", "from 0 to 10,000", "without separators or units"),
        ("budget_per_resident", "100001", "N3", "from 0 to 100,000", "correct"),
    ],
)
@pytest.mark.parametrize("name", ["mine.csv", "mine.xlsx"])
def test_a_bad_cell_is_told_with_its_place_and_what_is_allowed(
    table: Table, name: str, column: str, cell: str, address: str, allowed: str, advice: str
) -> None:
    if name == "mine.xlsx" and cell == "nan":
        pytest.skip("an Excel file has no such number")
    ((row, key, given, told, todo),) = problems(table(put(3, column, cell), name))
    assert (row, key) == (3, f"{column} ({address})")
    assert cell in given
    assert allowed in told
    assert advice in todo


@pytest.mark.parametrize("column", [column.name for column in COLUMNS])
def test_an_empty_cell_is_refused_in_every_column(table: Table, column: str) -> None:
    ((row, key, given, _, _),) = problems(table(put(5, column, " ")))
    assert (row, key.split()[0], given) == (5, column, "the cell is empty")


@pytest.mark.parametrize("column", [column.name for column in COLUMNS if column.needed])
def test_a_missing_column_is_named(table: Table, column: str) -> None:
    def without(cells: Cells) -> None:
        at = cells[0].index(column)
        for row in cells:
            del row[at]

    ((row, key, given, _, _),) = problems(table(without))
    assert (row, key, given) == (1, column, "this column is missing")


@pytest.mark.parametrize(
    ("given", "advice"),
    [("resident", "rename it to residents"), ("居民人数", "rename it to 居民数"), ("postcode", "remove it")],
)
def test_an_unknown_column_is_refused_with_the_nearest_name(table: Table, given: str, advice: str) -> None:
    found = problems(table(put(1, "residents", given)))
    assert found[0][:3] == (1, f"{given} (C1)", "there is no such column")
    assert advice in found[0][4]
    assert len(found) == (1 if "rename" in advice else 2)


def test_a_column_that_would_change_nothing_is_refused(table: Table) -> None:
    def more(cells: Cells) -> None:
        for row, cell in zip(cells, ["households", *["900"] * 12], strict=True):
            row.append(cell)

    ((row, key, given, allowed, advice),) = problems(table(more))
    assert (row, key, given) == (1, "households (Q1)", "there is no such column")
    assert "columns are name, type, residents" in allowed
    assert "change nothing is refused" in advice


def test_a_column_given_twice_and_one_without_a_name_are_refused(table: Table) -> None:
    def twice(cells: Cells) -> None:
        for row, (one, other) in zip(cells, [("staff", ""), *[("3", "4")] * 12], strict=True):
            row.extend([other, one])

    assert [(key, given) for _, key, given, _, _ in problems(table(twice))] == [
        ("(Q1)", "a column without a name"),
        ("staff (R1)", "this column stands twice"),
    ]


def test_a_cell_beyond_the_last_column_is_refused(table: Table) -> None:
    ((row, key, given, _, _),) = problems(table(lambda cells: cells[4].append("a remark")))
    assert (row, key, given) == (5, "(Q5)", "a cell beyond the last column")


def test_a_name_given_twice_is_refused_with_the_row_of_the_first(table: Table) -> None:
    ((row, key, given, _, _),) = problems(table(put(7, "name", "Example community B")))
    assert (row, key, given) == (7, "name (A7)", "'Example community B' is already in row 3")


@pytest.mark.parametrize(
    ("factor", "advice"), [(100, "write 12% or 0.12"), (3200, "divide them by the row's residents"), (1.1, "correct")]
)
def test_ages_that_do_not_add_up_are_one_problem_a_row(table: Table, factor: float, advice: str) -> None:
    def multiplied(cells: Cells) -> None:
        cells[1][3:11] = [f"{factor * float(cell):g}" for cell in cells[1][3:11]]

    ((row, key, given, _, told),) = problems(table(multiplied))
    assert (row, key, given) == (2, "age_0_14 … age_80_plus", f"the row's ages add up to {factor:g}")
    assert advice in told


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_rows(table: Table) -> None:
    def several(cells: Cells) -> None:
        put(9, "type", "town")(cells)
        put(2, "staff", "many")(cells)
        put(2, "migrants", "")(cells)
        put(1, "street", "strete")(cells)

    assert [(row, key) for row, key, *_ in problems(table(several))] == [
        (1, "strete (P1)"),
        (2, "migrants (L2)"),
        (2, "staff (M2)"),
        (9, "type (B9)"),
    ]


def test_problems_are_told_in_chinese(table: Table) -> None:
    ((row, _, given, allowed, advice),) = problems(table(put(4, "type", "都市")), "zh")
    assert (row, given) == (4, "“都市”")
    assert "传统型, 市场型, 农村型, 工业型" in allowed
    assert advice == "请更正该单元格"


@pytest.mark.parametrize("rows", [0, 1])
def test_a_table_without_communities_is_refused(table: Table, rows: int) -> None:
    path = table(lambda cells: cells.__delitem__(slice(rows, None)))
    assert problems(path)[0][2] == "there is no community in the table"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("gone.csv", None, "no such file"),
        ("table.xls", b"", ".csv or .xlsx"),
        ("table.xlsx", b"name,type", "not an Excel workbook"),
        ("table.csv", b"\xff\x00\x81", "CSV UTF-8"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        read_communities(path)
