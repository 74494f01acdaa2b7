"""Rules, levers and outcomes from outside the package: docs/tutorials/own-rule.md."""

from sim.engine.steps import Each, Settle, Ties, Total
from sim.extension.adding import Code, code, extend, join
from sim.extension.declared import Extension
from sim.model.own import OwnOutcome
from sim.quantities import Group, factor, months, per_month, per_year, quantity, share, switch, weight
from sim.rules.rule import rule
from sim.state import City, Community, Many, Office, Organization, OrganizationLuck, Resident, ResidentLuck, Tie
from sim.state.record import Luck, draw, real, reals, whole, wholes

__all__ = [
    "City",
    "Code",
    "Community",
    "Each",
    "Extension",
    "Group",
    "Luck",
    "Many",
    "Office",
    "Organization",
    "OrganizationLuck",
    "OwnOutcome",
    "Resident",
    "ResidentLuck",
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
