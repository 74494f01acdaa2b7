import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.errors import AccountError
from sim.language import Language
from sim.outcomes import OUTCOMES
from sim.scenario import load

Shequ = Callable[..., Any]
Calls = list[dict[str, Any]]


def test_run_gives_trajectories_as_json_and_nothing_else(shequ: Shequ, runner: Calls) -> None:
    answer = shequ("run", "baseline", "--seeds", "2", "--first-seed", "5", "--months", "14", "--json")
    result = json.loads(answer.out)
    assert {key: result[key] for key in ("scenario", "size", "engine", "months", "seeds", "path")} == {
        "scenario": "baseline",
        "size": "neighbourhood",
        "engine": "compiled",
        "months": 14,
        "seeds": [5, 6],
        "path": "results/baseline",
    }
    assert [len(one) for one in result["hashes"]] == [64, 64]
    assert result["trajectories"].keys() == {outcome.name for outcome in OUTCOMES}
    assert [len(months) for months in result["trajectories"]["participation_rate"]] == [14, 14]
    assert result["trajectories"]["waiting_months_mean"][0][0] is None
    assert result["timing"] | {"total_s": 0} == {
        "setup_s": 1.0,
        "stepping_s": 3.0,
        "total_s": 0,
        "resident_months": 2 * 14 * 300,
    }


def test_run_passes_its_options_on(shequ: Shequ, runner: Calls) -> None:
    shequ("run", "menu_services+funding_cut", "--size", "hamlet", "--out", "there", "--workers", "3")
    (call,) = runner
    assert call["scenarios"] == ["menu_services+funding_cut"]
    assert (call["size"], call["out"], call["workers"], call["seeds"]) == ("hamlet", Path("there"), 3, [0])


@pytest.mark.parametrize(("lang", "words"), [("en", "Participation rate"), ("zh", "前 12 个月")])
def test_run_shows_each_outcome_on_screen(shequ: Shequ, runner: Calls, lang: Language, words: str) -> None:
    answer = shequ("run", "baseline", "--months", "24", "--lang", lang)
    assert answer.status == 0
    assert words in answer.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--size", "neighborhood"], "did you mean neighbourhood?"),
        (["--engine", "fast"], "choose one of compiled, mesa"),
        (["--city", "ningpo"], "did you mean ningbo?"),
        (["--city", "~x/c.toml"], "nobody here has the home ~x; write the folder in full"),
        (["--lang", "fr"], "choose one of en, zh"),
        (["--months", "0"], "--months"),
        (["--months", "1201"], "--months"),
        (["--seeds", "0"], "--seeds"),
        (["--first-seed", "-1"], "--first-seed"),
        (["--workers", "0"], "--workers"),
    ],
)
def test_a_bad_option_is_refused_before_anything_runs(
    shequ: Shequ, runner: Calls, arguments: list[str], words: str
) -> None:
    answer = shequ("run", "baseline", *arguments)
    assert (answer.status, answer.out, runner) == (2, "", [])
    assert words in answer.err


