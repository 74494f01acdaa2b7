"""Where: what each community of one city gains over many person seeds, and how far from the policy it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes import BY_NAME
from sim.quantities import TYPES
from sim.runs.result import Floats
from sim.scenario import Scenario, Schedule
from sim.statistics.intervals import Estimate, exploratory_level, of_pairs
from sim.studies.why.worlds import Place

MATTERS = BY_NAME["satisfaction_mean"].matters
"""Difference in mean satisfaction that matters in practice, for a community and for a person."""


@dataclass(frozen=True)
class CommunityGain:
    """What the first residents of a community gain in mean satisfaction under a policy, over person seeds.

    The interval allows for all communities that were looked through. ``touched`` says whether the policy's levers or its world
    differ from the baseline's here in any month.
    """

    place: Place
    touched: bool
    estimate: Estimate

    @property
    def is_noise(self) -> bool:
        """Whether chance may be all there is to it."""
        return not self.estimate.excludes_zero

    @property
    def counts(self) -> bool:
        """Whether it is more than chance and as large as what matters in practice."""
        return self.estimate.counts(MATTERS)


def community_gains(
    gains: Floats, where: Sequence[Place], first: Sequence[int], touched: Sequence[bool]
) -> list[CommunityGain]:
    """Return communities' gains from residents' gains, shape (seeds, residents); NaN for who never lived here."""
    lives = ~np.isnan(gains)
    sums = np.add.reduceat(np.where(lives, gains, 0.0), first, axis=1)
    means = (sums / np.maximum(np.add.reduceat(lives.astype(np.float64), first, axis=1), 1)).T
    level = exploratory_level(of_pairs(of_community).p for of_community in means)
    rows = zip(where, touched, means, strict=True)
    return [CommunityGain(place, near, of_pairs(of_community, level)) for place, near, of_community in rows]


def touched_by(baseline: Scenario, *, policy: Scenario, months: int, where: Sequence[Place]) -> list[bool]:
    """Return whether a policy changes a lever or the world in each community in any month."""
    before, after = baseline.schedule(months), policy.schedule(months)
    if not np.array_equal(before.world, after.world):
        return [True] * len(where)
    return [not np.array_equal(_levers(before, place), _levers(after, place)) for place in where]


def _levers(schedule: Schedule, place: Place) -> Floats:
    district = schedule.districts.index(place.district) + 1 if place.district in schedule.districts else 0
    return np.asarray(schedule.levers[:, TYPES.index(place.type) + district * len(TYPES)])
