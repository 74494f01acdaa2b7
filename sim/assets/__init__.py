"""Files that come with the package: a font that can write Chinese."""

from pathlib import Path


def font_path() -> Path:
    """The Chinese font, static TrueType, for matplotlib's ``addfont``."""
    return Path(__file__).with_name("shequ-sans.ttf")
