"""How figures look, and how they become bytes that are the same every time."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from itertools import cycle, islice

from markupsafe import Markup, escape
from matplotlib import style as styles
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.typing import LineStyleType

from sim.assets import font_path

BLACK, GREY, ZONE = "#000000", "#595959", "#e3e3e3"
# Okabe and Ito's colours, the baseline black; each with a line style of its own, so that they read in grey.
COLOURS = (BLACK, "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
DASHES: tuple[LineStyleType, ...] = ("-", (0, (5, 1.5)), (0, (5, 1.5, 1, 1.5)), (0, (1, 1)), (0, (8, 2)), (0, (3, 2)))

LONG = re.compile(r"(\.\d)\d+")
"""Digits of a path beyond a tenth of a point, which nobody sees and a page would have to carry."""

Look = tuple[str, LineStyleType]


def looks(n: int) -> list[Look]:
    """Colour and line style of ``n`` scenarios, the baseline first."""
    return list(islice(zip(cycle(COLOURS), cycle(DASHES), strict=False), n))


@contextmanager
def style() -> Iterator[None]:
    """Draw with our font and settings, whatever the user's; those are back afterwards."""
    settings = {
        "font.family": [_family()],
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": 11,
        "axes.edgecolor": GREY,
        "xtick.color": GREY,
        "ytick.color": GREY,
        "text.parse_math": False,
        "svg.fonttype": "path",
        "svg.hashsalt": "shequ",
    }
    with styles.context(["default", settings]):
        yield


def svg(figure: Figure) -> bytes:
    """Render as SVG, letters as paths; call inside `style`."""
    return _bytes(figure, "svg", dict.fromkeys(("Date", "Creator", "Format", "Type")))


def png(figure: Figure) -> bytes:
    """Render as PNG at 150 dots an inch; call inside `style`."""
    return _bytes(figure, "png", {"Software": None})


def inline(drawing: bytes, name: str, *, title: str, description: str) -> Markup:
    """Make an SVG part of a page: ids of its own, a title and a description for those who cannot see it."""
    body = drawing.decode("utf-8")
    body = body[body.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r' d="[^"]*"', lambda path: LONG.sub(r"\1", path[0]), body)
    body = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", body)
    opening = (
        f'<svg role="img" aria-labelledby="{name}-title {name}-description" stroke-linejoin="round"'
        f' viewBox="{_view_box(body)}" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-description">{escape(description)}</desc>'
    )
    return Markup(re.sub(r"<svg[^>]*>", lambda _: opening, body, count=1))


def _view_box(body: str) -> str:
    found = re.search(r'viewBox="([^"]*)"', body)
    return found[1] if found else ""


def _bytes(figure: Figure, kind: str, metadata: dict[str, None]) -> bytes:
    buffer = BytesIO()
    figure.savefig(buffer, format=kind, dpi=150, metadata=metadata)
    return buffer.getvalue()


@cache
def _family() -> str:
    fontManager.addfont(font_path())
    return FontProperties(fname=font_path()).get_name()
