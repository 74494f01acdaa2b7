"""A workbook that people work in: a cover, sheets with filters and formats, charts that follow the cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Literal, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.series import SeriesLabel
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from sim.language.wrapping import columns_of
from sim.spreadsheet.workbook import is_formula, saved

NARROWEST, WIDEST = 8, 46
"""Widths of columns, in characters."""
HEAD = PatternFill("solid", fgColor="E7ECEF")
BETWEEN_CHARTS = 16
"""Rows that a chart takes."""


class Number(NamedTuple):
    """A number and how a spreadsheet program shows it."""

    value: float | None
    format: str


Cell = str | Number


@dataclass(frozen=True)
class Chart:
    """A chart of rows of a sheet, counted from 0 without the header: each is a series, named by a column.

    The values are those of the columns from ``first`` to ``last``, whose headers are the categories.
    """

    kind: Literal["line", "bar"]
    title: str
    unit: str
    rows: range
    named_by: int
    first: int
    last: int


@dataclass(frozen=True)
class Sheet:
    """A table of a workbook: ``about`` says on the cover what it shows; the first ``frozen`` columns stay in sight."""

    title: str
    about: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    charts: tuple[Chart, ...] = ()
    frozen: int = 1


@dataclass(frozen=True)
class Cover:
    """The first sheet: what was compared, in pairs of a name and what is so called, and notes; then a link to each sheet."""

    title: str
    heading: str
    facts: Sequence[tuple[str, str]]
    notes: Sequence[str]
    sheets: str


def book(cover: Cover, sheets: Sequence[Sheet]) -> bytes:
    """Make the workbook; its bytes follow from what it holds."""
    made = Workbook()
    _fill_cover(made.active, cover, sheets)
    for one in sheets:
        _fill(made.create_sheet(one.title), one)
    return saved(made)


def _fill_cover(page: Any, cover: Cover, sheets: Sequence[Sheet]) -> None:
    page.title = cover.title
    page.append([cover.heading])
    page["A1"].font = Font(bold=True, size=14)
    page.append([])
    for name, fact in cover.facts:
        _append(page, (name, fact))
    page.append([])
    _append(page, (cover.sheets,))
    page.cell(page.max_row, 1).font = Font(bold=True)
    for one in sheets:
        _append(page, (one.title, one.about))
        link = page.cell(page.max_row, 1)
        link.hyperlink, link.style = f"#'{one.title}'!A1", "Hyperlink"
    page.append([])
    for note in cover.notes:
        _append(page, ("", note))
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 100
    for (below,) in page.iter_rows(min_row=2, min_col=2, max_col=2):
        below.alignment = Alignment(wrap_text=True, vertical="top")
    page.sheet_view.showGridLines = False


def _fill(page: Any, sheet: Sheet) -> None:
    _append(page, sheet.header)
    for row in sheet.rows:
        _append(page, row)
    for cell in page[1]:
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEAD, Alignment(wrap_text=True, vertical="top")
    for at, name in enumerate(sheet.header):
        longest = max((columns_of(_shown(row[at])) for row in sheet.rows), default=0)
        width = min(max(longest, min(columns_of(name), NARROWEST * 2), NARROWEST) + 2, WIDEST)
        page.column_dimensions[get_column_letter(at + 1)].width = width
    page.freeze_panes = page.cell(2, sheet.frozen + 1)
    page.auto_filter.ref = page.dimensions
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    for k, chart in enumerate(sheet.charts):
        page.add_chart(_drawn(page, chart), f"{get_column_letter(len(sheet.header) + 2)}{1 + k * BETWEEN_CHARTS}")


def _append(page: Any, row: Sequence[Cell]) -> None:
    page.append([_made(page, cell) for cell in row])


def _made(page: Any, cell: Cell) -> SheetCell:
    """A cell as the workbook has it: a number in its format, a text that looks like a formula as text."""
    if isinstance(cell, str):
        made = SheetCell(page, value=cell)
        made.data_type = "s" if is_formula(cell) else made.data_type
        return made
    made = SheetCell(page, value=None if cell.value is None or isnan(cell.value) else cell.value)
    made.number_format = cell.format
    return made


def _shown(cell: Cell) -> str:
    """About what a cell shows, for its width."""
    if isinstance(cell, str):
        return cell
    return "" if cell.value is None else f"{cell.value:,.2f}"


def _drawn(page: Any, chart: Chart) -> Any:
    made: Any = LineChart() if chart.kind == "line" else BarChart()
    for row in chart.rows:
        values = Reference(page, min_row=row + 2, min_col=chart.first + 1, max_col=chart.last + 1)
        made.add_data(values, from_rows=True)
        series, name = made.series[-1], page.cell(row + 2, chart.named_by + 1)
        series.tx = SeriesLabel(strRef=StrRef(f"'{page.title}'!{name.coordinate}"))
        if chart.kind == "line":
            series.smooth = False
    made.set_categories(Reference(page, min_row=1, min_col=chart.first + 1, max_col=chart.last + 1))
    made.title, made.y_axis.title = chart.title, chart.unit
    made.title.overlay = made.legend.overlay = made.x_axis.delete = made.y_axis.delete = False
    made.legend.position = "b"
    made.height, made.width = 7.5, 15
    return made
