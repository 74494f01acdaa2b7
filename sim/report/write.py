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
from sim.report.page import render
from sim.report.pdf import paper
from sim.report.question import Described
from sim.report.workbook import workbook
from sim.runs.executors import Inline
from sim.studies.comparison.study import Study

FIGURES = ("trajectories", "differences", "plane", "groups", "map", "coherence", "tornado", "life_*")
"""Every figure that some comparison has."""


def write(
    study: Study, scenarios: Mapping[str, Described], out: Path, lang: Language, executor: Executor | None = None
) -> Path:
    """Write ``report.html``, ``report.xlsx``, ``figures/`` and ``tables/`` under ``out``; ``report.pdf`` if `can_typeset`.

    Parameters
    ----------
    study
        What `sim.studies.comparison.study` found.
    scenarios
        By reference: the baseline and every alternative.
    lang
        ``en`` or ``zh``.
    executor
        Writes tables and figures while this process writes the page, where it is another's.

    Returns
    -------
    Path
        The report: one file that needs no other and no network.
    """
    return write_in_languages(study, {lang: scenarios}, out, executor)


def write_in_languages(
    study: Study,
    told: Mapping[Language, Mapping[str, Described]],
    out: Path,
    executor: Executor | None = None,
    *,
    has_lab: bool = False,
) -> Path:
    """Write the report in each language of ``told``; the first has the plain names, another ``report.zh.html`` and so on.

    The tables, which have no language, are written once. With ``has_lab`` the reports link to a lab beside them.
    """
    tables, helper = frames(study), executor or Inline()
    written = [helper.submit(_write_tables, tables, out)]
    reports, figures = list[Path](), list[str]()
    for k, (lang, scenarios) in enumerate(told.items()):
        mark = f".{lang}" if k else ""
        names = {one: scenarios[one].name[lang] for one in (study.comparison.baseline, *study.comparison.alternatives)}
        panels = _figures(study, names, lang)
        written.append(helper.submit(_write_figures, panels, out / "figures", mark))
        reports.append(out / f"report{mark}.html")
        figures += [f"{name}{mark}" for name in panels]
        _write_report(study, scenarios, out / f"report{mark}", names, panels, lang, has_lab=has_lab)
    for one in written:
        one.result()
    remove_others(out / "figures", FIGURES, made=figures)
    remove_others(out / "tables", TABLES, made=tables)
    remove_others(out, [f"report.{lang}" for lang in LANGUAGES], made=[one.stem for one in reports])
    return reports[0]


def _write_report(
    study: Study,
    scenarios: Mapping[str, Described],
    stem: Path,
    names: Mapping[str, str],
    figures: Mapping[str, Sequence[Panel]],
    lang: Language,
    *,
    has_lab: bool,
) -> None:
    """Write the page, the paper and the workbook of a language; ``stem`` is their path without its ending."""
    with canvas.style():
        drawings = {name: [(one.shows, canvas.part(canvas.alone(one))) for one in of] for name, of in figures.items()}
    if can_typeset():
        write_atomically(stem.with_name(f"{stem.name}.pdf"), paper(study, drawings, names, lang))
    page = render(study, scenarios, drawings, lang, has_lab)
    write_atomically(stem.with_name(f"{stem.name}.html"), page.encode("utf-8"))
    write_atomically(stem.with_name(f"{stem.name}.xlsx"), workbook(study, names, lang))


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
            figure = canvas.together(panels)
            write_atomically(folder / f"{name}{mark}.svg", canvas.svg(figure))
            write_atomically(folder / f"{name}{mark}.png", canvas.png(figure))
