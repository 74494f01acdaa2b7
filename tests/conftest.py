"""What several suites share: scenarios that differ from a shipped one in a few values."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from sim.runs import needs_compiling
from sim.runs.precompile import compile_ahead
from sim.scenario import Scenario, load
from sim.scenario.columns import COLUMN
from sim.scenario.table import ROWS

Varied = Callable[..., Scenario]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the month once, on all cores, before workers that would each compile it."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput") and needs_compiling():
        compile_ahead()


@pytest.fixture(autouse=True)
def _no_worlds_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparisons of tests look at other plausible worlds only where they ask for them."""
    monkeypatch.setattr("sim.api.compare.IN_WORLDS", 0)


@pytest.fixture(scope="session")
def varied() -> Varied:
    """Make a scenario that is a shipped one but for some values, everywhere or in one type of community."""

    def make(values: Mapping[str, float], of: str | Scenario = "baseline", kind: str | None = None) -> Scenario:
        scenario = load(of) if isinstance(of, str) else of
        base = scenario.base.copy()
        for path, value in values.items():
            base[slice(None) if kind is None else ROWS.index(kind), COLUMN[path]] = value
        return replace(scenario, base=base)

    return make
