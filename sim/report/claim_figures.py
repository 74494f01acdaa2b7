"""Figures of a claim: its tests over worlds, each world's difference, and the years."""

from functools import partial

import numpy as np
from matplotlib.axes import Axes

from sim.language import Language, text
from sim.language.numbers import level
from sim.report.canvas import BLACK, COLOURS, GREY, ZONE, Panel
from sim.studies.claims.judging import Judged, Marks, Reading
from sim.studies.claims.sentences import test_name

MARKS = {"holds": COLOURS[1], "open": "#d9d9d9", "small": COLOURS[5], "opposite": COLOURS[2]}
HATCH = {"opposite": "///", "small": "..."}
SHAPE = {"opposite": "s", "small": "^"}
BAND = (0.05, 0.95)
Curve = tuple[Reading, ...]


def claim_panels(judged: Judged, lang: Language) -> list[Panel]:
    """How often each test holds; of each test that decides the worlds' differences, and the difference by year."""
    tall = 1.1 + 0.34 * (1 + len(judged.readings))
    panels = [Panel(text("claim.figure.marks_shows", lang), partial(_marks, judged=judged, lang=lang), tall)]
    for number, reading in enumerate(judged.readings, 1):
        if reading.test.decides and np.isfinite(reading.value).any():
            words = {"test": f"{number}. {test_name(reading.test, lang)}", "compare": reading.test.written}
            panels.append(
                Panel(text("claim.figure.effects_shows", lang, **words), partial(_effects, reading=reading, lang=lang))
            )
            panels.append(
                Panel(text("claim.figure.years_shows", lang, **words), partial(_years, reading=reading, lang=lang))
            )
    return panels


def _marks(axes: Axes, judged: Judged, lang: Language) -> None:
    rows: list[tuple[str, Marks]] = [(text("claim.figure.whole", lang), judged.marks)]
    rows += [(f"{k}", reading.marks) for k, reading in enumerate(judged.readings, 1)]
    for row, (_, marks) in enumerate(rows):
        left = 0.0
        for mark, colour in MARKS.items():
            share = float((marks == mark).mean())
            hatch = HATCH.get(mark, "")
            axes.barh(-row, share, left=left, color=colour, height=0.62, hatch=hatch, edgecolor="white", linewidth=0)
            left += share
    axes.set_yticks([-row for row in range(len(rows))], [name for name, _ in rows])
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    handles = [axes.barh(0, 0, color=colour, hatch=HATCH.get(mark, "")) for mark, colour in MARKS.items()]
    names = [text(f"claim.mark.{mark}", lang) for mark in MARKS]
    axes.legend(handles, names, frameon=False, ncols=4, fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 1.0))


def _effects(axes: Axes, reading: Reading, lang: Language) -> None:
    order = np.argsort(reading.value)
    known = order[np.isfinite(reading.value[order])]
    across = np.arange(len(known))
    matters = reading.matters[known]
    axes.fill_between(across, -matters, matters, color=ZONE, linewidth=0)
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.vlines(across, reading.low[known], reading.high[known], color=GREY, linewidth=0.7)
    for mark, colour in MARKS.items():
        own = reading.marks[known] == mark
        face = "none" if mark == "open" else colour
        edge = GREY if mark == "open" else colour
        shape = SHAPE.get(mark, "o")
        axes.scatter(
            across[own], reading.value[known][own], s=12, facecolors=face, edgecolors=edge, marker=shape, zorder=3
        )
    axes.set_xlabel(text("claim.figure.worlds", lang), fontsize=8)
    _units(axes, reading, lang)


def _years(axes: Axes, reading: Reading, lang: Language) -> None:
    known = np.isfinite(reading.yearly).any(axis=0)
    years, values = np.flatnonzero(known) + 1, reading.yearly[:, known]
    low, high = np.nanquantile(values, BAND, axis=0)
    axes.fill_between(years, low, high, color="#cfe3f1", linewidth=0)
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.plot(years, np.nanmedian(values, axis=0), color=BLACK, linewidth=1.6)
    axes.set_xticks(years)
    axes.set_xlabel(text("claim.figure.year", lang), fontsize=8)
    _units(axes, reading, lang)


def _units(axes: Axes, reading: Reading, lang: Language) -> None:
    unit = reading.test.measured.known.unit
    axes.yaxis.set_major_formatter(lambda value, _: level(value, unit, lang).replace("-", "−"))
    axes.tick_params(labelsize=8)
