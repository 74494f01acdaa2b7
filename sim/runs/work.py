"""Tasks to an executor in batches, results back as they are finished; a worker that dies costs nothing but time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import active_children

from sim.errors import OtherCodeError, RunError
from sim.language import message
from sim.runs.executors import Crew, end_processes
from sim.runs.result import Run
from sim.runs.task import Attempt, Failure, Task, attempt

LARGEST = 256
_FIRST_GUESS = 1e9
Result = tuple[Task, Run | Failure]


def results(tasks: Iterable[Task], total: int, crew: Crew, seconds: float) -> Iterator[list[Result]]:
    """Do tasks and yield what came of them, batch by batch, as they are finished.

    A batch is as many runs as take about ``seconds``, one at least. No more than ``crew.width + 1`` batches are out at a
    time, and tasks are taken from the iterator only then. When a worker dies, every batch that was out is done again
    alone, and run by run if its worker dies then too; a run that kills its worker when it is alone is a failure.

    Raises
    ------
    RunError
        If the executor itself is gone.
    OtherCodeError
        If a worker has other code than this process; what others have finished by then is yielded first.
    """
    yield from _Work(_Paced(iter(tasks), total, crew.width, seconds), crew).results()


def results_of(batches: Iterable[list[Task]], crew: Crew) -> Iterator[list[Result]]:
    """Do batches that are given, as `results` does: what they hold does not hang on how fast the machine is."""
    given = iter(batches)
    yield from _Work(lambda _: next(given, []), crew).results()


@dataclass
class _Paced:
    """Tasks in batches that take about as many seconds; towards the end they are smaller, so that all workers have some."""

    tasks: Iterator[Task]
    left: int
    width: int
    seconds: float

    def __call__(self, seconds_a_run: float) -> list[Task]:
        fair = -(-self.left // (2 * self.width))
        batch = list(islice(self.tasks, max(1, min(int(self.seconds / seconds_a_run), fair, LARGEST))))
        self.left -= len(batch)
        return batch


class _Work:
    """What is to do, what is out, and what was out when a worker died."""

    def __init__(self, take: Callable[[float], list[Task]], crew: Crew) -> None:
        self.take, self.crew = take, crew
        self.unsent: deque[list[Task]] = deque()
        self.out: dict[Future[Attempt], list[Task]] = {}
        self.suspects: deque[list[Task]] = deque()
        self.suspected: set[str] = set()
        self.seconds_a_run = _FIRST_GUESS
        self.attempt = partial(attempt, watch=crew.watch) if crew.watch else attempt
        self.others = active_children()
        self.pool = crew.hire()

    def results(self) -> Iterator[list[Result]]:
        try:
            while self._send():
                for future in wait(self.out, return_when=FIRST_COMPLETED).done:
                    if future in self.out:  # not gathered already, when another one's worker died
                        yield self._gather(future)
        except (KeyboardInterrupt, OtherCodeError):
            yield from self._finished()
            end_processes(self.others)
            raise
        finally:
            for future in self.out:
                future.cancel()
            self.crew.release(self.pool, wait=not self.out)

    def _finished(self) -> Iterator[list[Result]]:
        """What is finished, and by this process's code, of what is out."""
        for future in [*self.out]:
            if future.done() and not future.exception():
                with suppress(OtherCodeError):
                    yield self._gather(future)

    def _send(self) -> bool:
        """Send batches until enough are out; say whether any is."""
        while len(self.out) <= self.crew.width and not any(future.done() for future in self.out):
            if not (batch := self._next()):
                break
            self._submit(batch)
        return bool(self.out)

    def _submit(self, batch: list[Task]) -> None:
        try:
            self.out[self.pool.submit(self.attempt, batch, self.crew.threads)] = batch
        except BrokenExecutor:
            self._put_back(batch)
            if self.out:
                wait(self.out)  # broken too; gathering them gets another executor
            else:
                self.pool = self.crew.hire()

    def _put_back(self, batch: list[Task]) -> None:
        """Take back what could not be sent, as what it was."""
        if batch[0].key in self.suspected:
            self.suspects.appendleft(batch)
        else:
            self.unsent.append(batch)

    def _next(self) -> list[Task]:
        """The next batch; suspects go alone, so that it is known which of them kills its worker."""
        if self.suspects:
            return [] if self.out else self.suspects.popleft()
        if any(batch[0].key in self.suspected for batch in self.out.values()):
            return []
        return self.unsent.popleft() if self.unsent else self.take(self.seconds_a_run)

    def _gather(self, future: "Future[Attempt]") -> list[Result]:
        try:
            came = future.result()
        except BrokenExecutor:
            return self._renew()
        except OtherCodeError:
            raise
        except Exception as error:
            if type(error).__name__ != "KilledWorker":
                raise RunError(message("sweep.executor_gone", reason=f"{type(error).__name__}: {error}")) from error
            return self._blame([self.out.pop(future)], again=True)
        batch = self.out.pop(future)
        _check_code(batch, came.found)
        self.seconds_a_run = max(came.seconds / len(batch), 1e-6)
        self.suspected -= {task.key for task in batch}
        return list(zip(batch, came.found, strict=True))

    def _renew(self) -> list[Result]:
        """Get another executor; what was finished counts, the rest is done again."""
        wait(self.out)
        whole = [future for future in self.out if not future.exception()]
        found = [result for future in whole for result in self._gather(future)]
        lost = list(self.out.values())
        self.out.clear()
        self.pool.shutdown(wait=False)
        self.pool = self.crew.hire()
        return found + self._blame(lost, again=False)

    def _blame(self, lost: Iterable[list[Task]], again: bool) -> list[Result]:
        """Put batches aside whose worker died: whole at first, run by run when they were alone with it, then as failures."""
        failed: list[Result] = []
        for batch in lost:
            if not again and batch[0].key not in self.suspected:
                self.suspects.append(batch)
            elif len(batch) > 1:
                self.suspects.extend([task] for task in batch)
            else:
                failed.append((batch[0], Failure("worker", RunError(message("sweep.worker_died")))))
        self.suspected |= {task.key for batch in self.suspects for task in batch}
        return failed


def _check_code(batch: Iterable[Task], found: Iterable[Run | Failure]) -> None:
    """Check whose code runs are of; a worker of an older version would not have compared."""
    for task, run in zip(batch, found, strict=True):
        if isinstance(run, Run) and run.fingerprint != task.code.fingerprint:
            place = message("code.worker")
            raise OtherCodeError(
                message("code.other", place=place, theirs=run.fingerprint, wanted=task.code.fingerprint)
            )
