"""Months of the horizon as dates."""

from sim.language import Language, text
from sim.language.numbers import counted
from sim.statistics.bands import years

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
