"""The command line in this process, and a runner that stands in for the engine."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from sim.cli import main
from sim.outcomes import OUTCOMES
from sim.runs.result import Run
from sim.scenario import Scenario


class Answer(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def shequ(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Answer]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["shequ", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        return Answer(int(left.value.code or 0), *capsys.readouterr())

    return call


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Replace the engine by numbers that follow from seed and levers alone; return the calls as they come."""
    calls: list[dict[str, Any]] = []

    def run_many(
        scenarios: list[Scenario],
        seeds: list[int],
        months: int,
        size: str,
        engine: str,
        city: str,
        out: Path,
        **how: Any,
    ) -> dict[str, list[Run]]:
        references = [scenario.reference for scenario in scenarios]
        calls.append({"scenarios": references, "seeds": seeds, "months": months, "size": size, "out": out, **how})
        how["progress"](1, 1)
        return {one.reference: [_run(one, seed, months, size, engine) for seed in seeds] for one in scenarios}

    monkeypatch.setattr("sim.runs.run_many", run_many, raising=False)
    monkeypatch.setattr("sim.studies.comparison.study.persons_and_stories", lambda *given: ((), ()))
    return calls


def _run(scenario: Scenario, seed: int, months: int, size: str, engine: str) -> Run:
    effect = scenario.schedule(months).levers.sum(axis=(1, 2))
    city = {outcome.name: np.random.default_rng(seed).random(months) + effect for outcome in OUTCOMES}
    city["waiting_months_mean"][0] = np.nan
    return Run(
        scenario.reference, size, engine, seed, "2016-01", months, 300, city, {}, {}, setup_s=0.5, stepping_s=1.5
    )
