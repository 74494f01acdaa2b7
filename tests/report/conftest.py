"""Runs made of fixed noise, shaped like a model's, and scenarios that describe them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from sim.model.groups import AGES, COLUMNS
from sim.outcomes import OUTCOMES
from sim.report.interval_figures import SHOWN
from sim.runs.result import Floats, Run
from sim.statistics.intervals import Estimate
from sim.studies.comparison import Comparison
from sim.studies.comparison.by_community import CommunityGain
from sim.studies.comparison.fee_payers import A_HEAD, FEES
from sim.studies.comparison.persons import Persons
from sim.studies.comparison.study import Study, study_of
from sim.studies.why import Setting, Story
from sim.studies.why.chain import Link
from sim.studies.why.story import LIVED
from sim.studies.why.worlds import Place
from tests.cli.conftest import shequ

__all__ = ["shequ"]
LEVELS = {
    "share": 0.3,
    "index": 0.6,
    "yuan": 250_000.0,
    "cases": 400.0,
    "months": 2.5,
    "posts": 60.0,
    "organizations": 25.0,
    "domains": 5.0,
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
    """Make a comparison of two alternatives; outcomes in ``gone`` do not exist in the first seed.

    Those in ``never`` are 0 in all.
    """

    def make(
        seeds: int = 10,
        months: int = 36,
        gone: tuple[str, ...] = (),
        never: tuple[str, ...] = (),
        effect: float = 0.05,
        persons: bool = False,
        yuan_a_month: float | None = None,
    ) -> Case:
        base = [_run(seed, months, gone if seed == 1 else (), yuan_a_month) for seed in range(1, seeds + 1)]
        for run, name in product(base, never):
            run.city[name][:] = 0
        shifts = {"menu_services": effect, "grid": -0.002}
        runs = {"baseline": base} | {name: [_shifted(run, name, by) for run in base] for name, by in shifts.items()}
        study = study_of(runs, "baseline")
        if persons:
            people, stories = (_persons("menu_services", months), _persons("grid", months)), (_story(months),) * 3
            study = replace(study, persons=people, stories=stories)
        return Case(study, {name: _scenario(name) for name in runs})

    return make


def _scenario(reference: str) -> Scenario:
    english, chinese = NAMES[reference]
    question = {"en": f"What does {english} change?", "zh": f"{chinese}改变了什么？"}
    return Scenario({"en": english, "zh": chinese}, question, reference, [f"{reference} has a notice"])


def _persons(scenario: str, months: int) -> Persons:
    """Six communities: two gain, two lose, two may be luck; the policy does not touch the last."""
    values = (0.02, 0.03, -0.02, -0.03, 0.001, 0.0)
    kinds = ("traditional", "market", "rural", "industrial", "rural", "market")
    gains = tuple(
        CommunityGain(Place(kind, 1, 50), k < 5, Estimate(value, value - 0.01, value + 0.01))
        for k, (kind, value) in enumerate(zip(kinds, values, strict=True))
    )
    beyond = Estimate(0.2, 0.1, 0.3)
    alike = np.linspace(1.0, 0.9, months)
    shares = {"better": 0.4, "worse": 0.1, "placebo_better": 0.2, "placebo_worse": 0.09}
    return Persons(
        scenario=scenario,
        person_seeds=20,
        residents=300,
        better_beyond=beyond,
        worse_beyond=Estimate(0.01, -0.02, 0.04),
        worst_off=Estimate(0.01, 0.005, 0.015),
        communities=gains,
        placebo_communities=gains,
        decided_alike=alike,
        state_alike=alike / 2,
        placebo_state_alike=alike,
        **shares,
    )


def _story(months: int) -> Story:
    lives = {name: np.full((2, months), 0.5) for name in LIVED}
    lives["takes_part"] = np.tile([0.0, 1.0], (2, months))[:, :months]
    link = Link(0, "prepare_month", "communities", "variety_factor", 0, (1.0, 1.2), "menu_share", (0.0, 0.8), True)
    return Story(
        scenarios=("baseline", "menu_services"),
        setting=Setting("ningbo", "hamlet", 1, 1, months),
        start="2016-01",
        choice="random",
        draw=5,
        stayed=290,
        resident=16,
        community=0,
        firsts=(0, 300),
        names=("",),
        kind=0,
        age_group=3,
        registered=1,
        lives=lives,
        drifts=0,
        month=0,
        links=(link,),
    )


def _run(seed: int, months: int, gone: tuple[str, ...], yuan_a_month: float | None) -> Run:
    rng = np.random.default_rng(seed)
    city = {outcome.name: LEVELS[outcome.unit] * _wander(rng, months) for outcome in OUTCOMES}
    city["help_fees_yuan"] = city[FEES] / 3
    city |= {name: np.full(months, np.nan) for name in gone}
    spending = (100 * np.nan_to_num(city["public_spending_yuan"])).astype(np.int64)
    spending = spending if yuan_a_month is None else np.full(months, round(100 * yuan_a_month))
    money = {
        "revenue": spending,
        "contracts": spending // 3,
        "contract_budget": spending // 2,
        "donations": spending // 9,
    }
    levels = dict.fromkeys(SHOWN, 0.4) | {A_HEAD: 6.0}
    groups = {name: np.full((months, len(COLUMNS)), one, np.float32) for name, one in levels.items()}
    groups["participation_rate"][:, COLUMNS.index("city.age_0_14")] = np.nan
    groups[FEES] = np.full((months, len(COLUMNS)), city[FEES][:, None] / len(AGES), np.float32)
    return Run("baseline", "hamlet", "compiled", seed, "2016-01", months, 300, city, {}, money, groups)


def _shifted(run: Run, scenario: str, by: float) -> Run:
    noise = np.random.default_rng(run.seed).normal(0, 0.01)
    city = {name: values * (1 + by + noise) for name, values in run.city.items()}
    groups = {name: (values * (1 + by + noise)).astype(np.float32) for name, values in run.groups.items()}
    for k, age in enumerate(AGES):  # the two oldest pay three fifths of the change, and two fifths of all
        paid = run.groups[FEES][:, COLUMNS.index(f"city.{age}")]
        groups[FEES][:, COLUMNS.index(f"city.{age}")] = paid * (1 + (by + noise) * (3 / 2 if k > 2 else 2 / 3))
    return replace(run, scenario=scenario, city=city, groups=groups)


def _wander(rng: np.random.Generator, months: int) -> Floats:
    return np.exp(0.05 * rng.normal() + 0.007 * rng.normal(size=months).cumsum())
