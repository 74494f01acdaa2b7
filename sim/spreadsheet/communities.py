"""A planner's table of communities: read whole, with everything that is wrong with it at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from sim.city.figures import Community
from sim.errors import Problem, TableError
from sim.language import Language, text
from sim.parameters import AGES, TYPES
from sim.scenario.values import nearest
from sim.spreadsheet.cells import Row, read_rows
from sim.spreadsheet.columns import BY_HEADER, COLUMNS, TYPE_WORDS, Column, Refused, plain

TOLERANCE = 0.005
"""How far a row's age shares may be from adding up to 1, as rounded figures are."""


def read_communities(path: Path, lang: Language = "en") -> tuple[Community, ...]:
    """Read a table with a row for each community.

    Raises
    ------
    TableError
        With everything that is wrong in the table, at once: the row, the column, what was given, what is allowed.
    InputError
        If the file cannot be read at all.
    """
    reader = _Reader(path, lang)
    communities = reader.read(read_rows(path, lang))
    if reader.problems:
        raise TableError(sorted(reader.problems, key=lambda problem: problem.line or 0))
    return communities


class _Place(NamedTuple):
    """A known column, where it stands and what it is called there."""

    column: Column
    at: int
    header: str


class _Reader:
    """Reads rows and gathers problems."""

    def __init__(self, path: Path, lang: Language) -> None:
        self.path, self.lang = path, lang
        self.problems: list[Problem] = []
        self.rows_of_names: dict[str, int] = {}

    def read(self, rows: Sequence[Row]) -> tuple[Community, ...]:
        if len(rows) < 2:
            self._refuse(None, "", what="no_rows", allowed="rows", advice="rows")
        places = self._places(rows[0]) if rows else []
        read = [self._row(row, places, len(rows[0].cells)) for row in rows[1:]]
        return tuple(map(_community, read)) if not self.problems else ()

    def _places(self, head: Row) -> list[_Place]:
        """Known columns; what is unknown, given twice or missing is refused."""
        found: dict[str, _Place] = {}
        missed: set[str] = set()
        for at, cell in enumerate(head.cells):
            header = "" if cell is None else str(cell)
            column = BY_HEADER.get(plain(header))
            if column is None:
                missed |= self._unknown(head.number, at=at, header=header)
            elif column.name in found:
                label = _label(header, at=at, row=head.number)
                self._refuse(head.number, label, what="column_twice", allowed="column_once")
            else:
                found[column.name] = _Place(column, at, header)
        for column in COLUMNS:
            if column.needed and column.name not in found and column.name not in missed:
                self._refuse(head.number, column.shown(self.lang), what="column_missing", allowed="columns")
        return list(found.values())

    def _unknown(self, row: int, *, at: int, header: str) -> set[str]:
        """Refuse a column; return the name of the one that was probably meant."""
        near = nearest(plain(header), BY_HEADER) if header else None
        shown = BY_HEADER[near].shown("en" if header.isascii() else "zh") if near else ""
        advice = "column_near" if near else "column_unknown" if header else "column_nameless"
        what = "column_unknown" if header else "column_nameless"
        self._refuse(row, _label(header, at=at, row=row), what=what, allowed="columns", advice=advice, near=shown)
        return {BY_HEADER[near].name} if near else set()

    def _row(self, row: Row, places: Sequence[_Place], width: int) -> dict[str, Any]:
        for at in range(width, len(row.cells)):
            if row.cells[at] is not None:
                self._refuse(row.number, _label("", at=at, row=row.number), what="extra", allowed="columns")
        values = {place.column.name: self._cell(row, place) for place in places}
        self._check_ages(row, values)
        name = values.get("name")
        if name is not None and self.rows_of_names.setdefault(name, row.number) != row.number:
            (place,) = (place for place in places if place.column.name == "name")
            label, first = _label(place.header, at=place.at, row=row.number), self.rows_of_names[name]
            self._refuse(row.number, label, what="name_twice", allowed="name_once", name=name, row=first)
        return values

    def _cell(self, row: Row, place: _Place) -> Any:
        """A cell's value; None once it is refused."""
        cell = row.cells[place.at] if place.at < len(row.cells) else None
        label = _label(place.header, at=place.at, row=row.number)
        if cell is None:
            self._refuse(row.number, label, what="empty", allowed=place.column.allowed)
            return None
        try:
            return place.column.read(cell)
        except Refused as refused:
            words = {"given": f"{cell:.12g}" if isinstance(cell, float) else cell, "advice": refused.advice}
            self._refuse(row.number, label, what="cell", allowed=place.column.allowed, **words)
            return None

    def _check_ages(self, row: Row, values: dict[str, Any]) -> None:
        """Refuse age shares that do not add up to 1; make those exact that do but for rounding."""
        ages = [values.get(name) for name in AGES]
        known = [age for age in ages if age is not None]
        total = sum(known)
        if len(known) < len(AGES):
            return
        if abs(total - 1) > TOLERANCE:
            residents = values.get("residents") or 0
            advice = "percent" if abs(total - 100) <= 100 * TOLERANCE else "ages"
            advice = "heads" if residents > 1 and abs(total - residents) <= residents * TOLERANCE else advice
            label = f"{AGES[0]} … {AGES[-1]}"
            self._refuse(row.number, label, what="ages", allowed="ages", advice=advice, given=f"{total:.6g}")
        else:
            values |= {name: round(age / total, 12) for name, age in zip(AGES, known, strict=True)}

    def _refuse(
        self, row: int | None, key: str, /, *, what: str, allowed: str, advice: str = "", **values: object
    ) -> None:
        """Note a problem; ``advice`` is called as ``what`` is where it is not given."""
        columns = ", ".join(column.shown(self.lang) for column in COLUMNS)
        words = {"columns": columns, "types": ", ".join(_types(self.lang)), "given": "", "near": ""} | values
        parts = (
            text(f"table.{part}.{name}", self.lang, **words)
            for part, name in (("given", what), ("allowed", allowed), ("advice", advice or what))
        )
        self.problems.append(Problem(str(self.path), row, key, *parts))


def _types(lang: Language) -> list[str]:
    return [word for word in TYPE_WORDS if word.endswith("型")] if lang == "zh" else list(TYPES)


def _label(header: str, *, at: int, row: int) -> str:
    """A column as people find it: its header and the cell's address in a spreadsheet."""
    return f"{header} ({get_column_letter(at + 1)}{row})".strip()


def _community(values: dict[str, Any]) -> Community:
    facts = {name: value for name, value in values.items() if name not in (*AGES, "migrants")}
    ages = tuple(values[name] for name in AGES)
    return Community(ages=ages, registered=round(1 - values["migrants"], 12), **facts)
