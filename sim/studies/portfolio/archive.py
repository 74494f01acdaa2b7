"""Every portfolio that was tried, and what it gave in each world so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.language import message
from sim.runs.result import Floats
from sim.scenario import Scenario
from sim.studies.portfolio.evolving import undominated
from sim.studies.portfolio.portfolio import Portfolio, key, scenario_of
from sim.studies.portfolio.trials import Draws, Trials

MARGIN = 1.0
"""Standard errors by which a portfolio has to keep the limits in a search: else half of those on it break it."""


@dataclass
class Archive:
    """Values of portfolios in the worlds of a search, in their order; ``baseline`` is of shape (worlds, columns)."""

    trials: Trials
    base: Scenario
    person_seeds: Sequence[Draws]
    baseline: Floats
    values: dict[Portfolio, Floats] = field(default_factory=dict)

    def look(self, name: str, portfolios: Sequence[Portfolio], worlds: int) -> tuple[Floats, Floats]:
        """What is to be small and what is to be 0 at most in the first so many worlds; only what is not known is simulated."""
        seen = {portfolio: len(self.values.get(portfolio, ())) for portfolio in dict.fromkeys(portfolios)}
        for known in sorted({count for count in seen.values() if count < worlds}):
            lacking = [portfolio for portfolio, count in seen.items() if count == known]
            arms = {key(portfolio): scenario_of(portfolio, self.base, "mix") for portfolio in lacking}
            found = self.trials.measured(f"{name}-from-{known}", arms, self.person_seeds[known:worlds])
            for portfolio, more in zip(lacking, found, strict=True):
                known_values = [self.values[portfolio]] if portfolio in self.values else []
                self.values[portfolio] = np.concatenate([*known_values, more])
        return self.smaller(portfolios, worlds)

    def smaller(self, portfolios: Sequence[Portfolio], worlds: int) -> tuple[Floats, Floats]:
        """The same of portfolios that are known."""
        of_all = np.stack([self.values[portfolio][:worlds] for portfolio in portfolios])
        return self.trials.goals.smaller(of_all, base=self.baseline[:worlds], margin=MARGIN)

    @property
    def _everywhere(self) -> list[Portfolio]:
        """The portfolios that were seen in all worlds."""
        n = len(self.person_seeds)
        return [portfolio for portfolio, values in self.values.items() if len(values) == n and portfolio]

    def nearest(self) -> str:
        """Where no portfolio keeps all limits: the one that comes nearest to them, and what it misses by, in a sentence."""
        known = [portfolio for portfolio in self._everywhere if not np.isnan(self.values[portfolio]).any()]
        if not known:
            return message("search.only_nothing")
        limits = self.smaller(known, len(self.person_seeds))[1]
        best = int(np.maximum(limits, 0).sum(axis=1).argmin())
        goals, gap = self.trials.goals, self.values[known[best]] - self.baseline
        errors = gap.std(axis=0, ddof=1) / len(gap) ** 0.5
        limit = goals.usual_limit(self.baseline)
        beyond, spent = gap.mean(axis=0), float(self.values[known[best]][:, -1].mean())
        beyond[-1] = spent - limit
        places = [*(goals.measures.index(one) for one in goals.protected), len(goals.columns) - 1]
        missed = [
            message("search.missed", column=goals.columns[k], change=f"{beyond[k]:+.3g}", error=f"{errors[k]:.2g}")
            for k, miss in zip(places, limits[best], strict=True)
            if miss > 0
        ]
        words = {"mix": key(known[best]), "missed": "; ".join(missed)}
        return message("search.nearest", **words, spent=f"{spent:.1f}", limit=f"{limit:.1f}")

    def front(self) -> tuple[list[Portfolio], Floats]:
        """The portfolios seen in all worlds that keep all limits and that no other such beats, and what is to be small."""
        whole = self._everywhere
        if not whole:
            return [], np.empty((0, len(self.trials.goals.pursued)))
        small, limits = self.smaller(whole, len(self.person_seeds))
        kept = np.flatnonzero((limits <= 0).all(axis=1))
        best = [int(kept[k]) for k in undominated(small[kept])]
        return [whole[k] for k in best], small[best]
