"""Sweeps: many runs by a design, kept so that none is lost."""

from sim.sweeps.design import Design
from sim.sweeps.folder import Status, Sweep, exists, open_folder, opened_alone, reopen, start
from sim.sweeps.opened import Results, open_sweep
from sim.sweeps.reading import load_design
from sim.sweeps.running import retry, run_sweep, sweep

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
