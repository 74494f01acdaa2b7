"""The tables of outcomes: differences and verdicts, years, a policy's trajectory, and the nearest official terms."""

from collections.abc import Container, Iterable, Sequence

from sim.language import Language, text
from sim.language.numbers import change, counted, level, places_for, rough, with_unit
from sim.outcomes import BY_NAME
from sim.report.table import Names, Row, Table, gap_cells, grouped, outcome_name, outcome_with_unit, table, year_labels
from sim.scenario.months import month_text
from sim.statistics.windows import Window
from sim.studies.comparison import Comparison, Difference, Estimate
from sim.studies.comparison.answer_sentences import listed
from sim.studies.comparison.mechanisms import READ, Carried
from sim.studies.comparison.sentences import difference_text, headline, window_name
from sim.studies.comparison.timeline import Timeline
from sim.studies.comparison.trajectory_sentences import removed

VALUES = ("baseline", "alternative", "difference", "interval", "matters", "verdict")
MARKS = {1: "↑", -1: "↓", 0: "·"}
"""Higher, lower, no difference that shows and matters."""
WITH_TERMS = ("facility_supply", "participation_rate", "belonging_mean", "satisfaction_mean")
"""Outcomes to which an official term comes near."""


def verdict_table(comparison: Comparison, scenario: str, names: Names, lang: Language) -> Table:
    """One alternative's headline outcomes in the last 12 months."""
    rows = (
        (outcome_with_unit(row.outcome.name, lang), _verdict_row(row, lang)) for row in headline(comparison, scenario)
    )
    return table("verdicts", ("outcome", *VALUES), grouped(rows), lang, **_caption(comparison, scenario, names, lang))


def window_table(comparison: Comparison, scenario: str, names: Names, lang: Language) -> Table:
    """One alternative's headline outcomes over the other windows that have months of their own."""
    windows = [window for window in comparison.windows(scenario) if window != "last_year"]
    rows = (difference for difference in comparison.differences if difference.outcome.headline)
    groups = _in_windows(comparison, scenario, rows, windows, lang)
    words = _caption(comparison, scenario, names, lang)
    return table("windows", ("outcome", "window", *VALUES), groups, lang, **words)


def explored_table(comparison: Comparison, scenario: str, names: Names, lang: Language) -> Table:
    """One alternative's other outcomes over every window that has months of its own, but for those that never occur."""
    shown = {difference.outcome.name for difference in comparison.differences} - {*_nothing(comparison)}
    rows = (
        difference
        for difference in comparison.differences
        if not difference.outcome.headline and difference.outcome.name in shown
    )
    groups = _in_windows(comparison, scenario, rows, comparison.windows(scenario), lang)
    return table("all", ("outcome", "window", *VALUES), groups, lang, **_caption(comparison, scenario, names, lang))


def _in_windows(
    comparison: Comparison, scenario: str, rows: Iterable[Difference], windows: Container[Window], lang: Language
) -> Iterable[tuple[str, tuple[Row, ...]]]:
    return grouped(
        (
            outcome_with_unit(row.outcome.name, lang),
            _verdict_row(row, lang, window_name(comparison, scenario, row.window, lang)),
        )
        for row in rows
        if row.scenario == scenario and row.window in windows
    )


def _caption(comparison: Comparison, scenario: str, names: Names, lang: Language) -> dict[str, str]:
    months = counted("months", comparison.last_months, lang)
    return {"scenario": names[scenario], "baseline": names[comparison.baseline], "months": months}


def explored_note(comparison: Comparison, lang: Language) -> str:
    """Say how surely the other outcomes are told, and which of them are 0 in all runs."""
    sentences = [text("report.note_exploratory", lang)]
    if nothing := _nothing(comparison):
        names = listed([outcome_name(name, lang) for name in nothing], "names", lang)
        sentences.append(text("report.note_nothing", lang, names=names))
    return text("sentence.gap", lang).join(sentences)


def _nothing(comparison: Comparison) -> list[str]:
    """Outcomes that are not headline ones and 0 in all runs."""
    every = {row.outcome.name for row in comparison.differences if not row.outcome.headline}
    some = {row.outcome.name for row in comparison.differences if row.baseline != 0 or row.alternative != 0}
    return sorted(every - some)


def verdicts_note(comparison: Comparison, lang: Language) -> str:
    """Say what verdicts mean, and over how many windows of months of their own their intervals hold at once."""
    windows = max(len(comparison.windows(scenario)) for scenario in comparison.alternatives)
    return text("report.note_verdicts", lang, windows=text(f"report.note_windows_{windows}", lang))


