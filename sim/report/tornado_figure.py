"""Which of the world's numbers turn a verdict: a bar a number, from the worlds where it is low to those where it is high."""

from collections.abc import Mapping, Sequence
from functools import partial

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.language import Language, text
from sim.language.numbers import change
from sim.language.wrapping import wrap
from sim.outcomes import BY_NAME
from sim.parameters import WORLD
from sim.report.canvas import BLACK, COLOURS, GREY, Panel
from sim.report.table import outcome_name, outcome_with_unit
from sim.studies.comparison.across_worlds import Worlds
from sim.studies.comparison.tornado import Swing, Tornado, tornadoes

ROW, HEAD, BESIDE = 0.5, 0.9, 34
"""Inches of a bar, and above and below them all; columns of letters beside it."""


def tornado_panels(worlds: Worlds, names: Mapping[str, str], lang: Language) -> list[Panel]:
    """A panel a policy and outcome whose verdict is not the same in all worlds."""
    return [
        Panel(
            text("report.tornado_of", lang, scenario=names[one.scenario], outcome=outcome_name(one.outcome, lang)),
            partial(_draw, one=one, name=names[one.scenario], lang=lang),
            HEAD + ROW * len(one.swings),
        )
        for one in tornadoes(worlds)
        if one.swings
    ]


def _draw(axes: Axes, one: Tornado, name: str, lang: Language) -> None:
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
