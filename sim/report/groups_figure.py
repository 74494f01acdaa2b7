"""Differences of groups of residents: one panel an outcome, one row a group."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.analysis.by_group import GroupDifference
from sim.language import Language, text
from sim.language.numbers import change
from sim.model.groups import GROUPS
from sim.outcomes import BY_NAME
from sim.report.canvas import BLACK, GREY, ZONE, looks

SHOWN = ("participation_rate", "satisfaction_mean", "waiting_months_mean")
WIDE, ROW = 10.0, 0.34
MARKERS = "os^Dv<>"


def shown(study_groups: Sequence[GroupDifference]) -> list[GroupDifference]:
    """The groups of the whole city in the last 12 months, in the outcomes that are shown."""
    return [one for one in study_groups if (one.place, one.window) == ("city", "last_year") and one.outcome in SHOWN]


def draw_groups(groups: Sequence[GroupDifference], names: Mapping[str, str], lang: Language) -> Figure:
    """Draw each group's difference with its interval; hollow where luck may be all."""
    scenarios = list(dict.fromkeys(one.scenario for one in groups))
    tall = ROW * len(GROUPS) * max(1.0, 0.45 * len(scenarios)) + 1.2
    figure = Figure(figsize=(WIDE, tall), layout="constrained")
    panels: list[Axes] = list(figure.subplots(1, len(SHOWN), squeeze=False, sharey=True).flat)
    for axes, outcome in zip(panels, SHOWN, strict=True):
        _draw_panel(axes, outcome, [one for one in groups if one.outcome == outcome], scenarios, lang)
    panels[0].set_yticks(range(len(GROUPS)), [text(f"group.{group}", lang) for group in GROUPS], color=BLACK)
    panels[0].set_ylim(len(GROUPS) - 0.4, -0.6)
    figure.legend(handles=_keys(scenarios, names), loc="outside lower center", ncols=2, frameon=False)
    return figure


def _keys(scenarios: Sequence[str], names: Mapping[str, str]) -> list[Line2D]:
    """What the marks stand for."""
    return [
        Line2D([], [], color=colour, marker=MARKERS[k % len(MARKERS)], linewidth=1.6, label=names[scenario])
        for k, (scenario, (colour, _)) in enumerate(zip(scenarios, looks(len(scenarios) + 1)[1:], strict=True))
    ]


def _draw_panel(
    axes: Axes, outcome: str, groups: Sequence[GroupDifference], scenarios: Sequence[str], lang: Language
) -> None:
    unit, matters = BY_NAME[outcome].unit, BY_NAME[outcome].matters
    axes.axvspan(-matters, matters, color=ZONE, linewidth=0)
    axes.axvline(0, color=GREY, linewidth=0.8)
    for k, scenario in enumerate(scenarios):
        colour, _ = looks(len(scenarios) + 1)[k + 1]
        shift = (k - (len(scenarios) - 1) / 2) * 0.7 / len(scenarios)
        for one in (one for one in groups if one.scenario == scenario):
            _draw_row(axes, list(GROUPS).index(one.group) + shift, one, colour, marker=MARKERS[k % len(MARKERS)])
    axes.set_title(text(f"outcome.{outcome}", lang), loc="left")
    axes.set_xlabel(text(f"unit.{unit}", lang))
    axes.xaxis.set_major_formatter(lambda value, _: change(value, 3 if unit == "index" else 2, unit, lang))
    axes.tick_params(axis="x", labelsize=8)
    axes.tick_params(axis="y", length=0)
    axes.locator_params(axis="x", nbins=5)


def _draw_row(axes: Axes, row: float, one: GroupDifference, colour: str, *, marker: str) -> None:
    gap = one.estimate
    if gap.low is None or gap.value is None or gap.high is None:
        return
    axes.plot([gap.low, gap.high], [row, row], color=colour, linewidth=1.6, solid_capstyle="butt")
    face = "white" if one.is_noise else colour
    axes.plot([gap.value], [row], marker, color=colour, markersize=6, markerfacecolor=face)
