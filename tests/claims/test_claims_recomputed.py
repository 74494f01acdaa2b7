"""Three claims computed again by other means: straight from `simulate`, with sums written out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.ensemble.shipped import World
from sim.runs.result import Floats, Run
from sim.runs.single import simulate
from sim.scenario import Scenario, load
from sim.scenario.columns import COLUMN
from sim.studies.claims.reading import load_claims
from sim.studies.claims.results import judged
from sim.studies.claims.runs import Plan

Numbers = dict[str, float]
Read = Callable[[Run], float]


def in_world(reference: str, world: World, **levers: float) -> Scenario:
    """A scenario with a world's numbers, written into the table of its values one by one."""
    scenario = load(reference)
    base = scenario.base.copy()
    for path, value in (*world.values.items(), *((name.replace("__", "."), value) for name, value in levers.items())):
        base[:, COLUMN[path]] = value
    return replace(scenario, base=base)


def mean(scenario: Scenario, read: Read) -> float:
    runs = [
        simulate(scenario, seed, months=24, size="neighbourhood", engine="compiled", city="ningbo") for seed in (3, 4)
    ]
    return float(np.mean([read(run) for run in runs]))


def values(plan: Plan, folder: Path, claim: str, test: int) -> Floats:
    return judged(load_claims([claim]), plan, folder)[0].judged.readings[test].value


def check(found: Floats, expected: list[float], within: float) -> None:
    """Check effects world by world; where all were 0, any way of computing them would agree."""
    assert np.abs(expected).min() > 0
    assert len(set(expected)) == len(expected)
    assert found == pytest.approx(expected, rel=1e-9, abs=within)


def test_money_and_skills_interact_as_four_runs_say(three_claims: Plan, run: Path, worlds: tuple[World, ...]) -> None:
    skills = {"organizations__training_places": 20.0, "organizations__incubation": 1.0}
    none = {"organizations__training_places": 0.0, "organizations__incubation": 0.0}

    def staff(one: Run) -> float:
        return float(one.city["organization_staff"].mean())

    expected = [
        mean(in_world("big_government_forever", world), staff)
        - mean(in_world("big_government_forever", world, **none), staff)
        - mean(in_world("baseline", world, **skills), staff)
        + mean(in_world("baseline", world), staff)
        for world in worlds
    ]
    check(values(three_claims, run, "H03", 0), expected, 1e-9)


def test_room_costs_what_the_ledger_says_at_3_percent_a_year(
    three_claims: Plan, run: Path, worlds: tuple[World, ...]
) -> None:
    room = {"planning__horizon_years": 8.0, "planning__reserve_share": 0.02}
    weights = 1.03 ** -(np.arange(24) // 12)

    def present(one: Run) -> float:
        return float((one.city["public_spending_yuan"] * weights).sum() / weights.sum())

    both = "ageing_wave+migration_wave"
    expected = [mean(in_world(both, world, **room), present) - mean(in_world(both, world), present) for world in worlds]
    check(values(three_claims, run, "H14", 2), expected, 0.0)


def test_villages_are_read_from_their_own_communities(three_claims: Plan, run: Path, worlds: tuple[World, ...]) -> None:
    def rural(one: Run) -> float:
        return float(one.communities["satisfaction_mean"][:, 2].astype(np.float64).mean())

    found = judged(load_claims(["H24"]), three_claims, run)[0].judged
    columns = {reading.test.measured.group for reading in found.readings}
    assert columns == {"rural"}
    sample = simulate(load("baseline"), 3, months=1, size="neighbourhood", engine="compiled", city="ningbo")
    assert sample.communities["satisfaction_mean"].shape[1] == 4
    expected = [
        mean(in_world("rural_learning", world), rural) - mean(in_world("baseline", world), rural) for world in worlds
    ]
    check(found.readings[0].value, expected, 1e-7)
