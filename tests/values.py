"""Numbers of scenarios, for engines that are arithmetic."""

from sim.scenario import Scenario


def number(scenario: Scenario, path: str) -> float:
    """A parameter's value where it is one number."""
    value = scenario.value(path)
    assert isinstance(value, float)
    return value
