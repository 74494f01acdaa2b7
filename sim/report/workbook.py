"""The comparison as a workbook in the report's language: numbers to work with, words to read, charts that follow them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version

from sim.language import Language, text
from sim.outcomes import BY_NAME, HEADLINE
from sim.report.page import heading, seed_list, subtitle
from sim.report.table import year_labels
from sim.spreadsheet.book import Cell, Chart, Cover, Number, Sheet, book
from sim.statistics.verdicts import VERDICTS
from sim.studies.comparison import Difference, Estimate
from sim.studies.comparison.fee_payers import A_HEAD, fee_payers
from sim.studies.comparison.payers import side_by_side
from sim.studies.comparison.sentences import window_name
from sim.studies.comparison.study import Study

Names = Mapping[str, str]
LEVELS = {"share": "0.0%", "index": "0.000", "months": "0.00", "yuan_a_head": "0.00"}
"""How values are shown, by unit; the others in whole numbers."""
CHANGES = {
    "share": "+0.00;-0.00;0",
    "index": "+0.0000;-0.0000;0",
    "months": "+0.00;-0.00;0",
    "yuan_a_head": "+0.00;-0.00;0",
}
"""How differences are shown; those of shares are in percentage points."""
YUAN, CHANGE = "#,##0", "+#,##0;-#,##0;0"
NAMED = ("outcome", "unit")
GAP = ("baseline", "alternative", "difference", "low", "high")
JUDGED = (*NAMED, *GAP, "matters", "verdict")
KEYS_OF_YEARS = (*NAMED, "scenario")


def workbook(study: Study, names: Names, lang: Language) -> bytes:
    """Make the workbook: a cover, then sheets of verdicts, years, groups, money, persons, communities and worlds."""
    makers: Sequence[Callable[[Study, Names, Language], Sheet]] = (
        _answer,
        _years,
        _outcomes,
        _groups,
        _payers,
        _fees,
        _flows,
        _persons,
        _communities,
        _worlds,
    )
    sheets = [sheet for make in makers if (sheet := make(study, names, lang)).rows]
    return book(_cover(study, names, lang), sheets)


def _cover(study: Study, names: Names, lang: Language) -> Cover:
    comparison = study.comparison
    first = study.runs[comparison.baseline][0]
    alternatives = text("sentence.join", lang).join(names[one] for one in comparison.alternatives)
    facts = {
        "baseline": names[comparison.baseline],
        "alternatives": alternatives,
        "where": subtitle(study, lang),
        "seeds": seed_list(comparison.seeds),
        "made_with": text("book.made_with", lang, version=version("shequ"), engine=first.engine),
    }
    return Cover(
        title=text("book.cover", lang),
        heading=heading(comparison, names, lang),
        facts=[(text(f"book.fact.{key}", lang), fact) for key, fact in facts.items()],
        notes=[text(f"book.note.{key}", lang) for key in ("units", "intervals", "files")],
        sheets=text("book.sheets", lang),
    )


def _answer(study: Study, names: Names, lang: Language) -> Sheet:
    """A row an alternative and headline outcome: what the last months say."""
    comparison = study.comparison
    found = [comparison.difference(one, outcome=each.name) for one in comparison.alternatives for each in HEADLINE]
    rows: list[Sequence[Cell]] = [(names[one.scenario], *_judged(one, lang)) for one in found if one]
    return _sheet("answer", ("scenario", *JUDGED), rows, lang, frozen=2)


def _outcomes(study: Study, names: Names, lang: Language) -> Sheet:
    """A row an alternative, outcome and window."""
    comparison = study.comparison
    rows: list[Sequence[Cell]] = [
        (names[one.scenario], window_name(comparison, one.scenario, one.window, lang), *_judged(one, lang))
        for one in comparison.differences
    ]
    return _sheet("outcomes", ("scenario", "window", *JUDGED), rows, lang, frozen=3)


def _judged(one: Difference, lang: Language) -> tuple[Cell, ...]:
    unit, name = _shown(one.outcome.name), one.outcome.name
    levels = (_level(one.baseline, unit), _level(one.alternative, unit))
    verdict = text(f"verdict.{one.verdict}", lang)
    return *_named(name, lang), *levels, *_gap(one.estimate, unit), _change(one.matters, unit), verdict


def _years(study: Study, names: Names, lang: Language) -> Sheet:
    """A row a headline outcome and scenario: its value in each year; a chart an outcome."""
    comparison = study.comparison
    labels = year_labels(comparison.start, comparison.months, lang)
    rows, charts = list[Sequence[Cell]](), list[Chart]()
    for outcome in HEADLINE:
        own = [one for one in comparison.trajectories if one.outcome == outcome.name]
        span = range(len(rows), len(rows) + len(own))
        rows += [
            (*_of_level(one.outcome, lang), names[one.scenario], *(_level(float(v), outcome.unit) for v in one.yearly))
            for one in own
        ]
        if own:
            last = len(KEYS_OF_YEARS) + len(labels) - 1
            charts.append(Chart("line", *_of_level(outcome.name, lang), span, 2, len(KEYS_OF_YEARS), last))
    sheet = _sheet("years", KEYS_OF_YEARS, rows, lang, frozen=3)
    return replace(sheet, header=(*sheet.header, *labels), charts=tuple(charts))


def _groups(study: Study, names: Names, lang: Language) -> Sheet:
    """A row an alternative, outcome, group of residents and window, in the whole city."""
    keys = ("scenario", *NAMED, "group", "window", *GAP, "chance")
    rows: list[Sequence[Cell]] = [
        (
            names[one.scenario],
            *_named(one.outcome, lang),
            text(f"group.{one.group}", lang),
            window_name(study.comparison, one.scenario, one.window, lang),
            *(_level(value, _shown(one.outcome)) for value in (one.baseline, one.alternative)),
            *_gap(one.estimate, _shown(one.outcome)),
            _chance(one.estimate, lang),
        )
        for one in study.groups
        if one.place == "city" and one.estimate.value is not None
    ]
    return _sheet("groups", keys, rows, lang, frozen=4)


def _payers(study: Study, names: Names, lang: Language) -> Sheet:
    """A row for each who pays: yuan a year in each scenario, and the differences; a chart of them side by side."""
    comparison = study.comparison
    rows: list[Sequence[Cell]] = []
    for own in side_by_side(comparison, study.runs):
        paid = (own[0].baseline, *(one.alternative for one in own))
        values = (*(Number(x, YUAN) for x in paid), *(Number(one.estimate.value, CHANGE) for one in own))
        rows.append((text(f"payer.{own[0].who}", lang), *values))
    sheet = _sheet("payers", ("payer",), rows, lang)
    chosen = (names[comparison.baseline], *(names[one] for one in comparison.alternatives))
    differences = (text("book.more_than", lang, scenario=name) for name in chosen[1:])
    chart = Chart("bar", sheet.title, text("book.yuan_a_year", lang), range(len(rows)), 0, 1, len(chosen))
    return replace(sheet, header=(*sheet.header, *chosen, *differences), charts=(chart,))


def _fees(study: Study, names: Names, lang: Language) -> Sheet:
    """A row an alternative and group of residents: fees a head and year, and parts of all fees and of their change."""
    keys = ("scenario", "group", *GAP, "chance", "share_before", "share_of_change", "share_low", "share_high")
    rows: list[Sequence[Cell]] = [
        (
            names[scenario],
            text(f"group.{one.group}", lang),
            *(_level(value, "yuan_a_head") for value in (one.a_head.baseline, one.a_head.alternative)),
            *_gap(one.a_head.estimate, "yuan_a_head"),
            _chance(one.a_head.estimate, lang),
            *(_level(part, "share") for part in (one.share.before, *_ends(one.share.of_change))),
        )
        for scenario in study.comparison.alternatives
        for one in fee_payers(study, scenario)
        if one.a_head.estimate.value is not None
    ]
    return _sheet("fees", keys, rows, lang, frozen=2)


def _flows(study: Study, names: Names, lang: Language) -> Sheet:
    """A row a flow of money: yuan a year in each scenario."""
    rows = list[Sequence[Cell]]()
    for part in ("sources", "public", "organizations"):
        parts = [getattr(one, part) for one in study.ledgers]
        for flow in dict.fromkeys(flow for each in parts for flow in each):
            values = (Number(each.get(flow), YUAN) for each in parts)
            rows.append((text(f"book.part.{part}", lang), text(f"money.{flow}", lang), *values))
    sheet = _sheet("flows", ("part", "flow"), rows, lang, frozen=2)
    return replace(sheet, header=(*sheet.header, *(names[one.scenario] for one in study.ledgers)))


def _persons(study: Study, names: Names, lang: Language) -> Sheet:
    """Two rows an alternative: residents better and worse off, beside the placebo's."""
    rows: list[Sequence[Cell]] = [
        (
            names[one.scenario],
            text(f"book.{who}", lang),
            *(Number(share, "0.0%") for share in shares),
            *_gap(beyond, "share"),
            _chance(beyond, lang),
        )
        for one in study.persons
        for who, shares, beyond in (
            ("better_off", (one.better, one.placebo_better), one.better_beyond),
            ("worse_off", (one.worse, one.placebo_worse), one.worse_beyond),
        )
    ]
    keys = ("scenario", "who", "share", "placebo", "beyond", "low", "high", "chance")
    return _sheet("persons", keys, rows, lang, frozen=2)


