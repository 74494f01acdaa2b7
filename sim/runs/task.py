"""One run to do, and doing it wherever it was sent: what goes wrong comes back as a failure, not as an exception."""

import pickle
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sim.engine.fingerprint import fingerprint
from sim.errors import OtherCodeError, RunError
from sim.extension import Code, join
from sim.runs.result import Run
from sim.runs.single import simulate
from sim.scenario import Scenario

Watch = Callable[[int], None]
"""Told the months done of a run."""


@dataclass(frozen=True)
class Task:
    """One run to do; ``parts`` are what its asker wants beside the city's outcomes, ``point`` its place in a design."""

    scenario: Scenario
    seed: int
    months: int
    size: str
    engine: str
    city: str
    key: str
    code: Code
    parts: tuple[str, ...]
    point: int = 0


@dataclass(frozen=True)
class Failure:
    """Why a run could not go on, and how far it had come: ``city``, ``month 17`` or ``worker``."""

    stage: str
    error: Exception


@dataclass(frozen=True)
class Attempt:
    """What came of tasks, in their order, and the seconds that they took together."""

    found: list[Run | Failure]
    seconds: float


def attempt(tasks: Sequence[Task], threads: int = 1, watch: Watch | None = None) -> Attempt:
    """Do tasks, in this process or another.

    Raises
    ------
    OtherCodeError
        If this process has other code than the one that asks: then none of them would be what is asked for.
    """
    began = time.perf_counter()
    found = [_attempt(task, threads, watch) for task in tasks]
    return Attempt(found, time.perf_counter() - began)


def _attempt(task: Task, threads: int, watch: Watch | None) -> Run | Failure:
    """Do one task, with the code that it was asked for with."""
    done = [0]

    def tell(month: int) -> None:
        done.append(month)
        if watch:
            watch(month)

    try:
        join(task.code)
        run = simulate(
            task.scenario,
            task.seed,
            months=task.months,
            size=task.size,
            engine=task.engine,
            city=task.city,
            threads=threads,
            watch=tell,
        )
    except OtherCodeError:
        raise
    except Exception as error:
        stage = f"month {done[-1] + 1}" if done[-1] else "city"
        return Failure(stage, _sendable(error))
    return replace(
        run,
        fingerprint=fingerprint(),
        communities=run.communities if "communities" in task.parts else {},
        groups=run.groups if "groups" in task.parts else {},
    )


def _sendable(error: Exception) -> Exception:
    """The error, or its text where it would not come back whole from another process."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RunError(f"{type(error).__name__}: {error}")
    return error
