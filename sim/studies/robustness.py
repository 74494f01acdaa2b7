"""Which policies do well whatever the world is like: four ways to weigh them, and whether these agree.

Regret is what a policy falls short of the best one in the same world (Savage 1951). Satisficing counts the worlds in which
it is good enough (Starr 1963). Mean and variance weigh its mean over worlds against its spread (Hamarat and others 2014). The
worst case is the group of residents and the world that come off worst (Wald 1950).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from scipy.stats import kendalltau

from sim.runs.result import Floats
from sim.statistics.intervals import Estimate, of_pairs

Way = Literal["satisficing", "regret", "mean_variance", "worst_case"]
WAYS: tuple[Way, ...] = get_args(Way)
ALIKE = 1e-9
FEW = 10
"""Fewer worlds than these are too few to put one policy before another."""
SPENDING = "public_spending_yuan"


@dataclass(frozen=True)
class Threshold:
    """What is good enough in an outcome: at least, or at most, a value."""

    outcome: str
    value: float
    at_most: bool = False

    def met(self, values: Floats) -> Floats:
        """Where it is met; a value that does not exist meets nothing."""
        return np.asarray(values <= self.value if self.at_most else values >= self.value)


@dataclass(frozen=True)
class Weight:
    """How a policy does over worlds in the outcome that is weighed, more being better after ``Weighed.sign``.

    ``good_enough`` worlds meet all thresholds. ``worst_group`` in ``worst_world`` comes off worst. ``public_spending`` is the
    mean over worlds [yuan per month]; not a number where it was not read.
    """

    policy: str
    good_enough: int
    mean: float
    spread: float
    mean_regret: float
    most_regret: float
    worst: float
    worst_group: str
    worst_world: int
    public_spending: float

    def by(self, way: Way, sign: int) -> float:
        """A number that is larger the better the policy is in a way."""
        return {
            "satisficing": float(self.good_enough),
            "regret": -self.most_regret,
            "mean_variance": sign * self.mean - self.spread,
            "worst_case": sign * self.worst,
        }[way]


@dataclass(frozen=True)
class Weighed:
    """Policies weighed over worlds in an outcome; ``sign`` is -1 where less of it is better.

    A difference of less than ``matters`` puts no policy before another. ``values`` and ``enough`` have by policy the outcome,
    and whether all thresholds are met, in each world.
    """

    outcome: str
    sign: int
    worlds: tuple[int, ...]
    thresholds: tuple[Threshold, ...]
    weights: tuple[Weight, ...]
    matters: float
    values: Mapping[str, Floats]
    enough: Mapping[str, Floats]

    @property
    def none_is_enough(self) -> bool:
        """Whether no policy meets all thresholds in any world."""
        return not any(one.good_enough for one in self.weights)

    def best(self, way: Way) -> tuple[str, ...]:
        """The policies that no other beats in a way by as much as matters; where they are good enough, settled over worlds."""
        numbers = {one.policy: one.by(way, self.sign) for one in self.weights}
        first = max(numbers, key=lambda policy: numbers[policy])
        if way == "satisficing":
            return tuple(policy for policy in numbers if not self._is_less_often_enough(policy, than=first))
        return tuple(policy for policy, number in numbers.items() if number > numbers[first] - self.matters - ALIKE)

    def beside(self, policy: str, *, other: str) -> Estimate:
        """What a policy does beside another in the mean over worlds: the paired difference and its 95 % interval."""
        gaps = self.values[policy] - self.values[other]
        return of_pairs(gaps[~np.isnan(gaps)])

    def _is_less_often_enough(self, policy: str, *, than: str) -> bool:
        return of_pairs(self.enough[than].astype(float) - self.enough[policy]).excludes_zero

    @property
    def always_best(self) -> tuple[str, ...]:
        """The policies that are best in every way."""
        return tuple(one.policy for one in self.weights if all(one.policy in self.best(way) for way in WAYS))

    def agreement(self) -> dict[tuple[Way, Way], float]:
        """How far two ways order the policies alike: Kendall's tau, 1 where they do, -1 where one turns the other round."""
        orders = {way: [one.by(way, self.sign) for one in self.weights] for way in WAYS}
        pairs = ((a, b) for k, a in enumerate(WAYS) for b in WAYS[k + 1 :])
        return {(a, b): float(kendalltau(orders[a], orders[b]).statistic) for a, b in pairs}


def weigh(
    values: Mapping[str, Mapping[str, Floats]],
    *,
    groups: Mapping[str, Mapping[str, Floats]],
    worlds: Sequence[int],
    thresholds: Sequence[Threshold],
    sign: int,
    matters: float = 0.0,
) -> Weighed:
    """Weigh policies.

    Parameters
    ----------
    values
        By policy and outcome, a value a world, shape (worlds,). The outcome of the first threshold is weighed.
    groups
        By policy and group of residents, the weighed outcome, shape (worlds,); the whole city where groups do not have it.
    worlds
        The worlds' numbers.
    thresholds
        What is good enough: all of them at once.
    sign
        -1 where less of the weighed outcome is better.
    matters
        The smallest difference of the weighed outcome that matters.
    """
    outcome = thresholds[0].outcome
    table = np.array([sign * values[policy][outcome] for policy in values])
    regret = np.nanmax(table, axis=0) - table
    weights, met = list[Weight](), dict[str, Floats]()
    for k, policy in enumerate(values):
        enough = np.all([one.met(values[policy][one.outcome]) for one in thresholds], axis=0)
        met[policy], spent = enough, values[policy].get(SPENDING, np.array([np.nan]))
        names, by_group = list(groups[policy]), np.array([sign * own for own in groups[policy].values()])
        group, world = map(int, np.unravel_index(np.nanargmin(by_group), by_group.shape))
        weights.append(
            Weight(
                policy,
                int(enough.sum()),
                sign * float(np.nanmean(table[k])),
                float(np.nanstd(table[k], ddof=1)),
                float(np.nanmean(regret[k])),
                float(np.nanmax(regret[k])),
                sign * float(by_group[group, world]),
                names[group],
                worlds[world],
                float(np.mean(spent)),
            )
        )
    weighed = {policy: own[outcome] for policy, own in values.items()}
    return Weighed(
        outcome, sign, tuple(worlds), tuple(thresholds), tuple(weights), matters=matters, values=weighed, enough=met
    )
