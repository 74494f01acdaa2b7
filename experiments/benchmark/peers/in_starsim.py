"""The reference work in Starsim: a module with states, whole arrays at a time, luck by agent."""

import numpy as np
import starsim as ss

from experiments.benchmark import work
from experiments.benchmark.work import Floats, Ints, Population


class Participation(ss.Module):
    """Residents as Starsim's people; neighbours by index, which is cheaper than a network's list of edges."""

    def __init__(self, residents: Population, uniforms: Floats | None) -> None:
        super().__init__(name="participation")
        self.residents, self.given = residents, uniforms
        self.luck = ss.random(name="luck")
        self.define_states(
            ss.BoolArr("active"), ss.FloatArr("habit", default=0.0), ss.FloatArr("mood", default=0.0), reset=True
        )
        self.support = np.zeros(residents.n_communities)
        self.sizes = np.bincount(residents.community)

    def init_post(self) -> None:
        """Start with those who take part at the start."""
        super().init_post()
        self.active[:] = self.residents.takes_part == 1

    def step(self) -> None:
        """One month."""
        peers = self.active.values[self.residents.neighbours].sum(axis=1) / work.TIES
        utility = work.CONSTANT + work.FROM_PEERS * peers + work.FROM_HABIT * self.habit.values
        utility += work.FROM_MOOD * self.mood.values + self.support[self.residents.community]
        u = self.luck.rvs(self.sim.people.auids) if self.given is None else self.given[self.ti]
        chosen = u * (1.0 + np.exp(-utility)) < 1.0
        self.active[:] = chosen
        self.habit[:] = self.habit.values + work.HABIT_RATE * (chosen - self.habit.values)
        self.mood[:] = self.mood.values + work.MOOD_RATE * (peers - self.mood.values)
        share = np.bincount(self.residents.community, chosen) / self.sizes
        self.support += work.SUPPORT_RATE * (work.AIM - share - self.support)


class InStarsim:
    """The sim, stepped from outside."""

    def __init__(self, people: Population, uniforms: Floats | None = None) -> None:
        self.module = Participation(people, uniforms)
        self.sim = ss.Sim(
            n_agents=people.n, modules=[self.module], start=0, dur=1_000, dt=1, verbose=0, copy_inputs=False
        )
        self.sim.init()

    def run(self, months: int) -> None:
        """Go on by some months."""
        for _ in range(months):
            self.sim.run_one_step()

    def takes_part(self) -> Ints:
        """Who takes part now."""
        return np.asarray(self.module.active.values)

    def states(self) -> tuple[Floats, Floats, Floats]:
        """Habit, mood, support."""
        return self.module.habit.values, self.module.mood.values, self.module.support
