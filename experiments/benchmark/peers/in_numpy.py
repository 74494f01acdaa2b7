"""The reference work in plain NumPy: whole columns of the city, one operation after the other."""

import numpy as np

from experiments.benchmark import work
from experiments.benchmark.work import Floats, Ints, Population


class InNumpy:
    """Columns as arrays, states in float32 as in the engine."""

    def __init__(self, people: Population, uniforms: Floats | None = None) -> None:
        self.people, self.uniforms, self.month = people, uniforms, 0
        self.random = np.random.default_rng(1)
        self.active = people.takes_part.astype("i1")
        self.habit, self.mood = np.zeros(people.n, "f4"), np.zeros(people.n, "f4")
        self.support = np.zeros(people.n_communities)
        self.sizes = np.bincount(people.community)

    def run(self, months: int) -> None:
        """Go on by some months."""
        for _ in range(months):
            self._step(self.random.random(self.people.n) if self.uniforms is None else self.uniforms[self.month])
            self.month += 1

    def _step(self, u: Floats) -> None:
        peers = self.active[self.people.neighbours].sum(axis=1) / work.TIES
        utility = work.CONSTANT + work.FROM_PEERS * peers + work.FROM_HABIT * self.habit + work.FROM_MOOD * self.mood
        utility += self.support[self.people.community]
        self.active = (u * (1.0 + np.exp(-utility)) < 1.0).astype("i1")
        self.habit += (work.HABIT_RATE * (self.active - self.habit)).astype("f4")
        self.mood += (work.MOOD_RATE * (peers - self.mood)).astype("f4")
        share = np.bincount(self.people.community, self.active) / self.sizes
        self.support += work.SUPPORT_RATE * (work.AIM - share - self.support)

    def takes_part(self) -> Ints:
        """Who takes part now."""
        return self.active

    def states(self) -> tuple[Floats, Floats, Floats]:
        """Habit, mood, support."""
        return self.habit, self.mood, self.support
