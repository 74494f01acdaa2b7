"""The city as a Mesa model: the same month, pass after pass over its agents."""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import mesa
import numpy as np
import numpy.typing as npt

from sim import limits
from sim.city.making import make_city
from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.engine.compiled import Compiled
from sim.engine.interpreted import Interpreted, Row
from sim.engine.steps import Each
from sim.errors import InputError
from sim.mesa_model.agents import BY_TABLE, CityAgent, Committee, GovernmentOffice, Resident, SocialOrganization, equip
from sim.mesa_model.whole import WholeSet
from sim.model.advance import Engine, advance, check_budgets, city_key
from sim.model.books import outcomes_now
from sim.model.month import month_program
from sim.scenario import load

Floats = npt.NDArray[np.float64]
OWN_NAMES = {"offices", "communities", "organizations", "residents"}
"""Tables whose agents a model has under a name of their own."""
_SEEDS = 2**64
_WHOLE = f"give a whole number from 0 to {_SEEDS - 1}"


class Population(mesa.Model):
    """Agents for every row of a state: ``offices``, ``committees``, ``organizations``, ``residents``.

    Those of any further table are in ``others``, by its name. ``kinds`` says of what type the rows of each table are.
    ``random`` and ``rng`` are for what a user adds: nothing in the model draws from them, because luck is by person.
    """

    kinds: ClassVar[Mapping[str, type[CityAgent]]] = BY_TABLE

    def __init__(self, state: State, seed: int = 0) -> None:
        equip()
        super().__init__(rng=seed)
        self.state, self.is_complete = state, False
        self._calls: dict[str, tuple[Row, list[Sequence[Any]]]] = {}
        rows = {table: self._settle(table) for table in self.kinds}
        self.offices: list[GovernmentOffice] = rows["offices"]
        self.committees: list[Committee] = rows["communities"]
        self.organizations: list[SocialOrganization] = rows["organizations"]
        self.residents: list[Resident] = rows["residents"]
        self.others = {table: agents for table, agents in rows.items() if table not in OWN_NAMES}
        for agents in (self.agents, *self.agents_by_type.values()):
            agents.__class__ = WholeSet
        self.is_complete = True

    def deregister_agent(self, agent: Any) -> None:
        """Refuse to let go of one of the city's agents, as their own `remove` does."""
        if isinstance(agent, CityAgent):
            agent.remove()
        super().deregister_agent(agent)

    def _settle(self, table: str) -> list[Any]:
        return [
            self.kinds[table](self, row, community=community, place=place)
            for community, row, place in self._places(table)
        ]

    def _places(self, table: str) -> list[tuple[int, int, int]]:
        """Of each row of a table its community, the row and its place among those of the community."""
        rows = self.state.tables[table]
        if not rows.table.in_places:
            return [(row if rows.table.is_place else 0, row, row) for row in range(rows.n)]
        first = self.state.first[table].tolist()
        return [(c, row, row - begin) for c, begin in enumerate(first[:-1]) for row in range(begin, first[c + 1])]

    def act(self, step: Each, calls: tuple[Row, list[Sequence[Any]]]) -> None:
        """Let every agent of the step's table take the step."""
        self._calls = {step.name: calls}
        kind = self.kinds[step.table]
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
    scenario, size, city
        As the command ``shequ run`` takes them; ``hamlet`` has 300 residents.
    seed, rng
        A whole number, or anything else that numpy makes a generator of, under either of Mesa's two names. Without one each
        model is another city with other luck; its ``seed`` says which.
    engine
        ``mesa``: agents act one by one. ``compiled``: numba runs the month, and agents are views to look at. Both leave
        the same bits in ``state``.
    horizon
        Months that can be stepped; behind the last one ``running`` is False.

    Raises
    ------
    InputError
        Where something given is wrong.

    Examples
    --------
    >>> model = CityModel("menu_services", seed=1)
    >>> model.step()
    >>> model.agents_by_type[Resident].agg("satisfaction", np.mean)
    """

    def __init__(
        self,
        scenario: str = "baseline",
        *,
        size: str = "hamlet",
        seed: Any = None,
        city: str = "ningbo",
        engine: str = "mesa",
        horizon: int = 120,
        rng: Any = None,
    ) -> None:
        if horizon < 1:
            raise InputError(f"horizon is {horizon}; give at least 1 month")
        limits.checked({"size": size, "city": city, "engine": engine})
        chosen_seed = _seed(seed, rng=rng)
        profile = load_profile(city)
        chosen = load(scenario, start=profile.city.start)
        chosen.check_districts(profile.city.districts)
        schedule = chosen.schedule(horizon)
        super().__init__(
            make_city(profile, size, city_key(chosen_seed), schedule.world[0], with_scratch=True), chosen_seed
        )
        check_budgets(self.state, schedule)
        self.schedule, self.seed, self.month, self.horizon = schedule, chosen_seed, 0, horizon
        self._mesas_step, self.step = self.step, self._step_within  # type: ignore[method-assign]
        self._engine = self._choose(engine)
        self.outcomes = outcomes_now(self.state)
        self.datacollector = _Collector(model_reporters={name: _reporter(name) for name in self.outcomes})

    def _choose(self, engine: str) -> Engine:
        if engine == "mesa":
            return AgentEngine(self.state, self)
        self._check_passes()
        return Compiled(month_program(), self.state)

    def _check_passes(self) -> None:
        for step in (step for step in month_program().steps if isinstance(step, Each)):
            kind = self.kinds[step.table]
            if getattr(kind, step.name) is not getattr(BY_TABLE[step.table], step.name):
                raise InputError(
                    f"{kind.__name__}.{step.name}: the compiled engine runs the rules, not agents' methods; choose mesa"
                )

    def step(self) -> None:
        """Run a month and collect its outcomes.

        Raises
        ------
        InputError
            After the horizon.
        AccountError
            If money, cases or people do not balance.
        """
        self._check_horizon()
        advance(self._engine, self.schedule, self.month, seed=self.seed)
        self.month += 1
        self.running = self.month < self.horizon
        self.datacollector.collect(self)

    def _check_horizon(self) -> None:
        if self.month == self.horizon:
            raise InputError(f"the horizon of {self.horizon} months is reached; give CityModel a longer one")

    def _step_within(self) -> None:
        """Step as Mesa does, which counts a step before it is taken, unless the horizon is reached."""
        self._check_horizon()
        self._mesas_step()

    def run_for(self, duration: float) -> None:
        """Run so many whole months, or those that are left until the horizon."""
        for _ in range(min(int(duration), self.horizon - self.month)):
            self.step()


class _Collector(mesa.DataCollector):
    """Finds all outcomes of a month at once, where each reporter would for itself."""

    def collect(self, model: CityModel) -> None:
        """Collect what the month that has just ended shows."""
        model.outcomes = outcomes_now(model.state)
        super().collect(model)


def _reporter(name: str) -> Callable[[CityModel], float]:
    return lambda model: model.outcomes[name]


def _seed(seed: Any, *, rng: Any) -> int:
    """The whole number that city and luck follow from; ``mesa.batch_run`` gives as ``seed`` whatever its ``rng`` holds."""
    if seed is not None and rng is not None:
        raise InputError("seed and rng are two names of the same; give one of them")
    given = rng if seed is None else seed
    try:
        number = operator.index(given)
    except TypeError:
        return _drawn(given)
    if not 0 <= number < _SEEDS:
        raise InputError(f"seed {number}: {_WHOLE}")
    return number


def _drawn(given: Any) -> int:
    try:
        return int(np.random.default_rng(given).integers(2**32))  # as far as the command takes seeds
    except (TypeError, ValueError):
        raise InputError(f"seed {given!r}: {_WHOLE}, or what numpy makes a generator of") from None
