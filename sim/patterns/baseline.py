"""Whether one scenario's run shows the patterns that can be read off it alone."""

from sim.patterns.table import MONTHS, PATTERNS, Pattern
from sim.patterns.watch import watch
from sim.scenario import Scenario


def missed(scenario: Scenario, seed: int, size: str, city: str) -> list[str]:
    """Patterns that a run of ten years does not show, by identifier and observable; those without data are left out."""
    runs = {"baseline": watch(scenario, seed, MONTHS, size, city)}
    return [
        f"{one.id} {one.observable}" for one in alone() if one.observe and not one.low <= one.observe(runs) <= one.high
    ]


def alone() -> list[Pattern]:
    """The patterns that are read off the baseline alone and have a band."""
    return [one for one in PATTERNS if one.observe and one.observe.scenarios == ("baseline",) and not one.reported]
