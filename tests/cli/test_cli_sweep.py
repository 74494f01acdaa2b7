"""Sweeps from the command line: statuses, messages in both languages, JSON alone on standard output."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.errors import AccountError
from sim.language import Language
from sim.outcomes import OUTCOMES
from sim.runs.result import Run
from sim.scenario import Scenario
from tests.values import number

Shequ = Callable[..., Any]
DESIGN = """\
scenarios = ["baseline"]
size = "hamlet"
months = 3
seeds = 2
[name]
en = "Menu"
zh = "菜单"
[question]
en = "What does a menu change?"
zh = "菜单改变什么？"
[design]
method = "morris"
n = 4
[factors]
"provision.menu_share" = { range = [0, 1] }
"world.needs.problem_load" = { range = "plausible" }
[outcomes]
participation_rate = "mean"
"""


def arithmetic(scenario: Scenario, seed: int, *, months: int, size: str, engine: str, **_: object) -> Run:
    values = np.full(months, number(scenario, "provision.menu_share") + seed)
    return Run(
        scenario.reference, size, engine, seed, "2016-01", months, 300, {o.name: values for o in OUTCOMES}, {}, {}
    )


@pytest.fixture
def swept(shequ: Shequ, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    """Sweep the design with an engine that is arithmetic."""
    monkeypatch.setattr("sim.runs.task.simulate", arithmetic)
    monkeypatch.setattr("sim.studies.sweep.running.needs_compiling", lambda: False)
    monkeypatch.setattr("sim.runs.needs_compiling", lambda: False)
    (tmp_path / "design.toml").write_text(DESIGN, "utf-8")

    def sweep(*more: str) -> Any:
        return shequ("sweep", "design.toml", "--out", "out", "--workers", "1", *more)

    return sweep


def test_a_sweep_ends_with_its_counts(swept: Shequ) -> None:
    answer = swept("--json")
    assert answer.status == 0
    told = json.loads(answer.out)
    assert (told["runs"], told["finished"], told["failed"], told["left"]) == (24, 24, 0, 0)


@pytest.mark.parametrize(("lang", "words"), [("en", "24 finished"), ("zh", "完成 24")])
def test_status_is_told_in_both_languages(swept: Shequ, shequ: Shequ, lang: Language, words: str) -> None:
    swept()
    assert words in shequ("status", "out", "--lang", lang).out


def test_failed_runs_leave_status_three_and_name_the_command_that_repeats_them(
    swept: Shequ, shequ: Shequ, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(scenario: Scenario, seed: int, **rest: Any) -> Run:
        if seed == 1:
            raise AccountError("finance does not balance in month 2")
        return arithmetic(scenario, seed, **rest)

    monkeypatch.setattr("sim.runs.task.simulate", broken)
    answer = swept("--json")
    assert answer.status == 3
    failure = json.loads(answer.out)["failures"][0]
    monkeypatch.setattr("sim.runs.task.simulate", arithmetic)
    assert shequ(*failure["command"].split()[1:], "--workers", "1").status == 3
    assert shequ("retry", "out", "--workers", "1").status == 0


def test_a_key_that_did_not_fail_is_refused(swept: Shequ, shequ: Shequ) -> None:
    swept()
    assert shequ("retry", "out", "--run", "x").status == 2


def test_extending_adds_seeds_points_and_outcomes(swept: Shequ, shequ: Shequ) -> None:
    swept()
    more = ("--seeds", "3", "--points", "2", "--outcome", "trust_mean=mean")
    told = json.loads(shequ("extend", "out", *more, "--workers", "1", "--json").out)
    assert (told["runs"], told["finished"]) == (6 * 3 * 3, 6 * 3 * 3)
    columns = json.loads(shequ("query", "out", "SELECT * FROM runs LIMIT 1", "--json").out)[0]
    assert "trust_mean_mean" in columns


def test_an_outcome_that_does_not_exist_is_refused_with_the_nearest(swept: Shequ, shequ: Shequ) -> None:
    swept()
    answer = shequ("extend", "out", "--outcome", "trust_men=mean")
    assert (answer.status, "trust_mean" in answer.err) == (2, True)


def test_interrupted_says_how_to_go_on(swept: Shequ, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> Run:
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.runs.task.simulate", stopped)
    answer = swept()
    assert (answer.status, answer.out) == (130, "")
    assert "--resume" in answer.err


def test_a_second_sweep_into_the_same_folder_is_refused(swept: Shequ) -> None:
    swept()
    answer = swept()
    assert (answer.status, "--resume" in answer.err) == (2, True)
    assert swept("--resume").status == 0


def test_dask_needs_an_address(swept: Shequ) -> None:
    answer = swept("--cluster", "nowhere")
    assert (answer.status, "check --cluster" in answer.err) == (2, True)


def test_a_question_is_answered_as_a_table_csv_json_and_netcdf(swept: Shequ, shequ: Shequ, tmp_path: Path) -> None:
    swept()
    question = "SELECT count(*) AS n FROM runs"
    assert "24" in shequ("query", "out", question).out
    assert json.loads(shequ("query", "out", question, "--json").out) == [{"n": 24}]
    shequ("query", "out", question, "--csv", "answer.csv")
    assert (tmp_path / "answer.csv").read_text().split() == ["n", "24"]
    assert shequ("query", "out", "--netcdf", "sweep.nc").status == 0
    assert (tmp_path / "sweep.nc").stat().st_size > 1000


@pytest.mark.parametrize(("lang", "words"), [("en", "share of services offered as a menu"), ("zh", "菜单")])
def test_sensitivity_leaves_sentences_a_table_and_figures(
    swept: Shequ, shequ: Shequ, tmp_path: Path, lang: Language, words: str
) -> None:
    swept()
    answer = shequ("sensitivity", "out", "--lang", lang)
    assert answer.status == 0
    assert words in answer.out
    assert (tmp_path / "out/figures/sensitivity_participation_rate_mean.png").stat().st_size > 5000
    rows = json.loads(shequ("sensitivity", "out", "--json").out)
    effects = {row["factor"]: row["value"] for row in rows if row["index"] == "effect"}
    assert effects["provision.menu_share"] == pytest.approx(1)
    assert effects["world.needs.problem_load"] == pytest.approx(0)


def test_events_that_no_run_of_a_design_reaches_are_told(swept: Shequ, tmp_path: Path) -> None:
    file = tmp_path / "design.toml"
    file.write_text(DESIGN.replace('["baseline"]', '["seed_then_taper"]'), "utf-8")
    assert "Notice: seed_then_taper.toml:23: the event of 2021-01" in swept("--lang", "en").err
    delay = '"events.delay_months" = { range = [-60, 0] }\n'
    file.write_text(file.read_text("utf-8").replace("[outcomes]", delay + "[outcomes]"), "utf-8")
    assert "is whole only in" in swept("--lang", "en", "--out", "earlier").err
