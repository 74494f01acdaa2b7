"""Runs: one, many, kept."""

from sim.runs.ahead import needs_compiling
from sim.runs.many import run_many
from sim.runs.one import simulate
from sim.runs.result import Run
from sim.runs.store import Store

__all__ = ["Run", "Store", "needs_compiling", "run_many", "simulate"]
