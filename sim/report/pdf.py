"""The report on paper: the page's sentences, tables and figures, set by Typst where it is installed (``shequ[pdf]``)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from sim.assets import font_name, font_path
from sim.language import Language, text
from sim.language.wrapping import columns_of, longest_piece
from sim.report.assumption_tables import counted_table
from sim.report.finalize import TYPESETTER
from sim.report.outcome_tables import verdict_table, verdicts_note, window_table
from sim.report.page import Drawings, described_by, heading, limits, subtitle
from sim.report.sections import assumptions, course, money, people, stories
from sim.report.summary import answers, cautions, frame, procedure
from sim.report.table import Table, whole
from sim.studies.comparison.study import Study
from sim.studies.comparison.world_sentences import world_sentences

Names = Mapping[str, str]
Block = dict[str, Any]
TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARD = "ua-1"
"""Tagged, with a text for each figure: what a screen reader needs."""
REGIONS: Mapping[Language, str] = {"en": "GB", "zh": "CN"}
LATIN = "Libertinus Serif"
"""A font that Typst brings along: its signs of punctuation have Latin width, ours Chinese."""
NARROWEST, WIDEST, MARGINS = 6, 26, 3
"""What a column takes of a table's width, in characters, and its margins."""


def paper(study: Study, drawings: Drawings, names: Names, lang: Language) -> bytes:
    """Set the report as a PDF; ``drawings`` are panels of figures as SVG, by the figure's name. Only where `can_typeset`."""
    data = {
        "title": heading(study.comparison, names, lang),
        "subtitle": subtitle(study, lang),
        "lang": lang,
        "region": REGIONS[lang],
        "font": font_name(),
        "latin": LATIN,
        "blocks": blocks(study, drawings, names, lang),
    }
    typesetter: Any = import_module(TYPESETTER)
    with TemporaryDirectory(prefix="shequ-") as place:
        folder = Path(place)
        (folder / "figures").mkdir()
        for name, panels in drawings.items():
            for k, (_, drawing) in enumerate(panels):
                (folder / "figures" / f"{name}-{k}.svg").write_bytes(drawing)
        copyfile(TEMPLATE, folder / TEMPLATE.name)
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        made: bytes = typesetter.compile(
            folder / TEMPLATE.name,
            root=folder,
            font_paths=[font_path().parent],
            ignore_system_fonts=True,
            sys_inputs={"data": "data.json"},
            pdf_standards=[STANDARD],
        )
    return made


def blocks(study: Study, drawings: Drawings, names: Names, lang: Language) -> list[Block]:
    """What stands on the pages, one below the other."""
    shown = _Figures(drawings, described_by(study.comparison, lang), lang)
    found = [*_answer(study, shown, names, lang), *_what(study, shown, names, lang), *_whom(study, shown, names, lang)]
    found += [*_where(study, shown, names, lang), *_money(study, shown, names, lang), *_why(study, shown, names, lang)]
    return [*found, *_sure(study, shown, names, lang), *_assumptions(study, names, lang)]


@dataclass(frozen=True)
class _Figures:
    """Figures that were drawn, and what the words below them name."""

    drawings: Drawings
    counts: Mapping[str, str]
    lang: Language

    def block(self, name: str) -> list[Block]:
        """A figure with what it shows, each panel with words for those who cannot see it; nothing where it was not drawn."""
        key = "why.figure" if name.startswith("life_") else f"report.{name}"
        title = text(key if name.startswith("life_") else f"{key}_title", self.lang)
        below = text(f"{key}_desc", self.lang, **self.counts)
        panels = [
            {"file": f"{name}-{k}.svg", "alt": shows or title}
            for k, (shows, _) in enumerate(self.drawings.get(name, ()))
        ]
        return [{"kind": "figure", "panels": panels, "title": title}, _note(below)] if panels else []


def _answer(study: Study, shown: _Figures, names: Names, lang: Language) -> list[Block]:
    found = [_heading(text("book.sheet.answer", lang))]
    for one in answers(study, names, lang):
        found.append({"kind": "answer", "text": one.sentence})
        found += [*([_text(one.then)] if one.then else []), _note(text("sentence.gap", lang).join(one.more))]
    found += [*shown.block("differences"), _note(frame(study, names, lang))]
    return [*found, _note(text("sentence.gap", lang).join([*cautions(study, lang), limits(study, lang)[0]]))]


