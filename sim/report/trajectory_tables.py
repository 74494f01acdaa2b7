"""The tables of a policy's course, period by period, and of what its effect runs through."""

from collections.abc import Sequence

from sim.language import Language, text
from sim.language.numbers import between, change, places_for, with_unit
from sim.report.table import Row, Table, outcome_name, outcome_with_unit
from sim.scenario.months import month_text
from sim.studies.comparison.mechanisms import READ, Carried
from sim.studies.comparison.sentences import difference_text
from sim.studies.comparison.timeline import Timeline
from sim.studies.comparison.trajectory_sentences import removed

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
