"""Running what is left of a sweep."""

from collections.abc import Callable, Iterable
from pathlib import Path

from sim import limits
from sim.reading import from_home
from sim.runs.executors import Crew, hired
from sim.runs.folder import alone_in
from sim.runs.precompile import compile_ahead, needs_compiling
from sim.runs.task import Failure, Task
from sim.runs.work import results
from sim.studies.sweep.folder import Status, Sweep, start
from sim.studies.sweep.reading import load_design
from sim.studies.sweep.results import Results, open_sweep, remove_tables, write_tables

SECONDS_A_BATCH = 3.0
"""What a batch should take: enough that sending and writing cost little, and little to lose with a worker."""
Progress = Callable[[Status], None]


def run_sweep(sweep: Sweep, crew: Crew, progress: Progress | None = None) -> Status:
    """Do every run that is neither kept nor failed, then write the tables.

    A batch of runs is kept as soon as it is finished. A run that fails is noted and the sweep goes on.

    Raises
    ------
    RunError
        If a file cannot be written or the executor is gone; what was finished is kept.
    """
    with alone_in(sweep.folder):
        sweep.store.clean()
        status = sweep.status()
        if status.left:
            if needs_compiling():
                compile_ahead()
            status = _run(sweep, sweep.missing(), status, crew, progress)
        write_tables(sweep)
    return status


def sweep(design: str | Path, *, out: str | Path, workers: int = 1, crew: Crew | None = None) -> Results:
    """Run a design, or what is left of it, and open its results.

    Parameters
    ----------
    design
        A design's file, or the name of a shipped one.
    out
        The sweep's folder; where it holds runs of this design already, they are not computed again.
    workers
        Processes that simulate at the same time.
    crew
        Who simulates in their place, such as ``sim.runs.executors.dask(address)``.

    Raises
    ------
    DesignError
        With everything that is wrong with the design.
    InputError
        If something given is wrong; if the folder holds another sweep, or another process works on it.
    RunError
        If a file cannot be written; what was finished is kept.
    """
    limits.checked({"workers": workers})
    asked, folder = load_design(Path(from_home(design, "design"))), Path(from_home(out, "out"))
    with alone_in(folder):
        run_sweep(start(asked, folder, resume=True), hired(crew, workers))
        return open_sweep(folder)


def retry(sweep: Sweep, keys: Iterable[str]) -> None:
    """Ask for failed runs again: the next `run_sweep` does them."""
    with alone_in(sweep.folder):
        sweep.journal.note("retry", keys=list(keys))


def _run(sweep: Sweep, tasks: Iterable[Task], status: Status, crew: Crew, progress: Progress | None) -> Status:
    remove_tables(sweep)
    sweep.journal.note("start", left=status.left, workers=crew.width)
    for batch in results(tasks, status.left, crew, SECONDS_A_BATCH):
        runs = {task.key: found for task, found in batch if not isinstance(found, Failure)}
        if runs:
            sweep.store.write(runs)
            sweep.journal.note("kept", runs=len(runs))
        failures = [(task, found) for task, found in batch if isinstance(found, Failure)]
        for task, found in failures:
            sweep.note_failure(task, found)
        status = Status(status.runs, status.finished + len(runs), status.failed + len(failures))
        if progress:
            progress(status)
    sweep.journal.note("end", finished=status.finished, failed=status.failed)
    return sweep.status()
