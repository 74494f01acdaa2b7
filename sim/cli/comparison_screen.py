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
    result, comparison = answer.study, answer.study.comparison
    names = {name: scenario.name[lang] for name, scenario in result.scenarios.items()}
    alternatives = comparison.alternatives
    title = f"{heading(comparison, names, lang)}\n{subtitle(result, lang)}"
    window = text("answer.window", lang, months=comparison.last_months)
    header = [window, text("answer.baseline", lang), *(names[name] for name in alternatives)]
    rows = [*_worlds(result, lang), *_outcomes(comparison, lang), *_payers(result, lang)]
    output.print_table(title, header, rows, numbers=header[1:])
    output.print_text(text("answer.legend", lang))
    if not result.worlds:
        output.print_text(text("answer.no_worlds", lang, usual=USUAL_WORLDS))
    if len(result.looks) > 1:
        looks = ", ".join(map(str, result.looks))
        output.print_text(text("looks.told", lang, looks=looks, seeds=len(comparison.seeds)))
    output.print_text(*(text("cli.word.report", lang, file=page) for page in _pages(answer)))


def _pages(answer: Answer) -> list[Path]:
    """The report, and those in other languages."""
    return [answer.folder / "report.html", *sorted(answer.folder.glob("report.??.html"))]


def _outcomes(comparison: Comparison, lang: Language) -> list[Row]:
    """A row a headline outcome: its change in the last months and the verdict; spending stands with who pays."""
    rows = list[Row]()
    for outcome in HEADLINE:
        every = [comparison.difference(name, outcome=outcome.name) for name in comparison.alternatives]
        known = [difference for difference in every if difference]
        if known and outcome.name not in PAID.values():
            before = level(known[0].baseline, outcome.unit, lang)
            name = text(f"answer.in.{outcome.unit}", lang, outcome=text(f"outcome.{outcome.name}", lang))
            rows.append([name, before, *(_judged(difference, lang) for difference in known)])
    return rows


def _judged(difference: Difference, lang: Language) -> Cell:
    words = text(f"answer.verdict.{difference.says}", lang)
    change = difference_text(difference.estimate, unit=difference.outcome.unit, lang=lang)
    written = text("answer.judged", lang, change=change, verdict=words)
    return Painted(written, COLOURS[difference.verdict]) if difference.verdict in COLOURS else written


def _worlds(result: Study, lang: Language) -> list[Row]:
    """In how many plausible worlds each policy is better, where any were looked at."""
    if not result.worlds:
        return []
    cells = list[str]()
    for name in result.comparison.alternatives:
        sides = going(result.worlds, name, outcome=FIRST)
        cells.append(text("answer.worlds_go", lang, higher=sides["more"], lower=sides["less"]))
    name = text("answer.worlds", lang, outcome=text(f"outcome.{FIRST}", lang), worlds=result.worlds.count)
    return [[name, "", *cells]]


def _payers(result: Study, lang: Language) -> list[Row]:
    """A row for each who pays: what a year costs, and by how much that changes; brackets where it may be chance."""
    comparison = result.comparison
    rows: list[Row] = [[text("answer.payers", lang), *[""] * (len(comparison.alternatives) + 1)]]
    for own in side_by_side(comparison, result.runs):
        if own[0].who != "all":
            name = text(f"payer.{own[0].who}", lang)
            rows.append([name, level(own[0].baseline, "yuan", lang), *(_paid(payer.estimate, lang) for payer in own)])
    return rows


def _paid(gap: Estimate, lang: Language) -> str:
    written = difference_text(gap, unit="yuan", lang=lang)
    return written if gap.excludes_zero else text("answer.chance", lang, change=written)
