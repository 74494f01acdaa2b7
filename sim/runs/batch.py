"""Many runs: those that are kept already are read, the others computed, by one process or by several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypedDict, Unpack

from sim import limits
from sim.city.figures import Profile
from sim.city.profile import load_profile
from sim.engine.fingerprint import EXTENSIONS, fingerprint
from sim.extension import code
from sim.reading import from_home
from sim.runs.executors import Crew, here, processes
from sim.runs.folder import alone_in
from sim.runs.precompile import compile_ahead, needs_compiling
from sim.runs.progress import Begin, Progress, untold, unwatched
from sim.runs.result import Run
from sim.runs.store import PARTS, Store, key_in, world_digest
from sim.runs.task import Failure, Task
from sim.runs.work import results_of
from sim.scenario import Scenario, load
from sim.sources import VERSION

RESIDENTS = {"hamlet": 300, "neighbourhood": 10_000, "district": 270_000, "city": 8_600_000}
WORK_A_BATCH = 10_000_000
"""Resident-months, about half a second, that a process does before its runs are kept together."""
BATCHES = 16
"""Into how many batches runs are divided at least, as far as there are runs: each is kept as soon as it is finished."""
WORTH_A_PROCESS = 20_000_000
"""Resident-months from which further processes pay for their start: what a core does in about a second."""


class Options(TypedDict, total=False):
    """The keywords of `run_many`, which says what they are; `Means` has what each is where it is not given."""

    workers: int
    threads: int
    progress: Progress
    begin: Begin
    crew: Crew | None
    keep: tuple[str, ...]


@dataclass(frozen=True)
class Means:
    """With what runs are done, who is told, and what is kept: the keywords of `run_many`."""

    workers: int = 1
    threads: int = 1
    progress: Progress = untold
    begin: Begin = unwatched
    crew: Crew | None = None
    keep: tuple[str, ...] = PARTS


def run_many(
    scenarios: Sequence[Scenario | str],
    seeds: Sequence[int],
    months: int,
    size: str,
    *,
    engine: str,
    city: str,
    out: Path | str,
    **options: Unpack[Options],
) -> dict[str, list[Run]]:
    """Run every scenario with every seed and keep the runs in ``out`` as they are finished.

    Parameters
    ----------
    scenarios, seeds, months
        What is run (scenarios by name, file or combination, or already loaded), with what luck, and how long.
    size, engine, city
        How much of which city, and by which engine: see `simulate`.
    out
        Folder where the runs are kept; ``~`` is a home.
    workers, crew
        Processes that do runs side by side where that pays: so many (1), or those of a crew.
    threads
        Up to how many threads a run in this process has (1).
    progress, begin
        Told how many months are done, and of how many; told that the model is compiled, and how far that is.
    keep
        What is kept of each run beside the city's own outcomes and money, of ``communities`` and ``groups`` (both).

    Returns
    -------
    dict
        By the scenario's reference, its runs in the order of the seeds. A run that ``out`` already holds is read, so an
        interrupted call is resumed by the same call.

    Raises
    ------
    InputError
        If something given is wrong, with what is allowed; if another process works in ``out``.
    RunError
        If a run cannot go on or a file cannot be read or written; what was finished is kept.
    """
    means, folder, seeds = Means(**options), Path(from_home(out, "out")), limits.seeds_of(seeds)
    limits.check_scenarios("scenarios", scenarios)
    asked = {"months": months, "size": size, "engine": engine, "city": city}
    months = limits.checked(asked | {"workers": means.workers, "threads": means.threads})["months"]
    profile = load_profile(city)
    loaded = [load(one, start=profile.city.start) if isinstance(one, str) else one for one in scenarios]
    tasks = [
        task
        for one in loaded
        for task in _tasks(one, profile, seeds, months=months, size=size, engine=engine, city=city, parts=means.keep)
    ]
    with alone_in(folder):
        store = Store(folder, means.keep)
        store.clean()
        store.write_manifest(_manifest(loaded, seeds, months, size, engine=engine, city=city))
        found = _kept_or_computed(tasks, store, profile, means)
    return {scenario.reference: [found[scenario.reference, seed] for seed in seeds] for scenario in loaded}


def _kept_or_computed(tasks: list[Task], store: Store, profile: Profile, means: Means) -> dict[tuple[str, int], Run]:
    """Runs by their scenario's reference and seed: those that are kept, and those that were missing, which are kept too."""
    months = tasks[0].months
    kept = {task: store.read(task.key, scenario=task.scenario.reference, place=task.city) for task in tasks}
    runs = {(task.scenario.reference, task.seed): run for task, run in kept.items() if run is not None}
    missing = [task for task, run in kept.items() if run is None]
    done = len(runs) * months

    def tell(more: int) -> None:
        nonlocal done
        done += more
        means.progress(done, len(tasks) * months)

    residents = residents_in(profile, tasks[0].size)
    alone = means.workers == 1 or len(missing) == 1 or residents * months * len(missing) < WORTH_A_PROCESS
    alone = alone and not (means.crew and means.crew.remote)
    hired = here(means.threads, lambda _: tell(1)) if alone else means.crew or processes(means.workers)
    for batch in _computed(_batches(tasks, set(missing), residents), hired, means.begin):
        store.write({task.key: run for task, run in batch})
        runs |= {(task.scenario.reference, task.seed): run for task, run in batch}
        tell(0 if alone else len(batch) * months)
    return runs