def _communities(study: Study, names: Names, lang: Language) -> Sheet:
    """A row an alternative and community: the gain in its residents' mean satisfaction."""
    rows: list[Sequence[Cell]] = [
        (
            names[one.scenario],
            each.place.name or f"{k + 1}",
            text(f"life.short_type.{each.place.type}", lang),
            each.place.district_name or f"{each.place.district}",
            Number(each.place.residents, YUAN),
            text("cli.word.yes" if each.touched else "cli.word.no", lang),
            *_gap(each.estimate, "index"),
            _chance(each.estimate, lang),
        )
        for one in study.persons
        for k, each in enumerate(one.communities)
    ]
    keys = ("scenario", "community", "type", "district", "residents", "touched", "gain", "low", "high", "chance")
    return _sheet("communities", keys, rows, lang, frozen=2)


def _worlds(study: Study, names: Names, lang: Language) -> Sheet:
    """A row an alternative and outcome: in how many plausible worlds which verdict."""
    rows: list[Sequence[Cell]] = [
        (
            names[one.scenario],
            _named(one.outcome, lang)[0],
            *(Number(one.verdicts.get(each, 0), "0") for each in VERDICTS),
        )
        for one in (study.worlds.tallies if study.worlds else ())
    ]
    sheet = _sheet("worlds", ("scenario", "outcome"), rows, lang, frozen=2)
    return replace(sheet, header=(*sheet.header, *(text(f"verdict.{each}", lang) for each in VERDICTS)))


