"""Runs: one, many, kept."""

from sim.runs.many import run_many
from sim.runs.one import needs_compiling, simulate
from sim.runs.result import Run
from sim.runs.store import Store

__all__ = ["Run", "Store", "needs_compiling", "run_many", "simulate"]
