"""The same bytes come from one process or several, in any order."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.errors import AccountError

Make = Callable[..., Any]
BOTH = ("baseline", "menu_services")


def test_one_worker_and_two_leave_the_same_bytes(
    tmp_path: Path, many: Make, files: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.runs.many.WORTH_A_PROCESS", 0)
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
    monkeypatch.setattr("sim.runs.many.WORTH_A_PROCESS", 0)
    seen: list[tuple[int, int]] = []
    many(tmp_path, BOTH, seeds=2, workers=2, progress=lambda done, total: seen.append((done, total)))
    assert {(6, 24), (12, 24), (18, 24), (24, 24)} <= set(seen)
    assert seen == sorted(seen)


def test_a_run_that_fails_leaves_those_before_it(
    tmp_path: Path, many: Make, files: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.runs.one import simulate

    def fails_at_two(scenario: Any, seed: int, *rest: Any) -> Any:
        if seed == 2:
            raise AccountError("account 'finance' does not balance in month 3")
        return simulate(scenario, seed, *rest)

    monkeypatch.setattr("sim.runs.task.simulate", fails_at_two)
    with pytest.raises(AccountError, match="month 3"):
        many(tmp_path)
    assert len([name for name in files(tmp_path) if name.endswith(".city.parquet")]) == 2


@pytest.fixture(autouse=True)
def no_stray_processes() -> Iterator[None]:
    import multiprocessing

    yield
    assert multiprocessing.active_children() == []
