"""From what is believed to the worlds that fit: screen, learn where they lie, draw there, and let the simulator decide.

1. The default world tells how much luck moves each target.
2. Points of the prior are simulated; emulators learn from them what each target gives.
3. Waves: points are drawn from the prior times a power of the emulators' chance of a fit, simulated, and learned from.
4. Many points are drawn once more; the simulator looks at each with several lucks, first at the baseline, then in the
   other scenarios, and keeps those that fit at every look.
5. What was kept is looked at again with fresh luck.

The power (`Effort.tilt`) leads to where emulators are surest, so to the middle of bands: without it one point in thousands
fits. What is kept are therefore sets that fit, not draws of the prior among all that fit. What each would weigh as such a draw
is known, up to what emulators miss: from these weights the share of the prior that fits is estimated, and how few independent
draws they would be worth is in the log.

What was computed is kept in a folder, and the same call goes on there.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.extension import code
from sim.language import told
from sim.runs.atomic import atomic
from sim.runs.result import Floats
from sim.worlds.emulator import Emulator, fitted, guess
from sim.worlds.observing import Observer, seeds_of
from sim.worlds.plausible import Plausible, World, reference_hashes
from sim.worlds.prior import coordinates, drawn, values_at
from sim.worlds.sampling import effective, sample
from sim.worlds.targets import BASELINE, FITS, fits

ASKED = "calibration.json"
LOUD = FITS + 1
"""Implausibility up to which a first look with one luck lets a world pass."""
USUAL_MISS = 1.5
"""Distance from the tolerated region, in half bands, at which a run teaches 0.7 times as much."""


@dataclass(frozen=True)
class Effort:
    """How many worlds are simulated at each step, and with how many lucks."""

    screened: int = 1600
    fully: int = 400
    """Of the screened ones, those that are run in all scenarios."""
    waves: int = 4
    a_wave: int = 300
    proposed: int = 2000
    particles: int = 2000
    tilt: float = 5.0
    """Power of the emulated chance of a fit that points are drawn by."""
    looks: int = 4
    looks_beyond: int = 2
    fresh: int = 6
    of_default: int = 24
    seed: int = 0


@dataclass(frozen=True)
class Wave:
    """A step of the search: how many worlds, how many targets they miss, and what the emulators that proposed them knew."""

    name: str
    worlds: int
    missed: tuple[int, ...]
    rejects: Mapping[str, float]
    errors: Mapping[str, float] = field(default_factory=dict)
    explained: Mapping[str, float] = field(default_factory=dict)


@dataclass
class Search:
    """A search for plausible worlds in a folder."""

    observer: Observer
    effort: Effort
    say: Callable[[str], object] = lambda _: None
    progress: Callable[[int, int], object] = lambda *_: None
    """Told how many runs are done, and of how many; those of later looks are a guess until it is known what passes."""
    learned: list[Wave] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.targets = list(self.observer.targets)
        beyond = (one.scenarios for one in self.targets if one.scenarios != BASELINE)
        self.beyond = tuple(dict.fromkeys(name for names in beyond for name in names))
        self.everything = tuple(dict.fromkeys((*BASELINE, *self.beyond)))
        self.expected, self.done = self._expected(), dict[str, int]()
        self.observer.tell = self._told
        self.points = np.empty((0, len(coordinates())))
        self.values = np.empty((0, len(self.targets)))

    def run(self) -> Plausible:
        """Search, from the beginning or from where it was stopped.

        Raises
        ------
        InputError
            If the folder holds another search, or no world fits.
        """
        self._claim()
        self._hear_luck()
        self._screen()
        for number in range(self.effort.waves):
            self._wave(number)
        return self._finished()

    def _expected(self) -> dict[str, int]:
        """Runs of each round, of later ones about."""
        effort, every = self.effort, len(self.everything)
        waves = {f"wave-{k + 1}": effort.a_wave * every for k in range(effort.waves)}
        looks = {
            "look-1": effort.proposed,
            "look-2": int(0.4 * effort.proposed) * effort.looks,
            "look-3": int(0.07 * effort.proposed) * effort.looks_beyond * len(self.beyond),
            "again": int(0.05 * effort.proposed) * effort.fresh,
        }
        first = {"default": effort.of_default * every, "screen-all": effort.fully * every}
        return first | {"screen": effort.screened - effort.fully} | waves | looks

    def _told(self, name: str, done: int, runs: int) -> None:
        self.done[name], self.expected[name] = done, runs
        self.progress(sum(self.done.values()), max(sum(self.expected.values()), 1))

    def _claim(self) -> None:
        """Make the folder this search's own."""
        asked = {
            "targets": [asdict(one) for one in self.targets],
            "effort": asdict(self.effort),
            "place": asdict(self.observer.place),
            "coordinates": list(coordinates()),
            "reference": reference_hashes(code()),
        }
        file, text = self.observer.folder / ASKED, json.dumps(asked, sort_keys=True, indent=1)
        self.observer.folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            with atomic(file) as into:
                into.write(text.encode())
        elif json.loads(file.read_text(encoding="utf-8")) != json.loads(text):
            raise InputError(told("calibrate.other_search", folder=self.observer.folder))

    def _hear_luck(self) -> None:
        seeds = seeds_of(range(self.effort.of_default), 1, first=900_000)
        found = self.observer.observe("default", [{}] * len(seeds), seeds, self.everything)[:, 0]
        noise = np.nanstd(found, axis=0, ddof=1)
        self.targets = [replace(one, noise=float(noise[k])) for k, one in enumerate(self.targets)]

    def _screen(self) -> None:
        effort = self.effort
        points = self._kept("screen", lambda: drawn(effort.screened, seed=effort.seed))
        self._learn("screen-all", points[: effort.fully], self.everything, 1_000_000)
        self._learn("screen", points[effort.fully :], BASELINE, 2_000_000)

    def _wave(self, number: int) -> None:
        name, rng = f"wave-{number + 1}", np.random.default_rng((self.effort.seed, number))
        emulators = cache(self._emulators)

        def make() -> Floats:
            chance = self._tilted(emulators(), 1)
            there = sample(chance, 800, coordinates=len(coordinates()), rng=rng, sweeps=8, last=60)
            return there.points[rng.choice(len(there.points), self.effort.a_wave, replace=False)]

        points = self._kept(name, make)
        knew = self._kept(f"{name}-emulators", lambda: np.array([(one.error, one.explained) for one in emulators()]))
        self._learn(name, points, self.everything, 3_000_000 + 100_000 * number, knew)

    def _learn(
        self, name: str, points: Floats, scenarios: tuple[str, ...], first_seed: int, knew: Floats | None = None
    ) -> None:
        """Simulate points with one luck each, and remember what they gave; ``knew`` is what emulators missed and explained."""
        found = self.observer.observe(
            name, list(map(values_at, points)), seeds_of(range(len(points)), 1, first=first_seed), scenarios
        )[:, 0]
        self.points, self.values = np.vstack([self.points, points]), np.vstack([self.values, found])
        known = np.isfinite(found)
        wrong = ~fits(self.targets, found, 1) & known
        rejects = {
            one.name: float(wrong[known[:, k], k].mean()) for k, one in enumerate(self.targets) if known[:, k].any()
        }
        names = [one.name for one in self.targets]
        errors, explained = ({}, {}) if knew is None else (dict(zip(names, of, strict=True)) for of in knew.T.tolist())
        missed = tuple(int(n) for n in np.bincount(wrong.sum(axis=1)))
        self.learned.append(Wave(name, len(found), missed, rejects, errors, explained))
        self.say(told("calibrate.wave", name=name, worlds=len(found), missed=int(np.median(wrong.sum(axis=1)))))

    def _emulators(self) -> list[Emulator]:
        scaled = np.stack([one.on_scale(self.values[:, k]) for k, one in enumerate(self.targets)], axis=1)
        scaled = np.where(np.isfinite(self.values), scaled, np.nan)
        ends = np.array([one.tolerated(1) for one in self.targets])
        beyond = np.maximum(np.maximum(ends[:, 0] - scaled, scaled - ends[:, 1]), 0.0)
        distance = np.sqrt((np.minimum(np.nan_to_num(beyond), 6.0) ** 2).sum(axis=1))
        weights = 1 / np.sqrt(1 + (distance / USUAL_MISS) ** 2)
        return [
            fitted(self.points, values=np.clip(scaled[:, k], -6, 6), weights=weights) for k in range(len(self.targets))
        ]

    def _tilted(self, emulators: Sequence[Emulator], seeds: int) -> Callable[[Floats], Floats]:
        known, tilt = guess(self.targets, emulators, seeds), self.effort.tilt
        return lambda points: tilt * known.log_chance(points)

    def _finished(self) -> Plausible:
        effort, rng = self.effort, np.random.default_rng((self.effort.seed, 1000))

        def make() -> Floats:
            chance = self._tilted(self._emulators(), effort.looks)
            there = sample(chance, effort.particles, coordinates=len(coordinates()), rng=rng, sweeps=8, last=1000)
            chosen = rng.permutation(effort.particles)[: effort.proposed]
            facts = [np.full(len(chosen), fact) for fact in (there.log_mean, there.worth)]
            return np.column_stack([there.points[chosen], there.log_weight[chosen], *facts])

        proposed = self._kept("proposed", make)
        points, log_chance, (log_mean, worth) = proposed[:, :-3], proposed[:, -3], proposed[0, -2:].tolist()
        worlds = list(map(values_at, points))
        kept = self._looked_at("look-1", worlds, np.arange(len(points)), 1, BASELINE, LOUD)
        kept = self._looked_at("look-2", worlds, kept, effort.looks, BASELINE, FITS)
        if self.beyond:
            kept = self._looked_at("look-3", worlds, kept, effort.looks_beyond, self.beyond, FITS)
        if not len(kept):
            raise InputError(told("calibrate.none", proposed=len(points)))
        log_weight = log_mean - log_chance[kept]
        share = float(
            np.log10(np.exp(log_weight - log_weight.max()).sum() / len(points)) + log_weight.max() / np.log(10)
        )
        again = self._fitting("again", worlds, kept, effort.fresh, BASELINE, FITS, first_seed=8_000_000)
        order = np.random.default_rng((effort.seed, 2000)).permutation(len(kept))
        log = {
            "runs": self.observer.runs,
            "proposed": len(points),
            "kept": len(kept),
            "effective as draws of the prior": effective(np.exp(log_weight - log_weight.max())),
            "fit again": len(again) / len(kept),
            "waves": [asdict(one) for one in self.learned],
            "targets": [asdict(one) for one in self.targets],
        }
        found = tuple(World(number, worlds[kept[k]]) for number, k in enumerate(order, start=1))
        place = self.observer.place
        return Plausible(place.city, place.size, found, share, worth, reference_hashes(code()), log)

    def _looked_at(
        self,
        name: str,
        worlds: Sequence[Mapping[str, float]],
        among: npt.NDArray[np.int64],
        seeds: int,
        scenarios: tuple[str, ...],
        tolerance: float,
    ) -> npt.NDArray[np.int64]:
        """Which of the worlds among fit; said in a sentence."""
        kept = self._fitting(name, worlds, among, seeds, scenarios, tolerance, first_seed=5_000_000)
        self.say(told("calibrate.look", name=name, worlds=len(among), kept=len(kept)))
        return kept

    def _fitting(
        self,
        name: str,
        worlds: Sequence[Mapping[str, float]],
        among: npt.NDArray[np.int64],
        seeds: int,
        scenarios: tuple[str, ...],
        tolerance: float,
        *,
        first_seed: int,
    ) -> npt.NDArray[np.int64]:
        """Which of the worlds among fit all targets that are read off these scenarios, in the mean over so many lucks."""
        lucks = seeds_of(among.tolist(), seeds, first=first_seed)
        means = self.observer.observe(name, [worlds[k] for k in among], lucks, scenarios).mean(axis=1)
        own = [k for k, one in enumerate(self.targets) if (one.scenarios == BASELINE) == (scenarios == BASELINE)]
        fitting = fits([self.targets[k] for k in own], means[:, own], seeds, tolerance).all(axis=1)
        return among[fitting]

    def _kept(self, name: str, make: Callable[[], Floats]) -> Floats:
        """Points that were drawn once, so that a search that goes on looks at the same ones."""
        file = self.observer.folder / f"points-{name}.npy"
        if not file.exists():
            made = make()
            with atomic(file) as into:
                np.save(into, made)
        return np.asarray(np.load(file), np.float64)
