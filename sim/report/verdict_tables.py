"""The tables of differences and their verdicts."""

from collections.abc import Mapping, Sequence

from sim.language import Language, text
from sim.language.numbers import NONE, between, change, level, places_apart, places_for, rough
from sim.report.table import Row, Table, caption, outcome_name, outcome_with_unit
from sim.statistics.windows import Window
from sim.studies.comparison import Comparison, Difference, Estimate
from sim.studies.comparison.answer_sentences import listed
from sim.studies.comparison.sentences import headline, window_name


def verdict_table(comparison: Comparison, scenario: str, names: Mapping[str, str], lang: Language) -> Table:
    """One alternative's headline outcomes in the last 12 months."""
    groups = (
        (outcome_with_unit(d.outcome.name, lang), (_verdict_row(d, lang),)) for d in headline(comparison, scenario)
    )
    return Table(caption("verdicts_caption", comparison, scenario, names, lang), _header(lang), tuple(groups))


def window_table(comparison: Comparison, scenario: str, names: Mapping[str, str], lang: Language) -> Table:
    """One alternative's headline outcomes over the other windows that have months of their own."""
    own = [window for window in comparison.windows(scenario) if window != "last_year"]
    return _in_windows("windows_caption", comparison, scenario, own, names, lang)


def explored_table(comparison: Comparison, scenario: str, names: Mapping[str, str], lang: Language) -> Table:
    """One alternative's other outcomes over every window that has months of its own, but for those that never occur."""
    return _in_windows("all_caption", comparison, scenario, comparison.windows(scenario), names, lang)


def _in_windows(
    title: str,
    comparison: Comparison,
    scenario: str,
    windows: Sequence[Window],
    names: Mapping[str, str],
    lang: Language,
) -> Table:
    """Outcomes over windows: the headline ones or all others, as the caption says."""
    found: dict[str, tuple[Row, ...]] = {}
    nothing = _nothing(comparison)
    for difference in comparison.differences:
        wanted = (scenario, title == "windows_caption") if difference.outcome.name not in nothing else None
        if (difference.scenario, difference.outcome.headline) == wanted and difference.window in windows:
            name = outcome_with_unit(difference.outcome.name, lang)
            row = _verdict_row(difference, lang, window_name(comparison, scenario, difference.window, lang))
            found[name] = (*found.get(name, ()), row)
    header = _header(lang)
    words = (header[0], text("report.window", lang), *header[1:])
    return Table(caption(title, comparison, scenario, names, lang), words, tuple(found.items()))


def explored_note(comparison: Comparison, lang: Language) -> str:
    """Say how surely the other outcomes are told, and which of them are 0 in all runs."""
    said = [text("report.note_exploratory", lang)]
    if nothing := _nothing(comparison):
        names = listed([outcome_name(one, lang) for one in nothing], "names", lang)
        said.append(text("report.note_nothing", lang, names=names))
    return text("sentence.gap", lang).join(said)


def _nothing(comparison: Comparison) -> list[str]:
    """Outcomes that are not headline ones and 0 in all runs."""
    every = {one.outcome.name for one in comparison.differences if not one.outcome.headline}
    some = {one.outcome.name for one in comparison.differences if one.baseline != 0 or one.alternative != 0}
    return sorted(every - some)


def verdicts_note(comparison: Comparison, lang: Language) -> str:
    """Say what verdicts mean, and over how many windows of months of their own their intervals hold at once."""
    windows = max(len(comparison.windows(scenario)) for scenario in comparison.alternatives)
    return text("report.note_verdicts", lang, windows=text(f"report.note_windows_{windows}", lang))


def _verdict_row(difference: Difference, lang: Language, *first: str) -> Row:
    return Row((*first, *_verdict_cells(difference, lang)), difference.verdict)


def _verdict_cells(difference: Difference, lang: Language) -> tuple[str, ...]:
    """Both worlds' values, the difference with its interval, what matters and the verdict."""
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
        text(f"verdict.{'none_seen' if estimate.low == estimate.high == 0 else difference.verdict}", lang),
    )


def _interval(estimate: Estimate, places: int, unit: str, lang: Language) -> str:
    if estimate.low is None or estimate.high is None:
        return NONE
    return between((estimate.low, estimate.high), places, unit, lang)


def _header(lang: Language) -> tuple[str, ...]:
    keys = ("outcome", "baseline", "alternative", "difference", "interval", "matters", "verdict")
    return tuple(text(f"report.{key}", lang) for key in keys)
