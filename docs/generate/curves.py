"""Writes the table and the figure of docs/levers.md: ``make curves`` turns 24 levers in six steps, which takes minutes."""

import argparse
import functools
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from docs.generate.markdown import code, filled, table
from docs.generate.pages import FOLDER
from sim.language.numbers import change
from sim.outcomes import BY_NAME
from sim.runs.result import Floats
from sim.runs.single import simulate
from sim.scenario.columns import COLUMN
from sim.scenario.load import load
from sim.studies.sweep.factors import Factor, with_values

PAGE, FIGURE = FOLDER / "levers.md", FOLDER / "figures" / "curves.png"
SIZE, CITY, MONTHS, READ = "neighbourhood", "ningbo", 120, 36
OUTCOMES = ("satisfaction_mean", "participation_rate", "waiting_months_mean", "total_cost_yuan")
PLACES = {"index": 3, "share": 1, "months": 2, "yuan": 0}
"""Decimal places of a difference by unit; shares are in percentage points."""
DIRECT = "funding.direct_share"
LEVERS = (
    *(
        Factor("funding.budget_per_resident", 150.0, 600.0),
        Factor("funding.committee_share", 0.3, 0.7, takes_from=DIRECT),
    ),
    *(
        Factor(f"funding.{name}_share", 0.0, high, takes_from=DIRECT)
        for name, high in (
            ("purchase", 0.25),
            ("grant", 0.25),
            ("facilities", 0.15),
            ("platform", 0.1),
            ("talent", 0.1),
        )
    ),
    *(Factor("funding.process_share", 0.0, 0.5), Factor("funding.need_weight", 0.0, 1.0)),
    *(Factor("assessment.assessment_share", 0.0, 0.8), Factor("evaluation.feedback_weight", 0.0, 1.0)),
    *(Factor(f"methods.{name}", 0.0, 2.0) for name in ("publicity", "culture", "service", "asking", "problem_solving")),
    *(
        Factor(f"provision.{name}", 0.0, high)
        for name, high in (("menu_share", 1.0), ("survey_effort", 2.0), ("free_share", 1.0))
    ),
    *(
        Factor("party.active_share", 0.0, 1.0),
        Factor("grid.coverage", 0.0, 1.0),
        Factor("grid.front_line_staff", 0.0, 10.0),
    ),
    *(Factor("information.screening", 0.0, 1.0), Factor("organizations.incubation", 0.0, 2.0)),
)
"""What is turned in the baseline; a share of the budget is taken from direct provision, so that the money is the same."""


@dataclass(frozen=True)
class Curve:
    """What a lever's steps did, each with the default's luck: outcomes by step and seed, shape (outcomes, steps, seeds)."""

    lever: Factor
    steps: tuple[float, ...]
    values: Floats

    @property
    def default(self) -> int:
        """Which of the steps is the default."""
        return int(np.argmin(np.abs(np.array(self.steps) - default(self.lever))))

    def change(self, outcome: int) -> Floats:
        """The mean difference from the default by step, with twice its standard error, shape (2, steps)."""
        apart = self.values[outcome] - self.values[outcome][self.default]
        return np.stack([apart.mean(axis=1), 2.0 * apart.std(axis=1, ddof=1) / np.sqrt(apart.shape[1])])


@functools.cache
def default(lever: Factor) -> float:
    """The lever's value in the baseline."""
    return float(load("baseline").base[0, COLUMN[lever.path]])


def steps(lever: Factor) -> tuple[float, ...]:
    """Six values: the default, and five from the lowest to the highest, of which the nearest gives way to it."""
    usual = default(lever)
    evenly = [float(value) for value in np.linspace(lever.low, lever.high, 6)]
    nearest = min(evenly, key=lambda value: abs(value - usual))
    return tuple(sorted({*evenly} - {nearest} | {usual}))


def observed(lever: Factor, value: float, seed: int) -> list[float]:
    """The outcomes of the last three years."""
    run = simulate(
        with_values(load("baseline"), (lever,), (value,)), seed, months=MONTHS, size=SIZE, engine="compiled", city=CITY
    )
    return [float(np.nanmean(run.city[name][-READ:])) for name in OUTCOMES]


def curves(seeds: int, *, workers: int) -> list[Curve]:
    """Turn every lever."""
    asked = [(lever, value, seed) for lever in LEVERS for value in steps(lever) for seed in range(seeds)]
    with ProcessPoolExecutor(workers) as pool:
        found = iter(pool.map(observed, *zip(*asked, strict=True), chunksize=8))
    return [
        Curve(lever, values, np.moveaxis(np.array([[next(found) for _ in range(seeds)] for _ in values]), 2, 0))
        for lever, values in ((lever, steps(lever)) for lever in LEVERS)
    ]


def draw(found: Sequence[Curve]) -> None:
    """One row a lever, one panel an outcome: the difference from the default, which the dashed line marks."""
    figure, panels = plt.subplots(len(found), len(OUTCOMES), figsize=(11, 1.25 * len(found)), layout="constrained")
    for curve, row in zip(found, panels, strict=True):
        for k, panel in enumerate(row):
            mean, error = curve.change(k)
            panel.fill_between(curve.steps, mean - error, mean + error, color="0.85")
            panel.plot(curve.steps, mean, color="#1f4e79", marker=".", markersize=3, linewidth=1)
            panel.axvline(curve.steps[curve.default], color="#b03a2e", linewidth=0.8, linestyle="--")
            panel.axhline(0.0, color="0.6", linewidth=0.5)
            panel.margins(y=0.15)
            panel.tick_params(labelsize=5, length=2, pad=1)
        row[0].set_ylabel(curve.lever.path.replace(".", ".\n", 1), fontsize=6, rotation=0, ha="right", va="center")
    for panel, name in zip(panels[0], OUTCOMES, strict=True):
        panel.set_title(name, fontsize=7)
    figure.savefig(FIGURE, dpi=110, metadata={"Software": None})
    plt.close(figure)


def tabled(found: Sequence[Curve], name: str) -> str | None:
    """The differences at the lowest and the highest step, a dot where twice the standard error reaches 0."""
    if name != "curves":
        return None
    head = ("lever", "from", "default", "to", *(f"{name}: lowest, highest" for name in OUTCOMES))
    return table(head, [_row(curve) for curve in found])


def _row(curve: Curve) -> tuple[str, ...]:
    ends = (*(f"{value:g}" for value in (curve.steps[0], curve.steps[curve.default], curve.steps[-1])),)
    return (code(curve.lever.path), *ends, *(_cell(curve, k) for k in range(len(OUTCOMES))))


def _cell(curve: Curve, outcome: int) -> str:
    mean, error = curve.change(outcome)
    unit = BY_NAME[OUTCOMES[outcome]].unit
    return ", ".join(change(mean[k], PLACES[unit], unit, "en") if abs(mean[k]) > error[k] else "·" for k in (0, -1))


def write() -> None:
    """Simulate, write the table and draw the figure."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seeds", type=int, default=6)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    how = asked.parse_args()
    found = curves(how.seeds, workers=how.workers)
    draw(found)
    PAGE.write_text(filled(PAGE, partial(tabled, found)), encoding="utf-8")


if __name__ == "__main__":
    write()
