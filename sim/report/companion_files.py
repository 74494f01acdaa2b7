"""Pages that lie beside a page in its folder, so that what was asked there before stays in sight."""

import re
from collections.abc import Collection
from html import unescape
from pathlib import Path

from sim.language import LANGUAGES, Language, text
from sim.report.section_page import Grid, Line, Section

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
