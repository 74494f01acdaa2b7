"""The reference work through the engine's public seams: tables, rules, a month as a tuple of steps."""

from itertools import pairwise

import numpy as np

from experiments.benchmark.work import (
    AIM,
    CONSTANT,
    FROM_HABIT,
    FROM_MOOD,
    FROM_PEERS,
    HABIT_RATE,
    MOOD_RATE,
    SUPPORT_RATE,
    TIES,
    Floats,
    Ints,
    Population,
)
from sim.engine.columns import Column, State, Table, allocate
from sim.engine.compiled import Compiled
from sim.engine.program import Program
from sim.engine.steps import Each, Step, Ties, Total
from sim.rules import rule
from sim.rules.arithmetic import approach, exp


@rule
def see(their_takes_part: int) -> int:
    """Count the neighbours who took part last month."""
    return their_takes_part


@rule
def choose(peers: int, habit: float, mood: float, support: float, u_choice: float) -> bool:
    """Take part or not; the odds rise with neighbours, habit, mood and the community's support."""
    utility = CONSTANT + FROM_PEERS * peers / TIES + FROM_HABIT * habit
    return u_choice * (1.0 + exp(-(utility + FROM_MOOD * mood + support))) < 1.0


@rule
def learn(takes_part: int, peers: int, habit: float, mood: float) -> tuple[float, float]:
    """Habit follows what one did, mood what neighbours did."""
    return approach(habit, target=takes_part, share=HABIT_RATE), approach(mood, target=peers / TIES, share=MOOD_RATE)


@rule
def count(takes_part: int) -> int:
    """Count who takes part."""
    return takes_part


@rule
def answer(support: float, n_active: int, n_residents: int) -> float:
    """Support rises where few take part and falls where many do."""
    return approach(support, target=AIM - n_active / n_residents, share=SUPPORT_RATE)


RESIDENTS = Table(
    "residents",
    (
        Column("takes_part", "i4", "1 who took part this month"),
        Column("habit", "f4", "exponential mean of own participation"),
        Column("mood", "f4", "exponential mean of neighbours' participation"),
        Column("tie", "i2", "how many places away each neighbour lives", width=TIES, of_ties=True),
        Column("peers", "i4", "neighbours who took part last month", scratch=True),
    ),
    in_places=True,
    tie="tie",
)
COMMUNITIES = Table(
    "communities",
    (
        Column("support", "f8", "what the community adds to the utility"),
        Column("n_active", "i8", "residents who take part"),
        Column("n_residents", "i8", "residents"),
    ),
    is_place=True,
)
MONTH: tuple[Step, ...] = (
    Ties(see, ("peers",)),
    Each("residents", choose, ("takes_part",)),
    Each("residents", learn, ("habit", "mood")),
    Total("residents", count, ("n_active",)),
    Each("communities", answer, ("support",)),
)
PROGRAM = Program(
    {"residents": RESIDENTS, "communities": COMMUNITIES}, MONTH, {}, {"residents": (("u_choice",),)}, n_ties=TIES
)


class Ours:
    """This project's compiled engine, one thread; its luck is by person, so ``uniforms`` are its own already."""

    def __init__(self, people: Population, uniforms: Floats | None = None) -> None:
        self.state = _state(people)
        self._engine = Compiled(PROGRAM, self.state)
        self._month = 0

    def run(self, months: int) -> None:
        """Go on by some months."""
        for _ in range(months):
            self._engine.run_month(self._month, (0, 0), np.zeros(1))
            self._month += 1

    def takes_part(self) -> Ints:
        """Who takes part now."""
        return self.state.residents.takes_part

    def states(self) -> tuple[Floats, Floats, Floats]:
        """Habit, mood, support."""
        return self.state.residents.habit, self.state.residents.mood, self.state.communities.support


def _state(people: Population) -> State:
    residents, communities = allocate(RESIDENTS, people.n, False), allocate(COMMUNITIES, people.n_communities, False)
    first = np.searchsorted(people.community, np.arange(people.n_communities + 1))
    residents.takes_part[:] = people.takes_part
    away = people.neighbours - np.arange(people.n)[:, None]
    residents.tie[:] = np.concatenate([away[low:high].T.ravel() for low, high in pairwise(first)])
    communities.n_residents[:] = np.diff(first)
    return State({"residents": residents, "communities": communities}, {"residents": first.astype(np.int64)})
