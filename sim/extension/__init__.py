"""Rules, levers and outcomes from outside the package: docs/tutorials/own-rule.md."""

from sim.engine.columns import Column
from sim.engine.steps import Each, Settle, Ties, Total
from sim.extension.adding import Code, code, extend, join
from sim.extension.declared import Extension, quantity
from sim.model.own import OwnOutcome
from sim.rules.rule import rule

__all__ = [
    "Code",
    "Column",
    "Each",
    "Extension",
    "OwnOutcome",
    "Settle",
    "Ties",
    "Total",
    "code",
    "extend",
    "join",
    "quantity",
    "rule",
]
