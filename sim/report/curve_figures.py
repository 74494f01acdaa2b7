"""Figures of curves: headline outcomes by year, two lives of one resident, and how alike two scenarios stay."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.language import Language, text
from sim.language.numbers import level
from sim.outcomes import HEADLINE, Outcome
from sim.report.canvas import BLACK, GREY, Panel, looks, name_lines
from sim.report.table import Names, month_ticks, outcome_name, outcome_with_unit
from sim.statistics.bands import years
from sim.studies.comparison import Comparison
from sim.studies.comparison.persons import Persons
from sim.studies.why import Story

LIGHT = 0.14


def trajectory_panels(comparison: Comparison, names: Names, lang: Language) -> list[Panel]:
    """Return a panel a headline outcome: yearly means, and the middle 90 % of the seeds' yearly means."""
    return [
        Panel(
            outcome_name(one.name, lang),
            partial(_draw_outcome, outcome=one, comparison=comparison, names=names, lang=lang),
        )
        for one in headline_outcomes(comparison)
    ]


def headline_outcomes(comparison: Comparison) -> list[Outcome]:
    """Headline outcomes that the runs report."""
    reported = {trajectory.outcome for trajectory in comparison.trajectories}
    return [outcome for outcome in HEADLINE if outcome.name in reported]


def _draw_outcome(axes: Axes, outcome: Outcome, comparison: Comparison, names: Names, lang: Language) -> None:
    scenarios = (comparison.baseline, *comparison.alternatives)
    own = {one.scenario: one for one in comparison.trajectories if one.outcome == outcome.name}
    series = [own[scenario] for scenario in scenarios]
    title = outcome_name(outcome.name, lang) if outcome.unit == "share" else outcome_with_unit(outcome.name, lang)
    middles = [(span.start + span.stop - 1) / 2 for span in years(comparison.months)]
    styles = looks(len(series))
    for one, (colour, dashes) in zip(series, styles, strict=True):
        axes.fill_between(middles, *one.yearly_spread, color=colour, alpha=LIGHT, linewidth=0)
        axes.plot(middles, one.yearly, color=colour, linestyle=dashes, linewidth=1.8, marker="o", markersize=3)
    axes.set_title(title, loc="left", fontsize=10, color=BLACK)
    axes.set_xticks(*month_ticks(comparison.start, comparison.months))
    axes.set_xlim(-0.5, comparison.months - 0.5)
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(lambda value, _: level(value, outcome.unit, lang))
    axes.grid(axis="y", color="#e8e8e8", linewidth=0.6)
    axes.set_axisbelow(True)
    ends = zip(series, styles, strict=True)
    name_lines(axes, [(names[one.scenario], float(one.yearly[-1]), colour) for one, (colour, _) in ends])


def coherence_panels(persons: Sequence[Persons], start: str, names: Names, lang: Language) -> list[Panel]:
    """Return a panel of decisions and one of whole states; the placebo in grey."""
    return [
        Panel(
            text(f"report.{key}", lang),
            partial(_draw_alike, key=key, persons=persons, start=start, names=names, lang=lang),
        )
        for key in ("decisions_alike", "states_alike")
    ]


def _draw_alike(axes: Axes, key: str, persons: Sequence[Persons], start: str, names: Names, lang: Language) -> None:
    ends = []
    months = len(persons[0].state_alike)
    for one, (colour, dashes) in zip(persons, looks(len(persons) + 1)[1:], strict=True):
        values = one.decided_alike if key == "decisions_alike" else one.state_alike
        axes.plot(range(months), values, color=colour, linestyle=dashes, linewidth=1.6)
        ends.append((names[one.scenario], float(values[-1]), colour))
    if key == "states_alike":
        placebo = persons[0].placebo_state_alike
        axes.plot(range(months), placebo, color=GREY, linewidth=1.2)
        ends.append((text("report.placebo", lang), float(placebo[-1]), GREY))
    axes.set_title(text(f"report.{key}", lang), loc="left", color=BLACK, fontsize=10)
    axes.set_xticks(*month_ticks(start, months))
    axes.set_ylim(-0.02, 1.03)
    axes.yaxis.set_major_formatter(lambda value, _: level(value, "share", lang))
    name_lines(axes, ends)


def life_panels(story: Story, names: Names, lang: Language) -> list[Panel]:
    """Return satisfaction by month in both worlds, months of taking part, and the first difference, as one panel."""
    return [Panel(text("why.figure", lang), partial(_draw_lives, story=story, names=names, lang=lang), 3.0)]


def _draw_lives(axes: Axes, story: Story, names: Names, lang: Language) -> None:
    for k, (colour, dashes) in enumerate(looks(2)):
        values, part = story.lives["satisfaction"][k], story.lives["takes_part"][k] > 0
        name = names.get(story.scenarios[k], story.scenarios[k])
        axes.plot(range(len(values)), values, color=colour, linestyle=dashes, linewidth=1.6, label=name)
        axes.plot(np.flatnonzero(part), np.full(part.sum(), -0.05 - 0.06 * k), "o", color=colour, markersize=3)
    if story.month is not None:
        axes.axvline(story.month, color=GREY, linewidth=1, linestyle=(0, (2, 2)))
        axes.annotate(text("why.first", lang), (story.month, 1.03), color=BLACK, fontsize=9, ha="left")
    axes.set_ylim(-0.15, 1.1)
    axes.set_yticks([-0.08, 0, 0.5, 1], [text("why.took_part", lang), "0", "0.5", "1"])
    axes.set_xticks(*month_ticks(story.start, story.setting.months))
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.01), frameon=False, handlelength=4, fontsize=9, borderaxespad=0)
