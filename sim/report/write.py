"""Write a comparison's report, figures and tables into a folder."""

from collections.abc import Mapping
from concurrent.futures import Executor
from pathlib import Path

from matplotlib.figure import Figure
from pandas import DataFrame

from sim.analysis.study import Study
from sim.language import Language
from sim.report import canvas
from sim.report.coherence_figure import draw_coherence
from sim.report.described import Described
from sim.report.dots import draw_differences
from sim.report.files import remove_others, write_atomically
from sim.report.frames import TABLES, frames
from sim.report.groups_figure import draw_groups, shown
from sim.report.lives import draw_lives
from sim.report.map_figure import draw_map
from sim.report.page import render
from sim.report.pdf import pdf
from sim.report.plane import draw_plane
from sim.report.tables import write_table, write_workbook
from sim.report.trajectories import draw_trajectories
from sim.runs.executors import Inline

FIGURES = ("trajectories", "differences", "plane", "groups", "map", "coherence", "life_*")
"""Every figure that some comparison has."""


def write(
    study: Study, scenarios: Mapping[str, Described], out: Path, lang: Language, executor: Executor | None = None
) -> Path:
    """Write ``report.html``, ``report.pdf``, ``report.xlsx``, ``figures/`` and ``tables/`` under ``out``.

    Parameters
    ----------
    study
        What `sim.analysis.study` found.
    scenarios
        By reference: the baseline and every alternative.
    lang
        ``en`` or ``zh``.
    executor
        Writes the tables while this process draws, where it is another's.

    Returns
    -------
    Path
        The report: one file that needs no other and no network.
    """
    comparison = study.comparison
    names = {
        reference: scenarios[reference].name[lang] for reference in (comparison.baseline, *comparison.alternatives)
    }
    written = (executor or Inline()).submit(_write_tables, frames(study), out)
    with canvas.style():
        figures = _figures(study, names, lang)
        drawings = {name: _write_figure(figure, out / "figures" / name) for name, figure in figures.items()}
        images = {name: (out / "figures" / f"{name}.png").read_bytes() for name in figures}
        write_atomically(out / "report.pdf", pdf(study, images, names, lang))
    report = out / "report.html"
    write_atomically(report, render(study, scenarios, drawings, lang).encode("utf-8"))
    written.result()
    remove_others(out / "figures", FIGURES, made=figures)
    remove_others(out / "tables", TABLES, made=frames(study))
    return report


def _write_tables(tables: Mapping[str, DataFrame], out: Path) -> None:
    for name, frame in tables.items():
        write_table(frame, out / "tables", name)
    write_workbook(tables, out / "report.xlsx")


def _figures(study: Study, names: Mapping[str, str], lang: Language) -> dict[str, Figure]:
    comparison, groups = study.comparison, shown(study.groups)
    figures = {
        "trajectories": draw_trajectories(comparison, names, lang),
        "differences": draw_differences(comparison, names, lang),
        "plane": draw_plane(study.values, names, lang),
    }
    if groups:
        figures["groups"] = draw_groups(groups, names, lang)
    if study.persons:
        figures["map"] = draw_map(study.persons, names, lang)
        figures["coherence"] = draw_coherence(study.persons, comparison.start, names, lang)
    return figures | {f"life_{k}": draw_lives(story, names, lang) for k, story in enumerate(study.stories)}


def _write_figure(figure: Figure, path: Path) -> bytes:
    drawing = canvas.svg(figure)
    write_atomically(path.with_suffix(".svg"), drawing)
    write_atomically(path.with_suffix(".png"), canvas.png(figure))
    return drawing