def _verdict_row(difference: Difference, lang: Language, *first: str) -> Row:
    """Both scenarios' values, the difference with its interval, what matters and the verdict."""
    unit, gap = difference.outcome.unit, difference.estimate
    values = (level(value, unit, lang) for value in (difference.baseline, difference.alternative))
    verdict = text(f"verdict.{'none_seen' if gap.low == gap.high == 0 else difference.verdict}", lang)
    cells = (*values, *gap_cells(gap, unit, lang, difference.matters or 0.0), rough(difference.matters, unit, lang))
    return Row((*first, *cells, verdict), difference.verdict)


def yearly_table(comparison: Comparison, names: Names, lang: Language) -> Table:
    """Each scenario's yearly means of the headline outcomes."""
    rows = []
    for trajectory in comparison.trajectories:
        outcome = BY_NAME[trajectory.outcome]
        if outcome.headline:
            values = (level(float(value), outcome.unit, lang) for value in trajectory.yearly)
            rows.append((outcome_name(outcome.name, lang), Row((names[trajectory.scenario], *values))))
    years = year_labels(comparison.start, comparison.months, lang)
    return table("trajectories", ("outcome", "scenario"), grouped(rows), lang, more=years)


def yearly_difference_table(comparison: Comparison, names: Names, lang: Language) -> Table:
    """Every alternative's differences year by year, starred where the band over all years excludes 0."""
    rows = []
    for band in comparison.bands:
        outcome = BY_NAME[band.outcome]
        if outcome.headline:
            values = (_starred(year, outcome.unit, lang) for year in band.yearly)
            rows.append((outcome_with_unit(outcome.name, lang), Row((names[band.scenario], *values))))
    years = year_labels(comparison.start, comparison.months, lang)
    return table("yearly", ("outcome", "scenario"), grouped(rows), lang, more=years)


def _starred(year: Estimate, unit: str, lang: Language) -> str:
    return difference_text(year, unit=unit, lang=lang) + "*" * year.excludes_zero


def course_table(timeline: Timeline, *, start: str, name: str, lang: Language) -> Table:
    """A row an outcome in the order in which they part from the baseline, a column a period."""
    rows = []
    for course in timeline.shown:
        unit = course.outcome.unit
        last = with_unit(difference_text(course.estimates[-1], unit=unit, lang=lang), unit=unit, lang=lang)
        marks = (MARKS[shows] for shows in course.shows)
        rows.append((outcome_name(course.outcome.name, lang), Row((*marks, last))))
    periods = (month_text(first, start) for first, _ in timeline.periods)
    header = (text("report.outcome", lang), *periods, text("course.last", lang))
    return Table(text("course.caption", lang, scenario=name), header, tuple(grouped(rows)))


def carried_table(carried: Sequence[Carried], *, name: str, lang: Language) -> Table:
    """A row a mechanism or part without which something goes: by outcome, what is left of the effect."""
    effects = {(part.kind, part.name, part.outcome.name): part for part in carried}
    whole = {part.outcome.name: part for part in carried}
    sizes = (_size(whole[outcome], whole[outcome].whole, lang) for outcome in READ)
    rows = [(text("course.whole", lang), Row(tuple(sizes)))]
    for kind, part in dict.fromkeys((part.kind, part.name) for part in carried if part.shows):
        left = (_left(effects[kind, part, outcome], lang) for outcome in READ)
        rows.append((removed(kind, name=part, lang=lang), Row(tuple(left))))
    header = (text("course.without", lang), *(outcome_with_unit(outcome, lang) for outcome in READ))
    return Table(text("course.carried_caption", lang, scenario=name), header, tuple(grouped(rows)))


def _left(part: Carried, lang: Language) -> str:
    """What is left, and by how much that is less, with its interval, where it shows."""
    left = _size(part, part.without, lang)
    if not part.shows or part.carried.low is None or part.carried.high is None:
        return left
    return text("course.goes", lang, left=left, interval=gap_cells(part.carried, part.outcome.unit, lang)[1])


def _size(part: Carried, value: float, lang: Language) -> str:
    gap, unit = part.carried, part.outcome.unit
    return change(value, places_for(gap.half_width, gap.value or 0.0, unit), unit, lang)


def official_table(lang: Language) -> Table:
    """Return outcome, nearest official term, and how the two differ."""
    rows = (
        (outcome_name(name, lang), Row((text(f"official.term.{name}", lang), text(f"official.relation.{name}", lang))))
        for name in WITH_TERMS
    )
    header = tuple(text(f"official.header.{key}", lang) for key in ("outcome", "term", "relation"))
    return Table(text("official.caption", lang), header, tuple(grouped(rows)))
