"""The stretches of the horizon over which outcomes are compared: one list, which tables, families and sentences follow."""

from typing import Literal, get_args

Window = Literal["last_year", "horizon", "first_years"]
WINDOWS: tuple[Window, ...] = get_args(Window)
LAST, FIRST = 12, 36
"""Months of the last year, and of the first years of a policy."""


def months_of(window: Window, begins: int = 0) -> slice:
    """The months of a window, for a policy that begins in a month counted from 0; a shorter horizon is taken whole."""
    spans = {"last_year": slice(-LAST, None), "horizon": slice(None), "first_years": slice(begins, begins + FIRST)}
    return spans[window]


def distinct(begins: int, *, months: int) -> tuple[Window, ...]:
    """The windows of a horizon without those that cover the same months as one before them."""
    spans = {range(months)[months_of(window, begins)]: window for window in reversed(WINDOWS)}
    return tuple(window for window in WINDOWS if window in spans.values())


def length_of(window: Window, begins: int, *, months: int) -> int:
    """How many months of a horizon a window covers."""
    return len(range(months)[months_of(window, begins)])
