"""The same bytes come from one process or several, in any order."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

import pytest

from sim.errors import AccountError
from sim.runs.executors import lasting, processes

Make = Callable[..., Any]
BOTH = ("baseline", "menu_services")


def test_one_worker_and_two_leave_the_same_bytes(
    tmp_path: Path, many: Make, files: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.runs.batch.WORTH_A_PROCESS", 0)
    alone = many(tmp_path / "one", BOTH, workers=1)
    together = many(tmp_path / "two", BOTH, workers=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert [run.seed for run in together["baseline"]] == [run.seed for run in alone["baseline"]]


def test_the_order_in_which_runs_are_asked_for_does_not_matter(tmp_path: Path, many: Make, files: Make) -> None:
    many(tmp_path / "one", BOTH)
    many(tmp_path / "two", BOTH[::-1])
    ours, theirs = (
        {name: data for name, data in files(tmp_path / place).items() if name.endswith(".parquet")}
        for place in ("one", "two")
    )
    assert ours == theirs


def test_progress_counts_every_month_of_every_run(tmp_path: Path, many: Make) -> None:
    seen: list[tuple[int, int]] = []
    many(tmp_path, BOTH, seeds=2, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert set(seen) == {(month, 24) for month in range(1, 25)}


def test_progress_of_several_processes_counts_every_run(
    tmp_path: Path, many: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.runs.batch.WORTH_A_PROCESS", 0)
    seen: list[tuple[int, int]] = []
    many(tmp_path, BOTH, seeds=2, workers=2, progress=lambda done, total: seen.append((done, total)))
    assert {(6, 24), (12, 24), (18, 24), (24, 24)} <= set(seen)
    assert seen == sorted(seen)


def test_a_run_that_fails_leaves_those_before_it(
    tmp_path: Path, many: Make, files: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.runs.single import simulate

    def fails_at_two(scenario: Any, seed: int, **rest: Any) -> Any:
        if seed == 2:
            raise AccountError("account 'finance' does not balance in month 3")
        return simulate(scenario, seed, **rest)

    monkeypatch.setattr("sim.runs.task.simulate", fails_at_two)
    with pytest.raises(AccountError, match="month 3"):
        many(tmp_path)
    assert len([name for name in files(tmp_path) if name.endswith(".city.parquet")]) == 2


def test_a_lasting_crew_keeps_its_processes_until_it_is_done_or_one_dies() -> None:
    with lasting(processes(1)) as crew:
        first, again = (crew.map(_process, [0])[0] for _ in range(2))
        with pytest.raises(BrokenExecutor):
            crew.map(_die, [0])
        other = crew.map(_process, [0])[0]
    assert first == again != other


def test_a_lasting_crew_ends_with_what_was_under_way_when_something_goes_wrong() -> None:
    began = time.perf_counter()
    with pytest.raises(RuntimeError, match="wrong"):
        _go_wrong()
    assert time.perf_counter() - began < 30


def _go_wrong() -> None:
    with lasting(processes(1)) as crew:
        crew.hire().submit(time.sleep, 60)
        raise RuntimeError("wrong")


def _process(_: int) -> int:
    return os.getpid()


def _die(_: int) -> None:
    os._exit(1)


@pytest.fixture(autouse=True)
def no_stray_processes() -> Iterator[None]:
    import multiprocessing

    yield
    assert multiprocessing.active_children() == []
