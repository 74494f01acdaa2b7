"""What the runs say of each claim: read back from what is kept, and judged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sim.ensemble import kept
from sim.ensemble.claim import Arm, Claim
from sim.ensemble.judging import Judged, Verdict, judge
from sim.ensemble.plan import Plan
from sim.runs.result import Floats


@dataclass(frozen=True)
class Found:
    """A claim judged over plausible worlds, without each of its mechanisms, and over the prior where a part is supported."""

    judged: Judged
    without: tuple[Judged, ...] = ()
    prior: Judged | None = None

    @property
    def verdict(self) -> Verdict:
        """The claim's verdict over plausible worlds; ``built_in`` where it is supported all over the prior as well."""
        return _or_built_in(self.judged.verdict, prior=self.prior.verdict if self.prior else None)

    @property
    def by_test(self) -> list[Verdict]:
        """The verdict of each test alone, in the same way."""
        priors = [one.verdict for one in self.prior.readings] if self.prior else [None] * len(self.judged.readings)
        return [_or_built_in(one.verdict, prior=prior) for one, prior in zip(self.judged.readings, priors, strict=True)]

    @property
    def is_partly_supported(self) -> bool:
        """Whether the claim, or one of its tests, is supported."""
        return "supported" in (self.judged.verdict, *(one.verdict for one in self.judged.readings))


def _or_built_in(own: Verdict, *, prior: Verdict | None) -> Verdict:
    return "built_in" if own == prior == "supported" else own


def judged(claims: Sequence[Claim], plan: Plan, folder: Path) -> list[Found]:
    """Judge claims by the runs of their plan that are kept."""
    worlds, arms = gathered(plan, folder)
    places = {one: number for number, one in enumerate(plan.measured)}
    found = list[Found]()
    for claim in claims:
        own = [
            judge(claim, name, {key: arms[arm] for key, arm in variant.items()}, worlds, places)
            for name, variant in claim.variants().items()
        ]
        found.append(Found(own[0], tuple(own[1:])))
    return found


def with_prior(found: Found, prior: Mapping[str, Found]) -> Found:
    """A finding with what the prior says of the same claim."""
    claim = found.judged.claim.id
    return replace(found, prior=prior[claim].judged if claim in prior else None)


def gathered(plan: Plan, folder: Path) -> tuple[list[int], dict[Arm, Floats]]:
    """The worlds of which some run is kept, and each arm's runs: float64 of shape (worlds, seeds, years, measured, 2)."""
    rows = [(number, by_arm) for number, by_arm in _by_world(plan, folder) if by_arm]
    empty = np.full((plan.setting.seeds, plan.setting.years, len(plan.measured), 2), np.nan)
    return [number for number, _ in rows], {
        arm: np.array([by_arm.get(arm, empty) for _, by_arm in rows]).reshape(-1, *empty.shape) for arm in plan.arms
    }


def _by_world(plan: Plan, folder: Path) -> Iterator[tuple[int, dict[Arm, Floats]]]:
    seeds = plan.setting.seed_range
    for world in plan.worlds:
        known = kept.read(folder / plan.part / f"{world.number}.parquet", plan.measured)
        tasks = plan.tasks(world) if known else {}
        whole = (arm for arm in plan.arms if tasks and all(tasks[arm, seed].key in known for seed in seeds))
        yield world.number, {arm: np.stack([known[tasks[arm, seed].key] for seed in seeds]) for arm in whole}
