"""What scenarios give in plausible worlds: simulated in batches, kept file by file, read where it is kept already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from sim.ensemble.prior import in_world
from sim.ensemble.shipped import World
from sim.errors import DamagedError
from sim.extension import code
from sim.language import message
from sim.runs.executors import Crew
from sim.runs.hashed_files import whole_parquet, write_parquet
from sim.runs.result import Floats
from sim.runs.task import Failure, Task
from sim.runs.work import results
from sim.scenario import Scenario
from sim.studies.portfolio.goals import Goals

FOLDER = "evaluations"
SECONDS_A_BATCH = 2.0
_KEYS = [("scenario", pa.string()), ("world", pa.int64()), ("seed", pa.int64()), ("error", pa.string())]


class Place(NamedTuple):
    """Where and how long: a city, how much of it, months."""

    city: str
    size: str
    months: int


class Draws(NamedTuple):
    """One world and the seed of the city that lives in it."""

    world: World
    seed: int


@dataclass
class Trials:
    """Simulates scenarios in worlds, in a folder that keeps what each run gave."""

    folder: Path
    crew: Crew
    place: Place
    goals: Goals
    tell: Callable[[int, bool], object] = lambda *_: None
    """Told how many further runs are done, and whether they were kept already."""
    runs: int = field(default=0, init=False)

    def measured(self, name: str, arms: Mapping[str, Scenario], person_seeds: Sequence[Draws]) -> Floats:
        """Goals' columns of each scenario in each world, of shape (scenarios, worlds, columns).

        Not a number where a run could not go on; the file says why.

        Parameters
        ----------
        name
            What this round is called in the folder.
        arms
            Scenarios by what they are called there.
        lucks
            The worlds, each with its seed.

        Raises
        ------
        DamagedError
            If a file is damaged, or is that of other scenarios or worlds.
        """
        file = self.folder / FOLDER / f"{name}.parquet"
        columns = self.goals.columns
        rows: dict[str, list[str] | list[int]] = {
            "scenario": [arm for arm in arms for _ in person_seeds],
            "world": [luck.world.number for _ in arms for luck in person_seeds],
            "seed": [luck.seed for _ in arms for luck in person_seeds],
        }
        if not file.exists():
            self._keep(file, rows, arms, person_seeds)
        else:
            self.tell(len(arms) * len(person_seeds), True)
        self.runs += len(arms) * len(person_seeds)
        table = whole_parquet(file)[1].read()
        if any(table[column].to_pylist() != values for column, values in rows.items()):
            raise DamagedError(message("search.other_file", file=file), file)
        found = np.column_stack([table[column].to_numpy() for column in columns])
        return found.reshape(len(arms), len(person_seeds), len(columns))

    def _keep(
        self,
        file: Path,
        rows: dict[str, list[str] | list[int]],
        arms: Mapping[str, Scenario],
        person_seeds: Sequence[Draws],
    ) -> None:
        found = np.full((len(arms) * len(person_seeds), len(self.goals.columns)), np.nan)
        errors = [""] * len(found)
        tasks = self._tasks(arms, person_seeds)
        for batch in results(iter(tasks), len(tasks), self.crew, SECONDS_A_BATCH):
            for task, run in batch:
                if isinstance(run, Failure):
                    errors[task.point] = f"{run.stage}: {run.error}"
                else:
                    found[task.point] = self.goals.read(run)
            self.tell(len(batch), False)
        schema = pa.schema([*_KEYS, *((column, pa.float64()) for column in self.goals.columns)])
        numbers = dict(zip(self.goals.columns, found.T, strict=True))
        file.parent.mkdir(parents=True, exist_ok=True)
        write_parquet(file, schema, [pa.table({**rows, "error": errors, **numbers}, schema)])

    def _tasks(self, arms: Mapping[str, Scenario], person_seeds: Sequence[Draws]) -> list[Task]:
        city, size, months = self.place
        ours = code()
        return [
            Task(
                in_world(arm, luck.world.values),
                luck.seed,
                months,
                size,
                "compiled",
                city,
                f"{k}-{j}",
                ours,
                (),
                k * len(person_seeds) + j,
            )
            for k, arm in enumerate(arms.values())
            for j, luck in enumerate(person_seeds)
        ]
