"""Paired differences on one axis: in units of what matters in practice."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis import Comparison, Difference
from sim.analysis.sentences import SETTLED, headline
from sim.language import Language, text
from sim.report.canvas import BLACK, GREY, ZONE, looks

LINEAR_TO = 10.0
LEAST_BEYOND = 30
"""The first tick on the logarithmic part, which is always there: without it −30 looks like −12."""
WIDE, ROW, HEAD = 10.0, 0.34, 0.75

Span = tuple[float, float, float]


def draw_differences(comparison: Comparison, names: Mapping[str, str], lang: Language) -> Figure:
    """Draw one panel an alternative; each row is a headline outcome with its interval and its verdict in words."""
    found = {scenario: headline(comparison, scenario) for scenario in comparison.alternatives}
    heights = [ROW * len(differences) + HEAD for differences in found.values()]
    figure = Figure(figsize=(WIDE, sum(heights) + 0.3), layout="constrained")
    panels: list[Axes] = list(figure.subplots(len(found), 1, squeeze=False, sharex=True, height_ratios=heights).flat)
    colours = [colour for colour, _ in looks(len(found) + 1)[1:]]
    for axes, (scenario, differences), colour in zip(panels, found.items(), colours, strict=True):
        axes.set_title(names[scenario], loc="left")
        _draw_panel(axes, differences, colour, lang)
    _set_axis(panels, [span for differences in found.values() for span in map(_span, differences) if span], lang)
    return figure


def _draw_panel(axes: Axes, differences: list[Difference], colour: str, lang: Language) -> None:
    axes.axvspan(-1, 1, color=ZONE, linewidth=0)
    axes.axvline(0, color=GREY, linewidth=0.8)
    for row, difference in enumerate(differences):
        _draw_row(axes, row, difference, colour, lang)
    rows = range(len(differences))
    axes.set_yticks(rows, [text(f"outcome.{d.outcome.name}", lang) for d in differences], color=BLACK)
    axes.set_ylim(len(differences) - 0.4, -0.6)
    verdicts = axes.secondary_yaxis("right")
    verdicts.set_yticks(rows, [text(f"verdict.{d.verdict}", lang) for d in differences], color=BLACK)
    for side in (axes, verdicts):
        side.tick_params(axis="y", length=0)
        side.spines[:].set_visible(False)
    axes.spines["bottom"].set_visible(True)


def _draw_row(axes: Axes, row: int, difference: Difference, colour: str, lang: Language) -> None:
    span = _span(difference)
    if span is None:
        axes.annotate(text("report.not_drawn", lang), (0, row), ha="center", va="center", color=GREY, fontsize=9)
        return
    low, value, high = span
    settled = difference.verdict in SETTLED or difference.verdict == "too_small_to_matter"
    axes.plot([low, high], [row, row], color=colour, linewidth=2, solid_capstyle="butt")
    axes.plot([value], [row], marker="o", markersize=7, color=colour, markerfacecolor=colour if settled else "white")


def _span(difference: Difference) -> Span | None:
    low, value, high = difference.estimate.low, difference.estimate.value, difference.estimate.high
    if low is None or value is None or high is None or not difference.matters:
        return None
    return low / difference.matters, value / difference.matters, high / difference.matters


def _set_axis(panels: list[Axes], spans: list[Span], lang: Language) -> None:
    reach = max((abs(end) for span in spans for end in span), default=1.0)
    label = text("report.differences_axis", lang)
    limit = 1.25 * max(reach, 1.5)
    if reach > LINEAR_TO:
        label = f"{label} · {text('report.differences_log', lang)}"
        limit = max(limit, 1.1 * LEAST_BEYOND)
        _set_logarithmic(panels[-1], limit)
    panels[-1].set_xlim(-limit, limit)
    panels[-1].set_xlabel(label, color=BLACK)


def _set_logarithmic(axes: Axes, limit: float) -> None:
    axes.set_xscale("symlog", linthresh=LINEAR_TO, linscale=2)
    right = [tick for tick in (5, 10, LEAST_BEYOND, 100, 1000, 10_000) if tick <= limit]
    ticks = [*(-tick for tick in reversed(right)), 0, *right]
    axes.set_xticks(ticks, [f"{tick:,}".replace("-", "−") for tick in ticks])
    axes.minorticks_off()
