"""Pages of sections, each with sentences, a table and figures, and links to the pages beside them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.language import LANGUAGES, Language, text
from sim.report import canvas
from sim.report.canvas import Panel
from sim.report.table import whole
from sim.report.webfont import with_font


@dataclass(frozen=True)
class Line:
    """A row of a table: its cells, what it leads to, and its mark."""

    cells: tuple[str, ...]
    link: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: headings and rows."""

    header: tuple[str, ...]
    rows: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """A part of a page: its title, sentences, perhaps a table and figures."""

    title: str
    said: tuple[str, ...] = ()
    table: Grid | None = None
    panels: tuple[Panel, ...] = ()


def rendered(template: str, lang: Language, **values: object) -> str:
    """A page that needs no other file and no network; templates find texts by ``t``, and the chart's colours by ``chart``."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["whole"] = whole
    words: dict[str, Any] = {"t": partial(text, lang=lang), "lang": lang, "chart": {"names": []}}
    return with_font(environment.get_template(template).render(words | values), lang)


def page(
    heading: str, lead: Sequence[str], sections: Sequence[Section], lang: Language, *, back: str = "", other: str = ""
) -> bytes:
    """A page of sections; ``back`` leads to the page of all, ``other`` to the other language."""
    with canvas.style():
        shown = [
            vars(section) | {"panels": canvas.inlined(canvas.drawings(section.panels), f"s{k}", title=section.title)}
            for k, section in enumerate(sections)
            if section.said or section.table or section.panels
        ]
    words = {"heading": heading, "lead": lead, "sections": shown, "back": back, "other": other}
    return rendered("section_page.html", lang, **words).encode("utf-8")


_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)


def page_file(name: str, lang: Language) -> str:
    """The file of a page: ``name.html`` in English, ``name.zh.html`` in Chinese."""
    return f"{name}.html" if lang == "en" else f"{name}.{lang}.html"


def beside(folder: Path, but: Collection[str], lang: Language) -> Section:
    """A table of links to the other pages of a folder in a language, without those named; empty where there are none."""
    own = {page_file(one, lang) for one in but}
    files = [one for one in sorted(folder.glob("*.html")) if one.name not in own and _language(one) == lang]
    found = ((file.name, _HEADING.search(file.read_text(encoding="utf-8"))) for file in files)
    rows = tuple(Line((unescape(heading[1]),), name) for name, heading in found if heading)
    return Section(
        text("claim.section_beside", lang), table=Grid((text("claim.column.page", lang),), rows) if rows else None
    )


def _language(file: Path) -> Language:
    return next((lang for lang in LANGUAGES if file.name.endswith(f".{lang}.html")), "en")
