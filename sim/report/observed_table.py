"""What was counted in the city, beside what the baseline shows: as the numbers are set, and in plausible worlds."""

from collections.abc import Iterator

from sim.language import Language, text
from sim.language.numbers import level
from sim.outcomes import BY_NAME
from sim.report.assumption_tables import rows_table
from sim.report.table import Row, Table, outcome_name
from sim.studies.comparison.across_worlds import Counted, Worlds

KEYS = ("outcome", "year", "place", "counted", "default_world", "plausible_worlds", "counted_fits")


def counted_table(worlds: Worlds, lang: Language) -> Table:
    """A row for each count: two standard errors about it, the baseline, and how many plausible worlds lie within."""
    names = dict.fromkeys(one.observation.outcome for one in worlds.counted)
    groups = [(outcome_name(name, lang), tuple(_row(one, lang) for one in _of(worlds, name))) for name in names]
    return rows_table("counted_caption", KEYS, groups, lang)


def _of(worlds: Worlds, outcome: str) -> Iterator[Counted]:
    return (one for one in worlds.counted if one.observation.outcome == outcome)


def _row(one: Counted, lang: Language) -> Row:
    known = one.observation
    unit = BY_NAME[known.outcome].unit
    low, high = known.value - 2 * known.error, known.value + 2 * known.error
    place = one.name.rpartition(f" {known.year} ")[2] if known.place is not None else text("report.whole_city", lang)
    inside = sum(low <= value <= high for value in one.worlds)
    fits = text("report.counted_in", lang, inside=inside, worlds=len(one.worlds))
    counted, spread = (_between(ends, unit, lang) for ends in ((low, high), (min(one.worlds), max(one.worlds))))
    return Row((str(known.year), place, counted, level(one.default, unit, lang), spread, fits))


def _between(ends: tuple[float, float], unit: str, lang: Language) -> str:
    low, high = (level(end, unit, lang) for end in ends)
    return text("number.between", lang, low=low, high=high)
