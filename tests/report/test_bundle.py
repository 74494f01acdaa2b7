"""A bundle of a hamlet: whole, changed by a byte, recomputed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.errors import InputError
from sim.report import Described, write
from sim.report.finalize import seal, values_hash
from sim.report.manifest import Asked
from sim.report.verify_comparison import check
from sim.runs import run_many
from sim.runs.executors import here
from sim.scenario import load
from sim.scenario.scenario import from_canonical
from sim.studies.comparison.study import Study, Wanted, study
from sim.studies.why import Setting


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Study]:
    folder = tmp_path_factory.mktemp("bundle")

    def simulate(scenarios: Any, seeds: int, *, progress: Any, keep: Any = ()) -> Any:
        return run_many(scenarios, list(range(seeds)), 12, "hamlet", engine="compiled", city="ningbo", out=folder)

    setting = Setting("ningbo", "hamlet", 0, 0, 12)
    found = study(load("baseline"), [load("seed_then_taper+funding_cut")], simulate, Wanted(seeds=2), setting, here())
    described = {name: Described(name, one.name, one.question) for name, one in found.scenarios.items()}
    write(found, {"en": described}, folder)
    seal(folder, found, {"en": described}, {"seeds": 2, "first_seed": 0})
    return folder, found


@pytest.fixture
def bundle(made: tuple[Path, Study], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "copy"))


def test_a_whole_bundle_has_no_problem_and_its_runs_come_out_again(bundle: Path) -> None:
    found = check(bundle, 2, "en")
    assert (found.problems, found.runs, found.recomputed) == ((), 4, 2)


def said_of(bundle: Path) -> tuple[str, ...]:
    """What is said of a bundle; a manifest that is no JSON any more is refused."""
    try:
        return check(bundle, 0, "en").problems
    except InputError as error:
        return (str(error),)


def test_every_changed_byte_is_found_and_its_file_named(bundle: Path) -> None:
    for path in sorted(path for path in bundle.rglob("*") if path.is_file() and path.name != ".lock"):
        before = path.read_bytes()
        for place in (0, len(before) // 2, len(before) - 1):
            after = bytearray(before)
            after[place] ^= 1
            path.write_bytes(after)
            assert any(str(path.relative_to(bundle)) in one for one in said_of(bundle)), (path, place)
        path.write_bytes(before)


def test_missing_and_added_files_are_named(bundle: Path) -> None:
    (bundle / "tables" / "money.csv").unlink()
    (bundle / "tables" / "other.csv").write_text("1")
    assert set(check(bundle, 0, "en").problems) == {
        "tables/money.csv: missing.",
        "tables/other.csv: not part of the bundle.",
    }


def test_a_run_that_comes_out_differently_is_named(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.report.verify_comparison.simulate", lambda scenario, seed, **how: _other(scenario))
    assert "baseline, seed 0: computed anew, the values are others." in check(bundle, 4, "en").problems


def _other(scenario: Any) -> Any:
    from sim.runs import simulate

    return simulate(scenario, 77, months=12, size="hamlet", engine="compiled", city="ningbo")


def test_a_bundle_of_another_model_is_not_recomputed_and_says_why(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.report.verify_comparison.fingerprint", lambda: "another")
    found = check(bundle, 2, "en")
    assert found.recomputed == 0
    assert "this is model another" in found.problems[0]


def test_a_scenario_comes_back_from_its_canonical_form() -> None:
    scenario = load("seed_then_taper+funding_cut")
    again = from_canonical("any", json.loads(json.dumps(scenario.canonical())))
    assert (again.schedule(120).levers == scenario.schedule(120).levers).all()
    assert (again.schedule(120).world == scenario.schedule(120).world).all()
    assert again.canonical() == scenario.canonical()


def test_a_hash_of_values_does_not_depend_on_names_of_scenarios(made: tuple[Path, Study]) -> None:
    from dataclasses import replace

    run = made[1].runs["baseline"][0]
    assert values_hash(run) == values_hash(replace(run, scenario="other", stepping_s=9.0))
    changed = {**run.city, "trust_mean": run.city["trust_mean"] + 1e-12}
    assert values_hash(run) != values_hash(replace(run, city=changed))


def test_the_manifest_has_what_determines_the_runs_and_no_time_or_host(made: tuple[Path, Study]) -> None:
    manifest = json.loads((made[0] / "manifest.json").read_text())
    assert manifest.keys() >= {"scenarios", "seeds", "looks", "fingerprint", "commit", "packages", "profile", "runs"}
    assert not {key for key in manifest if "time" in key or "host" in key}


def test_the_command_leaves_with_1_where_something_is_wrong(shequ: Callable[..., Any], bundle: Path) -> None:
    assert shequ("verify", str(bundle), "--sample", "0", "--json").status == 0
    (bundle / "tables" / "money.csv").write_text("changed")
    answer = shequ("verify", str(bundle), "--sample", "0", "--json")
    assert answer.status == 1
    assert json.loads(answer.out)["problems"] == ["tables/money.csv: changed since it was written."]


def test_a_folder_without_a_manifest_is_refused(shequ: Callable[..., Any]) -> None:
    answer = shequ("verify", "nowhere")
    assert answer.status == 2
    assert "manifest.json" in answer.err


def test_a_folder_that_is_older_than_the_seeds_of_worlds_can_still_be_read() -> None:
    older = {"langs": ["en"], "auto": False, "discount": 0.03, "worlds": 20, "mechanisms": False, "budgets": []}
    assert Asked.model_validate(older).world_seeds == 6
