"""A search whose simulator is arithmetic: a menu satisfies, culture brings people in and costs money."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.api.search import Mixes, search
from sim.outcomes import OUTCOMES
from sim.runs import Run
from sim.scenario import Scenario
from sim.scenario.columns import ENTRIES, is_world

MENU, CULTURE = "provision.menu_share", "methods.culture"
LEVERS = [f"{MENU}=0:1", f"{CULTURE}=0.5:2@2016:2017", "methods.problem_solving=0,1"]
LEVER_NAMES = [entry for entry in ENTRIES if not is_world(entry)]
Searched = Callable[..., Mixes]


def arithmetic(scenario: Scenario, seed: int, *, months: int, size: str, engine: str, **_: Any) -> Run:
    """A resident's year costs 300 yuan, and 40 more for each unit of culture beyond 1."""
    draws = np.random.default_rng(seed).normal(0, 0.01)
    menu, culture = (scenario.schedule(months).levers[:, 0, LEVER_NAMES.index(path)] for path in (MENU, CULTURE))
    figures = {outcome.name: np.full(months, 5.0 + draws) for outcome in OUTCOMES}
    figures["satisfaction_mean"] = 0.5 + 0.1 * menu + draws
    figures["satisfaction_worst_decile"] = 0.3 + 0.05 * menu + draws
    figures["participation_rate"] = 0.1 + 0.05 * (culture - 1) + draws
    figures["public_spending_yuan"] = (300 + 40 * (culture - 1)) * 100 / 12
    money = {"contracts": np.asarray(figures["public_spending_yuan"] * 100).round().astype(np.int64)}
    return Run(scenario.reference, size, engine, seed, "2016-01", months, 100, figures, {}, money)


@pytest.fixture
def searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Searched:
    """Search in a folder of the test."""
    for place in ("sim.runs.task.simulate", "sim.studies.portfolio.searching.simulate"):
        monkeypatch.setattr(place, arithmetic)
    monkeypatch.setattr("sim.studies.portfolio.searching.needs_compiling", lambda: False)
    usual = {"starts": 2, "generations": 3, "worlds": 6, "fresh": 12, "months": 24, "size": "hamlet", "workers": 1}

    def run(folder: str = "out", levers: list[str] = LEVERS, **given: Any) -> Mixes:
        return search(levers, out=tmp_path / folder, **{"budget": 320, **usual, **given})

    return run
