"""Files that come with the package: a font that can write Chinese."""

from functools import cache
from pathlib import Path


def font_path() -> Path:
    """The Chinese font, static TrueType, for matplotlib's ``addfont``."""
    return Path(__file__).with_name("shequ-sans.ttf")


@cache
def font_name() -> str:
    """What the font calls its family."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  the command's help has no need of it

    with TTFont(font_path(), lazy=True) as font:
        return str(font["name"].getBestFamilyName())
