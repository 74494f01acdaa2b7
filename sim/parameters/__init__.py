"""Parameters: what a city chooses (levers) and what it does not (world)."""

from sim.parameters.flat import LEVERS, WORLD, flatten, offsets
from sim.parameters.levers import Levers
from sim.parameters.world import World
from sim.quantities import AGES, DOMAINS, TYPES, ByAge, ByDomain, ByType, Quantity, quantity

__all__ = [
    "AGES",
    "DOMAINS",
    "LEVERS",
    "TYPES",
    "WORLD",
    "ByAge",
    "ByDomain",
    "ByType",
    "Levers",
    "Quantity",
    "World",
    "flatten",
    "offsets",
    "quantity",
]
