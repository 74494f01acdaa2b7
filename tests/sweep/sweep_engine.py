"""An engine that is arithmetic."""

import numpy as np

from sim.outcomes import OUTCOMES
from sim.runs import Run
from sim.scenario import Scenario
from tests.values import number


def arithmetic(scenario: Scenario, seed: int, *, months: int, size: str, engine: str, **_: object) -> Run:
    """Outcomes that follow from the seed and from two numbers of the scenario."""
    draws = np.random.default_rng(seed).random(months)
    menu, load = (number(scenario, path) for path in ("provision.menu_share", "world.needs.problem_load"))
    figures = {outcome.name: draws + menu + 10 * load for outcome in OUTCOMES}
    return Run(scenario.reference, size, engine, seed, "2016-01", months, 300, figures, {}, {})
