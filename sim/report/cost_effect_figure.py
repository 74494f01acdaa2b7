"""Cost and effect: each seed's difference in spending and in resolved cases, and the mean with its uncertainty."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from scipy.stats import f as fisher

from sim.language import Language, text
from sim.report.canvas import BLACK, GREY, Panel, looks
from sim.report.groups_figure import MARKERS
from sim.runs.result import Floats
from sim.studies.comparison.money import Value

TALL = 3.9
QUADRANTS = (
    ("dearer_worse", 0.99, 0.02),
    ("dearer_better", 0.99, 0.95),
    ("cheaper_worse", 0.01, 0.02),
    ("cheaper_better", 0.01, 0.95),
)


def plane_panels(values: Sequence[Value], names: Mapping[str, str], lang: Language) -> list[Panel]:
    """Return the cost-effectiveness plane with 95 % regions of the means (Hotelling), as one panel."""
    return [Panel(text("report.plane_title", lang), partial(_draw, values=values, names=names, lang=lang), TALL)]


def _draw(axes: Axes, values: Sequence[Value], names: Mapping[str, str], lang: Language) -> None:
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.axvline(0, color=GREY, linewidth=0.8)
    for k, (one, (colour, dashes)) in enumerate(zip(values, looks(len(values) + 1)[1:], strict=True)):
        marker, name = MARKERS[k % len(MARKERS)], names[one.scenario]
        axes.plot(one.spent, one.solved, marker, color=colour, markersize=3, alpha=0.5)
        axes.plot([one.spent.mean()], [one.solved.mean()], marker, color=colour, markersize=9, label=name)
        region = region_of_mean(one.spent, y=one.solved)
        if region is not None:
            axes.plot(*region, color=colour, linestyle=dashes, linewidth=1.4)
    axes.set_xlabel(text("report.plane_cost", lang), color=BLACK, fontsize=9)
    axes.set_ylabel(text("report.plane_effect", lang), color=BLACK, fontsize=9)
    _name_quadrants(axes, lang)
    axes.margins(0.15)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.01), frameon=False, fontsize=9, borderaxespad=0)


def _name_quadrants(axes: Axes, lang: Language) -> None:
    for key, x, y in QUADRANTS:
        side = "right" if x > 0.5 else "left"
        axes.text(x, y, text(f"report.{key}", lang), transform=axes.transAxes, ha=side, color=GREY, fontsize=8)


def region_of_mean(x: Floats, *, y: Floats, level: float = 0.95) -> tuple[Floats, Floats] | None:
    """Outline of Hotelling's region for a pair of means; None where seeds are too few or do not differ."""
    n = len(x)
    spread = np.cov(x, y) / n if n > 3 else np.zeros((2, 2))
    if n <= 3 or np.linalg.det(spread) <= 1e-30:
        return None
    radius = np.sqrt(2 * (n - 1) / (n - 2) * fisher.ppf(level, 2, n - 2))
    angles = np.linspace(0, 2 * np.pi, 90)
    circle = np.stack([np.cos(angles), np.sin(angles)])
    outline = radius * np.linalg.cholesky(spread) @ circle
    return x.mean() + outline[0], y.mean() + outline[1]
