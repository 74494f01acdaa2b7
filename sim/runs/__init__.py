"""Runs: one, many, kept."""

from sim.runs.many import run_many
from sim.runs.one import simulate
from sim.runs.result import Run
from sim.runs.store import Store

__all__ = ["Run", "Store", "run_many", "simulate"]
