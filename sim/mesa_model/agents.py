"""The four types of agent. Each has an attribute for each of its table's columns, and a method for each of its steps."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

import mesa

from sim.engine.columns import Column, Table
from sim.engine.steps import Each
from sim.errors import InputError
from sim.model.month import month_program
from sim.model.tables import TABLES

if TYPE_CHECKING:
    from sim.mesa_model.model import Population


class CityAgent(mesa.Agent):
    """An agent that is a row of a table.

    ``row`` is its place in the table, ``community`` its community's place, and ``place`` its place among those of its
    community.
    """

    table: ClassVar[Table]
    model: "Population"

    def __init__(self, model: "Population", row: int, community: int, place: int) -> None:
        if model.is_complete:
            raise InputError(
                f"{type(self).__name__}: a city's agents are made with it, one a row of its tables, and none can be added; "
                "choose a larger size, a city file with more of them, or another type of agent for what is new"
            )
        super().__init__(model)
        self.row, self.community, self.place = row, community, place

    def remove(self) -> None:
        """Refuse to leave: the row would go on in every count of the city.

        Raises
        ------
        InputError
            Always.
        """
        raise InputError(
            f"{type(self).__name__} {self.row} cannot be removed: it is a row of the city's tables, and every count goes "
            "through it; who leaves and who comes is decided in the month (docs/odd.md): change its parameters in a "
            "scenario, or the agent's attributes"
        )

    @property
    def committee(self) -> "Committee":
        """The committee of the agent's community."""
        return self.model.committees[self.community]


class Resident(CityAgent):
    """A resident: has needs, takes part or not, is satisfied or not."""

    table = TABLES["residents"]

    @property
    def peers(self) -> "list[Resident]":
        """The residents whom this one is tied to."""
        return [self.model.residents[self.row + int(step)] for step in self.tie if step != 0]


class SocialOrganization(CityAgent):
    """A social organization (社会组织): lives on contracts, grants and fees, hires, helps."""

    table = TABLES["organizations"]


class Committee(CityAgent):
    """A residents' or villagers' committee (居委会/村委会) and the books of its community."""

    table = TABLES["communities"]


class GovernmentOffice(CityAgent):
    """An office: city finance, a department, a district or a street."""

    table = TABLES["offices"]


TYPES: tuple[type[CityAgent], ...] = (GovernmentOffice, Committee, SocialOrganization, Resident)
BY_TABLE = {kind.table.name: kind for kind in TYPES}


def _attribute(column: Column) -> property:
    name, width = column.name, column.width

    def own(agent: CityAgent) -> Any:
        values = agent.model.state.tables[agent.table.name].columns[name]
        if column.of_ties:
            begin, end = agent.model.state.first[agent.table.name][agent.community :][:2]
            return values[begin * width : end * width][agent.place :: end - begin]
        return values[agent.row * width : (agent.row + 1) * width]

    def get(agent: CityAgent) -> Any:
        return own(agent).item() if width == 1 else own(agent)

    def put(agent: CityAgent, value: Any) -> None:
        own(agent)[:] = value

    return property(get, put, doc=column.meaning)


def _method(step: Each) -> Callable[[CityAgent], None]:
    inside = TABLES[step.table].in_places

    def act(agent: CityAgent) -> None:
        row, operands = agent.model.calls(step)
        row(agent.place, *operands[agent.community if inside else 0])

    act.__name__, act.__doc__ = step.name, step.rule.__doc__
    return act


def equip() -> None:
    """Give each type of agent the attributes and methods that it lacks: all at first, later those of an extension."""
    for name, kind in BY_TABLE.items():
        for column in TABLES[name].columns:
            if not hasattr(kind, column.name):
                setattr(kind, column.name, _attribute(column))
    for step in month_program().steps:
        if isinstance(step, Each) and not hasattr(BY_TABLE[step.table], step.name):
            setattr(BY_TABLE[step.table], step.name, _method(step))


equip()
