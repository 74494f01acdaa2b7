"""The numbers that a report rests on: what the scenarios set differently, and what is assumed of the world."""

from collections.abc import Mapping, Sequence

from sim.language import Language, has_text, text
from sim.language.numbers import NONE
from sim.parameters import LEVERS, WORLD, Quantity
from sim.quantities import ASSUMED
from sim.report.table import Row, Table
from sim.scenario import Scenario, diff
from sim.scenario.columns import ENTRIES

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
