"""How alike two worlds stay: shares of residents who decide the same, and whose whole state is the same, by month."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.persons import Persons
from sim.language import Language, text
from sim.language.numbers import level
from sim.report.canvas import BLACK, GREY, looks
from sim.report.dates import month_ticks

WIDE, TALL = 10.0, 2.9


def draw_coherence(persons: Sequence[Persons], start: str, names: Mapping[str, str], lang: Language) -> Figure:
    """Draw decisions on the left, whole states on the right; the placebo in grey."""
    figure = Figure(figsize=(WIDE, TALL), layout="constrained")
    panels: list[Axes] = list(figure.subplots(1, 2, sharey=True).flat)
    months = len(persons[0].state_alike)
    for one, (colour, dashes) in zip(persons, looks(len(persons) + 1)[1:], strict=True):
        for axes, values in zip(panels, (one.decided_alike, one.state_alike), strict=True):
            axes.plot(range(months), values, color=colour, linestyle=dashes, linewidth=1.6, label=names[one.scenario])
    placebo = text("report.placebo", lang)
    panels[1].plot(range(months), persons[0].placebo_state_alike, color=GREY, linewidth=1.2, label=placebo)
    places, labels = month_ticks(start, months)
    for axes, key in zip(panels, ("decisions_alike", "states_alike"), strict=True):
        axes.set_title(text(f"report.{key}", lang), loc="left", color=BLACK)
        axes.set_xticks(places, labels)
        axes.set_ylim(-0.02, 1.03)
        axes.yaxis.set_major_formatter(lambda value, _: level(value, "share", lang))
    handles, known = panels[1].get_legend_handles_labels()
    figure.legend(handles, known, loc="outside lower center", ncols=3, frameon=False)
    return figure
