"""How alike two worlds stay: shares of residents who decide the same, and whose whole state is the same, by month."""

from collections.abc import Mapping, Sequence
from functools import partial

from matplotlib.axes import Axes

from sim.language import Language, text
from sim.language.numbers import level
from sim.report.canvas import BLACK, GREY, Panel, looks, name_lines
from sim.report.dates import month_ticks
from sim.studies.comparison.persons import Persons


def coherence_panels(persons: Sequence[Persons], start: str, names: Mapping[str, str], lang: Language) -> list[Panel]:
    """Return a panel of decisions and one of whole states; the placebo in grey."""
    return [
        Panel(
            text(f"report.{key}", lang), partial(_draw, key=key, persons=persons, start=start, names=names, lang=lang)
        )
        for key in ("decisions_alike", "states_alike")
    ]


def _draw(
    axes: Axes, key: str, persons: Sequence[Persons], start: str, names: Mapping[str, str], lang: Language
) -> None:
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
