"""Figures of differences with their intervals: by outcome, by group of residents, by parameter, and cost against effect."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from scipy.stats import f as fisher

from sim.language import Language, text
from sim.language.numbers import change
from sim.language.wrapping import wrap
from sim.model.groups import GROUPS
from sim.outcomes import BY_NAME
from sim.parameters import WORLD
from sim.report.answer_chart import Chart, Mark
from sim.report.canvas import BLACK, COLOURS, GREY, ZONE, Panel, looks
from sim.report.table import outcome_name, outcome_with_unit
from sim.runs.result import Floats
from sim.studies.comparison.across_worlds import Worlds
from sim.studies.comparison.by_group import GroupDifference
from sim.studies.comparison.money import Value
from sim.studies.comparison.tornado import Swing, Tornado, tornadoes

CHART_ROW, CHART_HEAD = 0.36, 0.75


def difference_panels(chart: Chart, lang: Language) -> list[Panel]:
    """Return a panel an alternative; each row is an outcome or a payer with its interval and its verdict in words."""
    rows = sum(len(part.lines) + 1 for part in chart.parts)
    return [
        Panel(
            name, partial(_draw_chart, chart=chart, number=k, colour=colour, lang=lang), CHART_ROW * rows + CHART_HEAD
        )
        for k, (name, colour) in enumerate(chart.names)
    ]


def _draw_chart(axes: Axes, chart: Chart, number: int, colour: str, lang: Language) -> None:
    axes.axvspan(*chart.zone, color=ZONE, linewidth=0)
    axes.axvline(50, color=GREY, linewidth=0.8)
    axes.set_title(chart.names[number][0], loc="left", color=colour, fontsize=11)
    labels, verdicts, row = [], [], 0
    for part in chart.parts:
        _head(axes, row, part.sides)
        for line in part.lines:
            row += 1
            mark = line.marks[number]
            _draw_mark(axes, row, mark, colour)
            labels.append((row, line.name))
            verdicts.append((row, "\n".join(filter(None, (mark.said, mark.agreeing)))))
        row += 1
    axes.set_ylim(row - 0.4, -0.6)
    axes.set_xlim(0, 100)
    axes.set_xticks([])
    axes.set_xlabel(text("chart.squeezed", lang), fontsize=8, color=GREY)
    _name_rows(axes, labels, verdicts=verdicts)


def _head(axes: Axes, row: int, sides: tuple[str, str]) -> None:
    for x, words, side in ((0, f"← {sides[0]}", "left"), (100, f"{sides[1]} →", "right")):
        axes.annotate(words, (x, row), ha=side, va="center", color=GREY, fontsize=7)


def _draw_mark(axes: Axes, row: int, mark: Mark, colour: str) -> None:
    if mark.at is None:
        return
    low, value, high = mark.at
    axes.plot([low, high], [row, row], color=colour, linewidth=2, solid_capstyle="butt")
    face = "white" if mark.verdict.startswith("cannot") else colour
    axes.plot([value], [row], marker="o", markersize=6, color=colour, markerfacecolor=face)


def _name_rows(axes: Axes, labels: Sequence[tuple[int, str]], *, verdicts: Sequence[tuple[int, str]]) -> None:
    right = axes.secondary_yaxis("right")
    for side, rows, size in ((axes, labels, 8), (right, verdicts, 7)):
        side.set_yticks([row for row, _ in rows], [words for _, words in rows], color=BLACK, fontsize=size)
        side.tick_params(axis="y", length=0)
        side.spines[:].set_visible(False)


SHOWN = ("participation_rate", "satisfaction_mean", "waiting_months_mean")
GROUP_ROW, GROUP_HEAD = 0.3, 0.95
MARKERS = "os^Dv<>"


def shown(study_groups: Sequence[GroupDifference]) -> list[GroupDifference]:
    """The groups of the whole city in the last 12 months, in the outcomes that are shown."""
    return [one for one in study_groups if (one.place, one.window) == ("city", "last_year") and one.outcome in SHOWN]


def group_panels(groups: Sequence[GroupDifference], names: Mapping[str, str], lang: Language) -> list[Panel]:
    """Return a panel an outcome: each group's difference with its interval, hollow where luck may be all."""
    scenarios = list(dict.fromkeys(one.scenario for one in groups))
    tall = GROUP_ROW * len(GROUPS) * max(1.0, 0.55 * len(scenarios)) + GROUP_HEAD + 0.16 * len(scenarios)
    draw = partial(_draw_groups, all_groups=groups, names=names, lang=lang)
    return [Panel(outcome_name(outcome, lang), partial(draw, outcome=outcome), tall) for outcome in SHOWN]


