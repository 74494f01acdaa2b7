"""Held-out patterns are read as their file says."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from docs.generate import held_out_readings as unseen
from docs.generate.held_out_readings import Job, Kept, Reading, read_held_out, readings
from sim.ensemble.observing import Place
from sim.extension import code
from sim.runs.result import Floats
from sim.scenario.columns import COLUMN


class Told:
    """Books in which participation rises with levers and time."""

    def __init__(self, levers: Mapping[str, float]) -> None:
        self.levers = levers

    def city(self) -> dict[str, Floats]:
        """Outcomes by month."""
        return {"participation_rate": sum(self.levers.values()) * np.arange(120) / 100 + 0.1}


def read(facts: dict[str, Any]) -> float:
    return unseen._read(facts, lambda levers, _: Kept(Told(levers), np.zeros(120)))  # type: ignore[arg-type]


BASE: dict[str, Any] = {"outcome": "participation_rate", "without": {"a": 1.0}, "with": {"b": 2.0}, "months": [10, 12]}


def test_a_reading_is_a_difference_over_a_window_less_another_window_or_pair() -> None:
    assert read(BASE) == pytest.approx(2 * 10.5 / 100)
    assert read({**BASE, "minus_months": [0, 2]}) == pytest.approx(2 * 10 / 100)
    assert read({**BASE, "minus_with": {"c": 0.5}}) == pytest.approx(1.5 * 10.5 / 100)


def test_a_growth_begins_where_a_level_is_first_reached() -> None:
    run = Kept(Told({"a": 1.0}), np.zeros(120))  # type: ignore[arg-type]
    facts = {"outcome": "participation_rate", "from_level": 0.2, "months": [0, 12]}
    assert unseen._read(facts, lambda *_: run) == pytest.approx(0.12 / 0.2)
    assert np.isnan(unseen._read({**facts, "from_level": 9.0}, lambda *_: run))


def test_levers_are_set_from_a_month_on_and_a_group_sets_all_of_its_own() -> None:
    scenario = unseen._scenario({"entitlement": 1.0}, 24)
    entitled = [column for path, column in COLUMN.items() if path.startswith("entitlement.")]
    table = scenario.schedule(36).levers
    assert (table[30][..., entitled] == 1).all()
    assert not (table[20][..., entitled] == 1).all()


def test_signs_and_bands() -> None:
    up, about = Reading("K", {"low": 0, "en": "up"}), Reading("K", {"low": -0.02, "high": 0.02, "en": "about"})
    values = np.array([-0.1, 0.01, 0.5])
    assert up.sign_holds(values).tolist() == up.band_holds(values).tolist() == [False, True, True]
    assert about.sign_holds(values).all()
    assert about.band_holds(values).tolist() == [False, True, False]


def test_every_reading_gives_a_number_for_one_luck_of_a_hamlet() -> None:
    found = read_held_out(code(), Place("ningbo", "hamlet"), Job({}, 0))
    assert len(found) == len(readings())
    assert sum(np.isfinite(found)) >= len(found) - 1
