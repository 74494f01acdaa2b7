"""The chart of page one as a figure: one panel an alternative, the good side right."""

from collections.abc import Sequence
from functools import partial

from matplotlib.axes import Axes

from sim.language import Language, text
from sim.report.answer_chart import Chart, Line, Mark
from sim.report.canvas import BLACK, GREY, ZONE, Panel

ROW, HEAD = 0.36, 0.75


def difference_panels(chart: Chart, lang: Language) -> list[Panel]:
    """Return a panel an alternative; each row is an outcome or a payer with its interval and its verdict in words."""
    rows = sum(len(part.lines) + 1 for part in chart.parts)
    return [
        Panel(name, partial(_draw, chart=chart, number=k, colour=colour, lang=lang), ROW * rows + HEAD)
        for k, (name, colour) in enumerate(chart.names)
    ]


def _draw(axes: Axes, chart: Chart, number: int, colour: str, lang: Language) -> None:
    axes.axvspan(*chart.zone, color=ZONE, linewidth=0)
    axes.axvline(50, color=GREY, linewidth=0.8)
    axes.set_title(chart.names[number][0], loc="left", color=colour, fontsize=11)
    labels, verdicts, row = [], [], 0
    for part in chart.parts:
        _head(axes, row, part.sides)
        for line in part.lines:
            row += 1
            _draw_row(axes, row, line, number, colour)
            labels.append((row, line.name))
            verdicts.append((row, _said(line.marks[number])))
        row += 1
    axes.set_ylim(row - 0.4, -0.6)
    axes.set_xlim(0, 100)
    axes.set_xticks([])
    axes.set_xlabel(text("chart.squeezed", lang), fontsize=8, color=GREY)
    _name_rows(axes, labels, verdicts=verdicts)


def _said(mark: Mark) -> str:
    """The verdict; below it, in how many plausible worlds the difference has this direction."""
    return "\n".join(filter(None, (mark.said, mark.agreeing)))


def _head(axes: Axes, row: int, sides: tuple[str, str]) -> None:
    for x, words, side in ((0, f"← {sides[0]}", "left"), (100, f"{sides[1]} →", "right")):
        axes.annotate(words, (x, row), ha=side, va="center", color=GREY, fontsize=7)


def _draw_row(axes: Axes, row: int, line: Line, number: int, colour: str) -> None:
    mark = line.marks[number]
    if mark.at is None:
        return
    low, value, high = mark.at
    axes.plot([low, high], [row, row], color=colour, linewidth=2, solid_capstyle="butt")
    face = "white" if mark.verdict.startswith("cannot") else colour
    axes.plot([value], [row], marker="o", markersize=6, color=colour, markerfacecolor=face)


def _name_rows(axes: Axes, labels: Sequence[tuple[int, str]], *, verdicts: Sequence[tuple[int, str]]) -> None:
    right = axes.secondary_yaxis("right")
    for side, rows in ((axes, labels), (right, verdicts)):
        side.set_yticks(
            [row for row, _ in rows], [words for _, words in rows], color=BLACK, fontsize=8 if side is axes else 7
        )
        side.tick_params(axis="y", length=0)
        side.spines[:].set_visible(False)
