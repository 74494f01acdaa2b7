"""The page of a search for policy portfolios, its figures, tables and scenario files."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.language import LANGUAGES, Language, text
from sim.language.numbers import change
from sim.language.wrapping import wrap
from sim.report import canvas
from sim.report.canvas import BLACK, COLOURS, GREY, Panel, looks
from sim.report.files import write_atomically, write_table
from sim.report.section_page import rendered
from sim.report.table import Row, Table
from sim.studies.portfolio import sentences as said
from sim.studies.portfolio.portfolio import key, scenario_file
from sim.studies.portfolio.result import SearchResult, Tried
from sim.studies.portfolio.sentences import measure_name, portfolio_name

FOLDER = "mixes"


def write_mixes(found: SearchResult, folder: Path, langs: Sequence[Language]) -> Path:
    """Write ``search.html``, figures, tables and ``mixes/mix-a.toml`` and so on; return the page in the first language."""
    for name, frame in (("mixes", mixes_frame), ("mixes_worlds", worlds_frame), ("convergence", convergence_frame)):
        write_table(frame(found), folder / "tables", name)
    for one in found.recommended:
        write_atomically(folder / _file(one), _scenario(one, found).encode())
    pages = [folder / f"search{f'.{lang}' if k else ''}.html" for k, lang in enumerate(langs)]
    for page, lang in zip(pages, langs, strict=True):
        write_atomically(page, _page(found, folder, lang, page.suffixes[0] if len(page.suffixes) > 1 else "").encode())
    return pages[0]


def _file(one: Tried) -> str:
    return f"{FOLDER}/mix-{one.name.lower()}.toml"


def _scenario(one: Tried, found: SearchResult) -> str:
    name: dict[str, str] = {lang: text("search.mix_named", lang, letter=one.name) for lang in LANGUAGES}
    question: dict[str, str] = {lang: text("search.question", lang, letter=one.name) for lang in LANGUAGES}
    return scenario_file(one.portfolio, found.base, name, question=question)


def _page(found: SearchResult, folder: Path, lang: Language, mark: str) -> str:
    figures = {"front": front_panels(found, lang), "convergence": convergence_panels(found, lang)}
    with canvas.style():
        for name, panels in figures.items():
            if panels:
                write_atomically(folder / "figures" / f"{name}{mark}.png", canvas.png(canvas.together(panels)))
        drawn = {name: canvas.inlined(canvas.drawings(panels), name) for name, panels in figures.items()}
    return rendered(
        "portfolio.html",
        lang,
        said=said,
        found=found,
        figures=drawn,
        overview=_overview(found, lang),
        mixes=[(one, _moves(one, found, lang), _file(one)) for one in found.recommended],
    )


def _overview(found: SearchResult, lang: Language) -> Table:
    """All mixes and the best shipped policy beside each other."""
    header = (text("search.mix_heading", lang), *said.names(found, lang), text("search.stands_in", lang))
    groups = []
    for one in found.shown:
        gaps = (said.written(gap, unit, lang) for gap, unit in zip(one.differences, said.units(found), strict=True))
        cells = tuple(text("search.cell", lang, change=size, interval=interval) for size, interval in gaps)
        stands = text("search.of_worlds", lang, count=one.stands, worlds=one.worlds)
        groups.append((said.portfolio_name(one, lang), (Row((*cells, stands)),)))
    return Table(text("search.overview", lang, worlds=found.effort.fresh), header, tuple(groups))


def _moves(one: Tried, found: SearchResult, lang: Language) -> Table:
    header = tuple(text(f"search.{key}", lang) for key in ("when", "lever", "before", "after"))
    rows = [(when, (Row((what, before, after)),)) for what, before, after, when in said.moves_of(one, found.base, lang)]
    return Table(text("search.moves", lang, letter=one.name), header, tuple(rows))


TALL = 3.4
LETTERS = 36
"""Columns of a line of an axis's label: more would not fit beside the panel."""


def front_panels(found: SearchResult, lang: Language) -> list[Panel]:
    """A panel a pair of goals that follow each other: where mixes, the baseline and the best shipped policy lie."""
    pairs = list(pairwise(range(len(found.goals.pursued))))
    return [
        Panel(
            text("search.front_of", lang, one=_name(found, i, lang), other=_name(found, j, lang)),
            partial(_draw_front, found=found, places=(i, j), lang=lang),
            TALL,
        )
        for i, j in pairs
    ]


