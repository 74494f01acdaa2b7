"""Write a comparison's report, figures and tables into a folder."""

from collections.abc import Mapping
from pathlib import Path

from matplotlib.figure import Figure

from sim.analysis import Comparison, compare_groups
from sim.report import canvas
from sim.report.described import Described
from sim.report.dots import draw_differences
from sim.report.files import write_atomically
from sim.report.frames import differences_frame, groups_frame
from sim.report.page import render
from sim.report.tables import write_table
from sim.report.trajectories import draw_trajectories
from sim.runs.result import Run


def write(
    comparison: Comparison, runs: Mapping[str, list[Run]], scenarios: Mapping[str, Described], out: Path, lang: str
) -> Path:
    """Write ``report.html``, ``figures/`` and ``tables/`` under ``out``.

    Parameters
    ----------
    comparison
        What `sim.analysis.compare` found.
    runs, scenarios
        By reference: the baseline (under ``comparison.baseline``) and every alternative.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    Path
        The report: one file that needs no other and no network.
    """
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
    groups = compare_groups(runs[comparison.baseline], {name: runs[name] for name in comparison.alternatives})
    write_table(groups_frame(groups), out / "tables", "groups")
    report = out / "report.html"
    write_atomically(report, render(comparison, runs, scenarios, drawings, lang).encode("utf-8"))
    return report


def _write_figure(figure: Figure, path: Path) -> bytes:
    drawing = canvas.svg(figure)
    write_atomically(path.with_suffix(".svg"), drawing)
    write_atomically(path.with_suffix(".png"), canvas.png(figure))
    return drawing
