"""The tables of outcomes: differences and verdicts, years, a policy's trajectory, and the nearest official terms."""

from collections.abc import Mapping, Sequence

from sim.language import Language, text
from sim.language.numbers import NONE, between, change, level, places_apart, places_for, rough, with_unit
from sim.outcomes import BY_NAME
from sim.report.table import Row, Table, caption, outcome_name, outcome_with_unit, year_labels
from sim.scenario.months import month_text
from sim.statistics.windows import Window
from sim.studies.comparison import Comparison, Difference, Estimate
from sim.studies.comparison.answer_sentences import listed
from sim.studies.comparison.mechanisms import READ, Carried
from sim.studies.comparison.sentences import difference_text, headline, window_name
from sim.studies.comparison.timeline import Timeline
from sim.studies.comparison.trajectory_sentences import removed


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


def yearly_table(comparison: Comparison, names: Mapping[str, str], lang: Language) -> Table:
    """Each world's yearly means of the headline outcomes."""
    found: dict[str, tuple[Row, ...]] = {}
    for t in comparison.trajectories:
        outcome = BY_NAME[t.outcome]
        if outcome.headline:
            row = Row((names[t.scenario], *(level(float(value), outcome.unit, lang) for value in t.yearly)))
            found[outcome_name(t.outcome, lang)] = (*found.get(outcome_name(t.outcome, lang), ()), row)
    header = (text("report.outcome", lang), text("report.scenario", lang), *_year_columns(comparison, lang))
    return Table(text("report.trajectories_caption", lang), header, tuple(found.items()))


def yearly_difference_table(comparison: Comparison, names: Mapping[str, str], lang: Language) -> Table:
    """Every alternative's differences year by year, starred where the band over all years excludes 0."""
    found: dict[str, tuple[Row, ...]] = {}
    for band in comparison.bands:
        outcome = BY_NAME[band.outcome]
        if outcome.headline:
            row = Row((names[band.scenario], *(_starred(year, outcome.unit, lang) for year in band.yearly)))
            heading = outcome_with_unit(band.outcome, lang)
            found[heading] = (*found.get(heading, ()), row)
    header = (text("report.outcome", lang), text("report.scenario", lang), *_year_columns(comparison, lang))
    return Table(text("report.yearly_caption", lang), header, tuple(found.items()))


def _starred(year: Estimate, unit: str, lang: Language) -> str:
    written = difference_text(year, unit=unit, lang=lang)
    return f"{written}*" if year.excludes_zero else written


def _year_columns(comparison: Comparison, lang: Language) -> list[str]:
    return year_labels(comparison.start, comparison.months, lang)


MARKS = {1: "↑", -1: "↓", 0: "·"}
"""Higher, lower, no difference that shows and matters."""


def course_table(found: Timeline, *, start: str, name: str, lang: Language) -> Table:
    """A row an outcome in the order in which they part from the baseline, a column a period."""
    header = [
        text("report.outcome", lang),
        *(month_text(first, start) for first, _ in found.periods),
        text("course.last", lang),
    ]
    groups = []
    for one in found.shown:
        unit = one.outcome.unit
        last = difference_text(one.estimates[-1], unit=unit, lang=lang)
        cells = (*(MARKS[shows] for shows in one.shows), with_unit(last, unit=unit, lang=lang))
        groups.append((outcome_name(one.outcome.name, lang), (Row(cells),)))
    return Table(text("course.caption", lang, scenario=name), tuple(header), tuple(groups))


def carried_table(found: Sequence[Carried], *, name: str, lang: Language) -> Table:
    """A row a mechanism or part without which something goes: by outcome, what is left of the effect."""
    names = list(dict.fromkeys((one.kind, one.name) for one in found if one.shows))
    header = [text("course.without", lang), *(outcome_with_unit(one, lang) for one in READ)]
    whole = {one.outcome.name: one for one in found}
    groups = [(text("course.whole", lang), (Row(tuple(_size(whole[one], whole[one].whole, lang) for one in READ)),))]
    for kind, each in names:
        own = {one.outcome.name: one for one in found if (one.kind, one.name) == (kind, each)}
        groups.append((removed(kind, name=each, lang=lang), (Row(tuple(_left(own[one], lang) for one in READ)),)))
    return Table(text("course.carried_caption", lang, scenario=name), tuple(header), tuple(groups))


def _left(one: Carried, lang: Language) -> str:
    """What is left, and by how much that is less, with its interval, where it shows."""
    left = _size(one, one.without, lang)
    gone = one.carried
    if not one.shows or gone.low is None or gone.high is None:
        return left
    places = places_for(gone.half_width, gone.value or 0.0, one.outcome.unit)
    return text("course.goes", lang, left=left, interval=between((gone.low, gone.high), places, one.outcome.unit, lang))


def _size(one: Carried, value: float, lang: Language) -> str:
    gap = one.carried
    return change(value, places_for(gap.half_width, gap.value or 0.0, one.outcome.unit), one.outcome.unit, lang)


KNOWN = ("facility_supply", "participation_rate", "belonging_mean", "satisfaction_mean")
"""Outcomes for which there is such a term."""


def official_table(lang: Language) -> Table:
    """Return outcome, nearest official term, and how the two differ."""
    rows = tuple(
        (outcome_name(one, lang), (Row((text(f"official.term.{one}", lang), text(f"official.relation.{one}", lang))),))
        for one in KNOWN
    )
    header = tuple(text(f"official.header.{key}", lang) for key in ("outcome", "term", "relation"))
    return Table(text("official.caption", lang), header, rows)
