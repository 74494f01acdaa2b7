"""The chart of page one: all main outcomes and who pays, the good side always right, in units of what matters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import asinh

from sim.language import Language, text
from sim.language.numbers import NONE, level, with_unit
from sim.outcomes import BY_NAME
from sim.report.canvas import looks
from sim.report.table import gap_cells, outcome_name
from sim.statistics.intervals import Estimate
from sim.statistics.verdicts import is_small_but_in_few
from sim.studies.comparison.across_worlds import Worlds
from sim.studies.comparison.comparison import Comparison, Difference
from sim.studies.comparison.payers import OUTCOMES, Payer, side_by_side
from sim.studies.comparison.sentences import headline
from sim.studies.comparison.study import Study
from sim.studies.comparison.world_sentences import agreeing, counts, paid_in

MARGIN, LEAST = 1.08, 4.0
"""How far beyond the longest interval the chart reaches, and how far at least [what matters]."""
Ends = tuple[float, float, float]


@dataclass(frozen=True)
class Mark:
    """One difference: its interval and value from 0 (worse) to 100 (better) where they can be drawn, and what is said of it.

    ``worlds`` says what plausible worlds say, where any were looked at, and ``agreeing`` in how many the difference is of this
    direction.
    """

    verdict: str
    said: str
    difference: str
    interval: str
    at: Ends | None = None
    worlds: str = ""
    agreeing: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the chart: what it is about, its value in the baseline, and a mark for each alternative."""

    name: str
    value: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Part:
    """Rows under one heading, which says what the right side means."""

    heading: str
    sides: tuple[str, str]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Chart:
    """Parts, names and colours of the alternatives, and where the grey zone of what does not matter ends [0 to 100]."""

    names: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    zone: tuple[float, float]


def chart(study: Study, names: Mapping[str, str], lang: Language) -> Chart:
    """Return the chart of a comparison."""
    comparison = study.comparison
    judged, neutral = list[Line](), list[Line]()
    for row in _by_outcome(comparison):
        (judged if row[0].outcome.good else neutral).append(_outcome_row(row, study.worlds, lang))
    parts = [
        (text("chart.judged", lang), ("worse", "better"), judged),
        (text("chart.neutral", lang), ("less", "more"), neutral),
        (text("chart.money", lang), ("pays_more", "pays_less"), list(_money_rows(study, lang))),
    ]
    marks = (mark for *_, lines in parts for line in lines for mark in line.marks)
    reach = max((abs(end) for mark in marks for end in mark.at or ()), default=0)
    limit = max(LEAST, MARGIN * reach)
    colours = [colour for colour, _ in looks(len(comparison.alternatives) + 1)[1:]]
    return Chart(
        tuple((names[one], colour) for one, colour in zip(comparison.alternatives, colours, strict=True)),
        tuple(
            Part(
                heading,
                (text(f"chart.{sides[0]}", lang), text(f"chart.{sides[1]}", lang)),
                tuple(replace(line, marks=tuple(_placed(mark, limit) for mark in line.marks)) for line in lines),
            )
            for heading, sides, lines in parts
            if lines
        ),
        (place(-1, limit=limit), place(1, limit=limit)),
    )


def place(times: float, *, limit: float) -> float:
    """Where a difference stands from 0 to 100, so many times what matters; further out the scale is squeezed."""
    return round(50 + 48 * asinh(times) / asinh(limit), 2)


def _placed(mark: Mark, limit: float) -> Mark:
    """A mark whose ends, in units of what matters, become places on the scale."""
    if mark.at is None:
        return mark
    low, value, high = (place(end, limit=limit) for end in mark.at)
    return replace(mark, at=(min(low, high), value, max(low, high)))


def _by_outcome(comparison: Comparison) -> list[tuple[Difference, ...]]:
    """Headline outcomes but spending, which stands under who pays; each with its difference in every alternative."""
    found = [headline(comparison, scenario) for scenario in comparison.alternatives]
    return [row for row in zip(*found, strict=True) if row[0].outcome.name not in OUTCOMES.values()]


def _outcome_row(row: Sequence[Difference], worlds: Worlds | None, lang: Language) -> Line:
    first = row[0]
    unit = first.outcome.unit
    value = level(first.baseline, unit, lang)
    cells = tuple(_outcome_mark(one, worlds, lang) for one in row)
    return Line(outcome_name(first.outcome.name, lang), _with_level_unit(value, unit=unit, lang=lang), cells)


def _with_level_unit(value: str, *, unit: str, lang: Language) -> str:
    return value if unit == "share" or value == NONE else with_unit(value, unit=unit, lang=lang)


def _outcome_mark(one: Difference, worlds: Worlds | None, lang: Language) -> Mark:
    few = is_small_but_in_few(one.estimate, one.matters, one.seeds)
    mark = _said(
        one.estimate,
        one.matters,
        one.verdict,
        said=text(f"judged.{'but_in_few' if few else one.verdict}", lang),
        unit=one.outcome.unit,
        lang=lang,
    )
    mark = replace(mark, at=_ends(one.estimate, one.matters, one.outcome.good or 1))
    if worlds is None:
        return mark
    counted = counts(worlds, one.scenario, outcome=one.outcome.name, lang=lang)
    return replace(mark, worlds=counted, agreeing=agreeing(worlds, one, lang))


def _said(gap: Estimate, matters: float | None, verdict: str, *, said: str, unit: str, lang: Language) -> Mark:
    size, interval = gap_cells(gap, unit, lang, matters or 0.0)
    difference = size if gap.value is None else with_unit(size, unit=unit, lang=lang)
    return Mark(verdict, said, difference, text("chart.no_interval", lang) if interval == NONE else interval)


def _ends(gap: Estimate, matters: float | None, side: int) -> Ends | None:
    if gap.low is None or gap.value is None or gap.high is None or not matters:
        return None
    return side * gap.low / matters, side * gap.value / matters, side * gap.high / matters


def _money_rows(study: Study, lang: Language) -> Iterator[Line]:
    rows = side_by_side(study.comparison, study.runs)
    treasury = next((row[0].baseline for row in rows if row[0].who == "treasury"), None)
    matters = None if treasury is None else BY_NAME[OUTCOMES["treasury"]].matters * abs(treasury)
    for row in rows:
        first = row[0]
        if first.who != "all":
            value = _with_level_unit(level(first.baseline, "yuan", lang), unit="yuan", lang=lang)
            cells = tuple(
                _payer_mark(one, matters, _in_worlds(study.worlds, scenario, one, lang), lang)
                for scenario, one in zip(study.comparison.alternatives, row, strict=True)
            )
            yield Line(text(f"payer.{first.who}", lang), value, cells)


def _in_worlds(worlds: Worlds | None, scenario: str, one: Payer, lang: Language) -> str:
    """Say between what the difference lies in plausible worlds, where any were looked at."""
    found = worlds and paid_in(worlds, scenario, who=one.who, lang=lang)
    return text("worlds.paid", lang, worlds=worlds.count, range=found) if worlds and found else ""


def _payer_mark(one: Payer, matters: float | None, in_worlds: str, lang: Language) -> Mark:
    """Say what somebody pays; all stand on one scale of yuan, so that a yuan is as long for each."""
    key = "cut" if one.is_cut and one.verdict == "less" else one.verdict
    mark = _said(one.estimate, matters, one.verdict, said=text(f"judged_pay.{key}", lang), unit="yuan", lang=lang)
    return replace(mark, worlds=in_worlds, at=_ends(one.estimate, matters, -1))
