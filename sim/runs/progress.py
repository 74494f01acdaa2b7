"""How far a work is, told to whoever watches."""

from collections.abc import Callable

Progress = Callable[[int, int], object]
"""Told how much is done, and of how much."""
Begin = Callable[[str], Progress]
"""Told the name of a phase of a work that begins; gives whom to tell how far that phase is."""


def untold(done: int, total: int) -> None:
    """Tell nobody how far it is."""


def unwatched(phase: str) -> Progress:
    """Tell nobody of a phase."""
    return untold


def part_of(progress: Progress, k: int, *, parts: int) -> Progress:
    """Whom to tell how far the part ``k``, from 0, of a work in equal parts is."""
    return lambda done, total: progress(k * total + done, parts * total)
