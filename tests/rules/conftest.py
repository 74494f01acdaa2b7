"""Rules called with the baseline's parameters, so that a test names only what it is about."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sim.parameters import LEVERS, WORLD

USUAL: dict[str, float | Sequence[float]] = {
    one.name: one.default if one.keys else one.default[0] for one in (*LEVERS, *WORLD)
}
STILL: dict[str, float] = {
    **{"elders_tied": 0.0, "elders_afar": 0.0, "deliberated": 0.0, "work_rank": 126, "health": 0.0, "patience": 1.0},
    **{
        "culture_reach": 1.0,
        "heritage_reach": 1.0,
        "neighbourhood_reach": 1.0,
        "grassroots_reach": 1.0,
        "organizing_minutes": 0,
    },
    **{"active_ties": 400, "n_peers": 8},
}
"""Someone without a job, as healthy as usual, who knows eight people half actively, where nobody deliberates."""


@pytest.fixture(scope="session")
def usual() -> Callable[..., Any]:
    """Call a rule by name of argument; what a test does not name has the baseline's value, or is as in ``STILL``.

    Where a settlement goes through those with a case, it goes through everybody.
    """

    def call(rule: Callable[..., Any], **given: Any) -> Any:
        names = inspect.signature(rule).parameters
        if "holders" in names and "holders" not in given:
            n = len(next(given[name] for name in names if name in given))
            given |= {"holders": range(n), "n_holders": n}
        everything = USUAL | STILL | given
        return rule(**{name: everything[name] for name in names})

    return call
