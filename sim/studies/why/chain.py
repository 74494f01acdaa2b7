"""From a number that differs back to a lever, link by link."""

from dataclasses import dataclass
from functools import cached_property

from sim.parameters.flat import LEVERS, WORLD
from sim.studies.why.flips import Flip, flip
from sim.studies.why.inputs import Moment, Target
from sim.studies.why.replay import LOCAL, Month
from sim.studies.why.worlds import World

MOST_LINKS = 40
Where = tuple[Target, int, int, int]
"""A number, a month, a community, and the step before which the number already differs."""
LEVER_NAMES = {lever.name: lever for lever in LEVERS}
WORLD_NAMES = {parameter.name: parameter for parameter in WORLD}


@dataclass(frozen=True)
class Link:
    """A number that a step left different, and the input that made it so.

    ``agent`` is the number's place in its table, over the whole city. ``cause`` is the input's name: a column, or where the
    chain ends a lever or a parameter of the world; ``because`` has its two values. ``alone`` says whether this input by
    itself carries the result from one world over to the other.
    """

    month: int
    step: str
    table: str
    column: str
    agent: int
    values: tuple[float, float]
    cause: str
    because: tuple[float, float] | None
    alone: bool

    @cached_property
    def lever(self) -> str | None:
        """The dotted path of the lever at which the chain ends; None before."""
        return LEVER_NAMES[self.cause].path if self.cause in LEVER_NAMES else None

    @cached_property
    def parameter(self) -> str | None:
        """The dotted path of the parameter of the world at which the chain ends; None before."""
        return WORLD_NAMES[self.cause].path if self.cause in WORLD_NAMES else None

    @property
    def ends(self) -> bool:
        """Whether the chain ends here, at a lever or at the world."""
        return self.lever is not None or self.parameter is not None


class Replays:
    """Months of two worlds, replayed when they are first asked for."""

    def __init__(self, worlds: tuple[World, World]) -> None:
        self.worlds = worlds
        self._months: dict[tuple[int, int], tuple[Month, Month]] = {}

    def months(self, month: int, *, community: int) -> tuple[Month, Month]:
        """The month in both worlds."""
        if (month, community) not in self._months:
            first, second = (Month(world, month, community=community) for world in self.worlds)
            self._months[month, community] = first, second
        return self._months[month, community]

    def first_month(self, target: Target, community: int, *, last: int) -> int:
        """The first month at the end of which a number differs, no later than ``last``."""
        index = self.place(target, community)
        for world in self.worlds:
            world.rewind()
        for month in range(last):
            for world in self.worlds:
                world.live()
            table, name = target.place
            first, second = (world.state.tables[table].columns[name][index] for world in self.worlds)
            if first != second:
                return month
        return last

    def place(self, target: Target, community: int) -> int:
        """A number's place in its column over the whole city."""
        state, (table, name) = self.worlds[0].state, target.place
        column = state.tables[table].table.column(name)
        assert column is not None
        first, end = state.first[table][community : community + 2] if table in LOCAL else (0, 0)
        return target.index(column, int(end - first), first=int(first))


def chain(replays: Replays, target: Target, month: int, *, community: int, step: int) -> tuple[Link, ...]:
    """Follow a number that differs behind a step of a month back to where the difference came in.

    The last link names a lever or a parameter of the world, or the trail could not be followed further.
    """
    links: list[Link] = []
    place: Where | None = (target, month, community, step)
    while place and len(links) < MOST_LINKS:
        result = _link(replays, place)
        if result is None:
            break
        link, place = result
        links.append(link)
    return tuple(links)


def _link(replays: Replays, where: Where) -> tuple[Link, Where | None] | None:
    """One link and where to go on; None where no step's inputs explain the difference."""
    target, month, community, step = where
    months = replays.months(month, community=community)
    k = _origin(months, target, step)
    if k is None and month > 0:
        month = replays.first_month(target, community, last=month - 1)
        months = replays.months(month, community=community)
        k = _origin(months, target, len(months[0].steps))
    if k is None:
        return None
    two = Moment(months[0], k), Moment(months[1], k)
    cause = flip(two, target)
    if cause is None:
        return None
    link = _told(two, target, cause)
    if cause.target is None or cause.name in LEVER_NAMES:
        return link, None
    there = cause.target.agent if cause.target.place[0] == "communities" else cause.community
    return link, (cause.target, month, community if there is None else there, k)


def _origin(months: tuple[Month, Month], target: Target, step: int) -> int | None:
    """The last step before ``step`` that made a number differ which did not differ before; None where none did."""
    k = months[0].writer(target.place, step)
    while k is not None:
        two = Moment(months[0], k), Moment(months[1], k)
        if two[0].number(target) == two[1].number(target):
            return k
        k = months[0].writer(target.place, k)
    return None


def _told(two: tuple[Moment, Moment], target: Target, cause: Flip) -> Link:
    before, after = (moment.number(target, after=True) for moment in two)
    month, because = two[0].month, None
    if cause.target is not None:
        first, second = (moment.number_in(cause.community, cause.target) for moment in two)
        because = first, second
    elif cause.name in month.program.world:
        first, second = (float(moment.month.world[month.program.world[cause.name]][0]) for moment in two)
        because = first, second
    agent = target.agent + (month.first[target.place[0]] if target.place[0] in LOCAL else 0)
    name = cause.target.place[1] if cause.target else cause.name
    return Link(month.number, two[0].step.name, *target.place, agent, (before, after), name, because, cause.alone)
