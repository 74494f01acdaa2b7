"""Where taking part settles: at one level from any start, and not by the weight of belonging alone."""

import numpy as np
import pytest

from sim.city.profile import load_profile
from sim.model.advance import advance
from sim.model.books import outcomes_now
from sim.runs.result import Floats
from sim.runs.single import build, simulate
from sim.scenario.load import load
from sim.studies.sweep.factors import Factor, with_values
from tests.grain import steady

YEARS, SEEDS = 30, range(10)
FELT = ("trust", "belonging", "experience", "expectation", "satisfaction")
STARTS = {"low": (-0.25, 0.2), "usual": (0.0, 1.0), "high": (0.25, 3.0)}
"""What is added to what residents feel, and how often the habit of taking part."""


def lived(start: str, seed: int) -> Floats:
    """Participation and satisfaction in each year, with neither budget nor pay growing."""
    schedule = steady(world__prices__wage_growth=0.0).schedule(12 * YEARS)
    machine = build(load_profile("ningbo"), schedule, seed, "neighbourhood", engine="compiled", threads=1)
    people, (more, times) = machine.state.residents.columns, STARTS[start]
    for name in FELT:
        people[name][:] = np.clip(people[name] + more, 0.02, 0.98)
    people["habit"][:] = np.clip(people["habit"] * times, 0.0, 1.0)
    if start == "low":
        people["takes_part"][:] = 0
    found = []
    for month in range(12 * YEARS):
        advance(machine, schedule, month, seed=seed)
        now = outcomes_now(machine.state)
        found.append((now["participation_rate"], now["satisfaction_mean"]))
    years: Floats = np.array(found).reshape(YEARS, 12, 2).mean(axis=1)
    return years


@pytest.mark.verify
def test_a_low_a_usual_and_a_high_start_come_to_one_level() -> None:
    by_start = {start: np.mean([lived(start, seed) for seed in SEEDS], axis=0) for start in STARTS}
    first = np.stack([years[0] for years in by_start.values()])
    last = np.stack([years[-5:].mean(axis=0) for years in by_start.values()])
    assert (np.ptp(first, axis=0) > (0.05, 0.15)).all()  # they do start apart
    assert (np.ptp(last, axis=0) < (0.012, 0.01)).all()
    assert (np.ptp(by_start["usual"][2:], axis=0) < 0.02).all()


@pytest.mark.verify
def test_policies_keep_most_of_what_they_do_to_participation_without_the_weight_of_belonging() -> None:
    def took_part(scenario: str, weight: float | None) -> float:
        chosen = load(scenario)
        if weight is not None:
            chosen = with_values(chosen, (Factor("world.participation.belonging_weight"),), (weight,))
        runs = (
            simulate(chosen, seed, months=120, size="neighbourhood", engine="compiled", city="ningbo") for seed in SEEDS
        )
        return float(np.mean([run.city["participation_rate"][-60:].mean() for run in runs]))

    policies = ("expand_supply", "culture_led", "assessment_relief", "funding_cut", "social_participation")
    usual, without = (took_part("baseline", weight) for weight in (None, 0.0))
    kept = [(took_part(one, 0.0) - without) / (took_part(one, None) - usual) for one in policies]
    assert np.median(kept) > 0.5
