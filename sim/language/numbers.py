"""Numbers as people read them: percent, percentage points, yuan with separators or 万 and 亿, no false precision."""

from math import ceil, floor, isnan, log10

from sim.language.catalog import Language, text

NONE = "–"
FINEST = {"share": 2, "index": 4, "months": 2, "yuan": 2, "multiple": 3}
SCALES: dict[str, tuple[tuple[float, int, str], ...]] = {
    "en": ((1e9, 6, " million"),),
    "zh": ((1e8, 8, " 亿"), (1e7, 4, " 万")),
}


def counted(what: str, count: int, lang: Language) -> str:
    """Write how many there are of something: ``1 seed``, ``1,200 seeds``."""
    return text(f"count.{what}.{'one' if count == 1 else 'some'}", lang, count=f"{count:,}")


def level(value: float | None, unit: str, lang: Language) -> str:
    """Write a value with four significant digits: ``31.2 %``, ``1,234,000``, ``1,234 万``; only shares get a unit."""
    if value is None or isnan(value):
        return NONE
    if unit == "share":
        return percent(value, 1, lang)
    places = 3 if unit == "index" else min(_places_of_digits(value, 4), FINEST.get(unit, 1))
    return number(value, places, unit, lang)


def percent(share: float, places: int, lang: Language) -> str:
    """Write a share as percent: ``31.2 %``, ``31.2%``."""
    return text("number.percent", lang, number=number(100 * share, places, "share", lang))


def change(value: float | None, places: int, unit: str, lang: Language) -> str:
    """Write a signed difference without its unit; shares in percentage points."""
    if value is None:
        return NONE
    written = number(value * _points(unit), places, unit, lang)
    return f"+{written}" if value > 0 and written.strip("0.") else written


def magnitude(value: float, places: int, unit: str, lang: Language) -> str:
    """Write a difference without sign and unit."""
    return number(abs(value) * _points(unit), places, unit, lang)


def with_unit(written: str, *, unit: str, lang: Language) -> str:
    """Add the unit of a difference: ``1.8 percentage points``; a scale of Chinese runs into the unit: ``1,234 万元``."""
    scaled = any(written.endswith(name) for *_, name in SCALES.get(lang, SCALES["en"]))
    return text(f"number.{'scaled' if scaled else 'size'}.{unit}", lang, number=written)


def between(interval: tuple[float, float], places: int, unit: str, lang: Language) -> str:
    """Write an interval without its unit, both ends at one scale: ``−0.4 to 1.0``."""
    low, high = (end * _points(unit) for end in interval)
    ends = {
        name: number(end, places, unit, lang, scaled_as=max(abs(low), abs(high)))
        for name, end in (("low", low), ("high", high))
    }
    return text("number.between", lang, **ends)


def places_for(half_width: float | None, value: float, unit: str) -> int:
    """Decimals that an interval supports: two digits of its half-width where they begin with 1 or 2, else one.

    Negative places round to tens, hundreds... Without a half-width, three digits of the value.
    """
    finest = _places_of_digits(value * _points(unit), 3)
    places = ceil(-log10(half_width * _points(unit) / 3)) if half_width else finest
    return min(places, FINEST.get(unit, 1))


def places_apart(interval: tuple[float, float], matters: float | None, places: int, unit: str) -> int:
    """``places``, or one or two more where an end of an interval would else read as 0 or the threshold, which it is not."""
    points, marks = _points(unit), {0.0, matters or 0.0, -(matters or 0.0)}

    def is_hidden(more: int) -> bool:
        return any(
            end != mark and round(end * points, places + more) == round(mark * points, places + more)
            for end in interval
            for mark in marks
        )

    return places + next((more for more in range(3) if not is_hidden(more)), 0)


def number(value: float, places: int, unit: str, lang: Language, *, scaled_as: float | None = None) -> str:
    """Write a number rounded to ``places``, with separators, a true minus sign and, for yuan, its scale or that of another."""
    rounded = round(value, places) + 0.0
    digits, scale = _scale(rounded if scaled_as is None else scaled_as, unit, lang)
    return f"{rounded / 10**digits:,.{max(places + digits, 0)}f}{scale}".replace("-", "−")


def _scale(value: float, unit: str, lang: Language) -> tuple[int, str]:
    scales = SCALES.get(lang, SCALES["en"]) if unit == "yuan" else ()
    return next(((digits, name) for least, digits, name in scales if abs(value) >= least), (0, ""))


def _places_of_digits(value: float, digits: int) -> int:
    return digits - 1 - floor(log10(abs(value))) if value else 0


def _points(unit: str) -> int:
    return 100 if unit == "share" else 1


def rough(value: float | None, unit: str, lang: Language) -> str:
    """Write a threshold with at most two digits: ``1``, ``0.1``, ``1,200``."""
    if value is None:
        return NONE
    points = value * _points(unit)
    written = number(points, _places_of_digits(points, 2), unit, lang)
    return written.rstrip("0").rstrip(".") if "." in written else written
