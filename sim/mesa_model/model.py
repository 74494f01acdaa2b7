"""The city as a Mesa model: the same month, pass after pass over its agents."""

from collections.abc import Callable, Sequence
from typing import Any

import mesa
import numpy as np
import numpy.typing as npt

from sim.engine.columns import State
from sim.engine.interpreted import Interpreted, Row
from sim.engine.program import Program
from sim.engine.steps import Each
from sim.mesa_model.agents import BY_TABLE, CityAgent, Committee, GovernmentOffice, Resident, SocialOrganization
from sim.model.books import outcomes_now
from sim.model.month import month_program

Floats = npt.NDArray[np.float64]


class CityModel(mesa.Model):
    """A city of agents that act one by one.

    ``step()`` runs a month with the key and world parameters last given to ``run_month``, or given here. Agents keep their
    numbers in ``state``; the compiled engine leaves the same bits there.

    Parameters
    ----------
    state
        A city made with scratch columns (``make_city(..., with_scratch=True)``), levers filled in.
    key, world
        The luck's seed as two words, and world parameters, float64 in the order of ``sim.parameters.flat.WORLD``.
    """

    def __init__(self, state: State, key: tuple[int, int] = (0, 0), world: Floats | None = None) -> None:
        super().__init__(seed=0)  # mesa's own generator stays unused: luck is by person
        self.state = state
        self.program: Program = month_program()
        self.key, self.world, self.month = key, world, 0
        self._engine = Interpreted(self.program, state)
        self._calls: dict[str, tuple[Row, list[Sequence[Any]]]] = {}
        self.offices = [GovernmentOffice(self, row, 0, row) for row in range(state.offices.n)]
        self.committees = [Committee(self, row, row, row) for row in range(state.communities.n)]
        self.organizations: list[SocialOrganization] = self._settle(SocialOrganization, "organizations")
        self.residents: list[Resident] = self._settle(Resident, "residents")
        self.datacollector = mesa.DataCollector(
            model_reporters={name: _reporter(name) for name in outcomes_now(state)},
        )

    def _settle(self, kind: type[Any], table: str) -> list[Any]:
        first = self.state.first[table]
        return [
            kind(self, row, c, row - int(first[c]))
            for c in range(self.state.communities.n)
            for row in range(int(first[c]), int(first[c + 1]))
        ]

    def step(self) -> None:
        """Run a month, pass after pass, and collect its outcomes."""
        if self.world is None:
            raise ValueError("a city needs its world parameters before the first month: CityModel(state, key, world)")
        self._engine.begin_month(self.month, self.key, self.world)
        for step in self.program.steps:
            self._engine.prepare(step)
            if isinstance(step, Each):
                self._calls = {step.name: self._engine.agent_calls(step)}
                kind = BY_TABLE[step.table]
                if kind in self.agents_by_type:
                    self.agents_by_type[kind].do(step.name)
            else:
                self._engine.take_step(step)
        self.month += 1
        self.datacollector.collect(self)

    def run_month(self, month: int, key: tuple[int, int], world: Floats) -> None:
        """Run one month in place, as the compiled engine does."""
        self.month, self.key, self.world = month, key, world
        self.step()

    def calls(self, step: Each) -> tuple[Row, list[Sequence[Any]]]:
        """The row function of the pass that is running and its operands by community.

        Raises
        ------
        RuntimeError
            Outside that pass: an agent acts when the month comes to it.
        """
        try:
            return self._calls[step.name]
        except KeyError:
            raise RuntimeError(f"{step.name} is a pass of the month; it runs inside CityModel.step()") from None


def _reporter(name: str) -> Callable[[CityModel], float]:
    return lambda model: outcomes_now(model.state)[name]


__all__ = ["CityAgent", "CityModel"]
