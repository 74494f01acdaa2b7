"""The tables of differences and their verdicts."""

from collections.abc import Mapping

from sim.analysis import Comparison, Difference, Estimate
from sim.analysis.sentences import headline, window_name
from sim.language import Language, text
from sim.language.numbers import NONE, between, change, level, places_apart, places_for, rough
from sim.report.table import Row, Table, caption, outcome_name


def verdict_table(comparison: Comparison, scenario: str, names: Mapping[str, str], lang: Language) -> Table:
    """One alternative's headline outcomes in the last 12 months."""
    groups = ((outcome_name(d.outcome.name, lang), (_verdict_row(d, lang),)) for d in headline(comparison, scenario))
    return Table(caption("verdicts_caption", comparison, scenario, names, lang), _header(lang), tuple(groups))


def full_table(comparison: Comparison, scenario: str, names: Mapping[str, str], lang: Language) -> Table:
    """One alternative's every outcome in every window."""
    found: dict[str, tuple[Row, ...]] = {}
    for difference in comparison.differences:
        if difference.scenario == scenario:
            name = outcome_name(difference.outcome.name, lang)
            row = _verdict_row(difference, lang, window_name(comparison, scenario, difference.window, lang))
            found[name] = (*found.get(name, ()), row)
    header = _header(lang)
    title = caption("all_caption", comparison, scenario, names, lang)
    return Table(title, (header[0], text("report.window", lang), *header[1:]), tuple(found.items()))


def verdicts_note(comparison: Comparison, lang: Language) -> str:
    """Say what verdicts mean, and over how many windows of months of their own their intervals hold at once."""
    windows = max(len(comparison.windows(scenario)) for scenario in comparison.alternatives)
    return text("report.note_verdicts", lang, windows=text(f"report.note_windows_{windows}", lang))


def _verdict_row(difference: Difference, lang: Language, *first: str) -> Row:
    cells = verdict_cells(difference, text(f"unit.{difference.outcome.unit}", lang), lang)
    return Row((*first, *cells), difference.verdict)


def verdict_cells(difference: Difference, unit_name: str, lang: Language) -> tuple[str, ...]:
    """Both worlds' values, the difference with its interval, what matters, the unit's name and the verdict."""
    unit, estimate = difference.outcome.unit, difference.estimate
    places = places_for(estimate.half_width, estimate.value or 0.0, unit)
    if estimate.low is not None and estimate.high is not None:
        places = places_apart((estimate.low, estimate.high), difference.matters, places, unit)
    return (
        level(difference.baseline, unit, lang),
        level(difference.alternative, unit, lang),
        change(estimate.value, places, unit, lang),
        _interval(estimate, places, unit, lang),
        rough(difference.matters, unit, lang),
        unit_name,
        text(f"verdict.{difference.verdict}", lang),
    )


def _interval(estimate: Estimate, places: int, unit: str, lang: Language) -> str:
    if estimate.low is None or estimate.high is None:
        return NONE
    return between((estimate.low, estimate.high), places, unit, lang)


def _header(lang: Language) -> tuple[str, ...]:
    keys = ("outcome", "baseline", "alternative", "difference", "interval", "matters", "unit", "verdict")
    return tuple(text(f"report.{key}", lang) for key in keys)
