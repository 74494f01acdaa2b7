"""Runs: one, many, kept."""

from sim.runs.batch import run_many
from sim.runs.precompile import needs_compiling
from sim.runs.result import Run
from sim.runs.single import simulate
from sim.runs.store import Store

__all__ = ["Run", "Store", "needs_compiling", "run_many", "simulate"]
