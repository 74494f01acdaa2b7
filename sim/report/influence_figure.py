"""A figure of which factors decide a measure: an index a row, with its interval."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.language import Language, text
from sim.language.wrapping import wrap
from sim.report.canvas import BLACK, COLOURS, GREY
from sim.studies.sensitivity.indices import Index
from sim.studies.sensitivity.sensitivity import Influence
from sim.studies.sensitivity.texts import factor_name, measure_name
from sim.studies.sweep.design import Design
from sim.studies.sweep.factors import Factor

WIDE, ROW, LINE, HEAD = 10.0, 0.3, 0.17, 0.9
BESIDE, INSIDE, ACROSS = 48, 64, 100
"""Columns of letters that fit beside the panels, below one, and across the figure."""
_APART = 0.16


def draw_influences(found: Sequence[Influence], design: Design, lang: Language) -> Figure:
    """Draw a panel for each scenario and difference of one measure; factors in the order of the first panel."""
    order = sorted(range(len(design.factors)), key=lambda one: -float(found[0].main.value[one]))
    labels = [_label(design.factors[k], lang) for k in order]
    tall = sum(ROW + LINE * label.count("\n") for label in labels)
    heights = [tall + HEAD for _ in found]
    figure = Figure(figsize=(WIDE, sum(heights) + 0.4), layout="constrained")
    panels: list[Axes] = list(figure.subplots(len(found), 1, squeeze=False, sharex=True).flat)
    for axes, one in zip(panels, found, strict=True):
        _draw(axes, one, order)
        axes.set_yticks(range(len(order)), labels, color=BLACK, fontsize=9)
        axes.set_ylim(len(order) - 0.4, -0.6)
        beside = text("sensitivity.difference", lang, scenario=one.scenario, beside=one.beside)
        axes.set_title(_lines(beside if one.beside else one.scenario, INSIDE), loc="left")
    figure.suptitle(_lines(measure_name(found[0].measure, lang), ACROSS), fontsize=12)
    panels[-1].set_xlabel(_lines(text(f"sensitivity.axis.{found[0].main.kind}", lang), INSIDE), color=BLACK)
    handles = [Line2D([], [], linestyle="none", markersize=6, **_look(found[0], index)) for index in found[0].found]
    words = [text(f"sensitivity.index.{index.kind}", lang) for index in found[0].found]
    figure.legend(handles, words, loc="outside lower right", ncols=len(words), frameon=False)
    return figure


def _label(factor: Factor, lang: Language) -> str:
    """A factor's name, and its path below."""
    return f"{_lines(factor_name(factor, lang), BESIDE)}\n{factor.path}"


def _lines(words: str, columns: int) -> str:
    return "\n".join(wrap(words, columns))


def _look(one: Influence, index: Index) -> Mapping[str, Any]:
    if index is one.main:
        return {"color": COLOURS[1], "marker": "o"}
    others = [each for each in one.found if each is not one.main]
    return {"color": COLOURS[2 + others.index(index)], "marker": "Ds"[others.index(index)]}


def _draw(axes: Axes, one: Influence, order: Sequence[int]) -> None:
    axes.axvline(0, color=GREY, linewidth=0.8)
    if one.chance is not None:
        axes.axvline(one.chance, color=GREY, linewidth=0.8, linestyle="--")
    for number, index in enumerate(one.found):
        rows = [row + (number - (len(one.found) - 1) / 2) * 2 * _APART for row in range(len(order))]
        look = _look(one, index)
        axes.plot([index.value[k] for k in order], rows, linestyle="none", markersize=6, **look)
        for row, k in zip(rows, order, strict=True):
            ends = [index.low[k], index.high[k]]
            axes.plot(ends, [row, row], color=look["color"], linewidth=2, solid_capstyle="butt")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
