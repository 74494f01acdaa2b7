"""Whether worlds that are known are found again: simulation-based calibration (Talts et al. 2018; Modrak et al. 2023).

A pseudo-truth is drawn from the prior and simulated; what it shows becomes the targets, each with a band as wide as the real
one, placed about it by chance. The search looks for worlds that fit. If it found draws of the prior among all that fit, the
truth would lie anywhere among them, evenly: in each number of the world and in what policies do. Each group of patterns is also
left out of the targets in turn, to see what worlds show that were not fitted to it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from docs.generate.identifiability import places
from sim.ensemble.history_matching import Effort, Search
from sim.ensemble.observing import Observer, Place, Read, read_targets, seeds_of
from sim.ensemble.patterns.table import MONTHS, reference
from sim.ensemble.prior import Values, drawn, in_world, priors, values_at
from sim.ensemble.shipped import Plausible, World
from sim.ensemble.targets import BASELINE, Target, fits
from sim.errors import InputError
from sim.extension import Code, code, join
from sim.runs.executors import Crew, here
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
EFFORT = Effort(begun=30, rounds=6, fresh=1, particles=20)
GROUPS: Mapping[str, tuple[str, ...]] = {
    "participation and volunteers": ("P01", "P02", "P03", "P04", "N16"),
    "who takes part": ("N01", "N02", "N03", "N04", "N05", "N07"),
    "elections": ("P05", "P06"),
    "ties": ("P07",),
    "satisfaction": ("P08", "P09"),
    "needs and services": ("P12", "P16"),
    "organizations and committees": ("P14", "P15", "P19", "P24"),
}
"""Identifiers of the patterns of each group, of those that are read off the baseline."""
PERSON_SEEDS = 4


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
class Recovery:
    """Searches for worlds that show other targets, with the screen of a search that was made: the prior is simulated once.

    ``screened`` is the folder of that search, whose targets were these, in this order, with their luck. ``folder`` keeps the
    searches that are made with its screen; the same call goes on there.
    """

    screened: Path
    folder: Path
    targets: Sequence[Target]
    place: Place
    effort: Effort = EFFORT
    read: Read = read_targets
    effects: Effects = effects

    @property
    def of_baseline(self) -> list[int]:
        """Places of the targets that are read off the baseline."""
        return [k for k, target in enumerate(self.targets) if target.scenarios == BASELINE]

    def observer(self, name: str, targets: Sequence[Target]) -> Observer:
        """Who observes targets for the search of this name, in this process."""
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return Observer(targets, self.place, folder, here(), self.read)

    def search(self, name: str, targets: Mapping[int, Target]) -> Plausible | None:
        """Search for worlds that show these targets, by the places of those that they stand for; None where none does."""
        observer = self.observer(name, list(targets.values()))
        for file in self.screened.glob("*-[0-9]*.npy"):
            if file.name.startswith(("default-", "screen-")):
                np.save(observer.folder / file.name, np.load(file)[..., list(targets)])
        np.save(observer.folder / "points-screen.npy", np.load(self.screened / "points-screen.npy"))
        try:
            return Search(observer, self.effort).run()
        except InputError:
            return None

    def of(self, truths: int, crew: Crew) -> list[Recovered]:
        """Look for so many pseudo-truths, one a worker; those that cannot be simulated are left out.

        Targets of the baseline whose band has two ends are used.
        """
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


@dataclass(frozen=True)
class LeftOut:
    """A group, how many worlds were found without it, and the share of them that shows each of its patterns."""

    group: str
    worlds: int
    shown: Mapping[str, float]


def leave_out(recovery: Recovery, crew: Crew) -> list[LeftOut]:
    """Search without each group, one a worker."""
    return crew.map(partial(_without, code(), recovery), GROUPS)


def _without(known: Code, recovery: Recovery, group: str) -> LeftOut:
    join(known)
    name, targets = f"without-{'-'.join(GROUPS[group])}", recovery.targets
    left = [k for k in recovery.of_baseline if targets[k].name.startswith(GROUPS[group])]
    found = recovery.search(name, {k: targets[k] for k in recovery.of_baseline if k not in left})
    if not found:
        return LeftOut(group, 0, {})
    observer = recovery.observer(name, [targets[k] for k in left])
    person_seeds = seeds_of(range(len(found.worlds)), PERSON_SEEDS, first=9_500_000)
    means = observer.observe("left-out", [one.values for one in found.worlds], person_seeds, BASELINE).mean(axis=1)
    shown = fits(observer.targets, means, PERSON_SEEDS).mean(axis=0)
    return LeftOut(group, len(found.worlds), {targets[k].name: float(shown[i]) for i, k in enumerate(left)})
