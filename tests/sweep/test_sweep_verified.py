"""``shequ verify`` of a sweep: what is damaged, what is missing, and runs computed anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.report.verify_sweep import check_sweep, list_files
from sim.runs.executors import here
from sim.studies.sweep import load_design, run_sweep, start

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def swept(design_file: Callable[..., Path], tmp_path: Path) -> Path:
    run_sweep(start(load_design(design_file()), tmp_path / "out", resume=False), here())
    return tmp_path / "out"


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def test_a_whole_sweep_has_no_problem_and_nothing_is_written(swept: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in swept.rglob("*")}
    found = check_sweep(swept, None, "en")
    assert (found.problems, found.runs, found.recomputed, found.derived) == ((), 12, 3, 4)
    assert check_sweep(swept, None, "en", everything=True).recomputed == 12
    assert {path: path.stat().st_mtime_ns for path in swept.rglob("*")} == before


@pytest.mark.parametrize("name", ["sweep.json", "journal.jsonl", "tables/runs.parquet", "runs/*.city.parquet"])
def test_a_flipped_bit_is_named(swept: Path, name: str) -> None:
    path = next(swept.glob(name))
    flip(path)
    assert path.name in check_sweep(swept, 0, "en").problems[0]


def test_runs_that_are_missing_are_counted(swept: Path) -> None:
    next(swept.glob("runs/*.city.parquet")).unlink()
    assert "runs are not there" in check_sweep(swept, 0, "en").problems[0]


def test_a_run_that_comes_out_differently_is_named(swept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.sweep.sweep_engine import arithmetic

    monkeypatch.setattr("sim.runs.task.simulate", lambda scenario, seed, **rest: arithmetic(scenario, seed + 1, **rest))
    assert "computed anew, the values are others" in check_sweep(swept, 1, "en").problems[0]


def test_what_no_hash_tells_of_is_named_until_the_files_are_listed(swept: Path) -> None:
    (swept / "notes.txt").write_text("mine")
    assert "notes.txt" in check_sweep(swept, 0, "en").notes[-1]
    list_files(swept)
    assert check_sweep(swept, 0, "en").problems == ()
    (swept / "notes.txt").write_text("yours")
    assert check_sweep(swept, 0, "en").problems == ("notes.txt: changed since it was written.",)