def residents_in(profile: Profile, size: str) -> int:
    """About how many residents a city of a size has."""
    own = size in ("district", "city")
    return min(RESIDENTS[size], profile.city.residents) if own else RESIDENTS[size]


def _batches(tasks: list[Task], missing: set[Task], residents: int) -> list[list[Task]]:
    """What is missing, scenario by scenario, divided by what was asked for alone: always into the same files."""
    size = max(1, min(WORK_A_BATCH // (residents * tasks[0].months), len(tasks) // BATCHES))
    of_scenario = [list(own) for _, own in groupby(tasks, lambda task: task.scenario)]
    runs = [own[at : at + size] for own in of_scenario for at in range(0, len(own), size)]
    return [batch for run in runs if (batch := [task for task in run if task in missing])]


def _computed(batches: list[list[Task]], crew: Crew, begin: Begin) -> Iterator[list[tuple[Task, Run]]]:
    """Runs in batches as they are finished; the first that could not go on ends it, when those beside it are kept."""
    if batches and needs_compiling():
        compile_ahead(begin("compiling"))
    for batch in results_of(batches, crew):
        failures = [found for _, found in batch if isinstance(found, Failure)]
        if whole := [(task, found) for task, found in batch if isinstance(found, Run)]:
            yield whole
        if failures:
            raise failures[0].error


def _tasks(
    scenario: Scenario,
    profile: Profile,
    seeds: list[int],
    *,
    months: int,
    size: str,
    engine: str,
    city: str,
    parts: tuple[str, ...],
) -> Iterator[Task]:
    world, ours = world_digest(scenario, profile), code()
    for seed in seeds:
        key = key_in(world, seed, months=months, size=size, engine=engine)
        yield Task(scenario, seed, months, size, engine, city, key, ours, parts)


def _manifest(
    scenarios: list[Scenario], seeds: list[int], months: int, size: str, *, engine: str, city: str
) -> dict[str, object]:
    extensions = {path.name: source.decode("utf8") for path, source in EXTENSIONS.items()}
    return ({"extensions": extensions} if extensions else {}) | {
        "version": VERSION,
        "fingerprint": fingerprint(),
        "scenarios": {scenario.reference: scenario.canonical() for scenario in scenarios},
        "seeds": seeds,
        "months": months,
        "size": size,
        "engine": engine,
        "city": city,
    }
