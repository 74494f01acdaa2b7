"""Runs made of fixed noise, shaped like a model's, and scenarios that describe them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from sim.analysis import Comparison
from sim.analysis.study import Study, study_of
from sim.outcomes import OUTCOMES
from sim.runs.result import Floats, Run

LEVELS = {
    "share": 0.3,
    "index": 0.6,
    "yuan": 250_000.0,
    "cases": 400.0,
    "months": 2.5,
    "posts": 60.0,
    "organizations": 25.0,
}
NAMES = {
    "baseline": ("Practice around 2016", "2016 年前后的做法"),
    "menu_services": ("Menu", "菜单式服务"),
    "grid": ("Grid", "网格"),
}


@dataclass(frozen=True)
class Scenario:
    name: dict[str, str]
    question: dict[str, str]
    reference: str
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Case:
    """All that a report is made of."""

    study: Study
    scenarios: dict[str, Any]

    @property
    def comparison(self) -> Comparison:
        return self.study.comparison

    @property
    def runs(self) -> Any:
        return self.study.runs


@pytest.fixture(scope="session")
def case() -> Callable[..., Case]:
    """Make a comparison of two alternatives; outcomes in ``gone`` do not exist in the first seed."""

    def make(seeds: int = 10, months: int = 36, gone: tuple[str, ...] = (), effect: float = 0.05) -> Case:
        base = [_run(seed, months, gone if seed == 1 else ()) for seed in range(1, seeds + 1)]
        shifts = {"menu_services": effect, "grid": -0.002}
        runs = {"baseline": base} | {name: [_shifted(run, name, by) for run in base] for name, by in shifts.items()}
        return Case(study_of(runs, "baseline"), {name: _scenario(name) for name in runs})

    return make


def _scenario(reference: str) -> Scenario:
    english, chinese = NAMES[reference]
    question = {"en": f"What does {english} change?", "zh": f"{chinese}改变了什么？"}
    return Scenario({"en": english, "zh": chinese}, question, reference, [f"{reference} has a notice"])


def _run(seed: int, months: int, gone: tuple[str, ...]) -> Run:
    rng = np.random.default_rng(seed)
    city = {outcome.name: LEVELS[outcome.unit] * _wander(rng, months) for outcome in OUTCOMES}
    city |= {name: np.full(months, np.nan) for name in gone}
    spending = (100 * np.nan_to_num(city["public_spending_yuan"])).astype(np.int64)
    money = {"revenue": spending, "contracts": spending // 3, "unheard_of_flow": spending // 2}
    return Run("baseline", "hamlet", "compiled", seed, "2016-01", months, 300, city, {}, money)


def _shifted(run: Run, scenario: str, by: float) -> Run:
    noise = np.random.default_rng(run.seed).normal(0, 0.01)
    city = {name: values * (1 + by + noise) for name, values in run.city.items()}
    return replace(run, scenario=scenario, city=city)


def _wander(rng: np.random.Generator, months: int) -> Floats:
    return np.exp(0.05 * rng.normal() + 0.007 * rng.normal(size=months).cumsum())
