"""Stylised facts that the baseline should show, and whether it does (evidence P01-P23)."""

from sim.ensemble.patterns.table import Finding, Pattern, findings

__all__ = ["Finding", "Pattern", "findings"]
