"""Every mix that was tried, and what it gave in each world so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.language import message
from sim.runs.result import Floats
from sim.scenario import Scenario
from sim.studies.portfolio.evolving import undominated
from sim.studies.portfolio.portfolio import Mix, key, scenario_of
from sim.studies.portfolio.trials import Draws, Trials

MARGIN = 1.0
"""Standard errors by which a mix has to keep the limits in the worlds of the search: else half of those on a limit break it."""


@dataclass
class Archive:
    """Values of mixes in the worlds of a search, in their order; ``baseline`` is of shape (worlds, columns)."""

    trials: Trials
    base: Scenario
    person_seeds: Sequence[Draws]
    baseline: Floats
    values: dict[Mix, Floats] = field(default_factory=dict)

    def look(self, name: str, mixes: Sequence[Mix], worlds: int) -> tuple[Floats, Floats]:
        """What is to be small and what is to be 0 at most in the first so many worlds; only what is not known is simulated."""
        seen = {mix: len(self.values.get(mix, ())) for mix in dict.fromkeys(mixes)}
        for known in sorted({count for count in seen.values() if count < worlds}):
            lacking = [mix for mix, count in seen.items() if count == known]
            arms = {key(mix): scenario_of(mix, self.base, "mix") for mix in lacking}
            found = self.trials.measured(f"{name}-from-{known}", arms, self.person_seeds[known:worlds])
            for mix, more in zip(lacking, found, strict=True):
                self.values[mix] = np.concatenate([self.values[mix], more]) if mix in self.values else more
        return self.smaller(mixes, worlds)

    def smaller(self, mixes: Sequence[Mix], worlds: int) -> tuple[Floats, Floats]:
        """The same of mixes that are known."""
        of_all = np.stack([self.values[mix][:worlds] for mix in mixes])
        return self.trials.goals.smaller(of_all, base=self.baseline[:worlds], margin=MARGIN)

    @property
    def _everywhere(self) -> list[Mix]:
        """The mixes that were seen in all worlds."""
        return [mix for mix, values in self.values.items() if len(values) == len(self.person_seeds) and mix]

    def nearest(self) -> str:
        """Where no mix keeps all limits: the one that comes nearest to them, and what it misses by, in a sentence."""
        known = [mix for mix in self._everywhere if not np.isnan(self.values[mix]).any()]
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

    def front(self) -> tuple[list[Mix], Floats]:
        """The mixes seen in all worlds that keep all limits and that no other such mix beats, and what is to be small there."""
        whole = self._everywhere
        if not whole:
            return [], np.empty((0, len(self.trials.goals.pursued)))
        small, limits = self.smaller(whole, len(self.person_seeds))
        kept = np.flatnonzero((limits <= 0).all(axis=1))
        best = [int(kept[k]) for k in undominated(small[kept])]
        return [whole[k] for k in best], small[best]
