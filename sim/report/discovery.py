"""The page, the tables and the figures of a box, in both languages."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.language import Language, text
from sim.language.numbers import NONE
from sim.report.canvas import BLACK, COLOURS, GREY, Panel
from sim.report.files import write_table
from sim.report.section_page import Grid, Line, Page, Section, beside, grid, write_pages
from sim.runs.result import Floats
from sim.studies.discovery.discovery import Discovery, can_grow, halves
from sim.studies.discovery.prim import Box, box_of
from sim.studies.discovery.sentences import advice, end_text, factor_name, sentences


def trajectory_frame(discovery: Discovery) -> pd.DataFrame:
    """One row a box of the peeling: coverage, density, mass, how many factors it restricts, and whether it was chosen."""
    numbers = ("coverage", "density", "mass")
    return pd.DataFrame(
        [
            {"box": number}
            | {name: getattr(box, name) for name in numbers}
            | {"restricted": len(box.restricted), "chosen": box is discovery.box}
            for number, box in enumerate(discovery.trajectory)
        ]
    )


def box_frame(discovery: Discovery) -> pd.DataFrame:
    """One row a factor that the box restricts: ends, their quasi-p, and the share of resamples in which a box restricts it."""
    if discovery.box is None:
        return pd.DataFrame()
    rows = []
    for number in discovery.box.restricted:
        name = discovery.cases.names[number]
        low_p, high_p = discovery.quasi_p[name]
        low, high = float(discovery.box.low[number]), float(discovery.box.high[number])
        p = {"quasi_p_low": low_p, "quasi_p_high": high_p}
        rows.append({"factor": name, "low": low, "high": high} | p | {"again": discovery.again.get(name, 0.0)})
    return pd.DataFrame(rows)


def write_discovery(discovery: Discovery, what: Mapping[Language, str], out: Path, question: str) -> Path:
    """Write ``discovery-QUESTION.html`` in both languages and the tables; return the first page.

    ``question`` is short, and another for another question, so that no answer takes another one's place.
    """
    for name, frame in (("trajectory", trajectory_frame(discovery)), ("box", box_frame(discovery))):
        if len(frame):
            write_table(frame, out / "tables", f"{name}-{question}")
    name = f"discovery-{question}"
    return write_pages(out, name, lambda lang: _page(discovery, what[lang], beside(out, [name], lang), lang))


def _page(discovery: Discovery, what: str, others: Section, lang: Language) -> Page:
    said = (
        sentences(discovery, what, lang)
        + advice(discovery, lang)
        + ([] if can_grow() else [text("discover.no_tree", lang)])
    )
    ends = Section(text("discover.ends", lang), table=_ends_table(discovery, lang) if discovery.box else None)
    figures = Section(text("discover.trajectory", lang), panels=tuple(discovery_panels(discovery, lang)))
    return Page(text("discover.title", lang, what=what), said, [ends, figures, others])


def _ends_table(discovery: Discovery, lang: Language) -> Grid:
    rows = []
    for row in box_frame(discovery).to_dict("records"):
        p = " / ".join(NONE if pd.isna(row[end]) else f"{row[end]:.2g}" for end in ("quasi_p_low", "quasi_p_high"))
        low, high = (end_text(row[end]) if abs(row[end]) < float("inf") else NONE for end in ("low", "high"))
        name = f"{factor_name(row['factor'], lang)} ({row['factor']})"
        rows.append(Line((name, low, high, p, f"{row['again']:.0%}")))
    return grid("discover.column_", ("factor", "low", "high", "p", "again"), rows, lang)


MOST_LETTERS = 44


def discovery_panels(discovery: Discovery, lang: Language) -> list[Panel]:
    """The peeling trajectory, the ends of the box, and the cases by the two factors restricted most often; nothing without."""
    if discovery.box is None:
        return []
    panels = [
        Panel(text("discover.trajectory_shows", lang), partial(_trajectory, discovery=discovery, lang=lang)),
        Panel(
            text("discover.ends_shows", lang),
            partial(_draw_ends, discovery=discovery, lang=lang),
            0.9 + 0.55 * len(discovery.box.restricted),
        ),
    ]
    if len(discovery.box.restricted) > 1:
        panels.append(
            Panel(text("discover.scatter_shows", lang), partial(_scatter, discovery=discovery, lang=lang), 3.0)
        )
    return panels


def _trajectory(axes: Axes, discovery: Discovery, lang: Language) -> None:
    boxes = discovery.trajectory
    other = discovery.cases.part(halves(len(discovery.cases.interest))[1])
    held = [box_of(other.factors, other.interest, low=box.low, high=box.high) for box in boxes]
    axes.plot([one.coverage for one in held], [one.density for one in held], "x", color=GREY, markersize=4)
    for count, colour in zip(sorted({len(box.restricted) for box in boxes}), COLOURS, strict=False):
        own = [box for box in boxes if len(box.restricted) == count]
        label = text("discover.restricts", lang, count=count)
        axes.plot(
            [box.coverage for box in own], [box.density for box in own], "o", color=colour, markersize=4, label=label
        )
    chosen = discovery.box
    assert chosen is not None
    axes.plot([chosen.coverage], [chosen.density], "o", markersize=11, markerfacecolor="none", markeredgecolor=BLACK)
    axes.set_xlabel(text("discover.coverage", lang))
    axes.set_ylabel(text("discover.density", lang))
    axes.set_xlim(-0.03, 1.03)
    axes.set_ylim(-0.03, 1.06)
    axes.legend(frameon=False, fontsize=8, loc="lower left")


def _draw_ends(axes: Axes, discovery: Discovery, lang: Language) -> None:
    box = discovery.box
    assert box is not None
    for row, number in enumerate(reversed(box.restricted)):
        least, most = _range(discovery.cases.factors[:, number])
        low, high = ((end - least) / (most - least) for end in _within(box, number, least=least, most=most))
        axes.plot([0, 1], [row, row], color="#d0d0d0", linewidth=7, solid_capstyle="butt")
        axes.plot([low, high], [row, row], color=BLACK, linewidth=7, solid_capstyle="butt")
        _write(axes, _short(factor_name(discovery.cases.names[number], lang)), (0, row), up=8, ha="left")
        _write(axes, f"{end_text(least)} ", (0, row), up=-3, ha="right", color=GREY)
        _write(axes, f" {end_text(most)}", (1, row), up=-3, ha="left", color=GREY)
        for at, value in ((low, box.low[number]), (high, box.high[number])):
            if np.isfinite(value):
                _write(axes, end_text(float(value)), (at, row), up=-15, ha="center")
    axes.set_xlim(-0.12, 1.12)
    axes.set_ylim(-0.6, len(box.restricted) - 0.3)
    axes.set_axis_off()


def _write(axes: Axes, words: str, at: tuple[float, float], *, up: float, ha: str, color: str = BLACK) -> None:
    axes.annotate(words, at, (0, up), textcoords="offset points", fontsize=8, ha=ha, color=color)


def _scatter(axes: Axes, discovery: Discovery, lang: Language) -> None:
    box = discovery.box
    assert box is not None
    first, second = sorted(box.restricted, key=lambda number: -discovery.again.get(discovery.cases.names[number], 0.0))[
        :2
    ]
    factors, interest = discovery.cases.factors, discovery.cases.interest
    for flags, face in ((~interest, "none"), (interest, COLOURS[2])):
        axes.scatter(
            factors[flags, first], factors[flags, second], s=18, facecolors=face, edgecolors=COLOURS[2], linewidths=0.8
        )
    (left, right), (low, high) = (_padded(box, number, factors[:, number]) for number in (first, second))
    axes.add_patch(Rectangle((left, low), right - left, high - low, fill=False, edgecolor=BLACK, linewidth=1.4))
    axes.set_xlabel(_short(factor_name(discovery.cases.names[first], lang)), fontsize=8)
    axes.set_ylabel(_short(factor_name(discovery.cases.names[second], lang)), fontsize=8)


def _within(box: Box, number: int, *, least: float, most: float) -> tuple[float, float]:
    return max(float(box.low[number]), least), min(float(box.high[number]), most)


def _padded(box: Box, number: int, values: Floats) -> tuple[float, float]:
    least, most = _range(values)
    pad = 0.02 * (most - least)
    return _within(box, number, least=least - pad, most=most + pad)


def _range(values: Floats) -> tuple[float, float]:
    return float(values.min()), float(values.max())


def _short(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…"
