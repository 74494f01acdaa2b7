"""The types of agent: the records that rules read, kept in the city's columns, with a method for each of their steps."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

import mesa

from sim import state
from sim.engine.columns import Column
from sim.engine.steps import Each
from sim.errors import InputError
from sim.language import message
from sim.model.month import month_program
from sim.model.tables import TABLES
from sim.scenario.values import nearest
from sim.state.record import Field, fields

if TYPE_CHECKING:
    from sim.mesa_model.model import Population


OF_SPACES = ("pos", "cell")
"""Names that Mesa's spaces set on agents."""


class CityAgent(mesa.Agent, state.Record):
    """An agent that is a row of a table: its fields are the row's numbers.

    ``row`` is its place in the table, ``community`` its community's place, and ``place`` its place among those of its
    community.

    What is set on a field stands in the row's column, and the next month goes by it; whether it lies within the field's
    bounds is not checked. Names that the agent does not have are refused, as records refuse them: a misspelt field would be
    set in vain.
    """

    model: "Population"

    def __init__(self, model: "Population", row: int = -1, *, community: int = -1, place: int = -1) -> None:
        if getattr(model, "is_complete", True):
            raise InputError(
                f"{type(self).__name__}: a city's agents are made with it, one a row of its tables, and none can be added; "
                "choose a larger size, a city file with more of them, or another type of agent for what is new"
            )
        mesa.Agent.__init__(self, model)
        self.row, self.community, self.place = row, community, place

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a field, or another name that the agent has; while the city is made any name, for a subclass's ``__init__``.

        Raises
        ------
        AttributeError
            If there is no such name; the text has the nearest field.
        """
        known = name.startswith("_") or name in OF_SPACES or name in self.__dict__ or hasattr(type(self), name)
        if not known and getattr(getattr(self, "model", None), "is_complete", False):
            near = nearest(name, fields(type(self)))
            hint = message("field_hint", name=near) if near else ""
            raise AttributeError(message("no_field", kind=type(self).__name__, given=name, hint=hint))
        super().__setattr__(name, value)

    def remove(self) -> None:
        """Refuse to leave: the row would go on in every count of the city.

        Raises
        ------
        InputError
            Always.
        """
        raise InputError(
            f"{type(self).__name__} {self.row} cannot be removed: it is a row of the city's tables, and every count goes "
            "through it; who leaves and who comes is decided in the month (docs/model.md): change its parameters in a "
            "scenario, or the agent's attributes"
        )

    def value_of(self, field: Field[Any]) -> Any:
        """The row's number in a field's column, or its numbers where it has several."""
        own = self._own(field)
        return own.item() if field.width == 1 else own

    def put(self, field: Field[Any], value: Any) -> None:
        """Write the row's number or numbers into a field's column."""
        self._own(field)[:] = value

    def _own(self, field: Field[Any]) -> Any:
        values, width = self.model.state.tables[self.table].columns[field.name], field.width
        if field.of_ties:
            begin, end = self.model.state.first[self.table][self.community :][:2]
            return values[begin * width : end * width][self.place :: end - begin]
        return values[self.row * width : (self.row + 1) * width]

    @property
    def committee(self) -> "Committee":
        """The committee of the agent's community."""
        return self.model.committees[self.community]


class Resident(CityAgent, state.Resident):
    """A resident: has needs, takes part or not, is satisfied or not."""

    @property
    def peers(self) -> "list[Resident]":
        """The residents whom this one is tied to."""
        return [self.model.residents[self.row + int(step)] for step in self.value_of(state.Resident.tie) if step != 0]


class SocialOrganization(CityAgent, state.Organization):
    """A social organization (社会组织): lives on contracts, grants and fees, hires, helps."""


class Committee(CityAgent, state.Community):
    """A residents' or villagers' committee (居委会/村委会) and the books of its community."""


class GovernmentOffice(CityAgent, state.Office):
    """An office: city finance, a department, a district or a street."""


def _types(*own: type[CityAgent]) -> Iterator[type[CityAgent]]:
    """Those above, and one made of its record for any further table."""
    yield from own
    told = {state.City.table, *(kind.table for kind in own)}
    for record in state.Record.__subclasses__():
        if record.table in {*TABLES} - told:
            told.add(record.table)
            yield cast(type[CityAgent], type(record.__name__, (CityAgent, record), {"__doc__": record.__doc__}))


TYPES = tuple(_types(GovernmentOffice, Committee, SocialOrganization, Resident))
BY_TABLE = {kind.table: kind for kind in TYPES}


def _field(column: Column) -> Field[Any]:
    """The field of a column that no record declares: a lever's."""
    found = Field[Any](column.kind, column.meaning, column.unit, width=column.width)
    found.name = column.name
    return found


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
                setattr(kind, column.name, _field(column))
    for step in month_program().steps:
        if isinstance(step, Each) and not hasattr(BY_TABLE[step.table], step.name):
            setattr(BY_TABLE[step.table], step.name, _method(step))


equip()