def _draw_groups(
    axes: Axes, all_groups: Sequence[GroupDifference], outcome: str, names: Mapping[str, str], lang: Language
) -> None:
    groups = [group for group in all_groups if group.outcome == outcome]
    unit, matters = BY_NAME[outcome].unit, BY_NAME[outcome].matters
    scenarios = list(dict.fromkeys(one.scenario for one in groups))
    axes.axvspan(-matters, matters, color=ZONE, linewidth=0)
    axes.axvline(0, color=GREY, linewidth=0.8)
    for k, (scenario, (colour, _)) in enumerate(zip(scenarios, looks(len(scenarios) + 1)[1:], strict=True)):
        shift = (k - (len(scenarios) - 1) / 2) * 0.7 / len(scenarios)
        marker = MARKERS[k % len(MARKERS)]
        axes.plot([], [], marker, color=colour, label=names[scenario])
        for one in (one for one in groups if one.scenario == scenario):
            _draw_group(axes, list(GROUPS).index(one.group) + shift, one, colour, marker=marker)
    axes.set_title(outcome_name(outcome, lang), loc="left", fontsize=10, color=BLACK)
    # right is better: the axis is turned for that
    axes.set_xlabel(text("chart.axis", lang, unit=text(f"unit.{unit}", lang)), color=BLACK, fontsize=9)
    axes.xaxis.set_major_formatter(lambda value, _: change(value, 2, unit, lang))
    axes.tick_params(axis="x", labelsize=9)
    axes.tick_params(axis="y", length=0)
    axes.locator_params(axis="x", nbins=5)
    axes.set_yticks(range(len(GROUPS)), [text(f"group.{group}", lang) for group in GROUPS], color=BLACK)
    axes.set_ylim(len(GROUPS) - 0.4, -0.6)
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.09), ncols=1, frameon=False, fontsize=9, borderaxespad=0)
    if BY_NAME[outcome].good < 0:
        axes.invert_xaxis()


def _draw_group(axes: Axes, row: float, one: GroupDifference, colour: str, *, marker: str) -> None:
    gap = one.estimate
    if gap.low is None or gap.value is None or gap.high is None:
        return
    axes.plot([gap.low, gap.high], [row, row], color=colour, linewidth=1.6, solid_capstyle="butt")
    face = "white" if one.is_noise else colour
    axes.plot([gap.value], [row], marker, color=colour, markersize=6, markerfacecolor=face)


BAR, BAR_HEAD, BESIDE = 0.5, 0.9, 34
"""Inches of a bar, and above and below them all; columns of letters beside it."""


def tornado_panels(worlds: Worlds, names: Mapping[str, str], lang: Language) -> list[Panel]:
    """A panel a policy and outcome whose verdict is not the same in all worlds."""
    return [
        Panel(
            text("report.tornado_of", lang, scenario=names[one.scenario], outcome=outcome_name(one.outcome, lang)),
            partial(_draw_tornado, one=one, name=names[one.scenario], lang=lang),
            BAR_HEAD + BAR * len(one.swings),
        )
        for one in tornadoes(worlds)
        if one.swings
    ]


def _draw_tornado(axes: Axes, one: Tornado, name: str, lang: Language) -> None:
    outcome = BY_NAME[one.outcome]
    axes.axvline(0, color=BLACK, linewidth=1)
    axes.axvline(one.effect, color=GREY, linewidth=0.8, linestyle="--")
    for row, swing in enumerate(one.swings):
        colour = COLOURS[1] if swing.clear else "#b0b0b0"
        axes.plot([swing.low, swing.high], [row, row], color=colour, linewidth=6, solid_capstyle="butt")
        axes.plot([swing.low], [row], "o", color=colour, markersize=7, markerfacecolor="white")
        axes.plot([swing.high], [row], "o", color=colour, markersize=7)
    axes.set_title("\n".join(wrap(name, 40)), loc="left", fontsize=10, color=BLACK)
    axes.set_yticks(range(len(one.swings)), _labels(one.swings, lang), color=BLACK, fontsize=8)
    axes.set_ylim(len(one.swings) - 0.4, -0.6)
    axes.set_xlabel("\n".join(wrap(outcome_with_unit(one.outcome, lang), 44)), color=BLACK, fontsize=9)
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.xaxis.set_major_formatter(
        lambda value, _: change(value, 3 if outcome.unit == "index" else 1, outcome.unit, lang)
    )
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _labels(swings: Sequence[Swing], lang: Language) -> list[str]:
    meanings = {one.path: one.meaning(lang) for one in WORLD}
    return ["\n".join(wrap(meanings[swing.path], BESIDE)) for swing in swings]


TALL = 3.9
QUADRANTS = (
    ("dearer_worse", 0.99, 0.02),
    ("dearer_better", 0.99, 0.95),
    ("cheaper_worse", 0.01, 0.02),
    ("cheaper_better", 0.01, 0.95),
)


def plane_panels(values: Sequence[Value], names: Mapping[str, str], lang: Language) -> list[Panel]:
    """Return the cost-effectiveness plane with 95 % regions of the means (Hotelling), as one panel."""
    return [Panel(text("report.plane_title", lang), partial(_draw_plane, values=values, names=names, lang=lang), TALL)]


def _draw_plane(axes: Axes, values: Sequence[Value], names: Mapping[str, str], lang: Language) -> None:
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
