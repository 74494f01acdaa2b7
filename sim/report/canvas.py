"""How figures look, and how they become bytes that are the same every time."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from textwrap import fill
from unicodedata import east_asian_width

from markupsafe import Markup, escape
from matplotlib import rc_context
from matplotlib import style as styles
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.typing import LineStyleType

from sim.assets import font_name, font_path
from sim.report.files import write_atomically

BLACK, GREY, ZONE = "#000000", "#595959", "#e3e3e3"
# Okabe and Ito's colours, the baseline black; each with a line style of its own, so that they read in grey.
COLOURS = (BLACK, "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
DASHES: tuple[LineStyleType, ...] = ("-", (0, (5, 1.5)), (0, (5, 1.5, 1, 1.5)), (0, (1, 1)), (0, (8, 2)), (0, (3, 2)))

LONG = re.compile(r"(\.\d)\d+")
"""Digits of a path beyond a tenth of a point, which nobody sees and a page would have to carry."""

Look = tuple[str, LineStyleType]
Drawings = Sequence[tuple[str, bytes]]
"""Of each panel what it shows, and the drawing."""
COLUMN = 4.4
"""Inches of a panel's width: on a phone its letters are still read."""
NAME = 15
"""Half-width letters in a line of a name that stands beside a curve."""


@dataclass(frozen=True)
class Panel:
    """A part of a figure that can be read alone: what it shows, in words, how to draw it, and its height [inches].

    A page shows panels beside or below each other as its width allows; a file has them all in one picture.
    """

    shows: str
    draw: Callable[[Axes], None]
    tall: float = 2.6


def together(panels: Sequence[Panel], columns: int = 2) -> Figure:
    """Draw all panels in rows of so many."""
    wide = min(columns, len(panels))
    rows = [panels[first : first + wide] for first in range(0, len(panels), wide)]
    heights = [max(panel.tall for panel in row) for row in rows]
    layout = ConstrainedLayoutEngine(h_pad=0.08, w_pad=0.08)
    figure = Figure(figsize=(COLUMN * wide, sum(heights)), layout=layout)
    places = figure.subplots(len(rows), wide, squeeze=False, height_ratios=heights)
    for k, axes in enumerate(places.flat):
        if k < len(panels):
            panels[k].draw(axes)
        else:
            axes.set_axis_off()
    return figure


def name_lines(axes: Axes, ends: Sequence[tuple[str, float, str]]) -> None:
    """Write each line's name behind its end, in its colour; names that would touch are moved apart.

    ``ends`` are name, height of the end and colour, in the order of the scenarios.
    """
    low, high = axes.get_ylim()
    order = sorted(range(len(ends)), key=lambda k: ends[k][1])
    heights = [(ends[k][1] - low) / (high - low) for k in order]
    wrapped = [_wrapped(ends[k][0]) for k in order]
    for k in range(1, len(order)):
        room = 0.055 * (2 + wrapped[k].count("\n") + wrapped[k - 1].count("\n")) + 0.02
        heights[k] = max(heights[k], heights[k - 1] + room)
    down = max(0.0, max(heights) - 1.0)
    for words, height, k in zip(wrapped, heights, order, strict=True):
        axes.annotate(
            words,
            (1, height - down),
            (5, 0),
            "axes fraction",
            "offset points",
            color=ends[k][2],
            fontsize=9,
            va="center",
        )


def _wrapped(name: str) -> str:
    if any(east_asian_width(letter) in "WF" for letter in name):
        wide = NAME // 2
        return "\n".join(name[first : first + wide] for first in range(0, len(name), wide))
    return fill(name, NAME)


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
        "svg.hashsalt": "shequ",
    }
    with styles.context(["default", settings]):
        yield


def save(figure: Figure, stem: Path) -> Path:
    """Write a figure as a drawing and as a picture, ``stem.svg`` and ``stem.png``; return the latter. Call inside `style`."""
    write_atomically(stem.with_name(f"{stem.name}.svg"), svg(figure))
    picture = stem.with_name(f"{stem.name}.png")
    write_atomically(picture, png(figure))
    return picture


def svg(figure: Figure, letters: str = "path") -> bytes:
    """Render as SVG that can stand alone, letters as paths; call inside `style`."""
    with rc_context({"svg.fonttype": letters}):
        return _bytes(figure, "svg", dict.fromkeys(("Date", "Creator", "Format", "Type")))


def png(figure: Figure) -> bytes:
    """Render as PNG at 150 dots an inch; call inside `style`."""
    return _bytes(figure, "png", {"Software": None})


def drawings(panels: Sequence[Panel]) -> Drawings:
    """Draw panels for a page that carries our font, letters as text; call inside `style`."""
    return [(panel.shows, svg(together([panel]), letters="none")) for panel in panels]


def inlined(drawn: Drawings, name: str, *, title: str = "") -> list[tuple[str, Markup]]:
    """Make drawings parts of a page, each with what it shows; ids are ``name-0`` and so on."""
    return [
        (shows, inline(drawing, f"{name}-{k}", title=title or shows, description=shows))
        for k, (shows, drawing) in enumerate(drawn)
    ]


def inline(drawing: bytes, name: str, *, title: str, description: str) -> Markup:
    """Make an SVG part of a page: ids of its own, a title and a description for those who cannot see it."""
    body = drawing.decode("utf-8")
    body = body[body.index("<svg") :]
    box = re.search(r'viewBox="([^"]*)"', body)
    body = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r"<path(?![^>]*\sd=)", '<path d=""', body)  # the blank's glyph, which HTML wants said to be empty
    body = re.sub(r' d="[^"]*"', lambda path: LONG.sub(r"\1", path[0]), body)
    body = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", body)
    opening = (
        f'<svg role="img" aria-labelledby="{name}-title {name}-description" stroke-linejoin="round"'
        f' viewBox="{box[1] if box else ""}" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-description">{escape(description)}</desc>'
    )
    return Markup(re.sub(r"<svg[^>]*>", lambda _: opening, body, count=1))


def _bytes(figure: Figure, kind: str, metadata: dict[str, None]) -> bytes:
    buffer = BytesIO()
    figure.savefig(buffer, format=kind, dpi=150, metadata=metadata)
    return buffer.getvalue()


@cache
def _family() -> str:
    fontManager.addfont(font_path())
    return font_name()
