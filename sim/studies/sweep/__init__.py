"""Sweeps: many runs by a design, kept so that none is lost."""

from sim.studies.sweep.design import Design
from sim.studies.sweep.folder import Status, Sweep, exists, open_folder, opened_alone, reopen, start
from sim.studies.sweep.reading import load_design
from sim.studies.sweep.results import Results, open_sweep
from sim.studies.sweep.running import retry, run_sweep, sweep

__all__ = [
    "Design",
    "Results",
    "Status",
    "Sweep",
    "exists",
    "load_design",
    "open_folder",
    "open_sweep",
    "opened_alone",
    "reopen",
    "retry",
    "run_sweep",
    "start",
    "sweep",
]
