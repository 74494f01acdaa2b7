"""The stretches of the horizon over which outcomes are compared."""

from typing import Literal, get_args

Window = Literal["last_year", "horizon"]
WINDOWS: tuple[Window, ...] = get_args(Window)


def months_of(window: Window) -> slice:
    """The months of a window; a horizon shorter than a year is its own last year."""
    return slice(-12, None) if window == "last_year" else slice(None)
