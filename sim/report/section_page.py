"""Pages of sections, each with sentences, a table and figures, and links to the pages beside them."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.language import LANGUAGES, Language, text
from sim.report import canvas
from sim.report.canvas import Panel
from sim.report.files import write_atomically
from sim.report.table import whole
from sim.report.webfont import with_font

_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)


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


def grid(prefix: str, columns: Iterable[str], rows: Iterable[Line], lang: Language) -> Grid:
    """Make a table whose columns are texts that begin with ``prefix``."""
    return Grid(tuple(text(f"{prefix}{column}", lang) for column in columns), tuple(rows))


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


@dataclass(frozen=True)
class Page:
    """A page of sections below a heading and its leading sentences; ``back`` leads to the page of all."""

    heading: str
    lead: Sequence[str]
    sections: Sequence[Section]
    back: str = ""


def write_pages(out: Path, name: str, page: Callable[[Language], Page]) -> Path:
    """Write a page in both languages, each with a link to the other; return the English one."""
    for lang in LANGUAGES:
        said = page(lang)
        with canvas.style():
            sections = [
                vars(section)
                | {"panels": canvas.inlined(canvas.drawings(section.panels), f"s{k}", title=section.title)}
                for k, section in enumerate(said.sections)
                if section.said or section.table or section.panels
            ]
        other = next(page_file(name, language) for language in LANGUAGES if language != lang)
        words = vars(said) | {"sections": sections, "other": other}
        write_atomically(out / page_file(name, lang), rendered("section_page.html", lang, **words).encode("utf-8"))
    return out / page_file(name, "en")


def page_file(name: str, lang: Language) -> str:
    """The file of a page: ``name.html`` in English, ``name.zh.html`` in Chinese."""
    return f"{name}.html" if lang == "en" else f"{name}.{lang}.html"


def beside(folder: Path, but: Collection[str], lang: Language) -> Section:
    """A table of links to the other pages of a folder in a language, without those named; empty where there are none."""
    own, rows = {page_file(name, lang) for name in but}, []
    for file in sorted(folder.glob("*.html")):
        language = next((one for one in LANGUAGES if file.name.endswith(f".{one}.html")), "en")
        if file.name not in own and language == lang and (heading := _HEADING.search(file.read_text("utf-8"))):
            rows.append(Line((unescape(heading[1]),), file.name))
    return Section(
        text("claim.section_beside", lang), table=grid("claim.column.", ("page",), rows, lang) if rows else None
    )
