"""Running what is not kept yet, world by world; what is kept is a file a world, with a row a run and year."""

from collections.abc import Callable, Iterator
from pathlib import Path

from sim.runs.executors import Crew
from sim.runs.journal import Journal
from sim.runs.lock import alone_in
from sim.runs.precompile import compile_ahead, needs_compiling
from sim.runs.result import Run
from sim.runs.task import Failure, Task
from sim.runs.work import results_of
from sim.studies.claims.measuring import by_year
from sim.studies.claims.plan import Plan
from sim.studies.claims.store import RunsByKey, read, write
from sim.studies.sweep.folder import Status

BATCH = 8
"""Runs that a process does before it sends them back."""
Progress = Callable[[Status], object]


def run_ensemble(plan: Plan, folder: Path, crew: Crew, progress: Progress = lambda _: None) -> Status:
    """Do every run that is not kept; a world's runs are kept together when all of them are done.

    A run that fails is noted in the journal, and the others go on; the next call tries it again.

    Raises
    ------
    RunError
        If a file cannot be written or the executor is gone; what was finished is kept.
    """
    with alone_in(folder):
        work = _Work(plan, folder, progress)
        if needs_compiling():
            compile_ahead()
        for batch in results_of(work.batches(), crew):
            for task, run in batch:
                work.take(task, run)
    return work.status


class _Work:
    """What is under way: of the worlds that are not finished, the runs so far, and how many are missing."""

    def __init__(self, plan: Plan, folder: Path, progress: Progress) -> None:
        self.plan, self.folder, self.journal, self.progress = plan, folder, Journal(folder), progress
        self.status = Status(plan.runs, 0, 0)
        self.runs: dict[int, RunsByKey] = {}
        self.missing: dict[int, int] = {}

    def batches(self) -> Iterator[list[Task]]:
        """The runs that are missing, in batches of one world each."""
        for world in self.plan.worlds:
            stored, tasks = read(self._file(world.number), self.plan.measured), self.plan.tasks(world)
            missing = list({task.key: task for task in tasks.values() if task.key not in stored}.values())
            self._count(len(tasks) - len(missing))
            self.runs[world.number], self.missing[world.number] = stored, len(missing)
            yield from (missing[at : at + BATCH] for at in range(0, len(missing), BATCH))

    def take(self, task: Task, run: Run | Failure) -> None:
        """Take what came of a run, and write its world's runs when it was the last."""
        world = task.point
        if isinstance(run, Failure):
            error = f"{type(run.error).__name__}: {run.error}"
            self.journal.note("failed", world=world, scenario=task.scenario.reference, seed=task.seed, error=error)
        else:
            self.runs[world][task.key] = by_year(run, self.plan.measured)
        self._count(isinstance(run, Run), failed=isinstance(run, Failure))
        self.missing[world] -= 1
        if not self.missing[world] and (runs := self.runs.pop(world)):
            write(self._file(world), runs, self.plan.measured)

    def _count(self, finished: int, *, failed: int = 0) -> None:
        self.status = Status(self.status.runs, self.status.finished + finished, self.status.failed + failed)
        self.progress(self.status)

    def _file(self, world: int) -> Path:
        return self.folder / self.plan.part / f"{world}.parquet"
