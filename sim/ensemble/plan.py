"""What claims need: which runs in which worlds, each once however many claims share it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sim.city.profile import load_profile
from sim.ensemble.arms import in_a_world
from sim.ensemble.claim import Arm, Claim, Measured
from sim.ensemble.reading import load_claims
from sim.extension import code
from sim.runs.store import PARTS, key_in, world_digest
from sim.runs.task import Task
from sim.worlds.plausible import World
from sim.worlds.prior import drawn, values_at

ENGINE = "compiled"


@dataclass(frozen=True)
class Setting:
    """Where, how long and with what luck: the same seeds in every world for every arm."""

    city: str
    size: str
    months: int
    first_seed: int
    seeds: int

    @property
    def years(self) -> int:
        """Years of the horizon, the last of them perhaps not whole."""
        return -(-self.months // 12)

    @property
    def seed_range(self) -> range:
        """The seeds."""
        return range(self.first_seed, self.first_seed + self.seeds)


@dataclass(frozen=True)
class Plan:
    """The claims, the worlds and the setting; ``part`` is the folder of these worlds' files."""

    claims: tuple[Claim, ...]
    worlds: tuple[World, ...]
    setting: Setting
    part: str = "worlds"

    @cached_property
    def arms(self) -> tuple[Arm, ...]:
        """Every arm of every claim, with and without its mechanisms, each once."""
        found = (arm for claim in self.claims for arms in claim.variants().values() for arm in arms.values())
        return tuple(dict.fromkeys(found))

    @cached_property
    def measured(self) -> tuple[Measured, ...]:
        """All that is measured of a run: what shipped claims and these are about."""
        found = {test.measured for claim in (*load_claims(), *self.claims) for test in claim.tests}
        return tuple(sorted(found, key=lambda one: (one.outcome, one.group)))

    @property
    def runs(self) -> int:
        """How many runs there are; arms that come to the same in some world count each."""
        return len(self.arms) * len(self.worlds) * self.setting.seeds

    def tasks(self, world: World) -> dict[tuple[Arm, int], Task]:
        """The runs in one world by arm and seed."""
        return {(arm, seed): task for arm in self.arms for seed, task in self._of(arm, world)}

    def _of(self, arm: Arm, world: World) -> Iterator[tuple[int, Task]]:
        setting, scenario = self.setting, in_a_world(arm, world.values)
        digest = world_digest(scenario, load_profile(setting.city))
        first = Task(scenario, 0, setting.months, setting.size, ENGINE, setting.city, "", code(), PARTS)
        for seed in setting.seed_range:
            key = key_in(digest, seed, months=setting.months, size=setting.size, engine=ENGINE)
            yield seed, replace(first, seed=seed, key=key)


def prior_worlds(count: int) -> tuple[World, ...]:
    """Draws of all that is believed of the world before anything is fitted: most fit nothing."""
    return tuple(World(number, values_at(point)) for number, point in enumerate(drawn(count, seed=PRIOR_SEED)))


PRIOR_SEED = 20


def claims_of(plan: Plan, ids: Sequence[str]) -> Plan:
    """The plan for some of its claims."""
    return replace(plan, claims=tuple(claim for claim in plan.claims if claim.id in ids))


Arms = Mapping[str, Arm]
