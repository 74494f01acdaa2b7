"""Cities bound to an engine, small programs run by both, and a comparison to the bit."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pytest

from sim.city.making import make_city
from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.engine.compiled import Compiled
from sim.engine.interpreted import Interpreted
from sim.engine.program import Program
from sim.engine.steps import Each
from sim.model.advance import advance, city_key
from sim.model.month import month_program
from sim.runs.single import build
from sim.scenario import Scenario, load

KEY, NO_WORLD = (7, 0), np.zeros(1)


class City:
    """A city, its engine and its scenario's schedule."""

    def __init__(self, scenario: Scenario, seed: int, size: str, engine: str, months: int, threads: int = 1) -> None:
        self.schedule, self.seed = scenario.schedule(months), seed
        if threads == 1:
            self.machine = build(load_profile("ningbo"), self.schedule, seed, size, engine=engine, threads=1)
        else:
            state = make_city(load_profile("ningbo"), size, city_key(seed), self.schedule.world[0])
            self.machine = Compiled(month_program(), state, threads)

    @property
    def state(self) -> State:
        return self.machine.state

    def months(self) -> Iterator[int]:
        """Run month after month, and stop after each."""
        for month in range(len(self.schedule.world)):
            advance(self.machine, self.schedule, month, seed=self.seed)
            yield month


class Differs(NamedTuple):
    """A column in which two states are not the same to the bit."""

    table: str
    column: str
    rows: list[int]


def differences(one: State, other: State) -> list[Differs]:
    """Columns that both states have and that differ in any bit; scratch that only one of them keeps is left out."""
    found = []
    for table, rows in one.tables.items():
        theirs = other.tables[table].columns
        for name in rows.columns.keys() & theirs.keys():
            if rows.columns[name].tobytes() != theirs[name].tobytes():
                found.append(Differs(table, name, np.flatnonzero(rows.columns[name] != theirs[name])[:5].tolist()))
    return found


def interpret(program: Program, state: State, month: int = 0) -> None:
    """Run a month in plain Python."""
    engine = Interpreted(program, state)
    engine.begin_month(month, KEY, NO_WORLD)
    for step in program.steps:
        engine.prepare(step)
        if isinstance(step, Each):
            row, operands = engine.agent_calls(step)
            first = state.first.get(step.table, np.array([0, state.tables[step.table].n]))
            for c, given in enumerate(operands):
                for place in range(int(first[c + 1] - first[c])):
                    row(place, *given)
        else:
            engine.take_step(step)


def run_both(program: Program, state: State) -> tuple[State, State]:
    """The state after a month compiled, and after a month in plain Python."""
    compiled, plain = state.copy(), state.copy()
    Compiled(program, compiled).run_month(0, KEY, NO_WORLD)
    interpret(program, plain)
    return compiled, plain


@pytest.fixture(scope="session")
def city() -> Callable[..., City]:
    def make(
        reference: str | Scenario, size: str = "hamlet", engine: str = "compiled", months: int = 24, **more: Any
    ) -> City:
        scenario = load(reference) if isinstance(reference, str) else reference
        return City(scenario, more.pop("seed", 3), size, engine, months, **more)

    return make


@pytest.fixture(scope="session")
def different() -> Callable[[State, State], list[Differs]]:
    return differences


@pytest.fixture(scope="session")
def both() -> Callable[[Program, State], tuple[State, State]]:
    return run_both
