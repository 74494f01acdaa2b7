"""Dividing a whole amount."""

from collections.abc import MutableSequence, Sequence

from sim.rules.rule import rule


@rule
def divide(amount: int, weights: Sequence[float], parts: MutableSequence[int]) -> int:
    """Divide a whole amount in proportion to weights; the parts add up to it exactly.

    Part k is the whole part of the running total up to k less that up to k - 1, so each is within one of its due, and it
    takes one pass, not a sort of remainders. Without any weight nothing is given.

    Returns
    -------
    int
        What was given: the amount, or 0.
    """
    total = 0.0
    for k in range(len(parts)):
        total += weights[k]
    running, given = 0.0, 0
    for k in range(len(parts)):
        running += weights[k]
        reached = int(amount * (running / total)) if total > 0.0 else 0
        parts[k] = reached - given
        given = reached
    return given
