"""What a step is given for one agent, and what it makes of it: in plain Python, with inputs from either world."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.engine.columns import Array, Column
from sim.engine.program import BEGIN, SHARED, SLOT, Of, Parameter, Shared, Source, Uniform, arguments
from sim.engine.steps import Each, Settle, Step, Total
from sim.rules.random_numbers import philox
from sim.studies.why.replay import LOCAL, Month, Place

UNIT = 2.3283064365386963e-10
"""2^-32: a random word and a half in these units is a uniform."""
Inputs = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """One number: a column's entry of one agent (of this community, for residents and organizations).

    Of a word in which several numbers are packed it is those ``bits`` that count where the trail leads through it.
    """

    place: Place
    agent: int
    entry: int = 0
    bits: int = -1

    def index(self, column: Column, agents: int, *, first: int = 0) -> int:
        """Where the number stands in its column: of the rows of so many agents from the row ``first`` on.

        Columns of ties have a run of agents for each tie slot.
        """
        if column.of_ties:
            return first * column.width + self.entry * agents + self.agent
        return (first + self.agent) * column.width + self.entry

    def part(self, value: Any) -> float:
        """The number, or what its bits that count say."""
        lowest = (self.bits & -self.bits).bit_length() - 1
        return float(value) if self.bits == -1 else float((int(value) & self.bits) >> lowest)


@dataclass(frozen=True)
class Moment:
    """A step of a month in one world."""

    month: Month
    k: int

    @property
    def step(self) -> Step:
        """The step."""
        return self.month.steps[self.k]

    def column(self, place: Place) -> Array:
        """A column as the step finds it."""
        return self.month.value(place, self.k)

    def number(self, target: Target, after: bool = False) -> float:
        """A number as the step finds it, or leaves it."""
        return target.part(self.month.value(target.place, self.k + after)[self.index(target)])

    def number_in(self, community: int | None, target: Target) -> float:
        """A number as the step finds it; of another community where the step concerns the whole city."""
        if community is None:
            return self.number(target)
        table = target.place[0]
        first = int(self.month.firsts[table][community]) if table in LOCAL else 0
        return target.part(self.month.given(target.place, self.k)[self.index(target, first)])

    def index(self, target: Target, first: int = 0) -> int:
        """Where a number stands in its column, of this community or from a row of the whole city on."""
        return target.index(self.definition(target.place), self.month.count(target.place[0]), first=first)

    def width(self, place: Place) -> int:
        """Entries of a column for each agent."""
        return self.definition(place).width

    def definition(self, place: Place) -> Column:
        """What is known of a column."""
        column = self.month.program.column(place[0], name=place[1])
        assert column is not None
        return column


def _plain(value: Any) -> Any:
    """Python's own number."""
    return value.item() if hasattr(value, "item") else value


def inputs(moment: Moment, agent: int, *, slot: int = 0) -> Inputs:
    """What a rule or settlement is given, by the names of its arguments; of a rule also the column it goes by.

    Of a step over ties it is one tie's, in ``slot``.
    """
    step, sources = moment.step, moment.month.program.sources(moment.step)
    values = {name: _input(moment, name, source, agent, slot=slot) for name, source in sources}
    if isinstance(step, Each) and step.where:
        values[f"where {step.where}"] = _own(moment, (step.table, step.where), agent)
    return values


def peer(moment: Moment, agent: int, *, slot: int) -> int:
    """The agent tied to one in a slot; the same agent where there is no tie."""
    tied = moment.month.program.tied
    return agent + int(moment.number(Target((tied.name, str(tied.tie)), agent, slot)))


def _input(moment: Moment, name: str, source: Source, agent: int, *, slot: int) -> Any:
    month = moment.month
    if isinstance(source, Parameter):
        values = month.world[month.program.world[name]].tolist()
        return values[0] if len(values) == 1 else values
    if isinstance(source, Uniform):
        return _uniform(moment, month.program.table_of(moment.step).name, source, agent)
    if isinstance(source, Shared):
        return slot if name == SLOT else _shared(moment, name)
    place = (source.table.name, source.column.name)
    if isinstance(moment.step, Settle):
        return _settled(moment, moment.step, source, place)
    if source.whose == "tie":
        return _plain(moment.column(place)[moment.index(Target(place, agent, slot))])
    of_them = peer(moment, agent, slot=slot) if source.whose == "theirs" else agent
    return _own(moment, place, month.community if source.whose == "place" else of_them)


def _own(moment: Moment, place: Place, agent: int) -> Any:
    width, array = moment.width(place), moment.column(place)
    if width > 1:
        return array[agent * width : (agent + 1) * width].tolist()
    return _plain(array[agent])


def _uniform(moment: Moment, table: str, source: Uniform, agent: int) -> float:
    month = moment.month
    person = month.program.tables[table].person
    entered = int(moment.column((table, person))[agent]) if person else 0
    slot = agent + (month.first[table] if table in LOCAL else 0)
    low, high = month.key
    words = philox(slot, month=month.number, purpose=source.purpose, entered=entered, key_low=low, key_high=high)
    return (words[source.lane] + 0.5) * UNIT


def _shared(moment: Moment, name: str) -> Any:
    month = moment.month
    if name == BEGIN:
        return month.begins(moment.step)
    shared: dict[str, Any] = dict(zip(SHARED, (month.number, *month.key, month.count("communities")), strict=True))
    shared |= {f"lo_{table}": first for table, first in month.first.items()}
    return (shared | {f"first_{table}": firsts for table, firsts in month.firsts.items()})[name]


def _settled(moment: Moment, step: Settle, source: Of, place: Place) -> Any:
    if source.whose == "all":
        return moment.month.given(place, moment.k).copy()
    if source.whose == "part":
        return moment.column(place).copy()
    width, community = source.column.width, moment.month.community
    own = moment.column(place)[community * width : (community + 1) * width]
    return own.copy() if width > 1 or place[1] in step.writes else _plain(own[0])


def evaluate(moment: Moment, target: Target, values: Mapping[str, Any]) -> float:
    """Return what the step leaves in a target with these inputs."""
    step = moment.step
    if isinstance(step, Settle):
        return _settle(moment, step, target, values)
    if isinstance(step, Each) and step.where and not values[f"where {step.where}"]:
        return moment.number(target)
    result = step.lowered.function(*(values[name] for name in arguments(step)))
    value = result[step.writes.index(target.place[1])] if len(step.writes) > 1 else result
    kind = "i8" if isinstance(step, Total) else moment.definition(target.place).kind
    return target.part(value if isinstance(value, int) else np.array(value).astype(kind))


def _settle(moment: Moment, step: Settle, target: Target, values: Mapping[str, Any]) -> float:
    """Settle with columns as the Mesa engine's settlements see them: their entries are Python's own numbers."""
    own = {name: value.copy() if isinstance(value, np.ndarray) else value for name, value in values.items()}
    given = {name: memoryview(value) if isinstance(value, np.ndarray) else value for name, value in own.items()}  # type: ignore[arg-type]
    step.lowered.function(*(given[name] for name in arguments(step)))
    table = target.place[0]
    if step.city:
        return target.part(own[target.place[1]][moment.index(target, moment.month.first.get(table, 0))])
    agent = target.agent if table != "communities" else 0
    return target.part(own[target.place[1]][moment.index(replace(target, agent=agent))])
