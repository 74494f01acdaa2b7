"""What a search found: the front, looked at again in worlds and cities that the search has not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from string import ascii_uppercase

import numpy as np
import numpy.typing as npt

from sim.ensemble.shipped import Plausible
from sim.runs.result import Floats
from sim.scenario import Scenario
from sim.statistics.intervals import ERROR, Estimate, of_pairs
from sim.studies.comparison.across_worlds import flipping, wilson
from sim.studies.portfolio.evolving import Effort, spread, undominated
from sim.studies.portfolio.goals import Goals
from sim.studies.portfolio.portfolio import Lever, Portfolio
from sim.studies.portfolio.trials import Place

RECOMMENDED = 6
FEWEST_WORLDS = 10
"""Fresh worlds from which on what is found is called recommended."""
ROUNDING = 0.001
"""Spending beyond the limit, as a share of it, that counts as none in one world."""
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Tried:
    """A portfolio, or a shipped policy, in fresh worlds beside the baseline.

    ``values`` is of shape (worlds, columns); ``differences`` has one estimate a column, whose 95 % intervals hold together for
    all that were looked at. It ``stands`` in a world where it improves a goal by what matters and makes no measure worse by
    as much; ``reasons`` counts the worlds in which a measure is worse, by column. ``where`` are the quantities by which worlds
    in which it stands differ from the others, each with whether it fails where they are high. ``stand_for`` counts the
    portfolios that cannot be told apart from it, itself included.
    """

    name: str
    portfolio: Portfolio
    scenario: Scenario
    values: Floats
    differences: tuple[Estimate, ...]
    stands: int
    interval: tuple[float, float]
    reasons: Mapping[str, int]
    where: tuple[tuple[str, bool], ...]
    stand_for: int = 1

    @property
    def worlds(self) -> int:
        """How many worlds it was looked at in."""
        return len(self.values)


@dataclass(frozen=True)
class Question:
    """What a search was asked, as a page has to tell it: ``command`` repeats it."""

    levers: tuple[Lever, ...]
    place: Place
    first_seed: int
    model: str
    command: str


@dataclass(frozen=True, eq=False)
class SearchResult:
    """A search and what came of it.

    ``volumes`` has a row a start and a column a generation. ``front`` counts the portfolios of its front that were looked at
    again, ``among`` these and the shipped policy that was, ``left`` those of the front that keep all limits there too,
    ``better`` those that also beat the baseline (see `Bench.beats`), ``apart`` those of these that can be told apart.
    ``shipped`` is None where no shipped policy keeps all limits.
    """

    base: Scenario
    goals: Goals
    effort: Effort
    baseline: Floats
    recommended: tuple[Tried, ...]
    shipped: Tried | None
    volumes: Floats
    tried: int
    runs: int
    front: int
    among: int
    left: int
    better: int
    apart: int
    worlds: Plausible
    asked: Question

    @property
    def bench(self) -> "Bench":
        """By what its portfolios are judged."""
        return Bench(self.goals, self.baseline, self.worlds, self.among)

    @property
    def shown(self) -> tuple[Tried, ...]:
        """The recommended portfolios, then the best shipped policy."""
        return (*self.recommended, *([self.shipped] if self.shipped else []))


def alike(values: Floats, goals: Goals, base: Floats) -> Bools:
    """Which pairs of portfolios no goal tells apart, (portfolios, portfolios): all paired joint intervals over worlds hold 0.

    ``values`` is of shape (portfolios, worlds, columns).
    """
    gains = goals.gains(values, base=base)[..., : len(goals.pursued)]
    n = len(values)
    same = np.eye(n, dtype=bool)
    level = 1 - ERROR / max(n * (n - 1) // 2 * gains.shape[2], 1)
    for i, j in combinations(range(n), 2):
        apart = (of_pairs(gap, level) for gap in (gains[i] - gains[j]).T)
        same[i, j] = same[j, i] = not any(one.excludes_zero for one in apart)
    return same


def merged(portfolios: Sequence[Portfolio], same: Bools) -> dict[int, list[int]]:
    """Of portfolios that cannot be told apart the one with fewest moves stands for the others; places by that of who stands."""
    left, found = sorted(range(len(portfolios)), key=lambda k: (len(portfolios[k]), k)), dict[int, list[int]]()
    while left:
        first = left[0]
        found[first] = [k for k in left if same[first, k]]
        left = [k for k in left if k not in found[first]]
    return found


def recommended(
    portfolios: Sequence[Portfolio], values: Floats, bench: "Bench"
) -> tuple[dict[int, int], int, int, int]:
    """About six portfolios along the front of fresh worlds, by place, with how many each stands for.

    Also how many portfolios keep all limits there, how many of them beat the baseline, and how many of these can be told apart.
    """
    goals, base = bench.goals, bench.baseline
    small, limits = goals.smaller(values, base=base)
    left = np.flatnonzero((limits <= 0).all(axis=1))
    kept = np.array([int(k) for k in left if bench.beats(values[k])], dtype=int)
    if not len(kept):
        return {}, len(left), 0, 0
    groups = merged([portfolios[int(k)] for k in kept], alike(values[kept], goals, base))
    heads = kept[[*groups]]
    front = heads[undominated(small[heads])]
    chosen = front[spread(small[front], RECOMMENDED)]
    order = chosen[np.argsort(small[chosen, 0], kind="stable")]
    sizes = {int(kept[head]): len(group) for head, group in groups.items()}
    return {int(k): sizes[int(k)] for k in order}, len(left), len(kept), len(groups)


@dataclass(frozen=True, eq=False)
class Bench:
    """By what portfolios are judged: the goals, the baseline in fresh worlds, these worlds, and how many were looked at."""

    goals: Goals
    baseline: Floats
    worlds: Plausible
    among: int

    def tried(self, name: str, portfolio: Portfolio, scenario: Scenario, values: Floats, stand_for: int = 1) -> Tried:
        """Judge a portfolio or a policy by its values in fresh worlds, of shape (worlds, columns)."""
        gaps = values - self.baseline
        level = self.level(gaps.shape[1])
        gains = self.goals.gains(values, base=self.baseline)
        stands = self.stands(gains)
        reasons = {one.column: int((gains[:, k] < -1).sum()) for k, one in enumerate(self.goals.measures)}
        return Tried(
            name,
            portfolio,
            scenario,
            values,
            tuple(of_pairs(gap, level) for gap in gaps.T),
            int(stands.sum()),
            wilson(float(stands.mean()), n=len(stands)),
            reasons,
            tuple((path, self._is_high(path, stands)) for path in self._flipping(stands)),
            stand_for,
        )

    def stands(self, gains: Floats) -> Bools:
        """In which worlds a goal is better by what matters and no measure worse by as much; gains as from `Goals.gains`."""
        worse, better = gains < -1, gains[:, : len(self.goals.pursued)] > 1
        return np.asarray(~worse.any(axis=1) & better.any(axis=1), bool)

    def beats(self, values: Floats) -> bool:
        """Whether a portfolio stands in most worlds, and the joint interval of a goal lies above 0."""
        gains = self.goals.gains(values, base=self.baseline)
        level = self.level(values.shape[1])
        goals = (of_pairs(gap, level) for gap in gains[:, : len(self.goals.pursued)].T)
        better = any(one.excludes_zero and (one.value or 0) > 0 for one in goals)
        return better and float(self.stands(gains).mean()) > 0.5

    def keeps(self, values: Floats) -> bool:
        """Whether a portfolio or policy keeps all limits in the mean over worlds."""
        return bool((self.goals.smaller(values[None], base=self.baseline)[1] <= 0).all())

    def level(self, columns: int) -> float:
        """Level of one interval where those of all portfolios looked at hold together: choosing among them is paid for."""
        return 1 - ERROR / (self.among * columns)

    def beyond(self, values: Floats) -> tuple[int, float]:
        """In how many worlds spending goes beyond the limit, and how far at most, as a share of it."""
        excess = self.goals.excess(values, base=self.baseline)
        return int((excess > ROUNDING).sum()), float(excess.max())

    def _flipping(self, stands: Bools) -> tuple[str, ...]:
        return flipping(self.worlds, stands, settled=np.ones_like(stands))

    def _is_high(self, path: str, stands: Bools) -> bool:
        """Whether a quantity is higher where the portfolio fails; of a vector the entry that differs most."""
        apart = [
            float(np.median(one[~stands]) - np.median(one[stands])) / (float(one.std()) or 1.0)
            for one in self.worlds.by_quantity()[path]
        ]
        return max(apart, key=abs) > 0


def letter(k: int) -> str:
    """The name of a recommended portfolio."""
    return ascii_uppercase[k]
