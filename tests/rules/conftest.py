"""Rules called with the baseline's parameters, so that a test names only what it is about."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sim.parameters import LEVERS, WORLD

USUAL: dict[str, float | Sequence[float]] = {
    one.name: one.default if one.keys else one.default[0] for one in (*LEVERS, *WORLD)
}


@pytest.fixture(scope="session")
def usual() -> Callable[..., Any]:
    """Call a rule by name of argument; parameters that a test does not name have the baseline's values.

    Where a settlement goes through those with a case, it goes through everybody.
    """

    def call(rule: Callable[..., Any], **given: Any) -> Any:
        names = inspect.signature(rule).parameters
        if "holders" in names and "holders" not in given:
            n = len(next(given[name] for name in names if name in given))
            given |= {"holders": range(n), "n_holders": n}
        return rule(**{name: given[name] if name in given else USUAL[name] for name in names})

    return call
