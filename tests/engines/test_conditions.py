"""Steps with a condition and with luck of their own, in every table and for every kind of column: the same in both engines."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.engine.columns import Column, State, Table, allocate
from sim.engine.program import Program
from sim.engine.steps import Each
from sim.rules import rule
from sim.state.record import Kind

N = {"residents": 1_000, "communities": 70, "offices": 9}


@rule
def by_resident(of_resident: float, u_resident: float) -> float:
    return of_resident + 1.0 + u_resident


@rule
def by_community(of_community: float, u_community: float) -> float:
    return of_community + 1.0 + u_community


@rule
def by_office(of_office: float, u_office: float) -> float:
    return of_office + 1.0 + u_office


RULES = {"residents": by_resident, "communities": by_community, "offices": by_office}
SINGULAR = {"residents": "resident", "communities": "community", "offices": "office"}


def program(kind: Kind, asked: bool) -> Program:
    tables = {
        name: Table(
            name,
            (Column(f"of_{one}", "f8", ""), Column(f"if_{one}", kind, "")),
            in_places=name == "residents",
            is_place=name == "communities",
        )
        for name, one in SINGULAR.items()
    }
    steps = tuple(
        Each(name, RULES[name], (f"of_{one}",), f"if_{one}" if asked else None) for name, one in SINGULAR.items()
    )
    return Program(tables, steps, {}, {name: ((f"u_{one}",),) for name, one in SINGULAR.items()})


def state(tables: Any, values: list[float]) -> State:
    found = {name: allocate(table, N[name], True) for name, table in tables.items()}
    for name, one in SINGULAR.items():
        found[name].columns[f"if_{one}"][:] = np.resize(np.array(values), N[name])
    return State(found, {"residents": np.linspace(0, N["residents"], N["communities"] + 1).astype(np.int64)})


@pytest.mark.parametrize("kind", ["i1", "u1", "i2", "i4", "u4", "i8", "f4", "f8"])
def test_a_condition_of_any_kind_chooses_the_same_rows(both: Callable[..., Any], kind: Kind) -> None:
    values: list[float] = [0.0, -0.0, np.nan, 0.25, 0.0] if kind[0] == "f" else [0, 0, 1, 3, 0]
    made = program(kind, True)
    compiled, plain = both(made, state(made.tables, values))
    for name, one in SINGULAR.items():
        found = compiled.tables[name].columns[f"of_{one}"]
        assert found.tobytes() == plain.tables[name].columns[f"of_{one}"].tobytes()
        assert np.array_equal(found > 0, np.resize(np.array(values), N[name]) != 0)


def test_every_row_of_every_table_has_luck_of_its_own(both: Callable[..., Any]) -> None:
    made = program("i1", False)
    compiled, plain = both(made, state(made.tables, [0]))
    for name, one in SINGULAR.items():
        found = compiled.tables[name].columns[f"of_{one}"]
        assert found.tobytes() == plain.tables[name].columns[f"of_{one}"].tobytes()
        assert len(np.unique(found)) == N[name]
        assert ((found > 1.0) & (found < 2.0)).all()
