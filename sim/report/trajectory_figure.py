"""Headline outcomes year by year, with the spread over seeds."""

from collections.abc import Mapping, Sequence
from functools import partial

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.language import Language, text
from sim.language.numbers import level
from sim.outcomes import HEADLINE, Outcome
from sim.report.canvas import BLACK, Panel, looks, name_lines
from sim.report.dates import month_ticks
from sim.report.table import outcome_name
from sim.statistics.bands import Trajectory, years
from sim.studies.comparison import Comparison

LIGHT = 0.14


def trajectory_panels(comparison: Comparison, names: Mapping[str, str], lang: Language) -> list[Panel]:
    """Return a panel a headline outcome: yearly means, and the middle 90 % of the seeds' yearly means."""
    return [
        Panel(outcome_name(one.name, lang), partial(_draw, outcome=one, comparison=comparison, names=names, lang=lang))
        for one in headline_outcomes(comparison)
    ]


def headline_outcomes(comparison: Comparison) -> list[Outcome]:
    """Headline outcomes that the runs report."""
    reported = {trajectory.outcome for trajectory in comparison.trajectories}
    return [outcome for outcome in HEADLINE if outcome.name in reported]


def _draw(axes: Axes, outcome: Outcome, comparison: Comparison, names: Mapping[str, str], lang: Language) -> None:
    scenarios = (comparison.baseline, *comparison.alternatives)
    series = [_trajectory(comparison, scenario, outcome=outcome.name) for scenario in scenarios]
    middles = [(span.start + span.stop - 1) / 2 for span in years(comparison.months)]
    styles = looks(len(series))
    for one, (colour, dashes) in zip(series, styles, strict=True):
        axes.fill_between(middles, *one.yearly_spread, color=colour, alpha=LIGHT, linewidth=0)
        axes.plot(middles, one.yearly, color=colour, linestyle=dashes, linewidth=1.8, marker="o", markersize=3)
    axes.set_title(_title(outcome, lang), loc="left", fontsize=10, color=BLACK)
    axes.set_xticks(*month_ticks(comparison.start, comparison.months))
    axes.set_xlim(-0.5, comparison.months - 0.5)
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(lambda value, _: level(value, outcome.unit, lang))
    axes.grid(axis="y", color="#e8e8e8", linewidth=0.6)
    axes.set_axisbelow(True)
    _name(axes, series, names, [colour for colour, _ in styles])


def _name(axes: Axes, series: Sequence[Trajectory], names: Mapping[str, str], colours: Sequence[str]) -> None:
    ends = zip(series, colours, strict=True)
    name_lines(axes, [(names[one.scenario], float(one.yearly[-1]), colour) for one, colour in ends])


def _trajectory(comparison: Comparison, scenario: str, *, outcome: str) -> Trajectory:
    return next(t for t in comparison.trajectories if (t.scenario, t.outcome) == (scenario, outcome))


def _title(outcome: Outcome, lang: Language) -> str:
    name = outcome_name(outcome.name, lang)
    unit = text(f"unit.{outcome.unit}", lang)
    return name if outcome.unit == "share" else text("report.with_unit", lang, name=name, unit=unit)