def _what(study: Study, shown: _Figures, names: Names, lang: Language) -> list[Block]:
    comparison = study.comparison
    found = [_heading(text("layer.what", lang))]
    found += [_table(verdict_table(comparison, one, names, lang)) for one in comparison.alternatives]
    found += [_note(verdicts_note(comparison, lang)), *shown.block("trajectories")]
    windows = [window_table(comparison, one, names, lang) for one in comparison.alternatives]
    return [*found, *(_table(one) for one in windows if one.groups)]


def _whom(study: Study, shown: _Figures, names: Names, lang: Language) -> list[Block]:
    found = people(study, names, lang)
    said = [*shown.block("groups"), *map(_table, found["groups"])]
    if found["persons"]:
        said += [*map(_text, found["told"]), _table(found["persons"]), _note(text("report.persons_note", lang))]
    return [_heading(text("layer.whom", lang)), *said] if said else []


def _where(study: Study, shown: _Figures, names: Names, lang: Language) -> list[Block]:
    if not study.persons:
        return []
    found = people(study, names, lang)
    said = [_heading(text("layer.where", lang))]
    for name, sentences in found["where"]:
        said += [_heading(name, 2), _text(text("sentence.gap", lang).join(sentences))]
    return [*said, *shown.block("map"), *map(_table, found["communities"])]


def _money(study: Study, shown: _Figures, names: Names, lang: Language) -> list[Block]:
    found = money(study, names, lang)
    said = [_heading(text("layer.money", lang)), _note(found["prices"]), _table(found["payers"])]
    for name, sentences, table in found["fees"]:
        said += [_text(name), _list(sentences)] if sentences else []
        said.append(_table(table))
    said += [_note(text("report.fees_note", lang))] if found["fees"] else []
    said += [_table(found["uses"]), _note(text("report.uses_note", lang)), _table(found["costs"])]
    said += [*shown.block("plane"), _table(found["ledger"]), _note(text("report.ledger_note", lang))]
    return said


def _why(study: Study, shown: _Figures, names: Names, lang: Language) -> list[Block]:
    said = course(study, names, lang)
    found = [_heading(text("layer.why", lang)), _heading(text("course.heading", lang), 2)]
    for name, sentences, table in said["told"]:
        found += [_text(name), _list(sentences), *([_table(table)] if table else [])]
    found.append(_note(text("course.note", lang)))
    if said["carried"]:
        found.append(_heading(text("course.heading_carried", lang), 2))
        for _, sentences, table in said["carried"]:
            found += [_list(sentences), _table(table)]
        found.append(_note(text("course.carried_note", lang, seeds=said["seeds"])))
    for one in stories(study, names, lang):
        found += [_heading(one["heading"], 2), _note(one["chosen"]), _list(one["told"]), *shown.block(one["figure"])]
    return found


def _sure(study: Study, shown: _Figures, names: Names, lang: Language) -> list[Block]:
    said = [_heading(text("layer.sure", lang)), *map(_text, procedure(study, names, lang))]
    if study.worlds:
        said.append(_list(world_sentences(study.worlds, names, lang)))
        said += [_table(counted_table(study.worlds, lang))] if study.worlds.counted else []
    return [*said, *shown.block("tornado"), _list(limits(study, lang))]


def _assumptions(study: Study, names: Names, lang: Language) -> list[Block]:
    found = assumptions(study, names, lang)
    said = [_heading(text("layer.assumptions", lang)), _text(found["told"])]
    return [*said, *([_table(found["policy"])] if found["policy"] else [])]


def _heading(words: str, level: int = 1) -> Block:
    return {"kind": "heading", "level": level, "text": words}


def _text(words: str) -> Block:
    return {"kind": "text", "text": words}


def _note(words: str) -> Block:
    return {"kind": "note", "text": words}


def _list(items: Sequence[str]) -> Block:
    return {"kind": "list", "items": list(items)}


def _table(table: Table) -> Block:
    groups = [(first, [[whole(cell) for cell in row.cells] for row in rows]) for first, rows in table.groups]
    rows = [[first, *cells] for first, group in groups for cells in group]
    columns = [list(cells) for cells in zip(table.header, *rows, strict=True)]
    return {
        "kind": "table",
        "caption": table.caption,
        "header": list(table.header),
        "groups": [{"first": first, "rows": group} for first, group in groups],
        "widths": [_share(cells) for cells in columns],
        "right": [_is_numbers(cells[1:]) for cells in columns],
    }


def _share(cells: Sequence[str]) -> int:
    """How much of a table's width a column needs: what its longest word takes at least."""
    longest, widest = max(map(longest_piece, cells)), max(map(columns_of, cells))
    return max(longest, min(widest, WIDEST), NARROWEST) + MARGINS


def _is_numbers(cells: Sequence[str]) -> bool:
    return all(cell[:1] in "+−–0123456789" for cell in cells)
