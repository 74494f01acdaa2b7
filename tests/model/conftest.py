"""Small cities run month by month, and small profiles of one's own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.model.advance import advance
from sim.runs.single import build
from sim.scenario import Scenario, load
from sim.scenario.library import shipped_folder


class City:
    """A city on an engine, run month after month with its books checked, as in production."""

    def __init__(self, scenario: Scenario, size: str, engine: str, months: int, seed: int, profile: str) -> None:
        self.schedule, self.seed = scenario.schedule(months), seed
        self.machine = build(load_profile(profile), self.schedule, seed, size, engine=engine, threads=1)

    @property
    def state(self) -> State:
        return self.machine.state

    def months(self) -> Iterator[int]:
        """Run month after month, and stop after each."""
        for month in range(len(self.schedule.world)):
            advance(self.machine, self.schedule, month, seed=self.seed)
            yield month


@pytest.fixture(scope="session")
def city() -> Callable[..., City]:
    def make(
        scenario: str | Scenario = "baseline", size: str = "hamlet", engine: str = "compiled", **more: Any
    ) -> City:
        given: dict[str, Any] = {"months": 24, "seed": 3, "profile": "ningbo"} | more
        return City(load(scenario) if isinstance(scenario, str) else scenario, size, engine, **given)

    return make


@pytest.fixture(scope="session")
def two_districts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A city of 12 communities and 12,000 residents under two districts, as a file."""
    text = (shipped_folder() / "cities" / "ningbo.toml").read_text(encoding="utf8")
    figures = {"residents = 8_582_000": "residents = 12_000", "communities = 3_223": "communities = 12"}
    figures |= {"districts = 11": "districts = 2", "streets = 154": "streets = 3"}
    for old, new in figures.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    path: Path = tmp_path_factory.mktemp("cities") / "two_districts.toml"
    path.write_text(text, encoding="utf8")
    return str(path)
