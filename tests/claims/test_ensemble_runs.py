"""Runs are kept world by world, are never done twice, and leave the same bytes however it went."""

from pathlib import Path

import pytest

from sim.errors import SimWarning
from sim.runs.batch import run_many
from sim.runs.executors import here
from sim.studies.claims import runs as kept
from sim.studies.claims.reading import load_claims
from sim.studies.claims.runs import Plan, plan_of, run_ensemble
from sim.studies.sweep.folder import Status
from tests.claims.conftest import SETTING


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "worlds").glob("*.parquet")}


def test_what_is_kept_is_not_computed_again(three_claims: Plan, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.runs.task.simulate", None)
    assert run_ensemble(three_claims, run, here()).finished == three_claims.runs


def test_a_run_that_was_stopped_and_goes_on_leaves_the_same_bytes(
    three_claims: Plan, run: Path, tmp_path: Path
) -> None:
    def stop(status: Status) -> None:
        if status.finished > three_claims.runs // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_ensemble(three_claims, tmp_path, here(), stop)
    assert 0 < len(contents(tmp_path)) < 3
    run_ensemble(three_claims, tmp_path, here())
    assert contents(tmp_path) == contents(run)


def test_claims_that_are_asked_one_after_the_other_share_their_arms(
    three_claims: Plan, run: Path, tmp_path: Path
) -> None:
    for claim in ("H24", "H14", "H03"):
        run_ensemble(plan_of(load_claims([claim]), three_claims.worlds, SETTING), tmp_path, here())
    assert contents(tmp_path) == contents(run)


def test_a_damaged_world_is_set_aside_and_computed_again(three_claims: Plan, run: Path, tmp_path: Path) -> None:
    for name, content in contents(run).items():
        (tmp_path / "worlds").mkdir(exist_ok=True)
        (tmp_path / "worlds" / name).write_bytes(content)
    file = sorted((tmp_path / "worlds").glob("*.parquet"))[0]
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.warns(SimWarning, match="damaged"):
        run_ensemble(three_claims, tmp_path, here())
    assert contents(tmp_path) == contents(run)


def test_numbers_are_those_of_ordinary_runs(three_claims: Plan, run: Path, tmp_path: Path) -> None:
    world = three_claims.worlds[0]
    tasks = three_claims.tasks(world)
    arm = three_claims.arms[0]
    task = tasks[arm, 3]
    ours = kept.read(run / "worlds" / f"{world.number}.parquet", three_claims.measured)[task.key]
    place = [one.outcome for one in three_claims.measured].index("organization_staff")
    theirs = run_many([task.scenario], [3], 24, "neighbourhood", engine="compiled", city="ningbo", out=tmp_path)
    months = theirs[task.scenario.reference][0].city["organization_staff"]
    assert ours[:, place, 0] == pytest.approx(months.reshape(2, 12).sum(axis=1))
