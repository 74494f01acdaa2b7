"""How measures answer to the factors of a grid: a panel a measure, a line a value of the second factor."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.language import Language, text
from sim.language.numbers import level
from sim.report.canvas import BLACK, Look, looks
from sim.runs.result import Floats
from sim.studies.sensitivity.texts import factor_name, measure_name
from sim.studies.sweep import Results
from sim.studies.sweep.factors import Factor
from sim.studies.sweep.reductions import Measure

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
    grids = [design.factors[one].grid() for one in (across, other) if one is not None]
    cube = opened.runs.set_index(["scenario", "point", "seed"])[measure.column].to_xarray()
    wanted = {"scenario": list(design.scenarios), "point": range(len(design.points)), "seed": design.seed_range}
    values = cube.reindex(wanted).to_numpy()
    shape = [len(factor.grid()) for factor in design.factors]
    values = values.reshape(len(design.scenarios), *shape, -1)
    if other is None:
        values = values[:, np.newaxis]
    elif across == 0:
        values = values.swapaxes(1, 2)
    return Lines(design.factors[across], _labels(opened), values.reshape(-1, len(grids[0]), design.seeds))


def draw_responses(opened: Results, lang: Language) -> Figure:
    """Draw the mean over seeds thick and each seed thin: seeds are the same cities and luck at every step."""
    measures = opened.design.measures
    rows = -(-len(measures) // 2)
    figure = Figure(figsize=(WIDE, TALL * rows + 0.8), layout="constrained")
    panels: list[Axes] = list(figure.subplots(rows, min(2, len(measures)), squeeze=False).flat)
    for axes, measure in zip(panels, measures, strict=False):
        _draw(axes, lines_of(opened, measure), measure, lang)
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


def _draw(axes: Axes, lines: Lines, measure: Measure, lang: Language) -> None:
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
    handles = [
        Line2D([], [], color=colour, linestyle=dash, linewidth=2, marker="o", markersize=4)
        for colour, dash in _looks(len(labels))
    ]
    other = _roles(opened)[1]
    note = text("sweep.seeds_thin", lang, seeds=opened.design.seeds)
    title = note if other is None else f"{factor_name(opened.design.factors[other], lang)}\n({note})"
    words = [_label(scenario, step, len(opened.design.scenarios) > 1) for scenario, step in labels]
    figure.legend(handles, words, title=title, loc="outside lower center", ncols=len(words), frameon=False)


def _label(scenario: str, step: float | None, several: bool) -> str:
    value = "" if step is None else f"{step:.6g}"
    return f"{scenario} {value}".strip() if several or not value else value


def _looks(n: int) -> Sequence[Look]:
    return looks(n + 1)[1:]