def _sheet(name: str, keys: Sequence[str], rows: Iterable[Sequence[Cell]], lang: Language, frozen: int = 1) -> Sheet:
    header = tuple(text(f"book.column.{key}", lang) for key in keys)
    return Sheet(text(f"book.sheet.{name}", lang), text(f"book.about.{name}", lang), header, list(rows), frozen=frozen)


def _named(outcome: str, lang: Language) -> tuple[str, str]:
    """An outcome's name and unit."""
    return text(f"outcome.{outcome}", lang), text(f"unit.{BY_NAME[outcome].unit}", lang)


def _of_level(outcome: str, lang: Language) -> tuple[str, str]:
    """An outcome's name, and the unit of its values, which for shares is percent."""
    name, unit = _named(outcome, lang)
    return name, text("book.percent", lang) if BY_NAME[outcome].unit == "share" else unit


def _shown(outcome: str) -> str:
    """How an outcome is shown: by its unit, but yuan a head with fen."""
    return "yuan_a_head" if outcome == A_HEAD else BY_NAME[outcome].unit


def _ends(gap: Estimate) -> tuple[float | None, ...]:
    return gap.value, gap.low, gap.high


def _level(value: float | None, unit: str) -> Number:
    return Number(value, LEVELS.get(unit, YUAN))


def _change(value: float | None, unit: str) -> Number:
    points = 100 if unit == "share" else 1
    return Number(None if value is None else points * value, CHANGES.get(unit, CHANGE))


def _gap(gap: Estimate, unit: str) -> tuple[Number, ...]:
    return tuple(_change(value, unit) for value in (gap.value, gap.low, gap.high))


def _chance(gap: Estimate, lang: Language) -> str:
    """Whether a difference may be chance; nothing where it has no interval."""
    if gap.low is None:
        return ""
    return text("cli.word.no" if gap.excludes_zero else "cli.word.yes", lang)
