"""Rules, levers and outcomes from outside the package: docs/tutorials/own-rule.md."""

from sim.engine.columns import Column
from sim.engine.steps import Each, Settle, Ties, Total
from sim.extension.adding import Files, extend, files, join
from sim.extension.declared import Extension, quantity
from sim.model.own import OwnOutcome
from sim.rules.rule import rule

__all__ = [
    "Column",
    "Each",
    "Extension",
    "Files",
    "OwnOutcome",
    "Settle",
    "Ties",
    "Total",
    "extend",
    "files",
    "join",
    "quantity",
    "rule",
]
