"""Runs the shipped designs and fills experiments/README.md: ``python -m docs.generate.experiments`` takes some minutes."""

import argparse
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from docs.generate.markdown import code, filled, table
from sim.engine.fingerprint import fingerprint
from sim.language.numbers import between, change, level, places_for
from sim.report.sweep_figures import Lines, lines_of, write_responses
from sim.runs.executors import processes
from sim.statistics.intervals import of_pairs
from sim.studies.sweep import Results, load_design, open_sweep, run_sweep, start
from sim.studies.sweep.reductions import Measure

FOLDER = Path(__file__).resolve().parents[2] / "experiments"
DESIGNS = ("menu_and_tastes", "grants_and_withdrawal", "assessment_and_staffing")
HEAD = ("measure", "at", "lowest", "highest", "difference", "95 % interval")


def swept(name: str, workers: int, results: Path) -> Results:
    """Run a shipped design and draw it in both languages."""
    out = results / name
    sweep = start(load_design(FOLDER / f"{name}.toml"), out, resume=True)
    run_sweep(sweep, processes(workers))
    opened = open_sweep(out)
    (FOLDER / "figures").mkdir(exist_ok=True)
    for lang in ("en", "zh"):
        figure = write_responses(opened, lang)
        if figure:
            shutil.copy(figure, FOLDER / "figures" / f"{name}_{lang}.png")
    return opened


def part(opened: Results) -> str:
    """Return what the runs say: each measure at both ends of the first factor, paired by seed."""
    design = opened.design
    rows = [row for measure in design.measures for row in _rows(opened, measure)]
    across = lines_of(opened, design.measures[0]).across
    said = (
        f"{design.runs} runs ({design.size}, {design.months} months, {design.seeds} seeds, model {fingerprint()}). From "
        f"the lowest to the highest {code(across.path)}:"
    )
    return f"{said}\n\n{table(HEAD, rows)}"


def _rows(opened: Results, measure: Measure) -> Iterator[tuple[str, ...]]:
    lines = lines_of(opened, measure)
    others = [factor for factor in opened.design.factors if factor.path != lines.across.path]
    for label, values in zip(lines.labels, lines.values, strict=True):
        at = f"{code(others[0].column)} = {label[1]:.6g}" if others else label[0]
        yield (code(measure.column), at, *_ends(lines, values, measure))


def _ends(lines: Lines, values: np.ndarray, measure: Measure) -> tuple[str, ...]:
    low, high = values[0], values[-1]
    found, unit = of_pairs(high - low), measure.unit
    places = places_for(found.half_width, found.value or 0.0, unit)
    interval = "–" if found.low is None or found.high is None else between((found.low, found.high), places, unit, "en")
    ends = tuple(level(float(one.mean()), unit, "en") for one in (low, high))
    return *ends, change(found.value, places, unit, "en"), interval


def write() -> None:
    """Run every shipped design and write the page."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--results", type=Path, default=Path("results/experiments"))
    how = asked.parse_args()
    parts: dict[str, Callable[[], str]] = {
        name: partial(part, swept(name, how.workers, how.results)) for name in DESIGNS
    }
    page = FOLDER / "README.md"
    page.write_text(filled(page, lambda name: parts[name]()), encoding="utf-8")


if __name__ == "__main__":
    write()