def test_an_unknown_scenario_ends_with_status_two(shequ: Shequ, runner: Calls) -> None:
    answer = shequ("run", "menu_servces", "--json")
    assert (answer.status, answer.out) == (2, "")
    assert "did you mean menu_services?" in answer.err


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (KeyboardInterrupt(), 130, "Interrupted"),
        (AccountError("money does not balance in month 3"), 1, "money does not balance in month 3"),
        (PermissionError(13, "Permission denied", "results/x"), 1, "results/x: Permission denied."),
    ],
)
def test_what_goes_wrong_in_a_run_has_its_exit_status(
    shequ: Shequ, runner: Calls, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, words: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("sim.runs.run_many", fail, raising=False)
    answer = shequ("run", "baseline")
    assert (answer.status, answer.out) == (status, "")
    assert words in answer.err


def test_compare_tests_itself_before_it_reports(shequ: Shequ, runner: Calls) -> None:
    answer = shequ("compare", "baseline", "menu_services", "funding_cut", "--months", "24", "--json", "--out", "here")
    result = json.loads(answer.out)
    assert answer.status == 0
    assert result["self_test"] == {"max_abs_difference": 0.0}
    assert [call["scenarios"] for call in runner] == [
        *[["baseline"]] * 4,
        ["baseline", "menu_services", "funding_cut"],
    ]
    assert len({call["out"] for call in runner}) == 5
    assert result["seeds"] == list(range(10))
    assert Path(result["report"]).is_file()
    assert [one["scenario"] for one in result["alternatives"]] == ["menu_services", "funding_cut"]
    verdict = result["alternatives"][0]["verdicts"][0]
    assert verdict.keys() >= {
        "outcome",
        "window",
        "difference",
        "low",
        "high",
        "unit",
        "verdict",
        "level",
        "more_seeds",
    }


def test_seeds_auto_looks_at_ten_seeds_first_and_says_at_which_it_looked(shequ: Shequ, runner: Calls) -> None:
    answer = shequ("compare", "baseline", "menu_services", "--months", "24", "--seeds", "auto", "--json")
    result = json.loads(answer.out)
    asked = [len(call["seeds"]) for call in runner if len(call["scenarios"]) == 2]
    assert asked == result["looks"]
    assert asked[0] == 10
    assert len(result["seeds"]) == asked[-1] in (10, 20, 40, 80, 160)


def test_too_few_lucks_are_refused(shequ: Shequ, runner: Calls) -> None:
    answer = shequ("compare", "baseline", "menu_services", "--person-seeds", "5")
    assert (answer.status, runner) == (2, [])
    assert "at least 20" in answer.err


def test_an_equal_budget_is_found_in_the_first_ten_seeds_and_told(shequ: Shequ, runner: Calls) -> None:
    answer = shequ("compare", "baseline", "menu_at_80_percent", "--months", "24", "--equal-budget", "--json")
    result = json.loads(answer.out)
    (budget,) = result["equal_budgets"]
    assert (budget["scenario"], len(budget["factors"])) == ("menu_at_80_percent", 2)
    pilots = [call for call in runner if call["scenarios"] == ["menu_at_80_percent"]]
    assert pilots
    assert [list(call["seeds"]) for call in pilots] == [list(range(10))] * len(pilots)


@pytest.mark.parametrize("given", ["0", "-1", "many", "1.5", "²"])
def test_a_number_of_seeds_is_a_number_or_auto(shequ: Shequ, runner: Calls, given: str) -> None:
    answer = shequ("compare", "baseline", "menu_services", f"--seeds={given}")
    assert (answer.status, runner) == (2, [])
    assert "give a whole number from 1 to 1000000, or auto" in answer.err


def test_compare_says_in_words_what_differs(shequ: Shequ, runner: Calls) -> None:
    answer = shequ("compare", "baseline", "menu_services", "--months", "24", "--lang", "zh")
    assert answer.status == 0
    assert "自检通过" in answer.err
    assert "报告：results/baseline_vs_menu_services/report.html" in answer.out


def test_compare_writes_no_report_where_nothing_is_not_nothing(
    shequ: Shequ, runner: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sim.runs

    steady = sim.runs.run_many

    def drifting(*arguments: Any, **how: Any) -> Any:
        runs = steady(*arguments, **how)
        for run in (run for several in runs.values() for run in several):
            run.city["trust_mean"][3] += 1e-9 * len(runner)
        return runs

    monkeypatch.setattr("sim.runs.run_many", drifting)
    answer = shequ("compare", "baseline", "menu_services", "--months", "24")
    assert (answer.status, answer.out) == (1, "")
    assert "Self-test failed" in answer.err
    assert not Path("results").exists()


def test_compare_wants_each_scenario_once(shequ: Shequ, runner: Calls) -> None:
    answer = shequ("compare", "baseline", "baseline")
    assert (answer.status, runner) == (2, [])
    assert "baseline is given twice" in answer.err


@pytest.mark.parametrize("policy", ["menu_services", "seed_then_taper", "funding_cut"])
def test_a_postponed_policy_is_the_baseline_up_to_the_horizon_and_not_beyond(policy: str) -> None:
    from sim.studies.comparison.null_test import postponed

    baseline, horizon = load("baseline"), 24
    later = postponed(load(policy), baseline=baseline, months=horizon).schedule(horizon + 100).levers
    usual = baseline.schedule(horizon + 100).levers
    assert (later[:horizon] == usual[:horizon]).all()
    assert (later[horizon:] != usual[horizon:]).any()


@pytest.fixture
def two_worlds(tmp_path: Path) -> Path:
    """A file of two worlds that differ in one number."""
    from sim.ensemble.shipped import Plausible, World, reference_hashes, write
    from sim.extension import code

    worlds = tuple(World(k, {"world.information.relapse": 0.4 + 0.1 * k}) for k in (1, 2))
    write(Plausible("ningbo", "hamlet", worlds, -6.0, reference_hashes(code())), tmp_path / "two.parquet")
    return tmp_path / "two.parquet"


def test_the_answer_counts_worlds_and_the_sealed_report_is_made_again_with_them(shequ: Shequ, two_worlds: Path) -> None:
    asked = ("--months", "24", "--size", "hamlet", "--person-seeds", "0", "--seeds", "2")
    in_worlds = ("--worlds", "2", "--world-seeds", "6", "--worlds-from", str(two_worlds))
    answer = shequ("compare", "baseline", "menu_services", *asked, *in_worlds)
    assert answer.status == 0, answer.err
    assert "Mean satisfaction in 2 plausible worlds" in answer.out
    folder = Path("results/baseline_vs_menu_services")
    page = (folder / "report.html").read_text("utf-8")
    assert "of 2 plausible worlds" in page
    assert "--worlds 2 --world-seeds 6 --worlds-from worlds.parquet" in page
    assert "(6 seeds in each)" in page
    assert (folder / "tables" / "world_effects.csv").exists()
    kept = [len([*folder.glob(f"runs/*.{part}.parquet")]) for part in ("groups", "communities", "city")]
    assert 0 < kept[0] == kept[1] < kept[2], "of runs in worlds the city's own outcomes are kept alone"
    checked = shequ("verify", str(folder), "--all")
    assert checked.status == 0, checked.out + checked.err
    for other, named in (((*in_worlds, "--world-seeds", "7"), "seeds in each world"), (("--worlds", "0"), "worlds")):
        again = shequ("compare", "baseline", "menu_services", *asked, *other)
        assert again.status == 2
        assert named in again.err


def test_more_worlds_than_there_are_is_refused_with_their_number(shequ: Shequ, two_worlds: Path) -> None:
    answer = shequ("compare", "baseline", "menu_services", "--worlds", "3", "--worlds-from", str(two_worlds))
    assert answer.status == 2
    assert "there are 2 worlds" in answer.err


def test_the_command_and_the_call_from_python_ask_for_the_same_runs(
    shequ: Shequ, runner: Calls, tmp_path: Path
) -> None:
    from sim import compare

    shequ("compare", "baseline", "menu_services", "--months", "24", "--seeds", "3", "--first-seed", "5")
    asked = list(runner)
    runner.clear()
    compare("baseline", ["menu_services"], out=tmp_path, months=24, seeds=3, first_seed=5)
    names = ("scenarios", "seeds", "months", "size", "workers", "threads")
    assert [[one[name] for name in names] for one in runner] == [[one[name] for name in names] for one in asked]


@pytest.mark.parametrize(("option", "given"), [("engine", "Mesa"), ("report", "fr")])
def test_a_call_from_python_names_what_it_does_not_know_before_anything_runs(
    runner: Calls, tmp_path: Path, option: str, given: str
) -> None:
    from sim import compare
    from sim.errors import InputError

    unknown: dict[str, Any] = {option: given}
    with pytest.raises(InputError, match=f"{option} is '{given}'; .*hoose one of"):
        compare("baseline", ["menu_services"], out=tmp_path, **unknown)
    assert runner == []
