"""A worker that gets nowhere is ended; one that works, or has nothing to do, is not."""

import time
from concurrent.futures import BrokenExecutor
from multiprocessing import current_process

import pytest

from sim.runs import heartbeat
from sim.runs.executors import Processes
from sim.runs.heartbeat import PATIENCE, PATIENCE_AT_START, Heartbeats, Silence


class Told(Heartbeats):
    """Beats as a test tells them."""

    def __init__(self, *beats: int) -> None:
        self.beats = iter(beats)

    def of(self, _: int) -> int:
        return next(self.beats)


def silences(*beats: int) -> list[bool]:
    silence = Silence(Told(*beats))
    return [silence.of(current_process()) for _ in beats]


def test_a_worker_may_miss_a_minute_and_no_more() -> None:
    assert PATIENCE == 60
    assert silences(*[5] * 61) == [False] * 60 + [True]
    assert silences(*[5] * 60, 6, *[6] * 59) == [False] * 120


def test_a_worker_that_starts_has_more_time() -> None:
    assert silences(*[0] * (PATIENCE_AT_START + 1)) == [False] * PATIENCE_AT_START + [True]


def test_a_worker_that_waits_for_what_does_not_come_is_ended_and_told_of(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(heartbeat, "PATIENCE", 3)
    with Processes(1) as executor:
        waits = executor.submit(time.sleep, 600)
        with pytest.raises(BrokenExecutor):
            waits.result(timeout=120)
    assert any("stood still" in said for said in caplog.messages)


def test_a_worker_that_works_or_has_nothing_to_do_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "PATIENCE", 3)
    with Processes(1) as executor:
        assert executor.submit(_work, 6.0).result(timeout=120) > 0
        time.sleep(6.0)
        assert executor.submit(int, "7").result(timeout=120) == 7


def _work(seconds: float) -> int:
    began, rounds = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        rounds += 1
    return rounds
