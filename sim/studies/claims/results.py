"""What the runs say of each claim: read back from what is kept, and judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np

from sim.runs.result import Floats
from sim.studies.claims.claim import Arm, Claim
from sim.studies.claims.judging import REFUTED, Judged, Verdict, judge
from sim.studies.claims.runs import Plan, Setting, plan_of, prior_worlds, read


@dataclass(frozen=True)
class Found:
    """A claim judged over plausible worlds, without each of its mechanisms, and over the prior where a part is settled.

    ``seeds`` are how many each world was looked at with.
    """

    judged: Judged
    seeds: int
    without: tuple[Judged, ...] = ()
    prior: Judged | None = None

    @property
    def verdict(self) -> Verdict:
        """The claim's verdict over plausible worlds; ``built_in``, or ``built_out``, where all of the prior has the same.

        Tests that are met now and then, each in other worlds, fail together everywhere by their number alone: a claim is built
        out only where one of its deciding tests is.
        """
        over = _or_built(self.judged.verdict, prior=self.prior.verdict if self.prior else None)
        pairs = zip(self.by_test, self.judged.readings, strict=True)
        alone = any(verdict == "built_out" for verdict, one in pairs if one.test.decides)
        return self.judged.verdict if over == "built_out" and not alone else over

    @property
    def by_test(self) -> list[Verdict]:
        """The verdict of each test alone, in the same way."""
        priors = [one.verdict for one in self.prior.readings] if self.prior else [None] * len(self.judged.readings)
        return [_or_built(one.verdict, prior=prior) for one, prior in zip(self.judged.readings, priors, strict=True)]

    @property
    def settled(self) -> Claim:
        """The claim with the arms of its tests that are supported or refuted; of all that decide where it is so itself."""
        whole = is_settled(self.judged.verdict)
        wanted = [one.test for one in self.judged.readings if is_settled(one.verdict) or (whole and one.test.decides)]
        needed = {arm for test in wanted for arm, _ in test.terms}
        claim = self.judged.claim
        return replace(claim, without={}, arms={name: arm for name, arm in claim.arms.items() if name in needed})


def is_settled(verdict: Verdict) -> bool:
    """Whether a verdict is supported or refuted, so that the prior may show that the formulas alone make it so."""
    return verdict == "supported" or verdict in REFUTED


def _or_built(own: Verdict, *, prior: Verdict | None) -> Verdict:
    if own == prior == "supported":
        return "built_in"
    return "built_out" if own in REFUTED and prior in REFUTED else own


def judged(claims: Sequence[Claim], plan: Plan, folder: Path) -> list[Found]:
    """Judge claims by the runs of their plan that are kept, each in the worlds that have some; without an arm it is open."""
    worlds, arms = gathered(plan, folder)
    nothing = np.full((len(worlds), *_shape(plan)), np.nan)
    known = {arm: ~np.isnan(runs).all(axis=(1, 2, 3, 4)) for arm, runs in arms.items()}
    places = {one: number for number, one in enumerate(plan.measured)}
    found = list[Found]()
    for claim in claims:
        variants = {name: list(variant.items()) for name, variant in claim.variants().items()}
        rows = np.zeros(len(worlds), dtype=bool)
        for _, arm in chain.from_iterable(variants.values()):
            rows |= known.get(arm, False)
        run_in = [worlds[row] for row in np.flatnonzero(rows)]
        own = [
            judge(claim, name, {key: arms.get(arm, nothing)[rows] for key, arm in variant}, run_in, places)
            for name, variant in variants.items()
        ]
        found.append(Found(own[0], plan.setting.seeds, tuple(own[1:])))
    return found


def prior_plan(found: Sequence[Found], draws: int, setting: Setting) -> Plan:
    """The runs over draws of the prior of what is settled: they tell what the formulas make so, whatever the numbers are."""
    return plan_of([one.settled for one in found], prior_worlds(draws), setting, "prior")


def with_prior(found: Sequence[Found], plan: Plan, folder: Path) -> list[Found]:
    """Findings with what the kept runs over the prior say of the same claims."""
    over = judged([replace(one.judged.claim, without={}) for one in found], plan, folder)
    pairs = zip(found, over, strict=True)
    return [replace(one, prior=prior.judged if len(prior.judged.marks) else None) for one, prior in pairs]


def gathered(plan: Plan, folder: Path) -> tuple[list[int], dict[Arm, Floats]]:
    """The worlds of which some run is kept, and each arm's runs: float64 of shape (worlds, seeds, years, measured, 2)."""
    rows = [(number, by_arm) for number, by_arm in _by_world(plan, folder) if by_arm]
    empty = np.full(_shape(plan), np.nan)
    return [number for number, _ in rows], {
        arm: np.array([by_arm.get(arm, empty) for _, by_arm in rows]).reshape(-1, *empty.shape) for arm in plan.arms
    }


def _shape(plan: Plan) -> tuple[int, ...]:
    return plan.setting.seeds, plan.setting.years, len(plan.measured), 2


def _by_world(plan: Plan, folder: Path) -> Iterator[tuple[int, dict[Arm, Floats]]]:
    seeds = plan.setting.seed_range
    for world in plan.worlds:
        known = read(folder / plan.part / f"{world.number}.parquet", plan.measured)
        tasks = plan.tasks(world) if known else {}
        whole = (arm for arm in plan.arms if tasks and all(tasks[arm, seed].key in known for seed in seeds))
        yield world.number, {arm: np.stack([known[tasks[arm, seed].key] for seed in seeds]) for arm in whole}
