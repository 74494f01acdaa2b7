"""What portfolios give in plausible worlds: simulated in batches, stored file by file, read where it is stored already."""

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
from sim.runs.files import whole_parquet, write_parquet
from sim.runs.result import Floats
from sim.runs.task import Failure, Task
from sim.runs.work import results
from sim.scenario import Scenario
from sim.studies.portfolio.evolving import undominated
from sim.studies.portfolio.goals import Goals
from sim.studies.portfolio.portfolio import Portfolio, key, scenario_of

FOLDER = "evaluations"
SECONDS_A_BATCH = 2.0
_KEYS = [("scenario", pa.string()), ("world", pa.int64()), ("seed", pa.int64()), ("error", pa.string())]
MARGIN = 1.0
"""Standard errors by which a portfolio has to keep the limits in a search: else half of those on it break it."""


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


@dataclass
class Archive:
    """Values of portfolios in the worlds of a search, in their order; ``baseline`` is of shape (worlds, columns)."""

    trials: Trials
    base: Scenario
    person_seeds: Sequence[Draws]
    baseline: Floats
    values: dict[Portfolio, Floats] = field(default_factory=dict)

    def look(self, name: str, portfolios: Sequence[Portfolio], worlds: int) -> tuple[Floats, Floats]:
        """What is to be small and what is to be 0 at most in the first so many worlds; only what is not known is simulated."""
        seen = {portfolio: len(self.values.get(portfolio, ())) for portfolio in dict.fromkeys(portfolios)}
        for known in sorted({count for count in seen.values() if count < worlds}):
            lacking = [portfolio for portfolio, count in seen.items() if count == known]
            arms = {key(portfolio): scenario_of(portfolio, self.base, "mix") for portfolio in lacking}
            found = self.trials.measured(f"{name}-from-{known}", arms, self.person_seeds[known:worlds])
            for portfolio, more in zip(lacking, found, strict=True):
                known_values = [self.values[portfolio]] if portfolio in self.values else []
                self.values[portfolio] = np.concatenate([*known_values, more])
        return self.smaller(portfolios, worlds)

    def smaller(self, portfolios: Sequence[Portfolio], worlds: int) -> tuple[Floats, Floats]:
        """The same of portfolios that are known."""
        of_all = np.stack([self.values[portfolio][:worlds] for portfolio in portfolios])
        return self.trials.goals.smaller(of_all, base=self.baseline[:worlds], margin=MARGIN)

    @property
    def _everywhere(self) -> list[Portfolio]:
        """The portfolios that were seen in all worlds."""
        n = len(self.person_seeds)
        return [portfolio for portfolio, values in self.values.items() if len(values) == n and portfolio]

    def nearest(self) -> str:
        """Where no portfolio keeps all limits: the one that comes nearest to them, and what it misses by, in a sentence."""
        known = [portfolio for portfolio in self._everywhere if not np.isnan(self.values[portfolio]).any()]
        if not known:
            return message("search.only_nothing")
        limits = self.smaller(known, len(self.person_seeds))[1]
        best = int(np.maximum(limits, 0).sum(axis=1).argmin())
        goals, gap = self.trials.goals, self.values[known[best]] - self.baseline
        errors = gap.std(axis=0, ddof=1) / len(gap) ** 0.5
        limit = goals.usual_limit(self.baseline)
        beyond, spent = gap.mean(axis=0), float(self.values[known[best]][:, -1].mean())
        beyond[-1] = spent - limit
        places = [*(goals.measures.index(one) for one in goals.protected), len(goals.columns) - 1]
        missed = [
            message("search.missed", column=goals.columns[k], change=f"{beyond[k]:+.3g}", error=f"{errors[k]:.2g}")
            for k, miss in zip(places, limits[best], strict=True)
            if miss > 0
        ]
        words = {"mix": key(known[best]), "missed": "; ".join(missed)}
        return message("search.nearest", **words, spent=f"{spent:.1f}", limit=f"{limit:.1f}")

    def front(self) -> tuple[list[Portfolio], Floats]:
        """The portfolios seen in all worlds that keep all limits and that no other such beats, and what is to be small."""
        whole = self._everywhere
        if not whole:
            return [], np.empty((0, len(self.trials.goals.pursued)))
        small, limits = self.smaller(whole, len(self.person_seeds))
        kept = np.flatnonzero((limits <= 0).all(axis=1))
        best = [int(kept[k]) for k in undominated(small[kept])]
        return [whole[k] for k in best], small[best]
