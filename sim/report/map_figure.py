"""Where people gain or lose: a schematic map, one tile a community."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import ceil, sqrt

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.patches import Rectangle

from sim.language import Language, text
from sim.language.numbers import change
from sim.language.wrapping import columns_of
from sim.report.canvas import BLACK, COLUMN, GREY, Panel
from sim.runs.result import Floats
from sim.studies.comparison.by_community import CommunityGain
from sim.studies.comparison.persons import Persons

COLOURS = "PuOr"
"""Orange to purple: told apart by those who see no red or green, and in grey the signs tell the side."""
GAIN, LOSS, NOISE = "+", "−", "·"
STEPS = 20
LARGEST, SMALLEST = 9.0, 5.5
"""Points of the letters in tiles."""
LETTERS = 1.5
"""Half-width letters of a point that a point of the figure's width has room for, in tiles."""


def tiles_in_row(communities: Sequence[CommunityGain]) -> int:
    """Tiles in a row of the map."""
    return max(1, ceil(sqrt(len(communities) * 2)))


def sign(one: CommunityGain) -> str:
    """Plus, minus, or a dot where luck may be all there is or the difference does not matter."""
    if not one.counts:
        return NOISE
    return GAIN if (one.estimate.value or 0.0) > 0 else LOSS


def map_panels(persons: Sequence[Persons], names: Mapping[str, str], lang: Language) -> list[Panel]:
    """Return a map an alternative; communities stand by district, then in their order, and all maps share their scale."""
    reach = max((abs(c.estimate.value or 0.0) for one in persons for c in one.communities), default=0.0) or 1.0
    rows = ceil(len(persons[0].communities) / tiles_in_row(persons[0].communities))
    return [
        Panel(
            names[one.scenario],
            partial(_draw, one=one, name=names[one.scenario], reach=reach, lang=lang),
            1.05 + max(0.26 * rows, 0.5),
        )
        for one in persons
    ]


def _draw(axes: Axes, one: Persons, name: str, reach: float, lang: Language) -> None:
    scale = ScalarMappable(Normalize(-reach, reach), COLOURS)
    axes.set_title(name, loc="left", color=BLACK, fontsize=10)
    _draw_tiles(axes, one.communities, scale, lang)
    _draw_scale(axes, scale, reach, lang)


def _draw_scale(axes: Axes, scale: ScalarMappable, reach: float, lang: Language) -> None:
    """The colours' key below the tiles, of rectangles: a colour bar would be a picture inside the drawing."""
    key = axes.inset_axes((0.0, -0.22, 1.0, 0.08))
    edges = np.linspace(-reach, reach, STEPS + 1)
    for low, high in pairwise(edges):
        colour = scale.to_rgba(np.array((low + high) / 2))
        key.add_patch(Rectangle((low, 0), high - low, 1, facecolor=colour, linewidth=0))
    key.set_xlim(-reach, reach)
    key.set_yticks([])
    key.set_xticks([-reach, 0, reach], [change(end, 2, "index", lang) for end in (-reach, 0, reach)])
    key.set_xlabel(text("report.map_scale", lang), fontsize=9, color=BLACK)
    key.tick_params(axis="x", labelsize=9)


def _draw_tiles(axes: Axes, communities: Sequence[CommunityGain], scale: ScalarMappable, lang: Language) -> None:
    wide = tiles_in_row(communities)
    size = _letters(communities, wide, lang)
    for k, one in enumerate(communities):
        x, y = k % wide, k // wide
        dashed = "-" if one.touched else ":"
        colour = scale.to_rgba(np.array(one.estimate.value or 0.0))
        axes.add_patch(Rectangle((x, y), 0.94, 0.9, facecolor=colour, edgecolor=GREY, linestyle=dashed, linewidth=0.8))
        label = f"{sign(one)} {_called(one, lang)}" if size else sign(one)
        axes.annotate(
            label, (x + 0.47, y + 0.45), ha="center", va="center", color=_ink(colour), fontsize=size or LARGEST
        )
    axes.set_xlim(0, wide)
    axes.set_ylim(ceil(len(communities) / wide), 0)
    axes.set_axis_off()


def _called(one: CommunityGain, lang: Language) -> str:
    """A community's own name, or its type."""
    return one.place.name or text(f"life.short_type.{one.place.type}", lang)


def _letters(communities: Sequence[CommunityGain], wide: int, lang: Language) -> float:
    """Points at which the longest name fits into a tile; 0 where it would be too small to read."""
    longest = max(columns_of(_called(one, lang)) for one in communities)
    fits = min(LARGEST, 72 * COLUMN * LETTERS / wide / (longest + 2))
    return fits if fits >= SMALLEST else 0.0


def _ink(colour: Floats) -> str:
    """Black on light tiles, white on dark ones."""
    return BLACK if 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2] > 0.5 else "white"
