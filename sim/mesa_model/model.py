"""The city as a Mesa model: the same month, pass after pass over its agents."""

from collections.abc import Callable, Sequence
from typing import Any

import mesa
import numpy as np
import numpy.typing as npt

from sim.city.making import make_city
from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.engine.compiled import Compiled
from sim.engine.interpreted import Interpreted, Row
from sim.engine.steps import Each
from sim.errors import InputError
from sim.mesa_model.agents import BY_TABLE, Committee, GovernmentOffice, Resident, SocialOrganization, equip
from sim.model.advance import Engine, advance, check_budgets, city_key
from sim.model.books import outcomes_now
from sim.model.month import month_program
from sim.scenario import load

Floats = npt.NDArray[np.float64]


class Population(mesa.Model):
    """Agents for every row of a state: ``offices``, ``committees``, ``organizations``, ``residents``."""

    def __init__(self, state: State) -> None:
        equip()
        super().__init__()  # mesa's own generator stays unused: luck is by person
        self.state = state
        self._calls: dict[str, tuple[Row, list[Sequence[Any]]]] = {}
        self.offices = [GovernmentOffice(self, row, 0, row) for row in range(state.offices.n)]
        self.committees = [Committee(self, row, row, row) for row in range(state.communities.n)]
        self.organizations: list[SocialOrganization] = self._settle(SocialOrganization, "organizations")
        self.residents: list[Resident] = self._settle(Resident, "residents")

    def _settle(self, kind: type[Any], table: str) -> list[Any]:
        first = self.state.first[table].tolist()
        places = ((c, row) for c in range(self.state.communities.n) for row in range(first[c], first[c + 1]))
        return [kind(self, row, c, row - first[c]) for c, row in places]

    def act(self, step: Each, calls: tuple[Row, list[Sequence[Any]]]) -> None:
        """Let every agent of the step's table take the step."""
        self._calls = {step.name: calls}
        kind = BY_TABLE[step.table]
        if kind in self.agents_by_type:
            self.agents_by_type[kind].do(step.name)
        self._calls = {}

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
            raise RuntimeError(f"{step.name} is a pass of the month; it runs inside the model's step()") from None


class AgentEngine:
    """The engine that runs a month agent by agent; the state needs its scratch columns."""

    def __init__(self, state: State, population: Population | None = None) -> None:
        self.state = state
        self.population = population or Population(state)
        self._program = month_program()
        self._plain = Interpreted(self._program, state)

    def run_month(self, month: int, key: tuple[int, int], world: Floats) -> None:
        """Run one month in place, pass after pass."""
        self._plain.begin_month(month, key, world)
        for step in self._program.steps:
            self._plain.prepare(step)
            if isinstance(step, Each):
                self.population.act(step, self._plain.agent_calls(step))
            else:
                self._plain.take_step(step)


class CityModel(Population):
    """A city under a scenario, to step, look at and extend.

    Parameters
    ----------
    scenario, size, seed, city
        As the command ``shequ run`` takes them; ``hamlet`` has 300 residents.
    engine
        ``mesa``: agents act one by one. ``compiled``: numba runs the month, and agents are views to look at. Both leave
        the same bits in ``state``.
    horizon
        Months that can be stepped.

    Examples
    --------
    >>> model = CityModel("menu_services", seed=1)
    >>> model.step()
    >>> model.agents_by_type[Resident].agg("satisfaction", np.mean)
    """

    def __init__(
        self,
        scenario: str = "baseline",
        size: str = "hamlet",
        seed: int = 0,
        city: str = "ningbo",
        engine: str = "mesa",
        horizon: int = 120,
    ) -> None:
        profile = load_profile(city)
        chosen = load(scenario, profile.city.start)
        chosen.check_districts(profile.city.districts)
        self.schedule, self.seed, self.month, self.horizon = chosen.schedule(horizon), seed, 0, horizon
        super().__init__(make_city(profile, size, city_key(seed), self.schedule.world[0], with_scratch=True))
        check_budgets(self.state, self.schedule)
        self._engine = self._choose(engine)
        self.datacollector = mesa.DataCollector(
            model_reporters={name: _reporter(name) for name in outcomes_now(self.state)}
        )

    def _choose(self, engine: str) -> Engine:
        if engine == "mesa":
            return AgentEngine(self.state, self)
        if engine == "compiled":
            return Compiled(month_program(), self.state)
        raise InputError(f"engine {engine!r}: there is no such engine; choose mesa or compiled")

    def step(self) -> None:
        """Run a month and collect its outcomes.

        Raises
        ------
        InputError
            After the horizon.
        AccountError
            If money, cases or people do not balance.
        """
        if self.month == self.horizon:
            raise InputError(f"the horizon of {self.horizon} months is reached; give CityModel a longer one")
        advance(self._engine, self.schedule, self.month, self.seed)
        self.month += 1
        self.datacollector.collect(self)


def _reporter(name: str) -> Callable[[CityModel], float]:
    return lambda model: outcomes_now(model.state)[name]
