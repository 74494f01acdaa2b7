"""A page in Chinese can be read where no Chinese font is installed."""

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


def test_every_chinese_character_of_the_page_has_a_glyph_and_no_other() -> None:
    assert glyphs(with_font(PAGE)) == {ord(one) for one in PAGE if ord(one) > 0x2E80}


def test_the_same_page_has_the_same_font() -> None:
    assert with_font(PAGE) == with_font(PAGE)


def test_a_page_without_chinese_stays_as_it_is() -> None:
    assert with_font("<style></style><p>社</p>".replace("社", "a")) == "<style></style><p>a</p>"
