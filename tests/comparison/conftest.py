from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from sim.runs.result import Run

World = Callable[..., list[Run]]


@pytest.fixture
def world() -> World:
    """Make runs from outcomes given as arrays of shape (seeds, months)."""

    def make(outcomes: Mapping[str, npt.ArrayLike], scenario: str = "baseline", **facts: Any) -> list[Run]:
        arrays = {name: np.asarray(values, dtype=np.float64) for name, values in outcomes.items()}
        n, months = next(iter(arrays.values())).shape
        return [_run(seed, months, scenario, {name: a[seed] for name, a in arrays.items()}, facts) for seed in range(n)]

    return make


def _run(seed: int, months: int, scenario: str, city: dict[str, Any], facts: dict[str, Any]) -> Run:
    chosen = {"size": "hamlet", "start": "2016-01", "residents": 300, "communities": {}, "money": {}, **facts}
    return Run(scenario=scenario, engine="compiled", seed=seed, months=months, city=city, **chosen)
