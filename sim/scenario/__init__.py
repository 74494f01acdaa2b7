"""Scenarios: small dated diffs on a baseline, written in TOML."""

from sim.scenario.changes import Change
from sim.scenario.checks import Notice
from sim.scenario.compare import Difference, describe, diff
from sim.scenario.load import load
from sim.scenario.scenario import Scenario, Schedule
from sim.scenario.toml_file import Origin

__all__ = ["Change", "Difference", "Notice", "Origin", "Scenario", "Schedule", "describe", "diff", "load"]
