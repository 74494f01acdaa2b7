"""The mark of a rule: an ordinary function that both engines run."""

from collections.abc import Callable
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., object])

RULES: list[Callable[..., object]] = []
"""Every marked function, in order of definition; the compiled engine makes each known to numba."""


def rule(function: Function) -> Function:
    """Mark a function as a rule or a settlement.

    It stays an ordinary Python function of numbers (a settlement: of numbers and short columns), with no default
    arguments, no objects, no random generator; numba compiles the same text. Only + - * / // %, comparisons, min, max,
    int() and other rules are used in it: ``math.*`` and ``**`` would give other bits on other machines.
    """
    RULES.append(function)
    return function
