"""Words and figures have one font, whatever the reader has installed."""

import base64
import io
import re

from fontTools.ttLib import TTFont

from sim.report.webfont import with_font

PAGE = "<style>\nbody { color: black; }\n</style>\n<p>社区治理（宁波），满意度 better</p>"


def glyphs(page: str) -> set[int]:
    found = re.search(r"data:font/woff;base64,([A-Za-z0-9+/=]+)\)", page)
    assert found
    return set(TTFont(io.BytesIO(base64.b64decode(found[1]))).getBestCmap())


def test_every_character_of_the_page_has_a_glyph_and_no_other() -> None:
    assert glyphs(with_font(PAGE, "zh")) == {ord(one) for one in PAGE if one.isprintable()}


def test_the_same_page_has_the_same_font() -> None:
    assert with_font(PAGE, "zh") == with_font(PAGE, "zh")


def test_quotation_marks_of_chinese_width_are_not_in_an_english_page() -> None:
    page = PAGE.replace("社区治理", "“Menu” · town")
    assert not glyphs(with_font(page, "en")) & {ord(one) for one in "“”·"}
    assert {ord(one) for one in "“”·"} <= glyphs(with_font(page, "zh"))
