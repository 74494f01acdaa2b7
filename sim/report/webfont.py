"""The font of the figures for the page's words, too."""

import base64
import io
from collections.abc import Iterable

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from sim.assets import font_path
from sim.language import Language

WIDE = "‘’“”…—·"
"""Signs that the font has in Chinese width; in an English page they are the reader's own font's."""


def with_font(page: str, lang: Language, beside: str = "") -> str:
    """The page with the glyphs of its characters in its style sheet, so that words and figures have one look everywhere.

    ``beside`` has the characters that the page comes to show without holding them as text.
    """
    characters = {one for one in page + beside if one.isprintable()} - set(WIDE if lang == "en" else "")
    source = base64.b64encode(woff(characters)).decode()
    face = f'font-family: "Shequ Sans"; src: url(data:font/woff;base64,{source}) format("woff")'
    return page.replace("</style>", f"@font-face {{ {face}; }}\n</style>", 1)


def woff(characters: Iterable[str]) -> bytes:
    """The font with the glyphs of some characters alone, compressed for browsers."""
    font = TTFont(font_path(), recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, notdef_outline=True))
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    font.flavor = "woff"
    found = io.BytesIO()
    font.save(found)
    return found.getvalue()
