"""Person by person: the same people with many lucks, under every scenario and a placebo, month by month side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt

from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.extension import Code, code, join
from sim.runs.batch import residents_in
from sim.runs.executors import Crew
from sim.runs.result import Floats
from sim.scenario import Scenario
from sim.scenario.columns import COLUMN
from sim.statistics.intervals import Estimate, of_jackknife, of_pairs
from sim.studies.comparison.by_community import MATTERS, CommunityGain, community_gains, touched_by
from sim.studies.why.worlds import Setting, World, places, worlds_of

DECISIONS = ("takes_part", "volunteers", "volunteer_minutes", "stage", "registered_volunteer")
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Lives:
    """What one luck brought under a baseline, alternatives and last a placebo.

    ``satisfaction`` is each first resident's mean while it lived here in all worlds, shape (worlds, residents); ``first`` the
    baseline's first month. ``same_decisions`` and ``same_state`` are shares of residents, shape (worlds - 1, months).
    """

    satisfaction: Floats
    first: Floats
    same_decisions: Floats
    same_state: Floats


@dataclass(frozen=True, eq=False)
class Persons:
    """Who is better and worse off under one alternative, by the mean over all lucks, in one city.

    ``better`` and ``worse`` are shares of residents whose mean satisfaction differs by more than matters; the placebo's beside
    them are what luck alone makes of one yuan moved. ``better_beyond`` and ``worse_beyond`` are the differences from the
    placebo with 95 % intervals; ``worst_off`` is the gain of the tenth that was worst off in the first month, over lucks.
    ``decided_alike`` and ``state_alike`` have shape (months,): shares of residents who decide the same in both worlds in a
    month, and whose whole state is the same.
    """

    scenario: str
    person_seeds: int
    residents: int
    better: float
    worse: float
    placebo_better: float
    placebo_worse: float
    better_beyond: Estimate
    worse_beyond: Estimate
    worst_off: Estimate
    communities: tuple[CommunityGain, ...]
    placebo_communities: tuple[CommunityGain, ...]
    decided_alike: Floats
    state_alike: Floats
    placebo_state_alike: Floats

    @property
    def says_something(self) -> bool:
        """Whether more people are better or worse off than luck alone would make so."""
        return self.better_beyond.excludes_zero or self.worse_beyond.excludes_zero

    @property
    def first_divergence(self) -> int | None:
        """The first month at the end of which any resident's state differs; None where none ever does."""
        apart = np.flatnonzero(self.state_alike < 1)
        return int(apart[0]) if len(apart) else None


def placebo(baseline: Scenario, residents: int) -> Scenario:
    """The baseline with one yuan a year moved from committees to departments, in the whole city."""
    base = baseline.base.copy()
    yuan = 1.0 / (base[:, COLUMN["funding.budget_per_resident"]] * residents)
    base[:, COLUMN["funding.committee_share"]] -= yuan
    base[:, COLUMN["funding.direct_share"]] += yuan
    return replace(baseline, base=base)


def live(scenarios: Sequence[Scenario], setting: Setting, person_seeds: Sequence[int]) -> list[Lives]:
    """Live through each luck in all scenarios side by side, month by month."""
    worlds = worlds_of(scenarios, setting)
    return [_live(worlds, setting, person_seed) for person_seed in person_seeds]


def _live(worlds: Sequence[World], setting: Setting, person_seed: int) -> Lives:
    for world in worlds:
        world.meet(person_seed)
    n = worlds[0].state.residents.n
    total, months, first = np.zeros((len(worlds), n)), np.zeros(n), np.zeros(n)
    alike = np.ones((2, len(worlds) - 1, setting.months))
    for month in range(setting.months):
        for world in worlds:
            world.live()
        states = [world.state for world in worlds]
        rows = [state.residents.columns for state in states]
        here = np.all([columns["entered"] == 0 for columns in rows], axis=0)
        total += np.where(here, [columns["satisfaction"] for columns in rows], 0.0)
        months += here
        if month == 0:
            first = rows[0]["satisfaction"].astype(np.float64)
        for k, state in enumerate(states[1:]):
            alike[:, k, month] = [same.mean() for same in _alike(states[0], state)]
    return Lives(np.where(months > 0, total / np.maximum(months, 1), np.nan), first, alike[0], alike[1])


def _alike(ours: State, theirs: State) -> tuple[Bools, Bools]:
    """Who decided the same, and whose whole state is the same."""
    n, one, other = ours.residents.n, ours.residents.columns, theirs.residents.columns
    decided = np.all([one[name] == other[name] for name in DECISIONS], axis=0)
    whole = (ours.of_ties("residents", name="activation") == theirs.of_ties("residents", name="activation")).all(axis=1)
    for name, array in one.items():
        if len(array) == n:
            whole &= array == other[name]
    return decided, whole


