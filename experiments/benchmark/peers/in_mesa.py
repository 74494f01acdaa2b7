"""The reference work in Mesa: agents with attributes and methods, activated by ``AgentSet.do``, without shuffling."""

import math
from typing import Any

import mesa
import numpy as np

from experiments.benchmark import work
from experiments.benchmark.work import Floats, Ints, Population


class Community(mesa.Agent):
    """Its support answers to how many of its residents take part."""

    def __init__(self, model: "InMesa") -> None:
        super().__init__(model)
        self.support = 0.0
        self.residents: list[Resident] = []

    def answer(self) -> None:
        """Support rises where few take part."""
        share = sum(resident.active for resident in self.residents) / len(self.residents)
        self.support += work.SUPPORT_RATE * (work.AIM - share - self.support)


class Resident(mesa.Agent):
    """Sees eight neighbours, chooses, learns."""

    def __init__(self, model: "InMesa", place: int, community: Community, active: bool) -> None:
        super().__init__(model)
        self.place, self.community, self.active = place, community, active
        self.habit, self.mood, self.peers = 0.0, 0.0, 0.0
        self.neighbours: list[Resident] = []

    def see(self) -> None:
        """Count the neighbours who took part last month."""
        self.peers = sum(other.active for other in self.neighbours) / work.TIES

    def choose(self) -> None:
        """Take part or not, and learn from it."""
        utility = work.CONSTANT + work.FROM_PEERS * self.peers + work.FROM_HABIT * self.habit
        utility += work.FROM_MOOD * self.mood + self.community.support
        self.active = self.model.uniform(self) * (1.0 + math.exp(-utility)) < 1.0
        self.habit += work.HABIT_RATE * (self.active - self.habit)
        self.mood += work.MOOD_RATE * (self.peers - self.mood)


class InMesa(mesa.Model):
    """The city as a Mesa model."""

    def __init__(self, people: Population, uniforms: Floats | None = None) -> None:
        super().__init__(**_seeded())
        self.uniforms, self.month = uniforms, 0
        self.communities = [Community(self) for _ in range(people.n_communities)]
        homes = (self.communities[c] for c in people.community.tolist())
        places = zip(homes, people.takes_part.tolist(), strict=True)
        self.residents = [Resident(self, i, home, bool(active)) for i, (home, active) in enumerate(places)]
        for resident, others in zip(self.residents, people.neighbours.tolist(), strict=True):
            resident.neighbours = [self.residents[j] for j in others]
            resident.community.residents.append(resident)

    def uniform(self, resident: Resident) -> float:
        """Return a uniform number: Mesa's own generator's, or the one that the check gives."""
        return self.random.random() if self.uniforms is None else float(self.uniforms[self.month, resident.place])

    def step(self) -> None:
        """One month."""
        residents = self.agents_by_type[Resident]
        residents.do("see")
        residents.do("choose")
        self.agents_by_type[Community].do("answer")

    def run(self, months: int) -> None:
        """Go on by some months."""
        for _ in range(months):
            self.step()
            self.month += 1

    def takes_part(self) -> Ints:
        """Who takes part now."""
        return np.array([resident.active for resident in self.residents])

    def states(self) -> tuple[Floats, Floats, Floats]:
        """Habit, mood, support."""
        habit, mood = (np.array([getattr(one, name) for one in self.residents]) for name in ("habit", "mood"))
        return habit, mood, np.array([community.support for community in self.communities])


def _seeded() -> dict[str, Any]:
    """Mesa 3.5 calls the seed ``rng``."""
    return {"rng": 1} if "rng" in mesa.Model.__init__.__code__.co_varnames else {"seed": 1}
