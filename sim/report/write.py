"""Write a comparison's report, figures and tables into a folder, in one language or in several."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from pandas import DataFrame

from sim.language import LANGUAGES, Language
from sim.report import canvas
from sim.report.answer_chart import chart
from sim.report.canvas import Panel
from sim.report.curve_figures import coherence_panels, life_panels, trajectory_panels
from sim.report.files import remove_others, write_atomically, write_table
from sim.report.finalize import can_typeset
from sim.report.frames import TABLES, frames
from sim.report.interval_figures import difference_panels, group_panels, plane_panels, shown, tornado_panels
from sim.report.map_figure import map_panels
from sim.report.page import contents, render
from sim.report.pdf import paper
from sim.report.question import Described
from sim.report.workbook import workbook
from sim.runs.executors import Inline
from sim.studies.comparison.study import Study

FIGURES = ("trajectories", "differences", "plane", "groups", "map", "coherence", "tornado", "life_*")
"""Every figure that some comparison has."""


def write(
    study: Study,
    described: Mapping[Language, Mapping[str, Described]],
    out: Path,
    executor: Executor | None = None,
    *,
    has_lab: bool = False,
) -> Path:
    """Write ``report.html``, ``report.xlsx``, ``figures/`` and ``tables/`` under ``out``; ``report.pdf`` if `can_typeset`.

    Parameters
    ----------
    study
        What `sim.studies.comparison.study` found.
    described
        By language and reference: the baseline and every alternative. The first language has the plain names, another
        ``report.zh.html`` and so on; tables, which have no language, are written once.
    executor
        Writes tables and figures while this process writes the page, where it is another's.
    has_lab
        Whether the reports link to a lab beside them.

    Returns
    -------
    Path
        The first report: one file that needs no other and no network.
    """
    tables, helper = frames(study), executor or Inline()
    written = [helper.submit(_write_tables, tables, out)]
    pages, figures = list[Path](), list[str]()
    for k, (lang, scenarios) in enumerate(described.items()):
        mark = f".{lang}" if k else ""
        names = {one: scenarios[one].name[lang] for one in (study.comparison.baseline, *study.comparison.alternatives)}
        panels = _figures(study, names, lang)
        written.append(helper.submit(_write_figures, panels, out / "figures", mark))
        figures += [f"{name}{mark}" for name in panels]
        with canvas.style():
            drawn = {name: canvas.drawings(parts) for name, parts in panels.items()}
        said, page = contents(study, scenarios, lang, has_lab), out / f"report{mark}.html"
        if can_typeset():
            write_atomically(page.with_suffix(".pdf"), paper(said, drawn, lang))
        write_atomically(page, render(said, drawn, lang).encode("utf-8"))
        write_atomically(page.with_suffix(".xlsx"), workbook(study, names, lang))
        pages.append(page)
    for part in written:
        part.result()
    remove_others(out / "figures", FIGURES, made=figures)
    remove_others(out / "tables", TABLES, made=tables)
    remove_others(out, [f"report.{lang}" for lang in LANGUAGES], made=[page.stem for page in pages])
    return pages[0]


def _write_tables(tables: Mapping[str, DataFrame], out: Path) -> None:
    for name, frame in tables.items():
        write_table(frame, out / "tables", name)


def _figures(study: Study, names: Mapping[str, str], lang: Language) -> dict[str, list[Panel]]:
    comparison, groups = study.comparison, shown(study.groups)
    figures = {
        "trajectories": trajectory_panels(comparison, names, lang),
        "differences": difference_panels(chart(study, names, lang), lang),
        "plane": plane_panels(study.values, names, lang),
    }
    if groups:
        figures["groups"] = group_panels(groups, names, lang)
    if study.persons:
        figures["map"] = map_panels(study.persons, names, lang)
        figures["coherence"] = coherence_panels(study.persons, comparison.start, names, lang)
    if study.worlds and (panels := tornado_panels(study.worlds, names, lang)):
        figures["tornado"] = panels
    return figures | {f"life_{k}": life_panels(story, names, lang) for k, story in enumerate(study.stories)}


def _write_figures(figures: Mapping[str, Sequence[Panel]], folder: Path, mark: str) -> None:
    """Write each figure with all its panels, as a drawing and as a picture."""
    with canvas.style():
        for name, panels in figures.items():
            canvas.save(canvas.together(panels), folder / f"{name}{mark}")
