"""Running what is not kept yet, world by world."""

from collections.abc import Callable, Iterator
from pathlib import Path

from sim.runs.executors import Crew
from sim.runs.journal import Journal
from sim.runs.lock import alone_in
from sim.runs.precompile import compile_ahead, needs_compiling
from sim.runs.result import Run
from sim.runs.task import Failure, Task
from sim.runs.work import results_of
from sim.studies.claims import store as kept
from sim.studies.claims.measuring import by_year
from sim.studies.claims.plan import Plan
from sim.studies.claims.store import Kept
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
        work = _Work(plan, folder / plan.part, Journal(folder), progress)
        if needs_compiling():
            compile_ahead()
        for batch in results_of(work.batches(), crew):
            for task, found in batch:
                work.take(task, found)
    return work.status


class _Work:
    """What is under way: the runs of the worlds that are not finished."""

    def __init__(self, plan: Plan, folder: Path, journal: Journal, progress: Progress) -> None:
        self.plan, self.folder, self.journal, self.progress = plan, folder, journal, progress
        self.status = Status(plan.runs, 0, 0)
        self.world_of: dict[str, int] = {}
        self.left: dict[int, set[str]] = {}
        self.found: dict[int, Kept] = {}

    def batches(self) -> Iterator[list[Task]]:
        """The runs that are missing, in batches of one world each."""
        for world in self.plan.worlds:
            known = kept.read(self._file(world.number), self.plan.measured)
            tasks = self.plan.tasks(world)
            missing = {task.key: task for task in tasks.values() if task.key not in known}
            self._count(len(tasks) - len(missing))
            if missing:
                self.found[world.number], self.left[world.number] = known, set(missing)
                self.world_of |= dict.fromkeys(missing, world.number)
            queue = list(missing.values())
            yield from (queue[at : at + BATCH] for at in range(0, len(queue), BATCH))

    def take(self, task: Task, found: Run | Failure) -> None:
        """Take what came of a run, and keep its world's runs when it was the last."""
        world = self.world_of.pop(task.key)
        if isinstance(found, Failure):
            error = f"{type(found.error).__name__}: {found.error}"
            self.journal.note("failed", world=world, scenario=task.scenario.reference, seed=task.seed, error=error)
        else:
            self.found[world][task.key] = by_year(found, self.plan.measured)
        self._count(isinstance(found, Run), failed=isinstance(found, Failure))
        self.left[world].discard(task.key)
        if not self.left[world]:
            del self.left[world]
            runs = self.found.pop(world)
            if runs:
                kept.write(self._file(world), runs, self.plan.measured)

    def _count(self, finished: int, *, failed: int = 0) -> None:
        self.status = Status(self.status.runs, self.status.finished + finished, self.status.failed + failed)
        self.progress(self.status)

    def _file(self, world: int) -> Path:
        return self.folder / f"{world}.parquet"
