"""The comparison as a workbook in the report's language: numbers to work with, words to read, charts that follow them."""

from collections.abc import Iterable, Sequence
from importlib.metadata import version

from sim.language import Language, text
from sim.outcomes import BY_NAME, HEADLINE
from sim.report.page import heading, seed_list, subtitle
from sim.report.table import Names, outcome_name, year_labels
from sim.spreadsheet.book import Cell, Chart, Cover, Number, Sheet, book
from sim.statistics.verdicts import VERDICTS
from sim.studies.comparison import Difference, Estimate, GroupDifference
from sim.studies.comparison.fee_payers import A_HEAD, fee_payers
from sim.studies.comparison.payers import side_by_side
from sim.studies.comparison.sentences import window_name
from sim.studies.comparison.study import Study

LEVELS = {"share": "0.0%", "index": "0.000", "months": "0.00", "yuan_a_head": "0.00"}
"""How values are shown, by unit; the others in whole numbers."""
CHANGES = dict.fromkeys(LEVELS, "+0.00;-0.00;0") | {"index": "+0.0000;-0.0000;0"}
"""How differences are shown; those of shares are in percentage points."""
YUAN, CHANGE = "#,##0", "+#,##0;-#,##0;0"
NAMED = ("outcome", "unit")
GAP = ("baseline", "alternative", "difference", "low", "high")
JUDGED = (*NAMED, *GAP, "matters", "verdict")
KEYS_OF_YEARS = (*NAMED, "scenario")
Rows = Iterable[tuple[Cell, ...]]


def workbook(study: Study, names: Names, lang: Language) -> bytes:
    """Make the workbook: a cover, then sheets of verdicts, years, groups, money, persons, communities and worlds."""
    makers = (_answer, _years, _outcomes, _groups, _payers, _fees, _flows, _persons, _communities, _worlds)
    sheets = [sheet for make in makers if (sheet := make(study, names, lang)).rows]
    return book(_cover(study, names, lang), sheets)


