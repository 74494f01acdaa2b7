"""What every table of the report is made of, and months as dates."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.language import Language, text
from sim.language.numbers import NONE, between, change, counted, places_apart, places_for
from sim.outcomes import BY_NAME
from sim.statistics.bands import years
from sim.statistics.intervals import Estimate

Names = Mapping[str, str]
"""What scenarios are called in the report's language, by their reference."""


@dataclass(frozen=True)
class Row:
    """Cells after the group's heading; ``mark`` is a verdict's code."""

    cells: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True)
class Table:
    """A caption, column headings, and rows in groups that share a heading."""

    caption: str
    header: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]


Groups = Iterable[tuple[str, tuple[Row, ...]]]


def table(
    caption: str, columns: Iterable[str], groups: Groups, lang: Language, more: Iterable[str] = (), **words: object
) -> Table:
    """Make a table whose caption and columns are texts of ``report``; behind these stand columns that are called ``more``."""
    header = (*(text(f"report.{column}", lang) for column in columns), *more)
    return Table(text(f"report.{caption}_caption", lang, **words), header, tuple(groups))


def grouped(rows: Iterable[tuple[str, Row]]) -> Groups:
    """Gather rows below their headings, in the order in which these come up."""
    groups: dict[str, tuple[Row, ...]] = {}
    for heading, row in rows:
        groups[heading] = (*groups.get(heading, ()), row)
    return groups.items()


def gap_cells(gap: Estimate, unit: str, lang: Language, matters: float | None = None) -> tuple[str, str]:
    """A difference and its interval; with ``matters`` in enough digits that no end of it reads as 0 or as that threshold."""
    places = places_for(gap.half_width, gap.value or 0.0, unit)
    if gap.low is None or gap.high is None:
        return change(gap.value, places, unit, lang), NONE
    if matters is not None:
        places = places_apart((gap.low, gap.high), matters, places, unit)
    return change(gap.value, places, unit, lang), between((gap.low, gap.high), places, unit, lang)


def outcome_name(name: str, lang: Language) -> str:
    """Name an outcome for people."""
    return text(f"outcome.{name}", lang)


def outcome_with_unit(name: str, lang: Language) -> str:
    """Name an outcome with the unit of its differences."""
    unit = text(f"unit.{BY_NAME[name].unit}", lang)
    return text("report.with_unit", lang, name=outcome_name(name, lang), unit=unit)


def whole(words: str) -> str:
    """Words whose numbers stay beside what follows: ``15.1 %``, ``31.52 万``, ``0.3 to`` 2.0."""
    return re.sub(r"(?<=\d) ", "\N{NO-BREAK SPACE}", words)


STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)
MOST_TICKS = 6


def month_ticks(start: str, months: int) -> tuple[list[int], list[str]]:
    """Choose at most six months to mark on an axis, and their labels."""
    step = next((step for step in STEPS if (months - 1) // step < MOST_TICKS), STEPS[-1])
    places = list(range(0, months, step))
    return places, [_label(start, place, step=step) for place in places]


def year_labels(start: str, months: int, lang: Language) -> list[str]:
    """Name each year of the horizon, counted from its first month; say how long a shorter one is."""
    return [_year_label(start, year, lang) for year in years(months)]


def _year_label(start: str, year: slice, lang: Language) -> str:
    label, length = _label(start, year.start, step=12), year.stop - year.start
    return label if length == 12 else text("report.year_part", lang, year=label, months=counted("months", length, lang))


def _label(start: str, offset: int, *, step: int) -> str:
    first_year, first_month = map(int, start.split("-")[:2])
    year, month = divmod(first_year * 12 + first_month - 1 + offset, 12)
    return str(year) if month == 0 and step % 12 == 0 else f"{year}-{month + 1:02}"
