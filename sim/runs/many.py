"""Many runs: those that are kept already are read, the others computed, by one process or by several."""

from collections.abc import Callable, Iterator
from pathlib import Path

import sim
from sim.city.figures import Profile
from sim.city.profile import load_profile
from sim.engine.fingerprint import EXTENSIONS, fingerprint
from sim.extension import files
from sim.runs.ahead import compile_ahead, needs_compiling
from sim.runs.executors import Crew, here, processes
from sim.runs.result import Run
from sim.runs.store import PARTS, Store, run_key
from sim.runs.task import Failure, Task
from sim.runs.work import results
from sim.scenario import Scenario

Progress = Callable[[int, int], None]
"""Told how many months are done, and of how many."""
RESIDENTS = {"hamlet": 300, "neighbourhood": 10_000, "district": 270_000, "city": 8_600_000}
WORTH_A_PROCESS = 20_000_000
"""Resident-months from which further processes pay for their start: what a core does in about a second."""


def run_many(
    scenarios: list[Scenario],
    seeds: list[int],
    months: int,
    size: str,
    engine: str,
    city: str,
    out: Path,
    workers: int = 1,
    threads: int = 1,
    progress: Progress | None = None,
) -> dict[str, list[Run]]:
    """Run every scenario with every seed and keep each run in ``out`` as soon as it is finished.

    ``workers`` processes do runs side by side; a run in this process has up to ``threads`` threads.

    Returns
    -------
    dict
        By the scenario's reference, its runs in the order of the seeds. A run that ``out`` already holds is read, so an
        interrupted call is resumed by the same call.

    Raises
    ------
    RunError
        If a run cannot go on or a file cannot be written; what was finished is kept.
    """
    profile, store = load_profile(city), Store(out)
    tasks = [_task(scenario, profile, seed, months, size, engine, city) for scenario in scenarios for seed in seeds]
    store.write_manifest(_manifest(scenarios, seeds, months, size, engine, city))
    kept = {task: store.read(task.key, task.scenario.reference, task.city) for task in tasks}
    runs = {(task.scenario.reference, task.seed): run for task, run in kept.items() if run is not None}
    missing = [task for task, run in kept.items() if run is None]

    def watch(month: int) -> None:
        if progress:
            progress(len(runs) * months + month, len(tasks) * months)

    work = sum(min(RESIDENTS[size], profile.city.residents) * task.months for task in missing)
    alone = workers == 1 or len(missing) == 1 or work < WORTH_A_PROCESS
    for task, run in _computed(missing, here(threads, watch) if alone else processes(workers)):
        store.write({task.key: run})
        runs[task.scenario.reference, task.seed] = run
        watch(0)
    return {scenario.reference: [runs[scenario.reference, seed] for seed in seeds] for scenario in scenarios}


def _computed(tasks: list[Task], crew: Crew) -> Iterator[tuple[Task, Run]]:
    """Runs as they are finished; the first that could not go on ends it."""
    if tasks and needs_compiling():
        compile_ahead()
    for batch in results(tasks, len(tasks), crew, seconds=0):
        for task, found in batch:
            if isinstance(found, Failure):
                raise found.error
            yield task, found


def _task(scenario: Scenario, profile: Profile, seed: int, months: int, size: str, engine: str, city: str) -> Task:
    key = run_key(scenario, profile, seed, months, size, engine)
    return Task(scenario, seed, months, size, engine, city, key, files(), PARTS)


def _manifest(
    scenarios: list[Scenario], seeds: list[int], months: int, size: str, engine: str, city: str
) -> dict[str, object]:
    extensions = {path.name: source.decode("utf8") for path, source in EXTENSIONS.items()}
    return ({"extensions": extensions} if extensions else {}) | {
        "version": sim.__version__,
        "fingerprint": fingerprint(),
        "scenarios": {scenario.reference: scenario.canonical() for scenario in scenarios},
        "seeds": seeds,
        "months": months,
        "size": size,
        "engine": engine,
        "city": city,
    }
