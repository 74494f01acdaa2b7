"""The pages of claims that were judged: one of all, and one each, in both languages, with their figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes

from sim.city.profile import load_profile
from sim.language import Language, text
from sim.language.numbers import level
from sim.report.canvas import BLACK, COLOURS, GREY, ZONE, Panel
from sim.report.discovery import discovery_panels
from sim.report.files import write_table
from sim.report.section_page import Grid, Line, Page, Section, beside, grid, page_file, write_pages
from sim.runs.batch import residents_in
from sim.studies.claims.judging import Judged, Marks, Reading
from sim.studies.claims.results import Found
from sim.studies.claims.runs import Setting
from sim.studies.claims.sentences import (
    arm_name,
    arm_values,
    cannot_sentence,
    counts,
    effect,
    expected,
    matters,
    mechanism,
    prior_sentence,
    rule_sentence,
    share_text,
    test_name,
    verdict_sentence,
    without_sentence,
)
from sim.studies.claims.tables import boxes_frame, claims_frame, effects_frame, tests_frame
from sim.studies.discovery.discovery import Discovery
from sim.studies.discovery.sentences import conditions, sentences

Boxes = Mapping[str, tuple[tuple[bool, Discovery], ...]]
"""By claim, the box among the parameters that its file names, and that among all; each with whether it is of failing."""


@dataclass(frozen=True)
class Told:
    """All that pages of claims say: what was found, where claims fail, in which setting, and how to ask for it again."""

    found: Sequence[Found]
    boxes: Boxes
    setting: Setting
    stale: bool
    failed: int
    commands: Sequence[str]


def write_claims(told: Told, out: Path) -> Path:
    """Write tables, and in both languages the page of all claims and one each; return the first page."""
    tables = {
        "claims": claims_frame(told.found),
        "tests": tests_frame(told.found),
        "effects": effects_frame(told.found),
        "boxes": boxes_frame(told.boxes),
    }
    for name, frame in tables.items():
        if len(frame):
            write_table(frame, out / "tables", name)
    first = write_pages(out, "claims", partial(_all, told, out))
    for found in told.found:
        write_pages(out, found.judged.claim.id, partial(_one, told, found))
    return first


def _all(told: Told, out: Path, lang: Language) -> Page:
    columns = ("claim", "verdict", "holds", "counts", "effect", "where", "without")
    commands = (text("claim.command", lang, command=command) for command in told.commands)
    sections = [
        Section(
            text("claim.all_claims", lang),
            table=grid("claim.column.", columns, (_row(told, found, lang) for found in told.found), lang),
        ),
        beside(out, ["claims", *(found.judged.claim.id for found in told.found)], lang),
        Section(text("claim.section_rules", lang), (rule_sentence(lang), *commands)),
    ]
    return Page(text("claim.title", lang), _about(told, told.found, lang), sections)


def _about(told: Told, found: Sequence[Found], lang: Language) -> list[str]:
    """Say in which setting claims were run; where they differ in worlds or seeds, all numbers of them."""
    profile, either = load_profile(told.setting.city), text("claim.or", lang)
    words = {
        "worlds": either.join(map(str, sorted({len(claim.judged.marks) for claim in found}))),
        "seeds": either.join(map(str, sorted({claim.seeds for claim in found}))),
        "city": getattr(profile.name, lang),
        "months": told.setting.months,
        "residents": f"{residents_in(profile, told.setting.size):,}",
    }
    said = [text("claim.about", lang, **words), *([text("claim.stale", lang)] if told.stale else [])]
    return said + ([text("claim.nothing_failed", lang, failed=told.failed)] if told.failed else [])


def _row(told: Told, found: Found, lang: Language) -> Line:
    judged, colon = found.judged, text("report.colon", lang)
    claim, decide = judged.claim, [reading for reading in judged.readings if reading.test.decides]
    shown = judged.readings[judged.decisive - 1] if judged.decisive else next(iter(decide), None)
    without = (
        f"{mechanism(judged.without, lang)}{colon}{text(f'claim.verdict.{judged.verdict}', lang)}"
        for judged in found.without
    )
    cells = (
        f"{claim.id} {claim.name[lang]}",
        text(f"claim.verdict.{found.verdict}", lang),
        share_text(judged.share("holds"), lang),
        counts(judged, lang),
        f"{test_name(shown.test, lang)}{colon}{effect(shown, lang)}" if shown else "",
        _where(told.boxes.get(claim.id, ()), lang),
        text("claim.comma", lang).join(without),
    )
    return Line(cells, page_file(claim.id, lang))


def _where(boxes: Sequence[tuple[bool, Discovery]], lang: Language) -> str:
    """The box among named parameters in few words; nothing where none stands on the other half."""
    failing, found = boxes[0] if boxes else (False, None)
    if found is None or found.box is None or not found.stands:
        return ""
    kind = text(f"claim.where_{'fails' if failing else 'holds'}", lang)
    return f"{kind}{text('report.colon', lang)}{conditions(found.cases.names, found.box, lang)}"


def _one(told: Told, found: Found, lang: Language) -> Page:
    judged, claim = found.judged, found.judged.claim
    boxes = told.boxes.get(claim.id, ())
    where = tuple(discovery_panels(boxes[0][1], lang)) if boxes else ()
    without = tuple(without_sentence(other, whole=judged, lang=lang) for other in found.without)
    sections = [
        Section(text("claim.section_tests", lang), table=_tests(found, lang)),
        Section(text("claim.section_arms", lang), table=_arms(found, lang)),
        Section(text("claim.section_figures", lang), panels=tuple(claim_panels(judged, lang))),
        Section(text("claim.section_where", lang), tuple(_said(boxes, claim.id, lang)), panels=where),
        Section(text("claim.section_without", lang), without),
        Section(text("claim.section_cannot", lang), (cannot_sentence(claim, lang),) if claim.cannot else ()),
        Section(text("claim.section_rules", lang), (*_about(told, [found], lang), rule_sentence(lang))),
    ]
    lead = [verdict_sentence(found, lang), claim.claim[lang], *filter(None, [prior_sentence(found, lang)])]
    return Page(f"{claim.id} {claim.name[lang]}", lead, sections, back=page_file("claims", lang))


def _tests(found: Found, lang: Language) -> Grid:
    rows = []
    for number, (reading, verdict) in enumerate(zip(found.judged.readings, found.by_test, strict=True), 1):
        test = reading.test
        role = "by_formula" if test.built_in else "decides" if test.decides else "beside"
        cells = (
            f"{number}. {test_name(test, lang)}",
            test.written,
            expected(test, lang),
            matters(reading, lang),
            effect(reading, lang),
            counts(reading, lang),
            text(f"claim.verdict.{verdict}", lang),
            text(f"claim.{role}", lang),
        )
        rows.append(Line(cells, mark="" if test.decides else "beside"))
    columns = ("test", "compare", "expects", "matters", "found", "counts", "alone", "role")
    return grid("claim.column.", columns, rows, lang)


def _arms(found: Found, lang: Language) -> Grid:
    arms = found.judged.claim.arms.items()
    rows = (Line((name, arm_name(arm, lang), arm_values(arm, lang))) for name, arm in arms)
    return grid("claim.column.", ("arm", "scenario", "values"), rows, lang)


def _said(boxes: Sequence[tuple[bool, Discovery]], claim: str, lang: Language) -> Iterator[str]:
    for (failing, found), key in zip(boxes, ("named_before", "among_all"), strict=False):
        what = text(f"discover.claim_{'fails' if failing else 'holds'}", lang, claim=claim)
        yield from (text(f"claim.{key}", lang), *sentences(found, what, lang))


MARKS = {"holds": COLOURS[1], "open": "#d9d9d9", "small": COLOURS[5], "opposite": COLOURS[2]}
HATCH = {"opposite": "///", "small": "..."}
SHAPE = {"opposite": "s", "small": "^"}
BAND = (0.05, 0.95)
Curve = tuple[Reading, ...]


def claim_panels(judged: Judged, lang: Language) -> list[Panel]:
    """How often each test holds; of each test that decides the worlds' differences, and the difference by year."""
    tall = 1.1 + 0.34 * (1 + len(judged.readings))
    panels = [Panel(text("claim.figure.marks_shows", lang), partial(_draw_marks, judged=judged, lang=lang), tall)]
    for number, reading in enumerate(judged.readings, 1):
        if reading.test.decides and np.isfinite(reading.value).any():
            words = {"test": f"{number}. {test_name(reading.test, lang)}", "compare": reading.test.written}
            panels.append(
                Panel(
                    text("claim.figure.effects_shows", lang, **words),
                    partial(_draw_effects, reading=reading, lang=lang),
                )
            )
            panels.append(
                Panel(text("claim.figure.years_shows", lang, **words), partial(_draw_years, reading=reading, lang=lang))
            )
    return panels


