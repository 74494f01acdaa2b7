"""Scenarios: small dated diffs on a baseline, written in TOML."""

from sim.scenario.changes import Change
from sim.scenario.checks import Notice
from sim.scenario.compare import Difference, describe, diff
from sim.scenario.document import Origin
from sim.scenario.load import load
from sim.scenario.scenario import Scenario, Schedule

__all__ = ["Change", "Difference", "Notice", "Origin", "Scenario", "Schedule", "describe", "diff", "load"]
