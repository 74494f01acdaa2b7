"""The best of the shipped policies at the money that a search may spend, so that its portfolios are measured by something."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial

import numpy as np

from sim.extension import Code, code, join
from sim.runs.atomic import atomic
from sim.runs.result import Floats, Run
from sim.runs.single import simulate
from sim.scenario import Scenario, load
from sim.scenario.columns import ENTRIES, is_world
from sim.scenario.library import files_in, shipped_folder
from sim.studies.comparison.equal_budget import EqualBudget, scaled, with_equal_budget
from sim.studies.portfolio.archive import Archive
from sim.studies.portfolio.trials import Place

FILE = "shipped.json"


@dataclass(frozen=True)
class Job:
    """A policy to be brought to the spending of a baseline, ``factor`` times."""

    policy: Scenario
    base: Scenario
    place: Place
    seed: int
    factor: float


def policies(base: Scenario) -> list[Scenario]:
    """The shipped policies that move levers alone, each otherwise than the baseline."""
    names = [file.stem for file in files_in(shipped_folder() / "policies")]
    found = [load(name, start=base.start) for name in names if name != base.reference]
    world = [entry for entry in ENTRIES if is_world(entry)]
    return [one for one in found if all(one.provenance.get(entry) == base.provenance.get(entry) for entry in world)]


def at_equal_money(archive: Archive, seed: int) -> dict[str, Scenario]:
    """Each shipped policy with its budget scaled year by year to what a search may spend; kept in the search's folder."""
    trials, base = archive.trials, archive.base
    file, own = trials.folder / FILE, {one.reference: one for one in policies(base)}
    if not file.exists():
        budget = trials.goals.budget
        factor = 1.0 if budget is None else budget / float(archive.baseline[:, -1].mean())
        jobs = [Job(one, base, trials.place, seed, factor) for one in own.values()]
        found = trials.crew.map(partial(_equalised, code()), jobs)
        with atomic(file) as into:
            into.write(json.dumps([asdict(one) for one in found], indent=1).encode())
    factors: Mapping[str, list[float]] = {one["scenario"]: one["factors"] for one in json.loads(file.read_bytes())}
    return {name: scaled(one, factors[name], trials.place.months) for name, one in own.items()}


def best(archive: Archive, seed: int, worlds: tuple[int, ...]) -> tuple[str, Scenario] | None:
    """The shipped policy that does most for the first goal of those that keep all limits; worlds as in the search."""
    left = at_equal_money(archive, seed)
    seen = {name: np.empty((0, archive.baseline.shape[1])) for name in left}
    for rung, (since, until) in enumerate(zip((0, *worlds), worlds, strict=False)):
        found = archive.trials.measured(f"shipped-{rung}", left, archive.person_seeds[since:until])
        seen = {name: np.concatenate([seen[name], more]) for name, more in zip(left, found, strict=True)}
        order = _ranked(archive, np.stack([*seen.values()]))
        names = [[*left][k] for k in order]
        left = {name: left[name] for name in names[: -(-len(names) // 2)]}
    return next(iter(left.items()), None)


def _ranked(archive: Archive, values: Floats) -> list[int]:
    """Places of policies, the best first: those that keep all limits, by the first goal."""
    small, limits = archive.trials.goals.smaller(values, base=archive.baseline[: values.shape[1]])
    broken = np.maximum(limits, 0).sum(axis=1)
    return [int(k) for k in np.lexsort((small[:, 0], broken))]


def _equalised(known: Code, job: Job) -> EqualBudget:
    join(known)
    city, size, months = job.place

    def pilot(scenario: Scenario) -> list[Run]:
        return [simulate(scenario, job.seed, months=months, size=size, engine="compiled", city=city)]

    goal = [replace(run, city=_times(run, job.factor)) for run in pilot(job.base)]
    return with_equal_budget(job.policy, goal, pilot)[1]


def _times(run: Run, factor: float) -> dict[str, Floats]:
    return {**run.city, "public_spending_yuan": run.city["public_spending_yuan"] * factor}
