"""Headline outcomes month by month, with the spread over seeds."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim.analysis import Comparison
from sim.analysis.bands import SHOWN_RUNS, Trajectory
from sim.language import Language, text
from sim.language.numbers import level
from sim.outcomes import HEADLINE, Outcome
from sim.report.canvas import GREY, Look, looks
from sim.report.dates import month_ticks

WIDE, TALL = 10.0, 2.3
LIGHT, DARK = 0.09, 0.17


def draw_trajectories(comparison: Comparison, names: Mapping[str, str], lang: Language) -> Figure:
    """Draw one panel a headline outcome and, last, the legend."""
    outcomes = headline_outcomes(comparison)
    scenarios = (comparison.baseline, *comparison.alternatives)
    rows = len(outcomes) // 2 + 1
    figure = Figure(figsize=(WIDE, TALL * rows), layout=ConstrainedLayoutEngine(h_pad=0.12))
    panels: list[Axes] = list(figure.subplots(rows, 2, squeeze=False).flat)
    for axes, outcome in zip(panels, outcomes, strict=False):
        series = [_trajectory(comparison, scenario, outcome=outcome.name) for scenario in scenarios]
        _draw_panel(axes, outcome, series, comparison, lang)
    for axes in panels[len(outcomes) :]:
        axes.set_axis_off()
    _draw_legend(panels[len(outcomes)], [names[scenario] for scenario in scenarios], lang)
    return figure


def headline_outcomes(comparison: Comparison) -> list[Outcome]:
    """Headline outcomes that the runs report."""
    reported = {trajectory.outcome for trajectory in comparison.trajectories}
    return [outcome for outcome in HEADLINE if outcome.name in reported]


def _trajectory(comparison: Comparison, scenario: str, *, outcome: str) -> Trajectory:
    return next(t for t in comparison.trajectories if (t.scenario, t.outcome) == (scenario, outcome))


def _draw_panel(
    axes: Axes, outcome: Outcome, series: Sequence[Trajectory], comparison: Comparison, lang: Language
) -> None:
    for trajectory, look in zip(series, looks(len(series)), strict=True):
        _draw_world(axes, trajectory, look)
    axes.set_title(_title(outcome, lang), loc="left")
    places, labels = month_ticks(comparison.start, comparison.months)
    axes.set_xticks(places, labels)
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(lambda value, _: level(value, outcome.unit, lang))
    axes.grid(axis="y", color="#e8e8e8", linewidth=0.6)
    axes.set_axisbelow(True)


def _title(outcome: Outcome, lang: Language) -> str:
    name = text(f"outcome.{outcome.name}", lang)
    unit = text(f"unit.{outcome.unit}", lang)
    return name if outcome.unit == "share" else text("report.with_unit", lang, name=name, unit=unit)


def _draw_world(axes: Axes, trajectory: Trajectory, look: Look) -> None:
    colour, dashes = look
    months = range(len(trajectory.mean))
    lowest, low, high, highest = trajectory.quantiles
    axes.fill_between(months, lowest, highest, color=colour, alpha=LIGHT, linewidth=0)
    axes.fill_between(months, low, high, color=colour, alpha=DARK, linewidth=0)
    for run in trajectory.runs:
        axes.plot(months, run, color=colour, linestyle=dashes, linewidth=0.5, alpha=0.55)
    axes.plot(months, trajectory.mean, color=colour, linestyle=dashes, linewidth=1.6)


def _draw_legend(axes: Axes, names: Sequence[str], lang: Language) -> None:
    lines = [
        Line2D([], [], color=colour, linestyle=dashes, linewidth=1.6, label=f"{name} · {text('report.mean', lang)}")
        for name, (colour, dashes) in zip(names, looks(len(names)), strict=True)
    ]
    bands = [
        Patch(color=GREY, alpha=alpha, linewidth=0, label=text("report.middle", lang, percent=percent))
        for percent, alpha in ((50, LIGHT + DARK), (90, LIGHT))
    ]
    few = Line2D([], [], color=GREY, linewidth=0.5, label=text("report.some_runs", lang, count=SHOWN_RUNS))
    axes.legend(handles=[*lines, few, *bands], loc="center left", frameon=False, handlelength=4)
