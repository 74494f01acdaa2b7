"""Write a comparison's report, figures and tables into a folder."""

from collections.abc import Mapping
from pathlib import Path

from matplotlib.figure import Figure

from sim.analysis.study import Study
from sim.report import canvas
from sim.report.described import Described
from sim.report.dots import draw_differences
from sim.report.files import write_atomically
from sim.report.frames import differences_frame, groups_frame
from sim.report.page import render
from sim.report.tables import write_table
from sim.report.trajectories import draw_trajectories


def write(study: Study, scenarios: Mapping[str, Described], out: Path, lang: str) -> Path:
    """Write ``report.html``, ``figures/`` and ``tables/`` under ``out``.

    Parameters
    ----------
    study
        What `sim.analysis.study` found.
    scenarios
        By reference: the baseline and every alternative.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    Path
        The report: one file that needs no other and no network.
    """
    comparison, runs = study.comparison, study.runs
    names = {
        reference: scenarios[reference].name[lang] for reference in (comparison.baseline, *comparison.alternatives)
    }
    with canvas.style():
        figures = {
            "trajectories": draw_trajectories(comparison, names, lang),
            "differences": draw_differences(comparison, names, lang),
        }
        drawings = {name: _write_figure(figure, out / "figures" / name) for name, figure in figures.items()}
    write_table(differences_frame(comparison), out / "tables", "differences")
    write_table(groups_frame(study.groups), out / "tables", "groups")
    report = out / "report.html"
    write_atomically(report, render(comparison, runs, scenarios, drawings, lang).encode("utf-8"))
    return report


def _write_figure(figure: Figure, path: Path) -> bytes:
    drawing = canvas.svg(figure)
    write_atomically(path.with_suffix(".svg"), drawing)
    write_atomically(path.with_suffix(".png"), canvas.png(figure))
    return drawing
