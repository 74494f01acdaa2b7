"""Rules, levers and outcomes from outside the package: docs/tutorials/own-rule.md."""

from typing import Any

from sim.engine.steps import Each, Settle, Ties, Total
from sim.extension.adding import Code, code, extend, join
from sim.extension.declared import Extension
from sim.model.extensions import OwnOutcome
from sim.quantities import Group, factor, months, per_month, per_year, quantity, share, switch, weight
from sim.rules import rule
from sim.state import City, Community, Many, Office, Organization, OrganizationDraws, Resident, ResidentDraws, Tie
from sim.state.record import Draws, draw, real, reals, whole, wholes

__all__ = [
    "City",
    "Code",
    "Community",
    "Draws",
    "Each",
    "Extension",
    "Group",
    "Many",
    "Office",
    "Organization",
    "OrganizationDraws",
    "OwnOutcome",
    "Resident",
    "ResidentDraws",
    "Settle",
    "Tie",
    "Ties",
    "Total",
    "code",
    "draw",
    "extend",
    "factor",
    "join",
    "months",
    "per_month",
    "per_year",
    "quantity",
    "real",
    "reals",
    "rule",
    "share",
    "switch",
    "weight",
    "whole",
    "wholes",
]


def __getattr__(name: str) -> Any:
    """Fetch a class by the name that it had in earlier versions."""
    if name in ("Luck", "ResidentLuck", "OrganizationLuck"):
        return globals()[name.replace("Luck", "Draws")]
    raise AttributeError(f"module 'sim.extension' has no attribute {name!r}")
