"""The reference work in AgentPy: agents in an AgentList, whose calls go to every agent."""

import math

import agentpy
import numpy as np

from experiments.benchmark import work
from experiments.benchmark.work import Floats, Ints, Population


class Resident(agentpy.Agent):
    """Sees eight neighbours, chooses, learns."""

    def setup(self) -> None:
        """Give states their start."""
        self.active, self.habit, self.mood, self.peers = False, 0.0, 0.0, 0.0
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


class Community(agentpy.Agent):
    """Its support answers to how many of its residents take part."""

    def setup(self) -> None:
        """Give states their start."""
        self.support = 0.0
        self.residents: list[Resident] = []

    def answer(self) -> None:
        """Support rises where few take part."""
        share = sum(resident.active for resident in self.residents) / len(self.residents)
        self.support += work.SUPPORT_RATE * (work.AIM - share - self.support)


class City(agentpy.Model):
    """The city as an AgentPy model."""

    def setup(self) -> None:
        """Make everyone."""
        people: Population = self.p.people
        self.communities = agentpy.AgentList(self, people.n_communities, Community)
        self.residents = agentpy.AgentList(self, people.n, Resident)
        everyone, homes = list(self.residents), list(self.communities)
        facts = zip(everyone, people.community.tolist(), people.neighbours.tolist(), people.takes_part, strict=True)
        for place, (resident, home, others, active) in enumerate(facts):
            resident.place, resident.active, resident.community = place, bool(active), homes[home]
            resident.neighbours = [everyone[j] for j in others]
            homes[home].residents.append(resident)

    def uniform(self, resident: Resident) -> float:
        """Return a uniform number: AgentPy's own generator's, or the one that the check gives."""
        given: Floats | None = self.p.uniforms
        return float(self.random.random() if given is None else given[self.t - 1, resident.place])

    def step(self) -> None:
        """One month."""
        self.residents.see()
        self.residents.choose()
        self.communities.answer()


class InAgentpy:
    """The model, stepped from outside."""

    def __init__(self, people: Population, uniforms: Floats | None = None) -> None:
        self.model = City({"people": people, "uniforms": uniforms, "seed": 1})
        self.model.sim_setup()

    def run(self, months: int) -> None:
        """Go on by some months."""
        for _ in range(months):
            self.model.sim_step()

    def takes_part(self) -> Ints:
        """Who takes part now."""
        return np.array([resident.active for resident in self.model.residents])

    def states(self) -> tuple[Floats, Floats, Floats]:
        """Habit, mood, support."""
        habit, mood = (np.array([getattr(one, name) for one in self.model.residents]) for name in ("habit", "mood"))
        return habit, mood, np.array([community.support for community in self.model.communities])