def _cover(study: Study, names: Names, lang: Language) -> Cover:
    comparison = study.comparison
    engine = study.runs[comparison.baseline][0].engine
    facts = {
        "baseline": names[comparison.baseline],
        "alternatives": text("sentence.join", lang).join(names[one] for one in comparison.alternatives),
        "where": subtitle(study, lang),
        "seeds": seed_list(comparison.seeds),
        "made_with": text("book.made_with", lang, version=version("shequ"), engine=engine),
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
    headline = [comparison.difference(one, outcome=each.name) for one in comparison.alternatives for each in HEADLINE]
    rows = ((names[row.scenario], *_judged(row, lang)) for row in headline if row)
    return _sheet("answer", ("scenario", *JUDGED), rows, lang, frozen=2)


def _outcomes(study: Study, names: Names, lang: Language) -> Sheet:
    """A row an alternative, outcome and window."""
    comparison = study.comparison
    rows = (
        (names[row.scenario], window_name(comparison, row.scenario, row.window, lang), *_judged(row, lang))
        for row in comparison.differences
    )
    return _sheet("outcomes", ("scenario", "window", *JUDGED), rows, lang, frozen=3)


def _judged(row: Difference, lang: Language) -> tuple[Cell, ...]:
    unit, verdict = _shown(row.outcome.name), text(f"verdict.{row.verdict}", lang)
    return *_named(row.outcome.name, lang), *_values(row, unit), _change(row.matters, unit), verdict


def _years(study: Study, names: Names, lang: Language) -> Sheet:
    """A row a headline outcome and scenario: its value in each year; a chart an outcome."""
    comparison = study.comparison
    labels = year_labels(comparison.start, comparison.months, lang)
    rows, charts, first = list[tuple[Cell, ...]](), list[Chart](), len(KEYS_OF_YEARS)
    for outcome in HEADLINE:
        name, unit = _of_level(outcome.name, lang)
        begin = len(rows)
        for one in comparison.trajectories:
            if one.outcome == outcome.name:
                values = (_level(float(value), outcome.unit) for value in one.yearly)
                rows.append((name, unit, names[one.scenario], *values))
        if len(rows) > begin:
            charts.append(Chart("line", name, unit, range(begin, len(rows)), 2, first, first + len(labels) - 1))
    return _sheet("years", KEYS_OF_YEARS, rows, lang, 3, more=labels, charts=charts)


def _groups(study: Study, names: Names, lang: Language) -> Sheet:
    """A row an alternative, outcome, group of residents and window, in the whole city."""
    rows = (
        (
            names[row.scenario],
            *_named(row.outcome, lang),
            text(f"group.{row.group}", lang),
            window_name(study.comparison, row.scenario, row.window, lang),
            *_values(row, _shown(row.outcome)),
            _chance(row.estimate, lang),
        )
        for row in study.groups
        if row.place == "city" and row.estimate.value is not None
    )
    return _sheet("groups", ("scenario", *NAMED, "group", "window", *GAP, "chance"), rows, lang, frozen=4)


def _payers(study: Study, names: Names, lang: Language) -> Sheet:
    """A row for each who pays: yuan a year in each scenario, and the differences; a chart of them side by side."""
    comparison, rows = study.comparison, list[tuple[Cell, ...]]()
    for payers in side_by_side(comparison, study.runs):
        paid = (payers[0].baseline, *(payer.alternative for payer in payers))
        changes = (Number(payer.estimate.value, CHANGE) for payer in payers)
        rows.append((text(f"payer.{payers[0].who}", lang), *(Number(yuan, YUAN) for yuan in paid), *changes))
    chosen = [names[comparison.baseline], *(names[one] for one in comparison.alternatives)]
    differences = (text("book.more_than", lang, scenario=name) for name in chosen[1:])
    title, unit = text("book.sheet.payers", lang), text("book.yuan_a_year", lang)
    chart = Chart("bar", title, unit, range(len(rows)), 0, 1, len(chosen))
    return _sheet("payers", ("payer",), rows, lang, more=(*chosen, *differences), charts=(chart,))


def _fees(study: Study, names: Names, lang: Language) -> Sheet:
    """A row an alternative and group of residents: fees a head and year, and parts of all fees and of their change."""
    rows = list[tuple[Cell, ...]]()
    for scenario in study.comparison.alternatives:
        for payer in fee_payers(study, scenario):
            a_head, part = payer.a_head, payer.share.of_change
            parts = (_level(share, "share") for share in (payer.share.before, part.value, part.low, part.high))
            if a_head.estimate.value is not None:
                name, values = text(f"group.{payer.group}", lang), _values(a_head, "yuan_a_head")
                rows.append((names[scenario], name, *values, _chance(a_head.estimate, lang), *parts))
    shares = ("share_before", "share_of_change", "share_low", "share_high")
    return _sheet("fees", ("scenario", "group", *GAP, "chance", *shares), rows, lang, frozen=2)


def _flows(study: Study, names: Names, lang: Language) -> Sheet:
    """A row a flow of money: yuan a year in each scenario."""
    rows = list[tuple[Cell, ...]]()
    for part in ("sources", "public", "organizations"):
        parts = [getattr(ledger, part) for ledger in study.ledgers]
        for flow in dict.fromkeys(flow for own in parts for flow in own):
            values = (Number(own.get(flow), YUAN) for own in parts)
            rows.append((text(f"book.part.{part}", lang), text(f"money.{flow}", lang), *values))
    return _sheet("flows", ("part", "flow"), rows, lang, 2, more=[names[ledger.scenario] for ledger in study.ledgers])


def _persons(study: Study, names: Names, lang: Language) -> Sheet:
    """Two rows an alternative: residents better and worse off, beside the placebo's."""
    rows = list[tuple[Cell, ...]]()
    for one in study.persons:
        for who in ("better", "worse"):
            shares, beyond = (getattr(one, who), getattr(one, f"placebo_{who}")), getattr(one, f"{who}_beyond")
            cells = (*(Number(share, "0.0%") for share in shares), *_gap(beyond, "share"))
            rows.append((names[one.scenario], text(f"book.{who}_off", lang), *cells, _chance(beyond, lang)))
    keys = ("scenario", "who", "share", "placebo", "beyond", "low", "high", "chance")
    return _sheet("persons", keys, rows, lang, frozen=2)


def _communities(study: Study, names: Names, lang: Language) -> Sheet:
    """A row an alternative and community: the gain in its residents' mean satisfaction."""
    rows = (
        (
            names[one.scenario],
            gain.place.name or f"{number}",
            text(f"life.short_type.{gain.place.type}", lang),
            gain.place.district_name or f"{gain.place.district}",
            Number(gain.place.residents, YUAN),
            text("cli.word.yes" if gain.touched else "cli.word.no", lang),
            *_gap(gain.estimate, "index"),
            _chance(gain.estimate, lang),
        )
        for one in study.persons
        for number, gain in enumerate(one.communities, 1)
    )
    keys = ("scenario", "community", "type", "district", "residents", "touched", "gain", "low", "high", "chance")
    return _sheet("communities", keys, rows, lang, frozen=2)


def _worlds(study: Study, names: Names, lang: Language) -> Sheet:
    """A row an alternative and outcome: in how many plausible worlds which verdict."""
    rows = list[tuple[Cell, ...]]()
    for tally in study.worlds.tallies if study.worlds else ():
        counts = (Number(tally.verdicts.get(verdict, 0), "0") for verdict in VERDICTS)
        rows.append((names[tally.scenario], _named(tally.outcome, lang)[0], *counts))
    verdicts = [text(f"verdict.{verdict}", lang) for verdict in VERDICTS]
    return _sheet("worlds", ("scenario", "outcome"), rows, lang, frozen=2, more=verdicts)


def _sheet(
    name: str,
    keys: Sequence[str],
    rows: Rows,
    lang: Language,
    frozen: int = 1,
    *,
    more: Iterable[str] = (),
    charts: Iterable[Chart] = (),
) -> Sheet:
    header = (*(text(f"book.column.{key}", lang) for key in keys), *more)
    title, about = text(f"book.sheet.{name}", lang), text(f"book.about.{name}", lang)
    return Sheet(title, about, header, list(rows), tuple(charts), frozen)


def _named(outcome: str, lang: Language) -> tuple[str, str]:
    """An outcome's name and unit."""
    return outcome_name(outcome, lang), text(f"unit.{BY_NAME[outcome].unit}", lang)


def _of_level(outcome: str, lang: Language) -> tuple[str, str]:
    """An outcome's name, and the unit of its values, which for shares is percent."""
    name, unit = _named(outcome, lang)
    return name, text("book.percent", lang) if BY_NAME[outcome].unit == "share" else unit


def _shown(outcome: str) -> str:
    """How an outcome is shown: by its unit, but yuan a head with fen."""
    return "yuan_a_head" if outcome == A_HEAD else BY_NAME[outcome].unit


def _level(value: float | None, unit: str) -> Number:
    return Number(value, LEVELS.get(unit, YUAN))


def _change(value: float | None, unit: str) -> Number:
    points = 100 if unit == "share" else 1
    return Number(None if value is None else points * value, CHANGES.get(unit, CHANGE))


def _values(row: Difference | GroupDifference, unit: str) -> tuple[Cell, ...]:
    """The value in the baseline and in the alternative, and the difference with its interval."""
    return _level(row.baseline, unit), _level(row.alternative, unit), *_gap(row.estimate, unit)


def _gap(gap: Estimate, unit: str) -> tuple[Cell, ...]:
    return tuple(_change(value, unit) for value in (gap.value, gap.low, gap.high))


def _chance(gap: Estimate, lang: Language) -> str:
    """Whether a difference may be chance; nothing where it has no interval."""
    if gap.low is None:
        return ""
    return text("cli.word.no" if gap.excludes_zero else "cli.word.yes", lang)
