"""Arms of claims as scenarios, in a world."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from sim.ensemble.prior import in_world
from sim.errors import Problem, ScenarioError
from sim.language import message
from sim.scenario import Scenario, load
from sim.scenario.checks import ROUNDING, most_shared_out
from sim.scenario.columns import COLUMN, ENTRIES
from sim.scenario.table import table_in, turning_months
from sim.studies.claims.claim import Arm


def in_a_world(arm: Arm, scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The arm, whose scenario is given, in a world: it multiplies the world's own values; what it sets holds in every world."""
    found = in_world(scenario, values)
    base = found.base.copy()
    for entry, factor in arm.scale:
        low, high = ENTRIES[entry].domain
        base[:, COLUMN[entry]] = np.clip(base[:, COLUMN[entry]] * factor, low, high)
    return replace(found, base=base).holding(dict(arm.set))


def check_arm(arm: Arm, problem: Callable[..., Problem]) -> Iterator[Problem]:
    """Yield what is wrong with an arm: its scenario, or what its levers add up to in some month."""
    try:
        found = in_a_world(arm, load(arm.scenario), {})
    except ScenarioError as error:
        for one in error.problems:
            yield problem(one.given, allowed=one.allowed, advice=one.advice) if one.line is None else one
        return
    months = turning_months(found.changes)
    table = table_in(found.base, found.changes, months, found.districts)
    if most_shared_out(table) > 1 + ROUNDING:
        total = message("claim.shares", sum=f"{most_shared_out(table):.4g}")
        yield problem(total, allowed=message("at_most_1"), advice=message("lower_a_share"))
