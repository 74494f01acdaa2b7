"""What targets give in many worlds: computed on the crew in parts, each kept as soon as it is done."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.ensemble.patterns.table import MONTHS, reference
from sim.ensemble.patterns.watch import watch
from sim.ensemble.prior import Values, in_world
from sim.ensemble.targets import BASELINE, FITS, READINGS, Target, pattern_targets
from sim.extension import Code, code, join
from sim.runs.executors import Crew
from sim.runs.files import atomic
from sim.runs.result import Floats
from sim.runs.single import simulate
from sim.scenario import Scenario, load

PART = 64
"""Runs after which what is done is kept."""
SEEDS = 4


class Job(NamedTuple):
    """One luck of one world, and the scenarios that are to be run in it."""

    values: Values
    seed: int
    scenarios: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where worlds are looked at: a city and how much of it."""

    city: str
    size: str


Read = Callable[[Code, Place, Sequence[Target], Job], list[float]]
"""What targets give in a job; not a number for those that need another scenario."""


def read_targets(known: Code, place: Place, targets: Sequence[Target], job: Job) -> list[float]:
    """Targets in one luck of a world; not a number where the world cannot be simulated to its end."""
    join(known)
    arms = {name: in_world(load(reference(name)), job.values) for name in job.scenarios}
    try:
        seen = {
            name: watch(arm, job.seed, months=MONTHS, size=place.size, city=place.city) for name, arm in arms.items()
        }
        counted = any(one.observation for one in targets) and "baseline" in arms
        run = (
            simulate(arms["baseline"], job.seed, months=MONTHS, size=place.size, engine="compiled", city=place.city)
            if counted
            else None
        )
    except (ArithmeticError, ValueError):
        return [np.nan] * len(targets)
    return [
        np.nan
        if not set(target.scenarios) <= seen.keys()
        else target.observation.read(run)
        if target.observation
        else READINGS[target.name](seen)
        for target in targets
    ]


@dataclass
class Observer:
    """Observes targets in worlds, in a folder that keeps what was observed; the same call is answered from there."""

    targets: Sequence[Target]
    place: Place
    folder: Path
    crew: Crew
    read: Read = read_targets
    tell: Callable[[str, int, int], object] = lambda *_: None
    """Told a round's name, how many of its runs are done, and how many there are."""
    runs: int = 0
    """Runs that were asked for until now, those of an earlier call included."""

    def observe(
        self, name: str, worlds: Sequence[Values], seeds: Sequence[Sequence[int]], scenarios: tuple[str, ...]
    ) -> Floats:
        """Values of shape (worlds, seeds of each, targets); those that need other scenarios are not a number.

        Parameters
        ----------
        name
            What this round is called in the folder.
        worlds
            The world's numbers, as far as they are not the default.
        seeds
            The seeds of each world, as many for one as for another.
        scenarios
            The scenarios that are run.
        """
        jobs = [Job(values, seed, scenarios) for values, of_one in zip(worlds, seeds, strict=True) for seed in of_one]
        self.runs += len(jobs) * len(scenarios)
        call = partial(self.read, code(), self.place, self.targets)
        parts = []
        for begin in range(0, len(jobs), PART):
            file = self.folder / f"{name}-{begin:06}.npy"
            if not file.exists():
                found = self.crew.map(call, jobs[begin : begin + PART])
                with atomic(file) as into:
                    np.save(into, np.array(found, np.float64))
            parts.append(np.load(file))
            self.tell(name, min(begin + PART, len(jobs)) * len(scenarios), len(jobs) * len(scenarios))
        each = len(seeds[0]) if len(seeds) else 1
        shape = (len(worlds), each, len(self.targets))
        return np.concatenate(parts).reshape(shape) if parts else np.empty(shape)


def seeds_of(worlds: Iterable[int], looks: int, *, first: int) -> list[list[int]]:
    """Seeds that no other world has: ``looks`` for each of the worlds by number, from ``first`` on."""
    return [[first + looks * world + k for k in range(looks)] for world in worlds]


def broken(baseline: Scenario, place: Place, first_seed: int, crew: Crew) -> list[str]:
    """Names of patterns that lie outside their bands beyond what luck explains, of those that are read off the baseline alone.

    Means over four lucks are held against the bands; how far luck moves each is seen from the four.
    """
    targets = [one for one in pattern_targets() if one.scenarios == BASELINE]
    call = partial(_observed, code(), baseline, place, targets)
    found = np.array(crew.map(call, range(first_seed, first_seed + SEEDS)))
    return [one.name for one, values in zip(targets, found.T, strict=True) if _far(one, values)]


def _observed(known: Code, baseline: Scenario, place: Place, targets: Sequence[Target], seed: int) -> list[float]:
    join(known)
    runs = {"baseline": watch(baseline, seed, months=MONTHS, size=place.size, city=place.city)}
    return [READINGS[one.name](runs) for one in targets]


def _far(target: Target, values: Floats) -> bool:
    known = replace(target, noise=float(np.std(values, ddof=1)))
    return bool(known.implausibility(np.array([values.mean()]), SEEDS)[0] > FITS)