def convergence_panels(found: SearchResult, lang: Language) -> list[Panel]:
    """How the hypervolume of each start's front grew from generation to generation."""
    return [Panel(text("search.volumes", lang), partial(_draw_volumes, found=found, lang=lang), TALL)]


def _name(found: SearchResult, k: int, lang: Language) -> str:
    return measure_name(found.goals.pursued[k], lang)


def _draw_front(axes: Axes, found: SearchResult, places: tuple[int, int], lang: Language) -> None:
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.axvline(0, color=GREY, linewidth=0.8)
    for one in found.shown:
        x, y = (one.differences[k] for k in places)
        colour, marker = (COLOURS[1], "o") if one.portfolio else (COLOURS[2], "D")
        axes.plot([x.low or 0, x.high or 0], [y.value or 0] * 2, color=colour, linewidth=1)
        axes.plot([x.value or 0] * 2, [y.low or 0, y.high or 0], color=colour, linewidth=1)
        axes.plot([x.value or 0], [y.value or 0], marker, color=colour, markersize=6)
        label = one.name if one.portfolio else portfolio_name(one, lang)
        axes.annotate(label, (x.value or 0, y.value or 0), (5, 5), textcoords="offset points", color=colour, fontsize=9)
    for axis, k in zip((axes.xaxis, axes.yaxis), places, strict=True):
        unit = found.goals.pursued[k].known.unit
        words = text("report.with_unit", lang, name=_name(found, k, lang), unit=text(f"unit.{unit}", lang))
        axis.set_major_locator(MaxNLocator(4))
        axis.set_major_formatter(partial(_tick, unit=unit, lang=lang))
        axis.set_label_text("\n".join(wrap(words, LETTERS)), color=BLACK, fontsize=9)
    axes.margins(0.15)


def _tick(value: float, _: int, unit: str, lang: Language) -> str:
    return change(value, 3 if unit == "index" else 1, unit, lang)


def _draw_volumes(axes: Axes, found: SearchResult, lang: Language) -> None:
    for row, (colour, dashes) in zip(found.volumes, looks(len(found.volumes)), strict=True):
        axes.plot(row, color=colour, linestyle=dashes, linewidth=1.6)
    axes.set_ylim(0, 1)
    axes.set_xlabel(text("search.generation", lang), color=BLACK, fontsize=9)
    axes.set_ylabel(text("search.volume", lang), color=BLACK, fontsize=9)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def mixes_frame(found: SearchResult) -> pd.DataFrame:
    """One row a mix or shipped policy and measure: its difference from the baseline in fresh worlds, with its interval."""
    units = [*(one.unit for one in found.goals.measures), "yuan"]
    return pd.DataFrame(
        [
            {
                "mix": one.name,
                "moves": key(one.portfolio),
                "measure": column,
                "difference": gap.value,
                "low": gap.low,
                "high": gap.high,
                "unit": unit,
                "stands": one.stands,
                "worlds": one.worlds,
                "stands_for": one.stand_for,
            }
            for one in found.shown
            for column, gap, unit in zip(found.goals.columns, one.differences, units, strict=True)
        ]
    )


def worlds_frame(found: SearchResult) -> pd.DataFrame:
    """One row a mix, shipped policy or baseline and fresh world: what was measured there."""
    arms = {found.base.reference: found.baseline} | {one.name: one.values for one in found.shown}
    rows = [
        {"mix": name, "world": world.number, **dict(zip(found.goals.columns, row.tolist(), strict=True))}
        for name, values in arms.items()
        for world, row in zip(found.worlds.worlds, values, strict=True)
    ]
    return pd.DataFrame(rows)


def convergence_frame(found: SearchResult) -> pd.DataFrame:
    """One row a start and generation: the hypervolume of its front, 0 to 1."""
    return pd.DataFrame(
        [
            {"start": start + 1, "generation": generation, "hypervolume": float(volume)}
            for start, row in enumerate(found.volumes)
            for generation, volume in enumerate(row)
        ]
    )
