"""A run that fails, or kills its worker, is a row; all others are done, each once."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any, Never

import pytest

from sim.errors import ProblemsError, RunError, ScenarioError
from sim.extension import code
from sim.runs.executors import Crew, Inline, here, processes
from sim.runs.task import Attempt, Failure, Task, attempt
from sim.runs.work import Result, results
from sim.scenario import load

SCENARIO = load("baseline")


def tasks(n: int, deadly: tuple[int, ...] = (), once: Path | None = None) -> Iterator[Task]:
    """Tasks whose size says what is to go wrong with them."""
    for seed in range(n):
        fate = f"once {once}" if once and seed in deadly else "kill" if seed in deadly else "well"
        yield Task(SCENARIO, seed, 1, fate, "", "", f"key{seed}", code(), ())


def pretended(sent: list[Task], threads: int) -> Attempt:
    """Stand in for the engine, in another process."""
    for task in sent:
        mark = Path(task.size.removeprefix("once "))
        if task.size == "kill" or (task.size.startswith("once") and not mark.exists()):
            mark.touch() if task.size.startswith("once") else None
            os.kill(os.getpid(), signal.SIGKILL)
    return Attempt([Failure("none", RunError(str(task.seed))) for task in sent], 0.01 * len(sent))


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.runs.work.attempt", pretended)


def all_of(found: Iterator[list[Result]]) -> dict[int, str]:
    flat = [(task.seed, result.stage) for batch in found for task, result in batch if isinstance(result, Failure)]
    assert len(flat) == len(dict(flat))
    return dict(flat)


@pytest.mark.usefixtures("pretend")
def test_a_run_that_kills_its_worker_every_time_is_one_failure_and_costs_no_other_run() -> None:
    found = all_of(results(tasks(12, deadly=(5,)), 12, processes(2), seconds=0.03))
    assert found == {seed: "worker" if seed == 5 else "none" for seed in range(12)}


@pytest.mark.usefixtures("pretend")
def test_a_worker_that_dies_once_loses_nothing(tmp_path: Path) -> None:
    found = all_of(results(tasks(12, deadly=(3,), once=tmp_path / "died"), 12, processes(2), seconds=0.03))
    assert found == dict.fromkeys(range(12), "none")


@pytest.mark.usefixtures("pretend")
def test_tasks_are_taken_only_when_there_is_a_place_for_them() -> None:
    taken = []

    def watched() -> Iterator[Task]:
        for task in tasks(40):
            taken.append(task.seed)
            yield task

    gathered = 0
    for batch in results(watched(), 40, processes(2), seconds=0):
        gathered += len(batch)
        assert len(taken) <= gathered + 3
    assert gathered == 40


class BreaksWhenAsked(Inline):
    """An executor that was broken before anything could be sent."""

    def submit(self, fn: object, /, *args: object, **kwargs: object) -> Never:
        raise BrokenProcessPool("a worker died while idle")


@pytest.mark.usefixtures("pretend")
def test_an_executor_that_breaks_while_nothing_is_out_is_replaced() -> None:
    hired = iter([BreaksWhenAsked(), BreaksWhenAsked(), Inline()])
    crew = Crew(lambda: next(hired), 2)
    assert all_of(results(tasks(5), 5, crew, seconds=0)) == dict.fromkeys(range(5), "none")


class HalfBreaks(Inline):
    """An executor whose first eight batches end in the same moment, every other one with a worker that died."""

    def __init__(self) -> None:
        self.sent: list[list[Task]] = []
        self.out: list[Future[Attempt]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.sent.append(args[0])
        future: Future[Attempt] = Future()
        self.out.append(future)
        if len(self.out) == 8:
            for i, one in enumerate(self.out):
                one.set_exception(BrokenProcessPool("died")) if i % 2 else one.set_result(pretended(self.sent[i], 1))
        return future


@pytest.mark.usefixtures("pretend")
def test_what_ended_in_the_moment_a_worker_died_counts_once() -> None:
    hired = iter([HalfBreaks(), Inline()])
    found = all_of(results(tasks(12), 12, Crew(lambda: next(hired), 7), seconds=0))
    assert found == dict.fromkeys(range(12), "none")


def test_an_error_says_how_far_the_run_had_come(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any, **how: Any) -> None:
        how["watch"](17)
        raise ValueError("no money")

    monkeypatch.setattr("sim.runs.task.simulate", breaks)
    (found,) = attempt(list(tasks(1))).found
    assert isinstance(found, Failure)
    assert (found.stage, str(found.error)) == ("month 18", "no money")


def test_errors_come_back_from_another_process_as_they_were() -> None:
    task = replace(next(tasks(1)), scenario=load("baseline"), city="nowhere", size="hamlet", engine="compiled")
    (((_, found),),) = results(iter([task]), 1, processes(1), seconds=0)
    assert isinstance(found, Failure)
    assert "no such city" in str(found.error)
    assert found.stage == "city"


def test_problems_survive_being_sent() -> None:
    import pickle

    with pytest.raises(ScenarioError) as refused:
        load("baselin")
    back = pickle.loads(pickle.dumps(refused.value))
    assert isinstance(back, ProblemsError)
    assert back.problems == refused.value.problems


@pytest.mark.usefixtures("pretend")
def test_a_crew_of_one_works_in_this_process() -> None:
    assert isinstance(here(), Crew)
    assert all_of(results(tasks(5), 5, here(), seconds=0)) == dict.fromkeys(range(5), "none")
