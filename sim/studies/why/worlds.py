"""Worlds of one city and one luck, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from sim.city.layout import lay_out
from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.engine.compiled import Compiled
from sim.engine.program import Program
from sim.engine.source import stages
from sim.model import extensions as own
from sim.model.advance import apply_levers, check_books, city_key, draws_key
from sim.model.month import DRAWS, month_program
from sim.quantities import TYPES
from sim.runs.single import build
from sim.scenario import Scenario, Schedule
from sim.state.words import FIRST_DISTRICT


@dataclass(frozen=True)
class Setting:
    """A city and what happens to it: its file, size and seed, the luck's seed, and for how many months."""

    city: str
    size: str
    city_seed: int
    person_seed: int
    months: int


class World:
    """A city under a scenario, to be taken month by month, and back to any earlier month."""

    def __init__(self, scenario: Scenario, setting: Setting, beside: "World | None" = None) -> None:
        self.setting = setting
        self.schedule: Schedule = scenario.schedule(setting.months)
        self.key = draws_key(setting.person_seed)
        self._start = self._made(beside)
        self._machine = Compiled(month_program(), self._start.copy())
        self.month = 0

    def _made(self, beside: "World | None") -> State:
        """The city before the first month; another world's where it is the same."""
        if beside is not None and np.array_equal(beside.schedule.world[0], self.schedule.world[0]):
            return beside._start
        setting = self.setting
        return build(
            load_profile(setting.city), self.schedule, setting.city_seed, setting.size, engine="compiled"
        ).state

    def rewind(self) -> None:
        """Go back to before the first month; columns stay where they are in memory, so nothing is bound anew."""
        for name, rows in self._start.tables.items():
            for column, array in rows.columns.items():
                self.state.tables[name].columns[column][:] = array
        self.month = 0

    def meet(self, person_seed: int) -> None:
        """Go back to before the first month, to live through it with another luck."""
        self.key = draws_key(person_seed)
        self.rewind()

    @property
    def state(self) -> State:
        """The city as it is."""
        return self._machine.state

    def live(self) -> None:
        """Live through the next month."""
        self.begin()
        self._machine.run_month(self.month, self.key, self.schedule.world[self.month])
        check_books(self.state, self.month)
        self.month += 1

    def begin(self) -> None:
        """Put the next month's levers in place."""
        apply_levers(self.state, self.schedule, self.month)

    def stand_at(self, month: int, *, behind: int = 0) -> None:
        """Stand in a month, its levers in place, behind so many of its first stages."""
        self.rewind()
        while self.month < month:
            self.live()
        self.begin()
        if behind:
            first = Compiled(first_stages(month_program(), behind), self.state)
            first.run_month(month, self.key, self.schedule.world[month])


@cache
def first_stages(whole: Program, count: int) -> Program:
    """A month up to its first stages."""
    steps = tuple(step for stage in stages(whole)[:count] for step in stage)
    return Program(whole.tables, steps, whole.world, DRAWS, own_draws=own.DRAWS)


def worlds_of(scenarios: Sequence[Scenario], setting: Setting) -> list[World]:
    """A world for each scenario, in one city."""
    worlds = [World(scenarios[0], setting)]
    return worlds + [World(scenario, setting, worlds[0]) for scenario in scenarios[1:]]


@dataclass(frozen=True)
class Place:
    """One community of a city: its type, its district (from 1), its residents.

    ``name`` and ``district_name`` are what the city's file calls them; empty where communities are made, not listed.
    """

    type: str
    district: int
    residents: int
    name: str = ""
    district_name: str = ""


def places(city: str, *, size: str, seed: int) -> tuple[list[Place], list[int]]:
    """The communities of a city, and the first resident of each."""
    profile = load_profile(city)
    layout = lay_out(profile, size, city_key(seed))
    rows = zip(layout.kind, layout.district, layout.n_residents, strict=True)
    found = [Place(TYPES[kind], int(district) - FIRST_DISTRICT + 1, int(n)) for kind, district, n in rows]
    if layout.listed is not None:
        own = [profile.communities[number] for number in layout.listed]
        found = [
            replace(place, name=one.name, district_name=one.district) for place, one in zip(found, own, strict=True)
        ]
    return found, layout.first_residents[:-1].tolist()
