"""Write docs/data/levers.csv and its parts of docs/levers.md: ``make levers``, which takes minutes."""

import argparse
import csv
import os
from collections.abc import Sequence
from functools import partial

from docs.generate.markdown import code, filled, table
from docs.generate.pages import FOLDER
from sim.engine.fingerprint import fingerprint
from sim.runs.executors import processes
from sim.studies.comparison.lever_effects import CARED_FOR, CITY, MONTHS, SIZE, Effect, effects, strongest
from sim.studies.comparison.lever_tests import shown

PAGE, DATA = FOLDER / "levers.md", FOLDER / "data" / "levers.csv"
HEAD = ("lever", "raised", "scenario", *(outcome.name for outcome in CARED_FOR))
WEAK_HEAD = ("lever", "moves most", "difference", "95 % interval", "times what matters")


def row(of_lever: Sequence[Effect]) -> tuple[str, ...]:
    """Return a lever's row: bold where a difference matters, a dot where its interval holds 0."""
    by_name = {effect.outcome.name: _cell(effect) for effect in of_lever}
    test = of_lever[0].test
    return (test.lever, test.raised, test.conditions, *(by_name.get(outcome.name, "–") for outcome in CARED_FOR))


def _cell(effect: Effect) -> str:
    written = effect.texts("en")[0]
    return f"**{written}**" if effect.shows else written if effect.estimate.excludes_zero else "·"


def _part(by_lever: Sequence[Sequence[Effect]], seeds: int, name: str) -> str | None:
    if name == "setting":
        setting = f"{seeds} seeds, {MONTHS} months, size {SIZE}, city {CITY}."
        return f"model fingerprint: {fingerprint()}\n\n{setting}"
    if name != "weak":
        return None
    weak = [strongest(effects) for effects in by_lever if not any(effect.shows for effect in effects)]
    rows = [(code(one.test.lever), code(one.outcome.name), *one.texts("en"), one.times_text) for one in weak]
    said = "These levers move none of the outcomes by what matters in the scenario in which they are tried."
    return f"{said}\n\n{table(WEAK_HEAD, rows)}"


def write() -> None:
    """Simulate, and write the table and the page's part."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    by_lever = list(effects(shown(), options.seeds, processes(options.workers)))
    with DATA.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEAD, *map(row, by_lever)])
    PAGE.write_text(filled(PAGE, partial(_part, by_lever, options.seeds)), encoding="utf-8")


if __name__ == "__main__":
    write()
