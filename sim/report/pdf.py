"""The report on paper: the page's sentences, tables and figures, set by Typst where it is installed (``shequ[pdf]``)."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from sim.assets import font_name, font_path
from sim.language import Language, text
from sim.language.wrapping import columns_of, longest_piece
from sim.report.canvas import Drawings
from sim.report.finalize import TYPESETTER
from sim.report.page import Contents, figure_title
from sim.report.table import Table, whole

Block = dict[str, Any]
Drawn = Callable[[str], list[Block]]
Words = Callable[..., str]
TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARD = "ua-1"
"""Tagged, with a text for each figure: what a screen reader needs."""
REGIONS: Mapping[Language, str] = {"en": "GB", "zh": "CN"}
LATIN = "Libertinus Serif"
"""A font that Typst brings along: its signs of punctuation have Latin width, ours Chinese."""
NARROWEST, WIDEST, MARGINS = 6, 26, 3
"""What a column takes of a table's width, in characters, and its margins."""


def paper(said: Contents, figures: Mapping[str, Drawings], lang: Language) -> bytes:
    """Set a report as a PDF. Only where `can_typeset`."""
    data = {
        "title": said["heading"],
        "subtitle": said["subtitle"],
        "lang": lang,
        "region": REGIONS[lang],
        "font": font_name(),
        "latin": LATIN,
        "blocks": blocks(said, figures, lang),
    }
    typesetter: Any = import_module(TYPESETTER)
    with TemporaryDirectory(prefix="shequ-") as place:
        folder = Path(place)
        (folder / "figures").mkdir()
        for name, panels in figures.items():
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


def blocks(said: Contents, figures: Mapping[str, Drawings], lang: Language) -> list[Block]:
    """What stands on the pages, one below the other; a figure that was not drawn is left out."""
    t, drawn = partial(text, lang=lang), partial(_figure, figures=figures, counts=said["counts"], lang=lang)
    parts = (_answer, _what, _people, _money, _why, _sure)
    return [block for part in parts for block in part(said, drawn, t)]


def _answer(said: Contents, drawn: Drawn, t: Words) -> list[Block]:
    found = [_heading(t("book.sheet.answer"))]
    for answer in said["answers"]:
        found.append({"kind": "answer", "text": answer.sentence})
        found += [*([_text(answer.then)] if answer.then else []), _note(t("sentence.gap").join(answer.more))]
    found += [*drawn("differences"), _note(said["frame"])]
    return [*found, _note(t("sentence.gap").join([*said["cautions"], said["limits"][0]]))]


def _what(said: Contents, drawn: Drawn, t: Words) -> list[Block]:
    verdicts = [_heading(t("layer.what")), *map(_table, said["verdicts"]), _note(said["verdicts_note"])]
    return [*verdicts, *drawn("trajectories"), *(_table(table) for table in said["windows"] if table.groups)]


def _people(said: Contents, drawn: Drawn, t: Words) -> list[Block]:
    people = said["people"]
    found = [*drawn("groups"), *map(_table, people["groups"])]
    if people["persons"]:
        found += [*map(_text, people["told"]), _table(people["persons"]), _note(t("report.persons_note"))]
        found.append(_heading(t("layer.where")))
        for name, sentences in people["where"]:
            found += [_heading(name, 2), _text(t("sentence.gap").join(sentences))]
        found += [*drawn("map"), *map(_table, people["communities"])]
    return [_heading(t("layer.whom")), *found] if found else []


def _money(said: Contents, drawn: Drawn, t: Words) -> list[Block]:
    money = said["money"]
    found = [_heading(t("layer.money")), _note(money["prices"]), _table(money["payers"])]
    for name, sentences, table in money["fees"]:
        found += [*([_text(name), _list(sentences)] if sentences else []), _table(table)]
    found += [_note(t("report.fees_note"))] if money["fees"] else []
    found += [_table(money["uses"]), _note(t("report.uses_note")), _table(money["costs"])]
    return [*found, *drawn("plane"), _table(money["ledger"]), _note(t("report.ledger_note"))]


def _why(said: Contents, drawn: Drawn, t: Words) -> list[Block]:
    course = said["course"]
    found = [_heading(t("layer.why")), _heading(t("course.heading"), 2)]
    for name, sentences, table in course["told"]:
        found += [_text(name), _list(sentences), *([_table(table)] if table else [])]
    found.append(_note(t("course.note")))
    if course["carried"]:
        tables = [block for _, words, table in course["carried"] for block in (_list(words), _table(table))]
        note = _note(t("course.carried_note", seeds=course["seeds"]))
        found += [_heading(t("course.heading_carried"), 2), *tables, note]
    for story in said["stories"]:
        found += [_heading(story["heading"], 2), _note(story["chosen"]), _list(story["told"]), *drawn(story["figure"])]
    return found


def _sure(said: Contents, drawn: Drawn, t: Words) -> list[Block]:
    found = [_heading(t("layer.sure")), *map(_text, said["procedure"])]
    found += [_list(said["worlds"])] if said["worlds"] else []
    found += [_table(said["counted"])] if said["counted"] else []
    found += [*drawn("tornado"), _list(said["limits"])]
    assumptions = said["assumptions"]
    found += [_heading(t("layer.assumptions")), _text(assumptions["told"])]
    return [*found, *([_table(assumptions["policy"])] if assumptions["policy"] else [])]


def _figure(name: str, figures: Mapping[str, Drawings], counts: Mapping[str, str], lang: Language) -> list[Block]:
    """A figure with what it shows, each panel with words for those who cannot see it; nothing where it was not drawn."""
    key = "why.figure_desc" if name.startswith("life_") else f"report.{name}_desc"
    title = figure_title(name, lang)
    panels = [{"file": f"{name}-{k}.svg", "alt": shows or title} for k, (shows, _) in enumerate(figures.get(name, ()))]
    figure = {"kind": "figure", "panels": panels, "title": title}
    return [figure, _note(text(key, lang, **counts))] if panels else []


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
        "right": [all(cell[:1] in "+−–0123456789" for cell in cells[1:]) for cells in columns],
    }


def _share(cells: Sequence[str]) -> int:
    """How much of a table's width a column needs: what its longest word takes at least."""
    longest, widest = max(map(longest_piece, cells)), max(map(columns_of, cells))
    return max(longest, min(widest, WIDEST), NARROWEST) + MARGINS
