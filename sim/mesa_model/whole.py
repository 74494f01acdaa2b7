"""Sets of agents out of which none of the city's own can be taken."""

from collections.abc import Iterable
from typing import Any

import mesa

from sim.mesa_model.agents import CityAgent

KIND: Any = type(mesa.Model(rng=0).agents)
"""What this Mesa keeps a model's agents in."""


class WholeSet(KIND):
    """A model's own set of agents; copies of it, which ``select`` and ``shuffle`` make, may hold fewer."""

    def remove(self, agent: Any) -> None:
        """Take out an agent, unless it is one of the city's."""
        _refuse(agent)
        super().remove(agent)

    def discard(self, agent: Any) -> None:
        """Take out an agent if it is there, unless it is one of the city's."""
        _refuse(agent)
        super().discard(agent)

    def _update(self, agents: Iterable[Any]) -> Any:
        """Hold other agents, as ``select`` in place wants; all of the city's have to be among them."""
        chosen = dict.fromkeys(agents)
        for agent in self:
            if agent not in chosen:
                _refuse(agent)
        return super()._update(chosen)


def _refuse(agent: Any) -> None:
    if isinstance(agent, CityAgent):
        agent.remove()
