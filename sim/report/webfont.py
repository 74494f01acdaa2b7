"""A font for the page's Chinese characters, for readers whose computer has none."""

import base64
import io

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from sim.assets import font_path

FIRST_HAN = "\u2e80"


def with_font(page: str) -> str:
    """The page with the glyphs of its Chinese characters in its style sheet; as it is without any.

    The style names the reader's own fonts first, so this one is used only where they lack a character.
    """
    characters = "".join(sorted({one for one in page if one >= FIRST_HAN}))
    if not characters:
        return page
    source = base64.b64encode(_woff(characters)).decode()
    face = f'@font-face {{ font-family: "Shequ Sans"; src: url(data:font/woff;base64,{source}) format("woff"); }}\n'
    return page.replace("</style>", f"{face}</style>", 1)


def _woff(characters: str) -> bytes:
    font = TTFont(font_path(), recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, notdef_outline=True))
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font.flavor = "woff"
    found = io.BytesIO()
    font.save(found)
    return found.getvalue()
