"""Differences of groups of residents: one panel an outcome, one row a group."""

from collections.abc import Mapping, Sequence
from functools import partial

from matplotlib.axes import Axes

from sim.language import Language, text
from sim.language.numbers import change
from sim.model.groups import GROUPS
from sim.outcomes import BY_NAME
from sim.report.canvas import BLACK, GREY, ZONE, Panel, looks
from sim.report.table import outcome_name
from sim.studies.comparison.by_group import GroupDifference

SHOWN = ("participation_rate", "satisfaction_mean", "waiting_months_mean")
ROW, HEAD = 0.3, 0.95
MARKERS = "os^Dv<>"


def shown(study_groups: Sequence[GroupDifference]) -> list[GroupDifference]:
    """The groups of the whole city in the last 12 months, in the outcomes that are shown."""
    return [one for one in study_groups if (one.place, one.window) == ("city", "last_year") and one.outcome in SHOWN]


def group_panels(groups: Sequence[GroupDifference], names: Mapping[str, str], lang: Language) -> list[Panel]:
    """Return a panel an outcome: each group's difference with its interval, hollow where luck may be all."""
    scenarios = list(dict.fromkeys(one.scenario for one in groups))
    tall = ROW * len(GROUPS) * max(1.0, 0.55 * len(scenarios)) + HEAD + 0.16 * len(scenarios)
    return [
        Panel(
            outcome_name(outcome, lang),
            partial(
                _draw, groups=[one for one in groups if one.outcome == outcome], outcome=outcome, names=names, lang=lang
            ),
            tall,
        )
        for outcome in SHOWN
    ]


def _draw(
    axes: Axes, groups: Sequence[GroupDifference], outcome: str, names: Mapping[str, str], lang: Language
) -> None:
    unit, matters = BY_NAME[outcome].unit, BY_NAME[outcome].matters
    scenarios = list(dict.fromkeys(one.scenario for one in groups))
    axes.axvspan(-matters, matters, color=ZONE, linewidth=0)
    axes.axvline(0, color=GREY, linewidth=0.8)
    for k, (scenario, (colour, _)) in enumerate(zip(scenarios, looks(len(scenarios) + 1)[1:], strict=True)):
        shift = (k - (len(scenarios) - 1) / 2) * 0.7 / len(scenarios)
        marker = MARKERS[k % len(MARKERS)]
        axes.plot([], [], marker, color=colour, label=names[scenario])
        for one in (one for one in groups if one.scenario == scenario):
            _draw_row(axes, list(GROUPS).index(one.group) + shift, one, colour, marker=marker)
    axes.set_title(outcome_name(outcome, lang), loc="left", fontsize=10, color=BLACK)
    axes.set_xlabel(_sides(outcome, lang), color=BLACK, fontsize=9)
    axes.xaxis.set_major_formatter(lambda value, _: change(value, 2, unit, lang))
    axes.tick_params(axis="x", labelsize=9)
    axes.tick_params(axis="y", length=0)
    axes.locator_params(axis="x", nbins=5)
    axes.set_yticks(range(len(GROUPS)), [text(f"group.{group}", lang) for group in GROUPS], color=BLACK)
    axes.set_ylim(len(GROUPS) - 0.4, -0.6)
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.09), ncols=1, frameon=False, fontsize=9, borderaxespad=0)
    if BY_NAME[outcome].good < 0:
        axes.invert_xaxis()


def _sides(outcome: str, lang: Language) -> str:
    """Name the unit and say that right is better, which the axis is turned for."""
    return text("chart.axis", lang, unit=text(f"unit.{BY_NAME[outcome].unit}", lang))


def _draw_row(axes: Axes, row: float, one: GroupDifference, colour: str, *, marker: str) -> None:
    gap = one.estimate
    if gap.low is None or gap.value is None or gap.high is None:
        return
    axes.plot([gap.low, gap.high], [row, row], color=colour, linewidth=1.6, solid_capstyle="butt")
    face = "white" if one.is_noise else colour
    axes.plot([gap.value], [row], marker, color=colour, markersize=6, markerfacecolor=face)
