"""The runs that claims need, each once however many share it; what is missing is run and stored, a file a world."""

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from sim.city.profile import load_profile
from sim.ensemble.prior import drawn, values_at
from sim.ensemble.shipped import World
from sim.errors import DamagedError, SimWarning
from sim.extension import code
from sim.language import message
from sim.runs.executors import Crew
from sim.runs.files import named, set_aside, whole_parquet, write_parquet
from sim.runs.folder import Journal, alone_in
from sim.runs.precompile import compile_ahead, needs_compiling
from sim.runs.result import Floats, Run
from sim.runs.store import PARTS, key_in, world_digest
from sim.runs.task import Failure, Task
from sim.runs.work import results_of
from sim.scenario import Scenario, load
from sim.studies.claims.claim import Arm, Claim, Measured, in_a_world
from sim.studies.claims.measuring import by_year
from sim.studies.claims.reading import load_claims
from sim.studies.sweep.folder import Status

ENGINE = "compiled"
PRIOR_SEED = 20
RunsByKey = dict[str, Floats]
"""By a run's key, what `sim.studies.claims.measuring.by_year` gave."""
BATCH = 8
"""Runs that a process does before it sends them back."""
Progress = Callable[[Status], object]


@dataclass(frozen=True)
class Setting:
    """Where, how long and with what luck: the same seeds in every world for every arm."""

    city: str
    size: str
    months: int
    first_seed: int
    seeds: int

    @property
    def years(self) -> int:
        """Years of the horizon, the last of them perhaps not whole."""
        return -(-self.months // 12)

    @property
    def seed_range(self) -> range:
        """The seeds."""
        return range(self.first_seed, self.first_seed + self.seeds)


@dataclass(frozen=True)
class Plan:
    """Every arm, each once, what is measured of its runs, the worlds and the setting; ``part`` is the folder of their files."""

    arms: tuple[Arm, ...]
    measured: tuple[Measured, ...]
    worlds: tuple[World, ...]
    setting: Setting
    part: str = "worlds"

    @property
    def runs(self) -> int:
        """How many runs there are; arms that come to the same in some world count each."""
        return len(self.arms) * len(self.worlds) * self.setting.seeds

    def tasks(self, world: World) -> dict[tuple[Arm, int], Task]:
        """The runs in one world by arm and seed."""
        return {(arm, seed): task for arm in self.arms for seed, task in self._of(arm, world)}

    @cached_property
    def scenarios(self) -> dict[str, Scenario]:
        """The arms' scenarios, as the city's start dates them.

        Raises
        ------
        ScenarioError
            If one names districts that the city does not have.
        """
        city = load_profile(self.setting.city).city
        found = {name: load(name, start=city.start) for name in dict.fromkeys(arm.scenario for arm in self.arms)}
        for scenario in found.values():
            scenario.check_districts(city.districts)
        return found

    def _of(self, arm: Arm, world: World) -> Iterator[tuple[int, Task]]:
        setting, scenario = self.setting, in_a_world(arm, self.scenarios[arm.scenario], world.values)
        digest = world_digest(scenario, load_profile(setting.city))
        where = setting.months, setting.size, ENGINE, setting.city
        first = Task(scenario, 0, *where, "", code(), PARTS, point=world.number)
        for seed in setting.seed_range:
            key = key_in(digest, seed, months=setting.months, size=setting.size, engine=ENGINE)
            yield seed, replace(first, seed=seed, key=key)


def plan_of(claims: Sequence[Claim], worlds: Sequence[World], setting: Setting, part: str = "worlds") -> Plan:
    """What claims need, with and without their mechanisms; all is measured that these and the shipped claims are about."""
    arms = (arm for claim in claims for variant in claim.variants().values() for arm in variant.values())
    measured = _measured_by_shipped() | {test.measured for claim in claims for test in claim.tests}
    ordered = sorted(measured, key=lambda one: (one.outcome, one.group))
    return Plan(tuple(dict.fromkeys(arms)), tuple(ordered), tuple(worlds), setting, part)


@cache
def _measured_by_shipped() -> frozenset[Measured]:
    return frozenset(test.measured for claim in load_claims() for test in claim.tests)


def prior_worlds(count: int) -> tuple[World, ...]:
    """Draws of all that is believed of the world before anything is fitted: most fit nothing."""
    return tuple(World(number, values_at(point)) for number, point in enumerate(drawn(count, seed=PRIOR_SEED)))


def read(file: Path, measured: Sequence[Measured]) -> RunsByKey:
    """What a world's file holds; nothing without one, or in one for other outcomes. A damaged one is set aside."""
    if not file.exists():
        return {}
    try:
        table = whole_parquet(file)[1].read()
    except DamagedError:
        with named(file.parent):
            moved = set_aside(file)
        warnings.warn(message("kept.set_aside", count=1, names=moved.name), SimWarning, stacklevel=2)
        return {}
    if table.column_names != _columns(measured):
        return {}
    keys, years = table["key"].to_pylist(), int(np.max(table["year"].to_numpy()))
    numbers = np.column_stack([table[name].to_numpy() for name in table.column_names[2:]])
    numbers = numbers.reshape(-1, years, len(measured), 2)
    return dict(zip(keys[::years], numbers, strict=True))


def write(file: Path, runs: Mapping[str, Floats], measured: Sequence[Measured]) -> None:
    """Write a world's file, runs in the order of their keys: the same runs make the same bytes.

    Raises
    ------
    RunError
        If it cannot be written.
    """
    keys = sorted(runs)
    years = len(next(iter(runs.values())))
    numbers = np.concatenate([runs[key].reshape(years, -1) for key in keys])
    columns = {"key": np.repeat(keys, years), "year": np.tile(np.arange(1, years + 1, dtype=np.int32), len(keys))}
    named_numbers = dict(zip(_columns(measured)[2:], numbers.T, strict=True))
    table = pa.table({name: pa.array(values) for name, values in (columns | named_numbers).items()})
    with named(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_parquet(file, table.schema, [table])


def _columns(measured: Sequence[Measured]) -> list[str]:
    pairs = ((f"{one.outcome}@{one.group}", f"{one.outcome}@{one.group}/") for one in measured)
    return ["key", "year", *(name for pair in pairs for name in pair)]


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
