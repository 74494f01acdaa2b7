"""The numbers that a report rests on: what scenarios change, what is assumed of the world, and what was counted in the city."""

from collections.abc import Iterator, Mapping, Sequence

from sim.language import Language, has_text, text
from sim.language.numbers import NONE, level
from sim.outcomes import BY_NAME
from sim.parameters import LEVERS, WORLD, Quantity
from sim.quantities import ASSUMED
from sim.report.table import Row, Table, outcome_name
from sim.scenario import Scenario, diff
from sim.scenario.columns import ENTRIES
from sim.studies.comparison.across_worlds import Counted, Worlds

Names = Mapping[str, str]


def policy_table(scenarios: Sequence[Scenario], names: Names, lang: Language) -> Table:
    """What each alternative sets otherwise than the baseline."""
    groups = []
    for one in scenarios[1:]:
        rows = tuple(
            Row((each.path, _meaning(each.path, lang), _shown(each.before), _shown(each.after)))
            for each in diff(scenarios[0], new=one)
        )
        groups.append((names[one.reference], rows))
    return rows_table("policy_caption", ("scenario", "lever", "meaning", "baseline", "alternative"), groups, lang)


def rows_table(
    caption: str, keys: Sequence[str], groups: Sequence[tuple[str, tuple[Row, ...]]], lang: Language
) -> Table:
    """Make a table of named columns."""
    header = tuple(text(f"report.{key}", lang) for key in keys)
    return Table(text(f"report.{caption}", lang), header, tuple(groups))


def assumed_table(lang: Language) -> Table:
    """Every parameter of levers and world for which there is no data, with its default and plausible range."""
    groups = [(f"{one.path}", (_assumed_row(one, lang),)) for one in (*LEVERS, *WORLD) if is_assumed(one)]
    keys = ("parameter", "meaning", "value", "plausible", "unit", "source")
    return rows_table("assumed_caption", keys, groups, lang)


def is_assumed(one: Quantity) -> bool:
    """Whether a parameter has no source but judgement."""
    return one.source.startswith(ASSUMED)


def counts() -> tuple[int, int]:
    """How many parameters are assumed, and how many there are."""
    known = (*LEVERS, *WORLD)
    return sum(map(is_assumed, known)), len(known)


def _meaning(path: str, lang: Language) -> str:
    """What a path means, of a value or an event; a type or district before it is said in the path."""
    entry = path.partition(" @ ")[0]
    entry = next((known for known in ENTRIES if entry.endswith(known)), entry)
    known = ENTRIES.get(entry)
    return "" if known is None else known.meaning(lang)


def _shown(value: float | str | None) -> str:
    return NONE if value is None else value if isinstance(value, str) else f"{value:.6g}"


def _unit(given: str, lang: Language) -> str:
    key = f"cli.units.{given}"
    return text(key, lang) if has_text(key, lang) else given


def _assumed_row(one: Quantity, lang: Language) -> Row:
    low, high = one.plausible
    meaning = one.meaning(lang)
    values = f"{min(one.default):g}" if len(set(one.default)) == 1 else f"{min(one.default):g} … {max(one.default):g}"
    return Row(
        (meaning, values, f"{low:g} – {high:g}", _unit(one.unit, lang), text("report.is_assumed", lang)), "assumed"
    )


COUNTED_KEYS = ("outcome", "year", "place", "counted", "default_world", "plausible_worlds", "counted_fits")


def counted_table(worlds: Worlds, lang: Language) -> Table:
    """A row for each count: two standard errors about it, the baseline, and how many plausible worlds lie within."""
    names = dict.fromkeys(one.observation.outcome for one in worlds.counted)
    groups = [(outcome_name(name, lang), tuple(_counted_row(one, lang) for one in _of(worlds, name))) for name in names]
    return rows_table("counted_caption", COUNTED_KEYS, groups, lang)


def _of(worlds: Worlds, outcome: str) -> Iterator[Counted]:
    return (one for one in worlds.counted if one.observation.outcome == outcome)


def _counted_row(one: Counted, lang: Language) -> Row:
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
