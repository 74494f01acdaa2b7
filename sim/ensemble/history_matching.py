"""From what is believed to worlds that fit: each is an own draw of the prior, moved by as little as brings it there.

1. The default world tells how much luck moves each target.
2. Points of the prior are simulated; emulators learn from them what each target gives.
3. Rounds: emulators move each point a little towards the bands that it misses, the simulator looks at it with luck of its
   own, and emulators learn from what it saw. A point stays where it was best.
4. What fits is looked at again with fresh luck. A point that fits in two looks one after another is kept.

This is randomized maximum likelihood for bands (Kitanidis 1995; Oliver, He and Reynolds 1996), with emulators' slopes. Worlds
begin at independent draws, so they are independent of each other but for the emulators that they share. Where targets are
linear in coordinates they are nearly draws of the prior among all that fit; elsewhere nobody knows exactly what they are
draws of. The share of the prior that fits is what emulators say at the end.

What was computed is kept in a folder, and the same call goes on there.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

import numpy as np
import numpy.typing as npt

from sim.ensemble.emulator import Emulator, Emulators, aims, fitted, log_chance, step, together
from sim.ensemble.observing import Observer, seeds_of
from sim.ensemble.prior import coordinates, drawn, values_at
from sim.ensemble.sampling import log_mean
from sim.ensemble.shipped import Plausible, World, reference_hashes
from sim.ensemble.targets import BASELINE, fits
from sim.errors import InputError
from sim.extension import code
from sim.language import message
from sim.runs.files import atomic
from sim.runs.result import Floats

ASKED = "calibration.json"
USUAL_MISS = 1.5
"""Distance from the tolerated region, in half bands, at which a run teaches 0.7 times as much."""
FURTHEST = 6.0
"""Half bands further than which a target is no worse."""
CONFIRMED = 2
"""Looks one after another in which a point has to fit."""
MOST_MOVED = 30
"""Coordinates whose move the log tells."""


@dataclass(frozen=True)
class Effort:
    """How many worlds are simulated at each step, and with how many lucks."""

    screened: int = 1600
    fully: int = 400
    """Of the screened ones, those that are run in all scenarios."""
    begun: int = 320
    """Of these, those that are led to where they fit."""
    rounds: int = 16
    looks: int = 2
    fresh: int = 6
    of_default: int = 24
    particles: int = 1000
    """By how many the share of the prior is estimated."""
    seed: int = 0


@dataclass(frozen=True)
class Round:
    """A step of the search: how many worlds were looked at, how many have been kept until then, how many targets were missed
    (worlds by number), the share of worlds that each target rejects, and what its emulator missed and explained."""

    name: str
    worlds: int
    kept: int
    missed: tuple[int, ...]
    rejects: Mapping[str, float]
    errors: Mapping[str, float] = field(default_factory=dict)
    explained: Mapping[str, float] = field(default_factory=dict)


@dataclass
class Members:
    """Points on their way: where each was best, the means that targets gave there over how many lucks, and in how many looks
    one after another it has fitted."""

    points: Floats
    seen: Floats
    person_seeds: npt.NDArray[np.int64]
    confirmed: npt.NDArray[np.int64]

    @property
    def active(self) -> npt.NDArray[np.int64]:
        """Those that go on."""
        return np.flatnonzero(self.confirmed < CONFIRMED)


@dataclass
class Search:
    """A search for plausible worlds in a folder."""

    observer: Observer
    effort: Effort
    say: Callable[[str], object] = lambda _: None
    progress: Callable[[int, int], object] = lambda *_: None
    """Told how many runs are done, and of how many; those of later rounds are a guess until it is known what fits."""
    learned: list[Round] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.targets = list(self.observer.targets)
        beyond = (one.scenarios for one in self.targets if one.scenarios != BASELINE)
        self.own = [k for k, one in enumerate(self.targets) if one.scenarios == BASELINE]
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
        members = self._screen()
        for number in range(self.effort.rounds):
            if len(members.active):
                self._round(number, members)
        return self._finished(members)

    def _expected(self) -> dict[str, int]:
        """Runs of each round, of later ones about."""
        effort, every = self.effort, len(self.everything)
        looks = {}
        for k in range(effort.rounds):
            going = int(effort.begun * 0.8**k)
            looks[f"round-{k + 1}"] = going * effort.looks
            looks[f"round-{k + 1}-beyond"] = going * effort.looks * len(self.beyond) // 3
        first = {"default": effort.of_default * every, "screen-all": effort.fully * every}
        again = {"again": int(0.7 * effort.begun) * effort.fresh}
        return first | {"screen": effort.screened - effort.fully} | looks | again

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
            raise InputError(message("calibrate.other_search", folder=self.observer.folder))

    def _hear_luck(self) -> None:
        seeds = seeds_of(range(self.effort.of_default), 1, first=900_000)
        found = self.observer.observe("default", [{}] * len(seeds), seeds, self.everything)[:, 0]
        noise = np.nanstd(found, axis=0, ddof=1)
        self.targets = [replace(one, noise=float(noise[k])) for k, one in enumerate(self.targets)]

    def _screen(self) -> Members:
        effort = self.effort
        points = self._kept("screen", lambda: drawn(effort.screened, seed=effort.seed))
        seen = []
        for name, among, scenarios, first in (
            ("screen-all", points[: effort.fully], self.everything, 1_000_000),
            ("screen", points[effort.fully :], BASELINE, 2_000_000),
        ):
            person_seeds = seeds_of(range(len(among)), 1, first=first)
            seen.append(self.observer.observe(name, list(map(values_at, among)), person_seeds, scenarios)[:, 0])
            self._learn(name, among, found=seen[-1], person_seeds=1)
        begun = slice(effort.begun)
        once, never = (np.full(len(points[begun]), value) for value in (1, 0))
        return Members(points[begun].copy(), seen[0][begun].copy(), once, never)

    def _round(self, number: int, members: Members) -> None:
        """Move the points that miss a target, look at all that are not kept yet, and remember what was seen where."""
        name, active, emulators = f"round-{number + 1}", members.active, list[Emulator]()

        def make() -> Floats:
            emulators.extend(self._emulators())
            points = members.points[active].copy()
            misses = members.confirmed[active] == 0
            aim = aims(self.targets, len(members.points), np.random.default_rng(self.effort.seed))[active][misses]
            known = together(emulators, len(coordinates()))
            for seeds in np.unique(members.person_seeds[active][misses]):
                those = np.flatnonzero(misses)[members.person_seeds[active][misses] == seeds]
                seen = self._scaled(members.seen[active[those]])
                own = aim[members.person_seeds[active][misses] == seeds]
                points[those] = step(known, points[those], self.targets, seen, int(seeds), own)
            return points

        points = self._kept(name, make)
        knew = self._kept(f"{name}-emulators", lambda: np.array([(one.error, one.explained) for one in emulators]))
        seen, stayed = self._look(name, points, active), (points == members.points[active]).all(axis=1)
        fit = self._fitting(seen, self.effort.looks, range(len(self.targets)))
        person_seeds = np.where(stayed, members.person_seeds[active], 0)
        pooled = (
            np.where(person_seeds[:, None] > 0, members.seen[active], 0) * person_seeds[:, None]
            + seen * self.effort.looks
        )
        pooled /= (person_seeds + self.effort.looks)[:, None]
        taken = fit | stayed | self._nearer(seen, old=members.seen[active])
        members.confirmed[active] = np.where(fit, members.confirmed[active] + 1, 0)
        every = (
            (members.points, points),
            (members.seen, pooled),
            (members.person_seeds, person_seeds + self.effort.looks),
        )
        for of, new in every:
            of[active[taken]] = new[taken]
        kept = int((members.confirmed >= CONFIRMED).sum())
        self._learn(name, points, found=seen, person_seeds=self.effort.looks, kept=kept, knew=knew)

    def _look(self, name: str, points: Floats, numbers: npt.NDArray[np.int64]) -> Floats:
        """Means over luck of all targets; of those beyond the baseline where a world fits the others."""
        worlds, looks = list(map(values_at, points)), self.effort.looks
        person_seeds = seeds_of(numbers.tolist(), looks, first=self._first_seed(name))
        seen = self.observer.observe(name, worlds, person_seeds, BASELINE).mean(axis=1)
        near = np.flatnonzero(self._fitting(seen, looks, self.own))
        if self.beyond and len(near):
            more = self.observer.observe(
                f"{name}-beyond", [worlds[k] for k in near], [person_seeds[k] for k in near], self.beyond
            )
            seen[near] = np.where(np.isfinite(seen[near]), seen[near], more.mean(axis=1))
        return np.asarray(seen, np.float64)

    def _first_seed(self, name: str) -> int:
        return 3_000_000 + 100_000 * int(name.removeprefix("round-"))

    def _fitting(self, means: Floats, seeds: int, columns: Sequence[int]) -> npt.NDArray[np.bool_]:
        """Which worlds fit all of these targets; what is no number does not."""
        fit = fits([self.targets[k] for k in columns], means[:, columns], seeds)
        return np.asarray(fit.all(axis=1), bool)

    def _nearer(self, new: Floats, *, old: Floats) -> npt.NDArray[np.bool_]:
        """Which worlds come nearer to all bands, by the targets that both looks saw."""

        both = np.isfinite(new) & np.isfinite(old)

        def off(seen: Floats) -> Floats:
            far = [one.implausibility(seen[:, k], self.effort.looks) for k, one in enumerate(self.targets)]
            return np.asarray((np.where(both, np.stack(far, axis=1), 0) ** 2).sum(axis=1), np.float64)

        return np.asarray(np.isfinite(new).any(axis=1) & (off(new) <= off(old)), bool)

    def _learn(
        self, name: str, points: Floats, *, found: Floats, person_seeds: int, kept: int = 0, knew: Floats | None = None
    ) -> None:
        """Remember what points gave; ``knew`` is what emulators missed and explained before."""
        self.points, self.values = np.vstack([self.points, points]), np.vstack([self.values, found])
        known = np.isfinite(found)
        wrong = ~fits(self.targets, found, person_seeds) & known
        rejects = {
            one.name: float(wrong[known[:, k], k].mean()) for k, one in enumerate(self.targets) if known[:, k].any()
        }
        names = [one.name for one in self.targets]
        errors, explained = ({}, {}) if knew is None else (dict(zip(names, of, strict=True)) for of in knew.T.tolist())
        missed = tuple(int(n) for n in np.bincount(wrong.sum(axis=1)))
        self.learned.append(Round(name, len(found), kept, missed, rejects, errors, explained))
        words = {"name": name, "worlds": len(found), "missed": int(np.median(wrong.sum(axis=1))), "kept": kept}
        self.say(message("calibrate.round", **words))

    def _scaled(self, values: Floats) -> Floats:
        """Values on their targets' scales, none further out than is worth telling."""
        scaled = np.stack([one.on_scale(values[:, k]) for k, one in enumerate(self.targets)], axis=1)
        return np.asarray(np.where(np.isfinite(values), np.clip(scaled, -FURTHEST, FURTHEST), np.nan), np.float64)

    def _emulators(self) -> list[Emulator]:
        scaled = self._scaled(self.values)
        ends = np.array([one.tolerated(1) for one in self.targets])
        beyond = np.maximum(np.maximum(ends[:, 0] - scaled, scaled - ends[:, 1]), 0.0)
        distance = np.sqrt((np.nan_to_num(beyond) ** 2).sum(axis=1))
        weights = 1 / np.sqrt(1 + (distance / USUAL_MISS) ** 2)
        return [fitted(self.points, values=scaled[:, k], weights=weights) for k in range(len(self.targets))]

    def _finished(self, members: Members) -> Plausible:
        kept = np.flatnonzero(members.confirmed >= CONFIRMED)
        if not len(kept):
            raise InputError(message("calibrate.none", begun=len(members.points)))
        known = together(self._emulators(), len(coordinates()))
        rng = np.random.default_rng((self.effort.seed, 1))
        chance = log_chance(known, self.targets, self.effort.looks)
        share = log_mean(chance, particles=self.effort.particles, coordinates=len(coordinates()), rng=rng) / np.log(10)
        worlds = [values_at(point) for point in members.points[kept]]
        person_seeds = seeds_of(kept.tolist(), self.effort.fresh, first=8_000_000)
        fresh = self.observer.observe("again", worlds, person_seeds, BASELINE).mean(axis=1)
        log = {
            "runs": self.observer.runs,
            "begun": len(members.points),
            "fit again": float(self._fitting(fresh, self.effort.fresh, self.own).mean()),
            "rounds": [asdict(one) for one in self.learned],
            "targets": [asdict(one) for one in self.targets],
            "moved": self._moved(members.points[kept], kept, known),
        }
        found = tuple(World(number, values) for number, values in enumerate(worlds, start=1))
        place = self.observer.place
        return Plausible(place.city, place.size, found, share, reference_hashes(code()), log)

    def _moved(self, points: Floats, kept: npt.NDArray[np.int64], emulators: Emulators) -> list[dict[str, str | float]]:
        """The coordinates that were moved most: by how much on average and typically, in standard deviations of the prior, how
        far worlds still spread, and for which target, which is the one that it moves furthest."""
        moves = points - self.points[kept]
        slopes = np.abs(emulators.slopes(points)).mean(axis=0)
        typical = np.sqrt((moves**2).mean(axis=0))
        by_target = slopes * typical
        return [
            {
                "coordinate": coordinates()[k],
                "mean": float(moves[:, k].mean()),
                "typical": float(typical[k]),
                "spread": float(points[:, k].std()),
                "target": self.targets[int(by_target[:, k].argmax())].name,
            }
            for k in np.argsort(-typical)[:MOST_MOVED].tolist()
        ]

    def _kept(self, name: str, make: Callable[[], Floats]) -> Floats:
        """Points that were drawn once, so that a search that goes on looks at the same ones."""
        file = self.observer.folder / f"points-{name}.npy"
        if not file.exists():
            made = make()
            with atomic(file) as into:
                np.save(into, made)
        return np.asarray(np.load(file), np.float64)
