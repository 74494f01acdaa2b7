"""What every tool's version of the reference work offers."""

from typing import Protocol

import numpy as np

from experiments.benchmark.work import Course, Floats, Ints, Population


class Peer(Protocol):
    """The reference work set up in one tool.

    It is made from a population and, to be checked, with uniforms of shape (months, residents); without them it draws with
    the tool's own generator, as its users would.
    """

    def __init__(self, people: Population, uniforms: Floats | None = None) -> None: ...

    def run(self, months: int) -> None:
        """Go on by some months."""

    def takes_part(self) -> Ints:
        """Who takes part now, 0 or 1 for each resident."""

    def states(self) -> tuple[Floats, Floats, Floats]:
        """Return habit and mood of each resident, support of each community."""


def course(peer: Peer, months: int) -> Course:
    """Run month by month and keep who takes part."""
    seen = []
    for _ in range(months):
        peer.run(1)
        seen.append(peer.takes_part().astype("i1"))
    return Course(np.array(seen), *peer.states())
