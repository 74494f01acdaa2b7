"""The answer of ``shequ compare`` on one screen: 24 lines of 80 columns for up to three policies."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.analysis import Comparison, Difference
from sim.analysis.money import Ledger
from sim.analysis.study import Study
from sim.analysis.verdicts import Verdict
from sim.analysis.world_sentences import FIRST
from sim.cli import output
from sim.cli.screen import Cell, Colour, Painted
from sim.language import Language, text
from sim.language.numbers import NONE, change, level, places_for
from sim.outcomes import HEADLINE
from sim.report.page import heading, subtitle
from sim.study import Answer

PAYERS = ("public_spending_yuan", "residents_fees_yuan", "given")
"""Who pays: government, residents, donors and firms. Spending stands here alone, since a cut is not better for being cheap."""
COLOURS: Mapping[Verdict, Colour] = {
    "better": "green",
    "worse": "red",
    "too_small_to_matter": "dim",
    "cannot_tell_yet": "dim",
    "cannot_tell_yet_direction_settled": "dim",
}
Row = Sequence[Cell]


def print_answer(answer: Answer, lang: Language) -> None:
    """Print what gets better and worse, who pays, in how many plausible worlds, and where the report lies."""
    found, comparison = answer.study, answer.study.comparison
    names = {name: one.name[lang] for name, one in found.scenarios.items()}
    alternatives = comparison.alternatives
    title = f"{heading(comparison, names, lang)}\n{subtitle(found, lang)}"
    window = text("answer.window", lang, months=comparison.last_months)
    header = [window, text("answer.baseline", lang), *(names[one] for one in alternatives)]
    rows = [*_outcomes(comparison, lang), *_worlds(found, lang), *_payers(found, lang)]
    output.print_table(title, header, rows, numbers=header[1:])
    output.print_text(text("answer.legend", lang))
    if len(found.looks) > 1:
        looks = ", ".join(map(str, found.looks))
        output.print_text(text("looks.told", lang, looks=looks, seeds=len(comparison.seeds)))
    output.print_text(*(text("cli.word.report", lang, file=page) for page in _pages(answer)))


def _pages(answer: Answer) -> list[Path]:
    """The report, and those in other languages."""
    return [answer.folder / "report.html", *sorted(answer.folder.glob("report.??.html"))]


def _outcomes(comparison: Comparison, lang: Language) -> list[Row]:
    """A row a headline outcome but spending: its change in the last months and the verdict."""
    rows = list[Row]()
    for outcome in HEADLINE:
        every = [comparison.difference(one, outcome=outcome.name) for one in comparison.alternatives]
        known = [one for one in every if one]
        if known and outcome.name not in PAYERS:
            before = level(known[0].baseline, outcome.unit, lang)
            name = text(f"answer.in.{outcome.unit}", lang, outcome=text(f"outcome.{outcome.name}", lang))
            rows.append([name, before, *(_judged(one, lang) for one in known)])
    return rows


def _judged(one: Difference, lang: Language) -> Cell:
    words = text(f"answer.verdict.{one.verdict}", lang)
    written = text("answer.judged", lang, change=_change(one, lang), verdict=words)
    return Painted(written, COLOURS[one.verdict]) if one.verdict in COLOURS else written


def _change(one: Difference, lang: Language, times: int = 1) -> str:
    value = None if one.estimate.value is None else times * one.estimate.value
    half = None if one.estimate.half_width is None else times * one.estimate.half_width
    return change(value, places_for(half, value or 0.0, one.outcome.unit), one.outcome.unit, lang)


def _worlds(found: Study, lang: Language) -> list[Row]:
    """In how many plausible worlds each policy is better, where any were looked at."""
    if not found.worlds:
        return []
    cells = list[str]()
    for one in found.comparison.alternatives:
        tally = found.worlds.tally(one, outcome=FIRST)
        if tally is None or tally.leading is None:
            cells.append(text("answer.worlds_open", lang))
        else:
            verdict = text(f"answer.verdict.{tally.leading}", lang)
            cells.append(text("answer.worlds_led", lang, verdict=verdict, count=tally.verdicts[tally.leading]))
    name = text("answer.worlds", lang, outcome=text(f"outcome.{FIRST}", lang), worlds=found.worlds.count)
    return [[name, "", *cells]]


def _payers(found: Study, lang: Language) -> list[Row]:
    """A row for each who pays: what a year costs, and by how much that changes; brackets where it may be chance."""
    comparison, ledgers = found.comparison, {one.scenario: one for one in found.ledgers}
    head = [text("answer.payers", lang), *("" for _ in range(len(comparison.alternatives) + 1))]
    return [head, *(_payer(one, comparison, ledgers, lang) for one in PAYERS)]


def _payer(payer: str, comparison: Comparison, ledgers: Mapping[str, Ledger], lang: Language) -> Row:
    name = text(f"answer.payer.{payer}", lang)
    if payer == "given":
        ours = ledgers[comparison.baseline].given
        gaps = [ledgers[one].given - ours for one in comparison.alternatives]
        return [
            name,
            level(ours, "yuan", lang),
            *(change(gap, places_for(None, gap, "yuan"), "yuan", lang) for gap in gaps),
        ]
    every = [comparison.difference(one, outcome=payer, window="horizon") for one in comparison.alternatives]
    known = [one for one in every if one]
    before = known[0].baseline if known else None
    shown = NONE if before is None else level(12 * before, "yuan", lang)
    return [name, shown, *(_paid(one, lang) for one in known)]


def _paid(one: Difference, lang: Language) -> str:
    written = _change(one, lang, times=12)
    return written if one.estimate.excludes_zero else text("answer.chance", lang, change=written)
