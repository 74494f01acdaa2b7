"""The reference work: a small month of this model's shape, simple enough to be written with any tool.

Residents live in communities of equal size and have eight neighbours each. Every month a resident sees how many of them took
part last month and chooses by a logistic rule; a habit follows the own choice and a mood the neighbours', both slowly;
the community's support answers to how many take part. Everyone acts on the state at the month's start.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.rules.random_numbers import philox

TIES = 8
CONSTANT, FROM_PEERS, FROM_HABIT, FROM_MOOD = -2.0, 2.0, 1.5, 1.0
HABIT_RATE, MOOD_RATE, SUPPORT_RATE = 0.1, 0.05, 0.2
AIM = 0.3
"""The share taking part above which a community's support falls below zero."""
PER_COMMUNITY = 2_000
AT_START = 0.2

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[Any]


@dataclass(frozen=True)
class Population:
    """Who lives where and is tied to whom, the same for every tool.

    ``neighbours`` holds places in the city, shape (residents, ``TIES``); ``community`` is sorted.
    """

    n: int
    community: Ints
    neighbours: Ints
    takes_part: Ints

    @property
    def n_communities(self) -> int:
        """Number of communities."""
        return int(self.community[-1]) + 1


@dataclass(frozen=True)
class Course:
    """What a tool computed: who takes part in each month, shape (months, residents), and the states at the end."""

    takes_part: Ints
    habit: Floats
    mood: Floats
    support: Floats


def population(n: int) -> Population:
    """Make a population of n residents; n is a multiple of ``PER_COMMUNITY`` or below it."""
    random, size = np.random.default_rng(7), min(n, PER_COMMUNITY)
    community = np.arange(n) // size
    away = random.integers(1, size, (n, TIES))
    neighbours = community[:, None] * size + (np.arange(n)[:, None] + away) % size
    return Population(n, community, neighbours, (random.random(n) < AT_START).astype("i1"))


def uniforms(n: int, months: int) -> Floats:
    """The luck of this project's engines, for tools that are held against them; shape (months, n)."""
    words = [
        [philox(i, month=month, purpose=0, entered=0, key_low=0, key_high=0)[0] for i in range(n)]
        for month in range(months)
    ]
    return (np.array(words) + 0.5) * 2.3283064365386963e-10
