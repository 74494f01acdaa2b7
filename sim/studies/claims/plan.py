"""What claims need: which runs in which worlds, each once however many claims share it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from sim.city.profile import load_profile
from sim.ensemble.prior import drawn, values_at
from sim.ensemble.shipped import World
from sim.extension import code
from sim.runs.store import PARTS, key_in, world_digest
from sim.runs.task import Task
from sim.scenario import Scenario, load
from sim.studies.claims.arms import in_a_world
from sim.studies.claims.claim import Arm, Claim, Measured
from sim.studies.claims.reading import load_claims

ENGINE = "compiled"
PRIOR_SEED = 20


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
    """Every arm, each once, what is measured of its runs, the worlds and the setting; ``part`` is the folder of their files."""

    arms: tuple[Arm, ...]
    measured: tuple[Measured, ...]
    worlds: tuple[World, ...]
    setting: Setting
    part: str = "worlds"

    @property
    def runs(self) -> int:
        """How many runs there are; arms that come to the same in some world count each."""
        return len(self.arms) * len(self.worlds) * self.setting.seeds

    def tasks(self, world: World) -> dict[tuple[Arm, int], Task]:
        """The runs in one world by arm and seed."""
        return {(arm, seed): task for arm in self.arms for seed, task in self._of(arm, world)}

    @cached_property
    def scenarios(self) -> dict[str, Scenario]:
        """The arms' scenarios, as the city's start dates them.

        Raises
        ------
        ScenarioError
            If one names districts that the city does not have.
        """
        city = load_profile(self.setting.city).city
        found = {name: load(name, start=city.start) for name in dict.fromkeys(arm.scenario for arm in self.arms)}
        for scenario in found.values():
            scenario.check_districts(city.districts)
        return found

    def _of(self, arm: Arm, world: World) -> Iterator[tuple[int, Task]]:
        setting, scenario = self.setting, in_a_world(arm, self.scenarios[arm.scenario], world.values)
        digest = world_digest(scenario, load_profile(setting.city))
        where = setting.months, setting.size, ENGINE, setting.city
        first = Task(scenario, 0, *where, "", code(), PARTS, point=world.number)
        for seed in setting.seed_range:
            key = key_in(digest, seed, months=setting.months, size=setting.size, engine=ENGINE)
            yield seed, replace(first, seed=seed, key=key)


def plan_of(claims: Sequence[Claim], worlds: Sequence[World], setting: Setting, part: str = "worlds") -> Plan:
    """What claims need, with and without their mechanisms; all is measured that these and the shipped claims are about."""
    arms = (arm for claim in claims for variant in claim.variants().values() for arm in variant.values())
    measured = _measured_by_shipped() | {test.measured for claim in claims for test in claim.tests}
    ordered = sorted(measured, key=lambda one: (one.outcome, one.group))
    return Plan(tuple(dict.fromkeys(arms)), tuple(ordered), tuple(worlds), setting, part)


@cache
def _measured_by_shipped() -> frozenset[Measured]:
    return frozenset(test.measured for claim in load_claims() for test in claim.tests)


def prior_worlds(count: int) -> tuple[World, ...]:
    """Draws of all that is believed of the world before anything is fitted: most fit nothing."""
    return tuple(World(number, values_at(point)) for number, point in enumerate(drawn(count, seed=PRIOR_SEED)))