def _draw_marks(axes: Axes, judged: Judged, lang: Language) -> None:
    rows: list[tuple[str, Marks]] = [(text("claim.figure.whole", lang), judged.marks)]
    rows += [(f"{k}", reading.marks) for k, reading in enumerate(judged.readings, 1)]
    for row, (_, marks) in enumerate(rows):
        left = 0.0
        for mark, colour in MARKS.items():
            share = float((marks == mark).mean())
            hatch = HATCH.get(mark, "")
            axes.barh(-row, share, left=left, color=colour, height=0.62, hatch=hatch, edgecolor="white", linewidth=0)
            left += share
    axes.set_yticks([-row for row in range(len(rows))], [name for name, _ in rows])
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    handles = [axes.barh(0, 0, color=colour, hatch=HATCH.get(mark, "")) for mark, colour in MARKS.items()]
    names = [text(f"claim.mark.{mark}", lang) for mark in MARKS]
    axes.legend(handles, names, frameon=False, ncols=4, fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 1.0))


def _draw_effects(axes: Axes, reading: Reading, lang: Language) -> None:
    order = np.argsort(reading.value)
    known = order[np.isfinite(reading.value[order])]
    across = np.arange(len(known))
    matters = reading.matters[known]
    axes.fill_between(across, -matters, matters, color=ZONE, linewidth=0)
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.vlines(across, reading.low[known], reading.high[known], color=GREY, linewidth=0.7)
    for mark, colour in MARKS.items():
        own = reading.marks[known] == mark
        face = "none" if mark == "open" else colour
        edge = GREY if mark == "open" else colour
        shape = SHAPE.get(mark, "o")
        axes.scatter(
            across[own], reading.value[known][own], s=12, facecolors=face, edgecolors=edge, marker=shape, zorder=3
        )
    axes.set_xlabel(text("claim.figure.worlds", lang), fontsize=8)
    _units(axes, reading, lang)


def _draw_years(axes: Axes, reading: Reading, lang: Language) -> None:
    known = np.isfinite(reading.yearly).any(axis=0)
    years, values = np.flatnonzero(known) + 1, reading.yearly[:, known]
    low, high = np.nanquantile(values, BAND, axis=0)
    axes.fill_between(years, low, high, color="#cfe3f1", linewidth=0)
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.plot(years, np.nanmedian(values, axis=0), color=BLACK, linewidth=1.6)
    axes.set_xticks(years)
    axes.set_xlabel(text("claim.figure.year", lang), fontsize=8)
    _units(axes, reading, lang)


def _units(axes: Axes, reading: Reading, lang: Language) -> None:
    unit = reading.test.measured.known.unit
    axes.yaxis.set_major_formatter(lambda value, _: level(value, unit, lang))
    axes.tick_params(labelsize=8)
