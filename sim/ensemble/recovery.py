"""Whether worlds that are known are found again: simulation-based calibration (Talts et al. 2018; Modrak et al. 2023).

A pseudo-truth is drawn from the prior and simulated; what it shows becomes the targets, each with a band as wide as the real
one, placed about it by chance. The search looks for worlds that fit. If it found draws of the prior among all that fit, the
truth would lie anywhere among them, evenly: in each number of the world and in what policies do.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from sim.ensemble.borrowing import Borrowing
from sim.ensemble.identifiability import places
from sim.ensemble.observing import Place, seeds_of
from sim.ensemble.patterns.table import MONTHS, reference
from sim.ensemble.prior import Values, drawn, in_world, priors, values_at
from sim.ensemble.shipped import Plausible, World
from sim.ensemble.targets import BASELINE, Target
from sim.extension import Code, code, join
from sim.runs.executors import Crew
from sim.runs.result import Floats
from sim.runs.single import simulate
from sim.scenario import load

EFFECTS = (
    ("funding_cut", "satisfaction_mean"),
    ("menu_services", "satisfaction_mean"),
    ("party_building", "participation_rate"),
)
"""Test quantities beside the world's numbers: what a policy changes in an outcome over the last 12 months."""
SEED = 77
Effects = Callable[[Place, Values, int], list[float]]


@dataclass(frozen=True)
class Recovered:
    """A truth's place among the worlds that were found for it: the share of them below it, 0 to 1, by quantity and for each of
    `EFFECTS`. ``worlds`` is how many were found; with none there are no places."""

    truth: int
    worlds: int
    quantities: dict[str, float]
    effects: tuple[float, ...]


def effects(place: Place, values: Values, seed: int) -> list[float]:
    """What the policies of `EFFECTS` change in a world, with one luck."""
    run = partial(simulate, seed=seed, months=MONTHS, size=place.size, engine="compiled", city=place.city)
    runs = {
        name: run(in_world(load(reference(name)), values)).city for name in (*BASELINE, *(name for name, _ in EFFECTS))
    }
    return [float((runs[name][outcome] - runs["baseline"][outcome])[-12:].mean()) for name, outcome in EFFECTS]


@dataclass(frozen=True)
class Recovery(Borrowing):
    """The search put to the proof; targets of the baseline whose band has two ends are used."""

    effects: Effects = effects

    def of(self, truths: int, crew: Crew) -> list[Recovered]:
        """Look for so many pseudo-truths, one a worker; those that cannot be simulated are left out."""
        return [found for found in crew.map(partial(self._one, code()), range(truths)) if found]

    def _one(self, known: Code, truth: int) -> Recovered | None:
        join(known)
        name, rng = f"truth-{truth}", np.random.default_rng((SEED, truth))
        columns = [k for k in self.of_baseline if np.isfinite(self.targets[k].high)]
        values = values_at(drawn(truth + 1, seed=SEED)[truth])
        person_seeds = seeds_of([truth], self.effort.looks, first=9_000_000)
        observer = self.observer(name, [self.targets[k] for k in columns])
        shown = observer.observe("truth", [values], person_seeds, BASELINE)[0].mean(axis=0)
        if not np.isfinite(shown).all():
            return None
        bands = [around(self.targets[k], value, rng) for k, value in zip(columns, shown.tolist(), strict=True)]
        found = self.search(name, dict(zip(columns, bands, strict=True)))
        return self._places(found, World(0, values), truth, rng) if found else Recovered(truth, 0, {}, ())

    def _places(self, found: Plausible, truth: World, number: int, rng: np.random.Generator) -> Recovered:
        every = replace(found, worlds=(truth, *found.worlds))
        quantities = {one.quantity.path: _among(places(one, every), rng) for one in priors()}
        changed = np.array([self.effects(self.place, one.values, number) for one in every.worlds])
        return Recovered(number, len(found.worlds), quantities, tuple(_among(each, rng) for each in changed.T))


def around(target: Target, value: float, rng: np.random.Generator) -> Target:
    """The target with a band as wide as its own, on its scale, that holds a value anywhere within it."""
    low, high = (float(target.raw(np.array(end))) for end in (target.low, target.high))
    begin = float(target.raw(np.array(value))) - rng.uniform(0, high - low)
    ends = [float(target.from_raw(np.array(end))) for end in (begin, begin + high - low)]
    return replace(target, low=ends[0], high=ends[1])


def _among(values: Floats, rng: np.random.Generator) -> float:
    """Where the first lies among the others: evenly between 0 and 1 if it is one of them."""
    below, same = (values[1:] < values[0]).sum(), (values[1:] == values[0]).sum()
    return float((below + rng.random() * (same + 1)) / len(values))
