"""Cases with exact answers: a one-type city from a file, a scenario from a file, and nothing else of our own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.model.advance import advance
from sim.runs.single import build
from sim.scenario import load

CITY = """
[name]
en = "One place"
zh = "一地"
[city]
start = "2016-01"
horizon = 120
residents = {residents}
communities = {communities}
districts = {offices}
streets = {offices}
size_spread = 0
[organizations]
registered_per_10000 = {organizations}
filed_per_10000 = {organizations}
registered_posts = 0.0083
filed_posts = 0.0004
size_spread = 0
[committees]
posts_per_1000 = 3
[start]
takes_part = [{active}, 0, 0, 0]
believers = {believers}
belonging = [0.5, 0.5, 0.5, 0.5]
trust = 0.5
experience = 0.5
spread = 0
open_share = 0
waiting = 0
"""
TYPE = """
[types.{name}]
communities = {share}
residents = {share}
registered = 1
ages = [0, 0, 0, 1, 0, 0, 0, 0]
"""
QUIET = """
participation_constant = 0
belonging_weight = 0
trust_weight = 0
habit_weight = 0
reciprocity_weight = 0
party_weight = 0
association_weight = 0
asked_odds = 1
fatigue_weight = 0
"""
"""What else moves people to take part, switched off; a case adds its own lines. One way is left, at odds of 1."""


@dataclass
class Place:
    """A city that is stepped month by month."""

    state: State
    step: Callable[[int], None]

    def months(self, count: int) -> Iterator[int]:
        for month in range(count):
            self.step(month)
            yield month


@pytest.fixture
def place(tmp_path: Path) -> Callable[..., Place]:
    """Build a city of adults, all alike but for what is given, under a scenario given as TOML."""

    def make(
        scenario: str,
        residents: int,
        months: int,
        seed: int = 1,
        communities: int = 1,
        organizations: float = 0,
        given: str = "",
        engine: str = "compiled",
        **start: float,
    ) -> Place:
        figures: dict[str, Any] = {"residents": residents, "communities": communities, "organizations": organizations}
        figures |= {"active": 0, "believers": 0, "offices": 1} | start
        types = "".join(
            TYPE.format(name=name, share=int(name == "traditional"))
            for name in ("traditional", "market", "rural", "industrial")
        )
        (tmp_path / "place.toml").write_text(CITY.format(**figures) + types + f"[given]\n{given}", encoding="utf8")
        head = """world.demography.turnover = 0\nextends = "baseline"\n"""
        head += "world.standing.standing_per_year = 0\nworld.market.market_supply = 0\n"
        head += "world.worktime.work_cost = 0\nworld.worktime.shift_cost = 0\n"
        head += "world.ways.volunteering = 0\nworld.ways.attending = 0\nworld.ways.helping = 1\nworld.ways.helping_by_age = 1\n"
        head += "world.contact.tie_activation = 0\nworld.contact.active_at_start = 1\n"
        head += """name = {en = "Case", zh = "例"}\nquestion = {en = "So?", zh = "如何？"}\n"""
        (tmp_path / "case.toml").write_text(head + scenario, encoding="utf8")
        schedule = load(str(tmp_path / "case.toml")).schedule(months)
        machine = build(load_profile(str(tmp_path / "place.toml")), schedule, seed, "city", engine=engine)
        return Place(machine.state, lambda month: advance(machine, schedule, month, seed=seed))

    return make


@pytest.fixture
def quiet() -> str:
    """Return the lines that switch off everything else in the decision to take part."""
    return "[world.participation]" + QUIET