def compare_persons(
    baseline: Scenario, alternatives: Sequence[Scenario], setting: Setting, person_seeds: int, crew: Crew
) -> list[Persons]:
    """Compare every first resident of one city with itself over many lucks, from the setting's luck on."""
    residents = residents_in(load_profile(setting.city), setting.size)
    scenarios = [baseline, *alternatives, placebo(baseline, residents)]
    seeds = range(setting.person_seed, setting.person_seed + person_seeds)
    lives = _lived(scenarios, setting, seeds, crew)
    where, first = places(setting.city, size=setting.size, seed=setting.city_seed)
    by_chance = community_gains(_gains(lives, -1), where, first, [True] * len(where))
    found = []
    for k, one in enumerate(alternatives, start=1):
        touched = touched_by(baseline, policy=one, months=setting.months, where=where)
        gained = community_gains(_gains(lives, k), where, first, touched)
        found.append(persons_of(one.reference, k, lives, gained, by_person_seed=by_chance))
    return found


def _gains(lives: Sequence[Lives], k: int) -> Floats:
    """Each resident's gain in a world over the baseline, shape (lucks, residents)."""
    return np.stack([one.satisfaction[k] - one.satisfaction[0] for one in lives])


def _lived(scenarios: Sequence[Scenario], setting: Setting, person_seeds: Sequence[int], crew: Crew) -> list[Lives]:
    parts = [person_seeds[k :: crew.width] for k in range(min(crew.width, len(person_seeds)))]
    found = crew.map(partial(_live_with, code(), scenarios, setting), parts)
    by_person_seed = {
        person_seed: one
        for part, lives in zip(parts, found, strict=True)
        for person_seed, one in zip(part, lives, strict=True)
    }
    return [by_person_seed[person_seed] for person_seed in person_seeds]


def _live_with(
    wanted: Code, scenarios: Sequence[Scenario], setting: Setting, person_seeds: Sequence[int]
) -> list[Lives]:
    join(wanted)
    return live(scenarios, setting, person_seeds)


def persons_of(
    scenario: str,
    k: int,
    lives: Sequence[Lives],
    communities: Sequence[CommunityGain],
    *,
    by_person_seed: Sequence[CommunityGain],
) -> Persons:
    """Sum up what all lucks brought in the world ``k`` of `Lives`."""
    gains, person_seed = _gains(lives, k), _gains(lives, -1)
    first = np.mean([one.first for one in lives], axis=0)
    worst = first <= np.quantile(first, 0.1)
    shares, by_chance = _shares(gains), _shares(person_seed)
    return Persons(
        scenario=scenario,
        person_seeds=len(lives),
        residents=gains.shape[1],
        better=shares[0],
        worse=shares[1],
        placebo_better=by_chance[0],
        placebo_worse=by_chance[1],
        better_beyond=_beyond(gains, person_seed=person_seed, side=0),
        worse_beyond=_beyond(gains, person_seed=person_seed, side=1),
        worst_off=of_pairs(_mean(gains[:, worst], axis=1)),
        communities=tuple(communities),
        placebo_communities=tuple(by_person_seed),
        decided_alike=np.mean([one.same_decisions[k - 1] for one in lives], axis=0),
        state_alike=np.mean([one.same_state[k - 1] for one in lives], axis=0),
        placebo_state_alike=np.mean([one.same_state[-1] for one in lives], axis=0),
    )


def _shares(gains: Floats) -> tuple[float, float]:
    """Shares of residents whose mean gain over lucks is above what matters, and whose mean loss is."""
    mean = _mean(gains, axis=0)
    mean = mean[~np.isnan(mean)]
    return float((mean > MATTERS).mean()), float((mean < -MATTERS).mean())


def _mean(gains: Floats, axis: int) -> Floats:
    """Mean of what exists; NaN where nothing does, as of a resident who left in the first month of every luck."""
    known = (~np.isnan(gains)).sum(axis=axis)
    found: Floats = np.full(known.shape, np.nan)
    np.divide(np.nansum(gains, axis=axis), known, out=found, where=known > 0)
    return found


def _beyond(gains: Floats, *, person_seed: Floats, side: int) -> Estimate:
    """A share beyond the placebo's, with the interval from leaving one luck out in turn."""
    if len(gains) == 1:
        return Estimate(_shares(gains)[side] - _shares(person_seed)[side], None, None)
    keep = ~np.eye(len(gains), dtype=bool)
    left_out = np.array([_shares(gains[one])[side] - _shares(person_seed[one])[side] for one in keep])
    return of_jackknife(_shares(gains)[side] - _shares(person_seed)[side], left_out)
