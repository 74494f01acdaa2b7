"""One start of a search: NSGA-II (Deb et al. 2002; pymoo's), whose candidates pass few worlds before they see many."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from sim.errors import InputError
from sim.language import message
from sim.runs.result import Floats
from sim.scenario import Scenario
from sim.studies.portfolio.portfolio import Lever, Portfolio, portfolio_of

Look = Callable[[str, Sequence[Portfolio], int], tuple[Floats, Floats]]
"""What is to be small and what is to be 0 at most for each portfolio, in so many worlds; see `Goals.smaller`."""
_AT_FIRST = 2
"""Times as many candidates in the first generation as in later ones."""


@dataclass(frozen=True)
class Effort:
    """How long to search: ``starts`` with luck of their own, ``generations`` of each, ``candidates`` of a generation.

    All candidates are tried in the first so many of ``worlds``, the better half in as many as the second number says, and so
    on; only those that came through join the ``kept`` ones. What is found is looked at again in ``fresh`` other worlds.
    """

    starts: int = 5
    generations: int = 10
    candidates: int = 32
    kept: int = 24
    worlds: tuple[int, ...] = (4, 10, 24)
    fresh: int = 60
    seed: int = 0

    def runs(self, candidates: int) -> int:
        """Runs of so many candidates."""
        each = np.diff((0, *self.worlds))
        return int(sum(ceil(candidates / 2**k) * more for k, more in enumerate(each)))

    @property
    def expected(self) -> int:
        """Runs of all starts."""
        return self.starts * (self.runs(_AT_FIRST * self.candidates) + self.generations * self.runs(self.candidates))


def check_pymoo() -> None:
    """Refuse a search where pymoo is not installed."""
    try:
        import pymoo  # noqa: F401, PLC0415  an extra
    except ImportError:
        raise InputError(message("search.no_pymoo")) from None


class Evolution:
    """One start: ``step`` is a generation."""

    def __init__(
        self, levers: Sequence[Lever], base: Scenario, effort: Effort, look: Look, shape: tuple[int, int], start: int
    ) -> None:
        from pymoo.algorithms.moo.nsga2 import NSGA2  # noqa: PLC0415  an extra, and slow to import
        from pymoo.core.duplicate import ElementwiseDuplicateElimination  # noqa: PLC0415
        from pymoo.core.mixed import MixedVariableMating, MixedVariableSampling  # noqa: PLC0415
        from pymoo.core.population import Population  # noqa: PLC0415

        self.levers, self.base, self.effort, self.look, self.start = levers, base, effort, look, start
        rng = np.random.default_rng((effort.seed, start))
        known = self.portfolio_of
        unlike = ElementwiseDuplicateElimination(lambda one, other: known(one.X) == known(other.X))
        self.problem = _problem(levers, objectives=shape[0], limits=shape[1])
        first = MixedVariableSampling().do(self.problem, _AT_FIRST * effort.candidates, random_state=rng)
        self.algorithm: Any = NSGA2(
            pop_size=effort.kept,
            n_offsprings=effort.candidates,
            sampling=Population.create(*first),
            mating=MixedVariableMating(eliminate_duplicates=unlike),
            eliminate_duplicates=unlike,
        )
        self.algorithm.setup(self.problem, seed=int(rng.integers(2**31)), termination=("n_gen", 1_000_000))

    def step(self, generation: int) -> None:
        """Make candidates, try them, and keep the best of all."""
        candidates = self.algorithm.ask()
        if candidates is not None and len(candidates):
            self.algorithm.tell(infills=self._halved(f"start-{self.start}-{generation:03}", candidates))

    def portfolio_of(self, x: Mapping[str, Any]) -> Portfolio:
        """The portfolio that a candidate's variables say."""
        chosen = (
            (lever, int(x[f"step_{k}"]), int(x.get(f"start_{k}", 0)))
            for k, lever in enumerate(self.levers)
            if x[f"use_{k}"]
        )
        return portfolio_of(chosen, self.base)

    def _halved(self, name: str, candidates: Any) -> Any:
        """Those that came through to the last number of worlds."""
        from pymoo.core.evaluator import Evaluator  # noqa: PLC0415
        from pymoo.problems.static import StaticProblem  # noqa: PLC0415

        for rung, worlds in enumerate(self.effort.worlds):
            small, limits = self.look(f"{name}-{rung}", [self.portfolio_of(one.X) for one in candidates], worlds)
            Evaluator(skip_already_evaluated=False).eval(StaticProblem(self.problem, F=small, G=limits), candidates)
            if rung < len(self.effort.worlds) - 1:
                candidates = self.algorithm.survival.do(
                    self.problem,
                    candidates,
                    n_survive=ceil(len(candidates) / 2),
                    random_state=self.algorithm.random_state,
                )
        return candidates


def _problem(levers: Sequence[Lever], *, objectives: int, limits: int) -> Any:
    """The variables: whether each lever is used, the number of its value, and of its start where there are several."""
    from pymoo.core.problem import Problem  # noqa: PLC0415
    from pymoo.core.variable import Binary, Choice, Integer  # noqa: PLC0415

    found: dict[str, Any] = {}
    for k, lever in enumerate(levers):
        steps = range(len(lever.values))
        found[f"use_{k}"] = Binary()
        found[f"step_{k}"] = Choice(options=[*steps]) if lever.factor.values else Integer(bounds=(0, len(steps) - 1))
        if len(lever.starts) > 1:
            found[f"start_{k}"] = Integer(bounds=(0, len(lever.starts) - 1))
    return Problem(vars=found, n_obj=objectives, n_ieq_constr=limits)


def undominated(small: Floats) -> list[int]:
    """Rows that no other row is below in one number and above in none."""
    below = (small[:, None] <= small[None]).all(axis=2) & (small[:, None] < small[None]).any(axis=2)
    return [int(k) for k in np.flatnonzero(~below.any(axis=0))]


def spread(small: Floats, n: int) -> list[int]:
    """Up to ``n`` rows along a front: the best in each number, then always the one farthest from those chosen."""
    width = np.ptp(small, axis=0)
    scaled = (small - small.min(axis=0)) / np.where(width > 0, width, 1.0)
    chosen = list(dict.fromkeys(int(k) for k in scaled.argmin(axis=0)))[:n]
    while len(chosen) < min(n, len(small)):
        apart = np.linalg.norm(scaled[:, None] - scaled[chosen][None], axis=2).min(axis=1)
        apart[chosen] = -1.0
        chosen.append(int(apart.argmax()))
    return chosen


def hypervolume(fronts: Sequence[Floats]) -> list[float]:
    """The part of the space between what all fronts reach and a tenth beyond it that each front covers, 0 to 1."""
    from pymoo.indicators.hv import Hypervolume  # noqa: PLC0415

    every = np.concatenate([one for one in fronts if len(one)] or [np.zeros((1, 1))])
    best, width = every.min(axis=0), np.ptp(every, axis=0)
    worst = 1.1
    volume = Hypervolume(ref_point=np.full(every.shape[1], worst))
    scaled = ((one - best) / np.where(width > 0, width, 1.0) for one in fronts)
    return [float(volume(one)) / worst ** every.shape[1] if len(one) else 0.0 for one in scaled]
