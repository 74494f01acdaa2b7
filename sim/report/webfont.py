"""A font for the page's Chinese characters, for readers whose computer has none."""

import base64
import io

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from sim.assets import font_path

OWN = ("PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC")
FIRST_HAN = "\u2e80"


def with_font(page: str) -> str:
    """The page with the glyphs of its Chinese characters in its style sheet; as it is without any.

    The reader's own Chinese fonts come first. They are named here and not in the style: there a browser would shape what
    it shows first before this font is read, and not again.
    """
    characters = "".join(sorted({one for one in page if one >= FIRST_HAN}))
    if not characters:
        return page
    source = base64.b64encode(_woff(characters)).decode()
    own = ", ".join(f'local("{name}")' for name in OWN)
    face = f'font-family: "Shequ Sans"; src: {own}, url(data:font/woff;base64,{source}) format("woff")'
    return page.replace("</style>", f"@font-face {{ {face}; unicode-range: U+2E80-FFFF; }}\n</style>", 1)


def _woff(characters: str) -> bytes:
    font = TTFont(font_path(), recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, notdef_outline=True))
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font.flavor = "woff"
    found = io.BytesIO()
    font.save(found)
    return found.getvalue()
