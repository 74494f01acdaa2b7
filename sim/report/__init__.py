"""Reports that a meeting can use: one HTML page, figures and tables, in English or Chinese."""

from sim.report.question import Described
from sim.report.write import write

__all__ = ["Described", "write"]
