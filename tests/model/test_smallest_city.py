"""X9: one resident, one community, no organizations, no offices: the model still runs."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.city.layout import Layout
from sim.runs.single import simulate
from sim.scenario import load

Make = Callable[..., Any]
NOTHING = np.zeros(0, np.int64)
ALL_OFFICES = np.array([0] + [1] * 8 + [2, 3])


def place(residents: int, roles: np.ndarray) -> Layout:
    """One community; its district and street are the last offices, or the finance office where there are no others."""
    district, street = (max(len(roles) - back, 0) for back in (2, 1))
    counts, starts = np.array([residents]), np.array([0, residents])
    columns = (np.zeros(1, np.int64), counts, np.array([district]), np.array([street]))
    of_street = (np.zeros(1, np.int64), counts)
    return Layout(*columns, *of_street, roles, NOTHING, starts, np.zeros(2, np.int64))


@pytest.mark.parametrize("engine", ["compiled", "mesa"])
@pytest.mark.parametrize("residents", [1, 2, 9])
@pytest.mark.parametrize("roles", [ALL_OFFICES, NOTHING], ids=["all offices", "no offices"])
def test_a_handful_of_residents_without_organizations_runs(
    monkeypatch: pytest.MonkeyPatch, engine: str, residents: int, roles: np.ndarray
) -> None:
    monkeypatch.setattr("sim.city.making.lay_out", lambda *_: place(residents, roles))
    run = simulate(load("baseline"), 1, months=26, size="hamlet", engine=engine, city="ningbo")
    assert run.residents == residents
    assert ((run.city["satisfaction_mean"] > 0) & (run.city["satisfaction_mean"] < 1)).all()
    assert (run.city["organizations_alive"] == 0).all()


@pytest.mark.parametrize("roles", [ALL_OFFICES, NOTHING], ids=["all offices", "no offices"])
def test_both_engines_agree_on_the_smallest_city(monkeypatch: pytest.MonkeyPatch, roles: np.ndarray) -> None:
    monkeypatch.setattr("sim.city.making.lay_out", lambda *_: place(1, roles))
    one, other = (
        simulate(load("baseline"), 1, months=26, size="hamlet", engine=engine, city="ningbo")
        for engine in ("compiled", "mesa")
    )
    assert [name for name in one.city if one.city[name].tobytes() != other.city[name].tobytes()] == []
    assert [name for name in one.money if one.money[name].tobytes() != other.money[name].tobytes()] == []
