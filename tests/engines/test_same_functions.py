"""The elementary functions, compiled and in plain Python: the same bits over random inputs of the whole domain."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.engine.columns import Column, State, Table, allocate
from sim.engine.program import Program
from sim.engine.steps import Each
from sim.rules import arithmetic, help, needs

N = 30_000
INPUTS: tuple[str, ...] = (
    *("x", "u", "value", "target", "share", "utility", "noise", "lost_in_a_year", "half_life", "yuan"),
    *("taste_heterogeneity", "variants_wanted", "filled"),
)
WHOLE = ("chosen", "fen", "taste")


RULES = (
    *(arithmetic.exp, arithmetic.log, arithmetic.logistic, arithmetic.normal, arithmetic.chosen, arithmetic.approach),
    *(arithmetic.lost_in_a_month, arithmetic.lost_at_half_life, arithmetic.fen, needs.taste, help.told_apart),
)
STEPS = tuple(Each("residents", function, (f"{function.__name__}_of",)) for function in RULES)


def table() -> Table:
    outputs = [f"{step.name}_of" for step in STEPS]
    whole = [name for name in outputs if name.removesuffix("_of") in WHOLE]
    columns = [Column(name, "i8" if name in whole else "f8", name) for name in (*INPUTS, *outputs)]
    return Table("residents", tuple(columns), in_places=True)


def state(columns: dict[str, np.ndarray]) -> State:
    places = Table("communities", (Column("n_residents", "i8", "residents"),), is_place=True)
    rows = allocate(table(), N, True)
    for name, values in columns.items():
        rows.columns[name][:] = values
    return State({"residents": rows, "communities": allocate(places, 2, True)}, {"residents": np.array([0, 100, N])})


@pytest.fixture(scope="module")
def results(both: Callable[..., Any]) -> tuple[State, State]:
    random = np.random.default_rng(1)
    shares = {name: random.random(N) for name in INPUTS}
    wide = {"x": random.normal(0, 25, N) * 10.0 ** random.integers(-9, 2, N), "half_life": 60 * random.random(N)}
    wide |= {
        "utility": random.normal(0, 9, N),
        "noise": random.choice([0.0, 0.3, 1.0], N),
        "yuan": 1e9 * random.random(N),
    }
    wide |= {
        "variants_wanted": random.integers(1, 9, N) * 1.0,
        "filled": random.integers(1, 9, N) * 1.0,
        "u": (random.integers(0, 2**32, N) + 0.5) / 2**32,
    }
    given = state(shares | wide)
    tables = {name: rows.table for name, rows in given.tables.items()}
    compiled, plain = both(Program(tables, STEPS, {}, {}), given)
    return compiled, plain


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_python_and_numba_give_the_same_bits(results: tuple[State, State], step: Each) -> None:
    compiled, plain = (one.residents.columns[step.writes[0]] for one in results)
    assert len(np.unique(compiled)) > 1
    assert np.flatnonzero(compiled.view("u8") != plain.view("u8")).tolist() == []
