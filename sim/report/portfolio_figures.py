"""Figures of a search for mixes: what mixes do for two goals, and how far each start came."""

from functools import partial
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.language import Language, text
from sim.language.numbers import change
from sim.language.wrapping import wrap
from sim.report.canvas import BLACK, COLOURS, GREY, Panel, looks
from sim.studies.portfolio.result import Found
from sim.studies.portfolio.sentences import measure_name, mix_name

TALL = 3.4
LETTERS = 36
"""Columns of a line of an axis's label: more would not fit beside the panel."""


def front_panels(found: Found, lang: Language) -> list[Panel]:
    """A panel a pair of goals that follow each other: where mixes, the baseline and the best shipped policy lie."""
    pairs = list(pairwise(range(len(found.goals.pursued))))
    return [
        Panel(
            text("search.front_of", lang, one=_name(found, i, lang), other=_name(found, j, lang)),
            partial(_front, found=found, places=(i, j), lang=lang),
            TALL,
        )
        for i, j in pairs
    ]


def convergence_panels(found: Found, lang: Language) -> list[Panel]:
    """How the hypervolume of each start's front grew from generation to generation."""
    return [Panel(text("search.volumes", lang), partial(_volumes, found=found, lang=lang), TALL)]


def _name(found: Found, k: int, lang: Language) -> str:
    return measure_name(found.goals.pursued[k], lang)


def _front(axes: Axes, found: Found, places: tuple[int, int], lang: Language) -> None:
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.axvline(0, color=GREY, linewidth=0.8)
    for one in found.shown:
        x, y = (one.differences[k] for k in places)
        colour, marker = (COLOURS[1], "o") if one.mix else (COLOURS[2], "D")
        axes.plot([x.low or 0, x.high or 0], [y.value or 0] * 2, color=colour, linewidth=1)
        axes.plot([x.value or 0] * 2, [y.low or 0, y.high or 0], color=colour, linewidth=1)
        axes.plot([x.value or 0], [y.value or 0], marker, color=colour, markersize=6)
        label = one.name if one.mix else mix_name(one, lang)
        axes.annotate(label, (x.value or 0, y.value or 0), (5, 5), textcoords="offset points", color=colour, fontsize=9)
    for axis, k in zip((axes.xaxis, axes.yaxis), places, strict=True):
        unit = found.goals.pursued[k].known.unit
        words = text("report.with_unit", lang, name=_name(found, k, lang), unit=text(f"unit.{unit}", lang))
        axis.set_major_locator(MaxNLocator(4))
        axis.set_major_formatter(partial(_tick, unit=unit, lang=lang))
        axis.set_label_text("\n".join(wrap(words, LETTERS)), color=BLACK, fontsize=9)
    axes.margins(0.15)


def _tick(value: float, _: int, unit: str, lang: Language) -> str:
    return change(value, 3 if unit == "index" else 1, unit, lang)


def _volumes(axes: Axes, found: Found, lang: Language) -> None:
    for row, (colour, dashes) in zip(found.volumes, looks(len(found.volumes)), strict=True):
        axes.plot(row, color=colour, linestyle=dashes, linewidth=1.6)
    axes.set_ylim(0, 1)
    axes.set_xlabel(text("search.generation", lang), color=BLACK, fontsize=9)
    axes.set_ylabel(text("search.volume", lang), color=BLACK, fontsize=9)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
