"""The numbers that a report rests on: what scenarios change, what is assumed of the world, and what was counted in the city."""

from collections.abc import Sequence

from sim.language import Language, text, unit_text
from sim.language.numbers import NONE, level
from sim.outcomes import BY_NAME
from sim.parameters import LEVERS, WORLD, Quantity
from sim.quantities import ASSUMED
from sim.report.table import Names, Row, Table, grouped, outcome_name, table
from sim.scenario import Scenario, diff
from sim.scenario.columns import ENTRIES
from sim.studies.comparison.across_worlds import Counted, Worlds


def policy_table(scenarios: Sequence[Scenario], names: Names, lang: Language) -> Table:
    """What each alternative sets otherwise than the baseline."""
    groups = []
    for scenario in scenarios[1:]:
        changes = diff(scenarios[0], new=scenario)
        rows = tuple(
            Row((change.path, _meaning(change.path, lang), _shown(change.before), _shown(change.after)))
            for change in changes
        )
        groups.append((names[scenario.reference], rows))
    return table("policy", ("scenario", "lever", "meaning", "baseline", "alternative"), groups, lang)


def assumed_table(lang: Language) -> Table:
    """Every parameter of levers and world for which there is no data, with its default and plausible range."""
    rows = ((parameter.path, _assumed_row(parameter, lang)) for parameter in (*LEVERS, *WORLD) if is_assumed(parameter))
    return table("assumed", ("parameter", "meaning", "value", "plausible", "unit", "source"), grouped(rows), lang)


def is_assumed(parameter: Quantity) -> bool:
    """Whether a parameter has no source but judgement."""
    return parameter.source.startswith(ASSUMED)


def counts() -> tuple[int, int]:
    """How many parameters are assumed, and how many there are."""
    parameters = (*LEVERS, *WORLD)
    return sum(map(is_assumed, parameters)), len(parameters)


def _meaning(path: str, lang: Language) -> str:
    """What a path means, of a value or an event; a type or district before it is said in the path."""
    entry = path.partition(" @ ")[0]
    return next((quantity.meaning(lang) for name, quantity in ENTRIES.items() if entry.endswith(name)), "")


def _shown(value: float | str | None) -> str:
    return NONE if value is None else value if isinstance(value, str) else f"{value:.6g}"


def _assumed_row(parameter: Quantity, lang: Language) -> Row:
    low, high = parameter.plausible
    values = " … ".join(f"{value:g}" for value in sorted({min(parameter.default), max(parameter.default)}))
    unit, source = unit_text(parameter.unit, lang), text("report.is_assumed", lang)
    return Row((parameter.meaning(lang), values, f"{low:g} – {high:g}", unit, source), "assumed")


def counted_table(worlds: Worlds, lang: Language) -> Table:
    """A row for each count: two standard errors about it, the baseline, and how many plausible worlds lie within."""
    columns = ("outcome", "year", "place", "counted", "default_world", "plausible_worlds", "counted_fits")
    rows = ((outcome_name(count.observation.outcome, lang), _counted_row(count, lang)) for count in worlds.counted)
    return table("counted", columns, grouped(rows), lang)


def _counted_row(count: Counted, lang: Language) -> Row:
    observation = count.observation
    unit, year = BY_NAME[observation.outcome].unit, observation.year
    low, high = observation.value - 2 * observation.error, observation.value + 2 * observation.error
    place = text("report.whole_city", lang) if observation.place is None else count.name.rpartition(f" {year} ")[2]
    inside = sum(low <= value <= high for value in count.worlds)
    fits = text("report.counted_in", lang, inside=inside, worlds=len(count.worlds))
    counted, spread = (_between(ends, unit, lang) for ends in ((low, high), (min(count.worlds), max(count.worlds))))
    return Row((str(year), place, counted, level(count.default, unit, lang), spread, fits))


def _between(ends: tuple[float, float], unit: str, lang: Language) -> str:
    low, high = (level(end, unit, lang) for end in ends)
    return text("number.between", lang, low=low, high=high)
