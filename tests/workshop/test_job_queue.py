"""What the laptop computes first, and what it computes before it is asked."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from sim.runs import executors
from sim.runs.executors import Crew
from sim.scenario import load
from sim.workshop.job_queue import AHEAD, JobQueue
from sim.workshop.official_results import Terms

TERMS = Terms("ningbo", "hamlet", 12, ("satisfaction_mean",))


class Held(Executor):
    """An executor that does nothing before it is told to, and then what it was handed, in that order."""

    def __init__(self) -> None:
        self.handed: list[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]] = []
        self.did: list[str] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Take a call."""
        answer: Future[Any] = Future()
        self.handed.append((answer, fn, args))
        return answer

    def work(self) -> None:
        """Do the first call."""
        answer, fn, args = self.handed.pop(0)
        self.did.append(args[0].reference)
        answer.set_result(fn(*args))


async def _work(held: Held, calls: int) -> None:
    for _ in range(calls):
        for _ in range(5):
            await asyncio.sleep(0)
        held.work()
    for _ in range(5):
        await asyncio.sleep(0)


def _queue(held: Held, seeds: int) -> JobQueue:
    return JobQueue(Crew(lambda: held, 1), executors.here(), TERMS, seeds)


def test_what_is_committed_goes_before_what_may_be() -> None:
    async def whole() -> None:
        held = Held()
        queue = _queue(held, seeds=3)
        queue.ahead(1, load("menu_services"))
        answer = queue.of(load("grid"))
        await _work(held, 6)
        assert held.did == [*["menu_services"] * AHEAD, *["grid"] * 3, "menu_services"]
        assert [run.seed for run in await answer] == [0, 1, 2]
        await queue.close()

    asyncio.run(whole())


def test_a_commit_finds_the_runs_that_were_made_ahead() -> None:
    async def whole() -> None:
        held = Held()
        queue = _queue(held, seeds=2)
        queue.ahead(1, load("grid"))
        await _work(held, 2)
        assert queue.of(load("grid")).done()
        assert not held.handed
        await queue.close()

    asyncio.run(whole())


def test_a_later_proposal_takes_the_place_of_a_team_s_earlier_one() -> None:
    async def whole() -> None:
        held = Held()
        queue = _queue(held, seeds=10)
        queue.ahead(1, load("menu_services"))
        queue.ahead(2, load("grid"))
        queue.ahead(1, load("menu_at_80_percent"))
        await _work(held, AHEAD + 20)
        assert held.did.count("menu_services") == AHEAD
        assert held.did.count("grid") == held.did.count("menu_at_80_percent") == 10
        assert not held.handed
        assert len(queue.jobs) == 2
        await queue.close()

    asyncio.run(whole())


def test_two_teams_that_propose_alike_share_runs_until_neither_does() -> None:
    async def whole() -> None:
        held = Held()
        queue = _queue(held, seeds=10)
        queue.ahead(1, load("grid"))
        queue.ahead(2, load("grid"))
        queue.ahead(1, load("menu_services"))
        await _work(held, 20)
        assert held.did.count("grid") == 10
        await queue.close()

    asyncio.run(whole())


def test_runs_that_fail_are_begun_anew_when_they_are_asked_for_again() -> None:
    async def whole() -> None:
        held = Held()
        queue = _queue(held, seeds=2)
        first = queue.of(load("grid"))
        await asyncio.sleep(0)
        for answer, _, _ in held.handed:
            answer.set_exception(OSError("no disk"))
        held.handed.clear()
        with pytest.raises(OSError, match="no disk"):
            await first
        again = queue.of(load("grid"))
        await _work(held, 2)
        assert len(await again) == 2
        await queue.close()

    asyncio.run(whole())
