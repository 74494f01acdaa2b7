"""Where: what each community of one city gains over many lucks, and how far from the policy it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes import BY_NAME
from sim.quantities import TYPES
from sim.runs.result import Floats
from sim.scenario import Scenario, Schedule
from sim.statistics.intervals import NOTHING, Estimate, of_pairs
from sim.statistics.multiplicity import exploratory_level
from sim.studies.why.worlds import Place

MATTERS = BY_NAME["satisfaction_mean"].matters
"""Difference in mean satisfaction that matters in practice, for a community and for a person."""


@dataclass(frozen=True)
class CommunityGain:
    """What the first residents of a community gain in mean satisfaction under a policy, over lucks.

    The interval allows for all communities that were looked through. ``touched`` says whether the policy's levers or its world
    differ from the baseline's here in any month.
    """

    place: Place
    touched: bool
    estimate: Estimate

    @property
    def is_noise(self) -> bool:
        """Whether luck may be all there is to it."""
        return not self.estimate.excludes_zero

    @property
    def counts(self) -> bool:
        """Whether it is more than luck and as large as what matters in practice."""
        return not self.is_noise and abs(self.estimate.value or 0.0) >= MATTERS


def community_gains(
    gains: Floats, where: Sequence[Place], first: Sequence[int], touched: Sequence[bool]
) -> list[CommunityGain]:
    """Gains of communities from residents' gains, shape (lucks, residents); NaN for who never lived here."""
    known = ~np.isnan(gains)
    sums = np.add.reduceat(np.where(known, gains, 0.0), first, axis=1)
    means = sums / np.maximum(np.add.reduceat(known.astype(np.float64), first, axis=1), 1)
    p = [_estimate(column, 0.95).p for column in means.T]
    level = exploratory_level(np.array(p, dtype=np.float64))
    rows = zip(where, touched, means.T, strict=True)
    return [CommunityGain(place, near, _estimate(column, level)) for place, near, column in rows]


def _estimate(gains: Floats, level: float) -> Estimate:
    return NOTHING if np.isnan(gains).any() else of_pairs(gains, level)


def touched_by(baseline: Scenario, *, policy: Scenario, months: int, where: Sequence[Place]) -> list[bool]:
    """Whether a policy changes a lever or the world in each community in any month."""
    ours, theirs = baseline.schedule(months), policy.schedule(months)
    if not np.array_equal(ours.world, theirs.world):
        return [True] * len(where)
    return [not np.array_equal(_levers(ours, place), _levers(theirs, place)) for place in where]


def _levers(schedule: Schedule, place: Place) -> Floats:
    own = schedule.districts.index(place.district) + 1 if place.district in schedule.districts else 0
    return np.asarray(schedule.levers[:, TYPES.index(place.type) + own * len(TYPES)])
