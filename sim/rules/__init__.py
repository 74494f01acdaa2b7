"""The mark of a rule: an ordinary function that both engines run."""

from collections.abc import Callable
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., object])
RULES: list[Callable[..., object]] = []
"""Every marked function, in order of definition."""


def rule(function: Function) -> Function:
    """Mark a function as a rule or a settlement.

    It stays an ordinary Python function of records, groups of parameters and numbers, with no default arguments and no random
    generator; ``sim.engine.lowering`` makes of it the function of numbers that both engines run. Only + - * / // %,
    comparisons, min, max, int() and other rules are used in it: ``math.*`` and ``**`` would give other bits on other machines.
    """
    RULES.append(function)
    return function
