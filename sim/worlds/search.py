"""From what is believed to the worlds that fit: screen, learn where they lie, draw there, and let the simulator decide.

1. The default world tells how much luck moves each target.
2. Points of the prior are simulated; emulators learn from them what each target gives.
3. Waves: points are drawn from the prior times the emulators' chance of a fit, simulated, and learned from.
4. Particles are drawn once more, and led by the simulator's looks at the baseline to where all fit; then they move about
   there (`sim.worlds.sampling.narrowed`). Who passes a look with one luck is looked at with several. Nothing rests on the
   emulators but how far particles come: what they end as are draws of the prior among what passes, times the emulated chance
   to fit in the other scenarios.
5. Those that are taken are looked at in the other scenarios; one that fits counts for the inverse of that chance. So what is
   kept are weighted draws from the prior among all that fit, and the share of the prior that fits is known.
6. What was kept is looked at again with fresh luck.

What was computed is kept in a folder, and the same call goes on there.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.extension import code
from sim.language import told
from sim.runs.atomic import atomic
from sim.runs.result import Floats
from sim.worlds.emulator import Emulator, Guess, Nearby, fitted, guess
from sim.worlds.observing import Observer, scenarios_beyond_baseline, seeds_of
from sim.worlds.plausible import Plausible, World, reference_hashes
from sim.worlds.prior import coordinates, drawn, values_at
from sim.worlds.sampling import LogChance, Sample, effective, narrowed, sample
from sim.worlds.targets import FITS, fits

ASKED = "calibration.json"
BASELINE = ("baseline",)
LOUD = FITS + 1
"""Implausibility up to which a look with one luck lets a world pass."""
USUAL_MISS = 1.5
"""Distance from the tolerated region, in half bands, at which a run teaches 0.7 times as much."""
MOST_BEYOND = 6.0
"""Half bands beyond the tolerated region from which on a miss counts no more."""
LEVELS = 15
"""Levels that it takes, about, until all particles fit."""
A_ROUND = 10_000
"""Seeds set aside for a round of looks."""


@dataclass(frozen=True)
class Effort:
    """How many worlds are simulated at each step, and with how many lucks."""

    screened: int = 1600
    fully: int = 400
    """Of the screened ones, those that are run in all scenarios."""
    waves: int = 5
    a_wave: int = 300
    particles: int = 150
    rounds: int = 4
    """Moves of each particle between two levels."""
    last: int = 120
    """Moves of each particle where all fit."""
    taken: int = 10
    """Times at which particles are taken, over the second half of the last moves."""
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
        self.others = scenarios_beyond_baseline(self.targets)
        self.everything = (*BASELINE, *self.others)
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
        taken = effort.particles * effort.taken // 2
        waves = {f"wave-{k + 1}": effort.a_wave * every for k in range(effort.waves)}
        looks = {
            "beyond": taken * effort.looks_beyond * len(self.others),
            "again": int(0.5 * taken) * effort.fresh,
        }
        moves = {f"move-{k + 1:04}": effort.particles for k in range(LEVELS * effort.rounds + effort.last)}
        first = {"default": effort.of_default * every, "screen-all": effort.fully * every}
        return first | {"screen": effort.screened - effort.fully} | waves | moves | looks

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
        seeds = seeds_of(range(self.effort.of_default), 1, 900_000)
        found = self.observer.observe("default", [{}] * len(seeds), seeds, self.everything)[:, 0]
        noise = np.nanstd(found, axis=0, ddof=1)
        self.targets = [replace(one, noise=float(noise[k])) for k, one in enumerate(self.targets)]

    def _screen(self) -> None:
        effort = self.effort
        points = self.kept_once("screen", lambda: drawn(effort.screened, effort.seed))
        self._learn("screen-all", points[: effort.fully], self.everything, 1_000_000)
        self._learn("screen", points[effort.fully :], BASELINE, 2_000_000)

    def _wave(self, number: int) -> None:
        name, rng = f"wave-{number + 1}", np.random.default_rng((self.effort.seed, number))
        emulators = self._emulators()

        def make() -> Floats:
            there = sample(self._guess(emulators, 1).log_chance, 800, len(coordinates()), rng, sweeps=8, last=60)
            return there.points[rng.choice(len(there.points), self.effort.a_wave, replace=False)]

        self._learn(name, self.kept_once(name, make), self.everything, 3_000_000 + 100_000 * number, emulators)

    def _learn(
        self,
        name: str,
        points: Floats,
        scenarios: tuple[str, ...],
        first_seed: int,
        emulators: Sequence[Emulator] = (),
    ) -> None:
        """Simulate points with one luck each, and remember what they gave."""
        found = self.observer.observe(
            name, list(map(values_at, points)), seeds_of(range(len(points)), 1, first_seed), scenarios
        )[:, 0]
        self.points, self.values = np.vstack([self.points, points]), np.vstack([self.values, found])
        self._note(name, found, emulators)

    def _note(self, name: str, found: Floats, emulators: Sequence[Emulator] = ()) -> None:
        known = np.isfinite(found)
        wrong = ~fits(self.targets, found, 1) & known
        rejects = {
            one.name: float(wrong[known[:, k], k].mean()) for k, one in enumerate(self.targets) if known[:, k].any()
        }
        errors = {one.name: each.error for one, each in zip(self.targets, emulators, strict=False)}
        explained = {one.name: each.explained for one, each in zip(self.targets, emulators, strict=False)}
        missed = tuple(int(n) for n in np.bincount(wrong.sum(axis=1)))
        self.learned.append(Wave(name, len(found), missed, rejects, errors, explained))
        self.say(told("calibrate.wave", name=name, worlds=len(found), missed=int(np.median(wrong.sum(axis=1)))))

    def on_scale(self, values: Floats) -> Floats:
        """Values of all targets on their scales."""
        scaled = np.stack([one.on_scale(values[:, k]) for k, one in enumerate(self.targets)], axis=1)
        return np.asarray(np.where(np.isfinite(values), scaled, np.nan), np.float64)

    def _emulators(self) -> list[Emulator]:
        scaled = self.on_scale(self.values)
        ends = np.array([one.tolerated(1) for one in self.targets])
        beyond = np.maximum(np.maximum(ends[:, 0] - scaled, scaled - ends[:, 1]), 0.0)
        distance = np.sqrt((np.minimum(np.nan_to_num(beyond), MOST_BEYOND) ** 2).sum(axis=1))
        weights = 1 / np.sqrt(1 + (distance / USUAL_MISS) ** 2)
        return [fitted(self.points, np.clip(scaled[:, k], -6, 6), weights) for k in range(len(self.targets))]

    def _guess(self, emulators: Sequence[Emulator], seeds: int) -> Guess:
        return guess(self.targets, emulators, seeds)

    def _finished(self) -> Plausible:
        effort = self.effort
        log_share, points, origins, log_stays = self._walked(self._emulators())
        worlds = list(map(values_at, points))
        kept = self._fit_beyond(worlds) if self.others else np.arange(len(points))
        if not len(kept):
            raise InputError(told("calibrate.none", proposed=len(points)))
        log_weight = -log_stays[kept]
        share = log_share + float(np.log(np.exp(log_weight - log_weight.max()).sum() / len(points)) + log_weight.max())
        weights = np.exp(log_weight - log_weight.max())
        weights = np.minimum(weights / weights.mean(), np.sqrt(len(weights)))  # truncated: Ionides 2008
        again = self._again(worlds, kept)
        order = np.random.default_rng((effort.seed, 2000)).permutation(len(kept))
        log = {
            "runs": self.observer.runs,
            "proposed": len(points),
            "kept": len(kept),
            "origins": len(np.unique(origins[kept])),
            "effective": effective(weights),
            "fit again": float(again.mean()),
            "waves": [asdict(one) for one in self.learned],
            "targets": [asdict(one) for one in self.targets],
        }
        found = tuple(World(number, worlds[kept[k]], float(weights[k])) for number, k in enumerate(order, start=1))
        place, worth = self.observer.place, worth_of(points[kept], weights, origins[kept])
        return Plausible(place.city, place.size, found, share / np.log(10), worth, reference_hashes(code()), log)

    def _walked(self, emulators: Sequence[Emulator]) -> tuple[float, Floats, npt.NDArray[np.int64], Floats]:
        """Logarithm of the share that particles are draws of; those taken, where each began, and the emulated logarithm of
        its chance to fit in the other scenarios."""
        effort = self.effort
        own = [k for k, one in enumerate(self.targets) if one.scenarios == BASELINE]
        beyond = [k for k in range(len(self.targets)) if k not in own]
        falls, stays = self._chance_of(own, emulators, 1), self._chance_of(beyond, emulators, effort.looks_beyond)

        def begun() -> Floats:
            rng = np.random.default_rng((effort.seed, 1000))
            size = max(800, effort.particles)
            there = sample(lambda x: falls(x) + stays(x), size, len(coordinates()), rng, sweeps=8, last=60)
            chosen = rng.choice(size, effort.particles, replace=False)
            mean = np.full(effort.particles, there.log_mean)
            return np.column_stack([there.points[chosen], there.log_weight[chosen], mean])

        first = self.kept_once("begun", begun)
        start = Sample(first[:, :-2], first[:, -2], float(first[0, -1]))
        judge = _Judge(self, own, self._guess(emulators, effort.looks))
        every, taken = max(effort.last // (2 * effort.taken), 1), []
        for number, now in enumerate(narrowed(start, falls, stays, judge, effort.seed, effort.rounds, effort.last)):
            if number >= effort.last // 2 and (effort.last - 1 - number) % every == 0:
                taken.append(now)
        points = np.concatenate([one.points for one in taken])
        log_stays = np.concatenate([stays(one.points) for one in taken])
        return taken[-1].log_share, points, np.concatenate([one.origins for one in taken]), log_stays

    def _chance_of(self, which: Sequence[int], emulators: Sequence[Emulator], seeds: int) -> LogChance:
        return guess([self.targets[k] for k in which], [emulators[k] for k in which], seeds).log_chance

    def _fit_beyond(self, worlds: Sequence[Mapping[str, float]]) -> npt.NDArray[np.int64]:
        """Which of the worlds fit all targets that need other scenarios, in the mean over some lucks."""
        effort, own = self.effort, [k for k, one in enumerate(self.targets) if one.scenarios != BASELINE]
        scenarios = tuple(dict.fromkeys(name for k in own for name in self.targets[k].scenarios))
        lucks = seeds_of(range(len(worlds)), effort.looks_beyond, 50_000_000)
        means = self.observer.observe("beyond", worlds, lucks, scenarios).mean(axis=1)
        fitting = fits([self.targets[k] for k in own], means[:, own], effort.looks_beyond).all(axis=1)
        self.say(told("calibrate.look", name="beyond", worlds=len(worlds), kept=int(fitting.sum())))
        return np.flatnonzero(fitting)

    def _again(self, worlds: Sequence[Mapping[str, float]], kept: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Which of the worlds kept fit with fresh luck too."""
        seeds = self.effort.fresh
        lucks = seeds_of(kept.tolist(), seeds, 60_000_000)
        means = self.observer.observe("again", [worlds[k] for k in kept], lucks, BASELINE).mean(axis=1)
        own = [k for k, one in enumerate(self.targets) if one.scenarios == BASELINE]
        return np.asarray(fits([self.targets[k] for k in own], means[:, own], seeds).all(axis=1), bool)

    def kept_once(self, name: str, make: Callable[[], Floats]) -> Floats:
        """Points that were drawn once, so that a search that goes on looks at the same ones."""
        file = self.observer.folder / f"points-{name}.npy"
        if not file.exists():
            made = make()
            with atomic(file) as into:
                np.save(into, made)
        return np.asarray(np.load(file), np.float64)


