"""The answer of ``shequ compare`` on one screen: 24 lines of 80 columns for up to three policies."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.api.compare import Answer
from sim.cli import output
from sim.cli.screen import Cell, Colour, Painted
from sim.language import Language, text
from sim.language.numbers import level
from sim.limits import USUAL_WORLDS
from sim.outcomes import HEADLINE
from sim.report.page import heading, subtitle
from sim.statistics.verdicts import Verdict
from sim.studies.comparison import Comparison, Difference, Estimate
from sim.studies.comparison.payers import OUTCOMES as PAID
from sim.studies.comparison.payers import side_by_side
from sim.studies.comparison.sentences import difference_text
from sim.studies.comparison.study import Study
from sim.studies.comparison.world_sentences import FIRST, going

COLOURS: Mapping[Verdict, Colour] = {
    "better": "green",
    "worse": "red",
    "too_small_to_matter": "dim",
    "cannot_tell_yet": "dim",
    "cannot_tell_yet_direction_settled": "dim",
}
Row = Sequence[Cell]


def print_answer(answer: Answer, lang: Language) -> None:
    """Print in how many worlds policies are better, what changes in the default one, who pays, and where reports lie."""
    found, comparison = answer.study, answer.study.comparison
    names = {name: one.name[lang] for name, one in found.scenarios.items()}
    alternatives = comparison.alternatives
    title = f"{heading(comparison, names, lang)}\n{subtitle(found, lang)}"
    window = text("answer.window", lang, months=comparison.last_months)
    header = [window, text("answer.baseline", lang), *(names[one] for one in alternatives)]
    rows = [*_worlds(found, lang), *_outcomes(comparison, lang), *_payers(found, lang)]
    output.print_table(title, header, rows, numbers=header[1:])
    output.print_text(text("answer.legend", lang))
    if not found.worlds:
        output.print_text(text("answer.no_worlds", lang, usual=USUAL_WORLDS))
    if len(found.looks) > 1:
        looks = ", ".join(map(str, found.looks))
        output.print_text(text("looks.told", lang, looks=looks, seeds=len(comparison.seeds)))
    output.print_text(*(text("cli.word.report", lang, file=page) for page in _pages(answer)))


def _pages(answer: Answer) -> list[Path]:
    """The report, and those in other languages."""
    return [answer.folder / "report.html", *sorted(answer.folder.glob("report.??.html"))]


def _outcomes(comparison: Comparison, lang: Language) -> list[Row]:
    """A row a headline outcome: its change in the last months and the verdict; spending stands with who pays."""
    rows = list[Row]()
    for outcome in HEADLINE:
        every = [comparison.difference(one, outcome=outcome.name) for one in comparison.alternatives]
        known = [one for one in every if one]
        if known and outcome.name not in PAID.values():
            before = level(known[0].baseline, outcome.unit, lang)
            name = text(f"answer.in.{outcome.unit}", lang, outcome=text(f"outcome.{outcome.name}", lang))
            rows.append([name, before, *(_judged(one, lang) for one in known)])
    return rows


def _judged(one: Difference, lang: Language) -> Cell:
    words = text(f"answer.verdict.{one.says}", lang)
    written = text(
        "answer.judged", lang, change=difference_text(one.estimate, unit=one.outcome.unit, lang=lang), verdict=words
    )
    return Painted(written, COLOURS[one.verdict]) if one.verdict in COLOURS else written


def _worlds(found: Study, lang: Language) -> list[Row]:
    """In how many plausible worlds each policy is better, where any were looked at."""
    if not found.worlds:
        return []
    cells = list[str]()
    for one in found.comparison.alternatives:
        sides = going(found.worlds, one, outcome=FIRST)
        cells.append(text("answer.worlds_go", lang, higher=sides["more"], lower=sides["less"]))
    name = text("answer.worlds", lang, outcome=text(f"outcome.{FIRST}", lang), worlds=found.worlds.count)
    return [[name, "", *cells]]


def _payers(found: Study, lang: Language) -> list[Row]:
    """A row for each who pays: what a year costs, and by how much that changes; brackets where it may be chance."""
    comparison = found.comparison
    rows: list[Row] = [[text("answer.payers", lang), *[""] * (len(comparison.alternatives) + 1)]]
    for own in side_by_side(comparison, found.runs):
        if own[0].who != "all":
            name = text(f"payer.{own[0].who}", lang)
            rows.append([name, level(own[0].baseline, "yuan", lang), *(_paid(one.estimate, lang) for one in own)])
    return rows


def _paid(gap: Estimate, lang: Language) -> str:
    written = difference_text(gap, unit="yuan", lang=lang)
    return written if gap.excludes_zero else text("answer.chance", lang, change=written)
