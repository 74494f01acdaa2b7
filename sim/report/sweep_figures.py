"""Figures of sweeps: how measures respond to factors, and which factors decide them."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.language import Language, text
from sim.language.numbers import level
from sim.language.wrapping import wrap
from sim.report.canvas import BLACK, COLOURS, GREY, Look, looks, save, style
from sim.report.files import write_table
from sim.runs.result import Floats
from sim.studies.sweep import Results
from sim.studies.sweep.design import Design
from sim.studies.sweep.factors import Factor, factor_name
from sim.studies.sweep.indices import Index
from sim.studies.sweep.reductions import Measure, measure_name
from sim.studies.sweep.sensitivity import Influence, influences_frame


def write_responses(opened: Results, lang: Language) -> Path | None:
    """Draw how measures answer to the factors, where the design is a grid that can be drawn."""
    if not can_be_drawn(opened):
        return None
    with style():
        return save(draw_responses(opened, lang), opened.folder / "figures" / "responses")


WIDE, TALL = 10.0, 3.0
MOST_LINES = 6


class Lines(NamedTuple):
    """Values of a measure of shape (lines, steps, seeds); a line is a scenario and a value of the second factor."""

    across: Factor
    labels: list[tuple[str, float | None]]
    values: Floats


def can_be_drawn(opened: Results) -> bool:
    """Whether the sweep is a grid of one or two factors, with few enough lines to tell apart."""
    design = opened.design
    return design.method == "grid" and len(design.factors) <= 2 and len(_labels(opened)) <= MOST_LINES


def lines_of(opened: Results, measure: Measure) -> Lines:
    """Sort a measure into lines: the factor with more values goes across."""
    design = opened.design
    across, other = _roles(opened)
    steps = len(design.factors[across].grid())
    cube = opened.runs.set_index(["scenario", "point", "seed"])[measure.column].to_xarray()
    wanted = {"scenario": list(design.scenarios), "point": range(len(design.points)), "seed": design.seed_range}
    values = cube.reindex(wanted).to_numpy()
    shape = [len(factor.grid()) for factor in design.factors]
    values = values.reshape(len(design.scenarios), *shape, -1)
    if other is None:
        values = values[:, np.newaxis]
    elif across == 0:
        values = values.swapaxes(1, 2)
    return Lines(design.factors[across], _labels(opened), values.reshape(-1, steps, design.seeds))


def draw_responses(opened: Results, lang: Language) -> Figure:
    """Draw the mean over seeds thick and each seed thin: seeds are the same cities and luck at every step."""
    measures = opened.design.measures
    rows = -(-len(measures) // 2)
    figure = Figure(figsize=(WIDE, TALL * rows + 0.8), layout="constrained")
    panels: list[Axes] = list(figure.subplots(rows, min(2, len(measures)), squeeze=False).flat)
    for axes, measure in zip(panels, measures, strict=False):
        _draw_responses(axes, lines_of(opened, measure), measure, lang)
    for axes in panels[len(measures) :]:
        axes.set_axis_off()
    _legend(figure, opened, lang)
    return figure


def _roles(opened: Results) -> tuple[int, int | None]:
    """Which factor goes across and which has the lines."""
    factors = opened.design.factors
    if len(factors) == 1:
        return 0, None
    return (0, 1) if len(factors[0].grid()) >= len(factors[1].grid()) else (1, 0)


def _labels(opened: Results) -> list[tuple[str, float | None]]:
    other = _roles(opened)[1]
    steps: list[float | None] = [None] if other is None else [*opened.design.factors[other].grid()]
    return [(scenario, step) for scenario in opened.design.scenarios for step in steps]


def _draw_responses(axes: Axes, lines: Lines, measure: Measure, lang: Language) -> None:
    steps = lines.across.grid()
    for values, (colour, dash) in zip(lines.values, _looks(len(lines.labels)), strict=True):
        axes.plot(steps, values, color=colour, linewidth=0.6, alpha=0.35)
        axes.plot(steps, values.mean(axis=1), color=colour, linestyle=dash, linewidth=2, marker="o", markersize=4)
    axes.set_title(measure_name(measure, lang), loc="left", fontsize=10)
    axes.set_xlabel(factor_name(lines.across, lang), color=BLACK, fontsize=9)
    axes.set_xticks(steps, [f"{step:.6g}" for step in steps])
    axes.yaxis.set_major_formatter(lambda value, _: level(value, measure.unit, lang).removesuffix(".0"))
    axes.grid(axis="y", color="#e8e8e8", linewidth=0.6)


def _legend(figure: Figure, opened: Results, lang: Language) -> None:
    labels = _labels(opened)
    shape: dict[str, Any] = {"linewidth": 2, "marker": "o", "markersize": 4}
    handles = [Line2D([], [], color=colour, linestyle=dash, **shape) for colour, dash in _looks(len(labels))]
    other = _roles(opened)[1]
    note = text("sweep.seeds_thin", lang, seeds=opened.design.seeds)
    title = note if other is None else f"{factor_name(opened.design.factors[other], lang)}\n({note})"
    words = [_line_label(scenario, step, len(opened.design.scenarios) > 1) for scenario, step in labels]
    figure.legend(handles, words, title=title, loc="outside lower center", ncols=len(words), frameon=False)


def _line_label(scenario: str, step: float | None, several: bool) -> str:
    value = "" if step is None else f"{step:.6g}"
    return f"{scenario} {value}".strip() if several or not value else value


def _looks(n: int) -> Sequence[Look]:
    return looks(n + 1)[1:]


def write_sensitivity(found: Sequence[Influence], design: Design, folder: Path, lang: Language) -> list[Path]:
    """Write ``tables/sensitivity`` and a figure a measure; return the figures."""
    write_table(influences_frame(found, design), folder / "tables", "sensitivity")
    with style():
        return [
            save(draw_influences(list(group), design, lang), folder / "figures" / f"sensitivity_{column}")
            for column, group in groupby(found, key=lambda influence: influence.measure.column)
        ]


ACROSS_INCHES, ROW, LINE, HEAD = 10.0, 0.3, 0.17, 0.9
BESIDE, INSIDE, ACROSS = 48, 64, 100
"""Columns of letters that fit beside the panels, below one, and across the figure."""
_APART = 0.16


def draw_influences(found: Sequence[Influence], design: Design, lang: Language) -> Figure:
    """Draw a panel for each scenario and difference of one measure; factors in the order of the first panel."""
    order = sorted(range(len(design.factors)), key=lambda one: -float(found[0].main.value[one]))
    labels = [_label(design.factors[k], lang) for k in order]
    tall = sum(ROW + LINE * label.count("\n") for label in labels)
    heights = [tall + HEAD for _ in found]
    figure = Figure(figsize=(ACROSS_INCHES, sum(heights) + 0.4), layout="constrained")
    panels: list[Axes] = list(figure.subplots(len(found), 1, squeeze=False, sharex=True).flat)
    for axes, one in zip(panels, found, strict=True):
        _draw_influence(axes, one, order)
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


def _draw_influence(axes: Axes, one: Influence, order: Sequence[int]) -> None:
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