class _Judge:
    """The simulator's looks at particles at the baseline, and what is learned from them on the way.

    A look is with one luck; where that fits loosely, with all. What is told of a particle is how far off it is at the last of
    its looks, so that 0 is told of one that fits at both.
    """

    def __init__(self, search: Search, own: Sequence[int], of: Guess) -> None:
        self.search, self.own, self.rounds = search, list(own), 0
        only = [of.tolerated[k] for k in own]
        self.of = Guess([of.emulators[k] for k in own], only, [of.errors[k] for k in own])
        self.loose = np.array([search.targets[k].tolerated(1, LOUD) for k in own])
        self.tight = np.array([search.targets[k].tolerated(search.effort.looks) for k in own])
        self.points, self.scaled = search.points, search.on_scale(search.values)[:, self.own]

    def far(self, name: str, points: Floats) -> Floats:
        """Distance from the tolerated region in half bands."""
        worlds, first = list(map(values_at, points)), 5_000_000 + A_ROUND * self.rounds
        self.rounds += 1
        once = self._seen(name, worlds, seeds_of(range(len(points)), 1, first))
        scaled = self._scaled(once)
        self.points, self.scaled = np.vstack([self.points, points]), np.vstack([self.scaled, scaled])
        found = self._beyond(scaled, self.loose)
        passed, looks = np.flatnonzero(found == 0), self.search.effort.looks
        if len(passed) and looks > 1:
            lucks = seeds_of(passed.tolist(), looks - 1, 10 * first)
            more = self._seen(f"{name}-more", [worlds[k] for k in passed], lucks)
            means = np.concatenate([once[passed], more], axis=1).mean(axis=1, keepdims=True)
            found[passed] = self._beyond(self._scaled(means), self.tight)
        return found

    def _seen(self, name: str, worlds: Sequence[Mapping[str, float]], lucks: Sequence[Sequence[int]]) -> Floats:
        return self.search.observer.observe(name, worlds, lucks, BASELINE)

    def _scaled(self, values: Floats) -> Floats:
        return self.search.on_scale(values[:, 0])[:, self.own]

    @staticmethod
    def _beyond(scaled: Floats, ends: Floats) -> Floats:
        beyond = np.maximum(np.maximum(ends[:, 0] - scaled, scaled - ends[:, 1]), 0.0)
        return np.asarray(np.sqrt((np.nan_to_num(beyond, nan=MOST_BEYOND).clip(max=MOST_BEYOND) ** 2).sum(axis=1)))

    def guide(self) -> LogChance:
        """The emulators and what they miss nearby, fitted when it is first asked for."""
        points, scaled, latest = self.points, np.clip(self.scaled, -6, 6), 3 * self.search.effort.particles
        nearby = cache(lambda: Nearby(self.of, points, scaled, latest))
        return lambda asked: nearby().log_chance(asked)

    def kept(self, name: str, make: Callable[[], Floats]) -> Floats:
        """Ends of walks, drawn once."""
        return self.search.kept_once(name, make)


def worth_of(points: Floats, weights: Floats, origins: npt.NDArray[np.int64]) -> float:
    """How many independent draws one of the particles taken is worth, where those of one origin are like one another.

    It is the median over coordinates of the variance that their mean would have were all independent, over the one that it
    has as the origins differ.
    """
    shares = weights / weights.sum()
    off = points - shares @ points
    each = np.unique(origins)
    together = np.stack([(shares[origins == one, None] * off[origins == one]).sum(axis=0) for one in each])
    alone, found = (shares[:, None] ** 2 * off**2).sum(axis=0), (together**2).sum(axis=0)
    return float(min(np.median(alone / np.maximum(found, 1e-300)), 1.0))


def summary_of(found: Plausible) -> dict[str, Any]:
    """What a search found, in numbers."""
    return {"worlds": len(found.worlds), "log10_share": found.share, **{k: found.log[k] for k in ("runs", "fit again")}}
