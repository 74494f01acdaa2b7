"""What may be said about a difference, given its interval and what matters in practice."""

from typing import Literal, get_args

from sim.statistics.intervals import Estimate

Verdict = Literal[
    "better", "worse", "more", "less", "too_small_to_matter", "cannot_tell_yet", "cannot_tell_yet_direction_settled"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
OPEN: tuple[Verdict, ...] = ("cannot_tell_yet", "cannot_tell_yet_direction_settled")
FEWEST_SEEDS = 10


def is_small_but_in_few(estimate: Estimate, matters: float | None, seeds: int) -> bool:
    """Whether only the sign that a few cities differ much keeps a difference from being too small to matter."""
    return estimate.rare and estimate.low != estimate.high and _is_small(estimate, matters, seeds)


def verdict(estimate: Estimate, matters: float | None, good: Literal[-1, 0, 1], seeds: int) -> Verdict:
    """Judge an interval against the practical threshold ``matters``, in the outcome's unit.

    Better, worse, more or less: the interval lies wholly beyond the threshold. Too small to matter: wholly inside it, or
    exactly nothing, and no sign that a few cities differ much. Otherwise, and always below ten seeds, the runs cannot tell
    yet.
    """
    low, high = estimate.low, estimate.high
    if low is None or high is None or matters is None or seeds < FEWEST_SEEDS:
        return "cannot_tell_yet"
    if low > matters or high < -matters:
        return direction(rises=low > matters, good=good)
    if not estimate.rare and _is_small(estimate, matters, seeds):
        return "too_small_to_matter"
    return "cannot_tell_yet_direction_settled" if estimate.excludes_zero else "cannot_tell_yet"


def _is_small(estimate: Estimate, matters: float | None, seeds: int) -> bool:
    low, high = estimate.low, estimate.high
    if low is None or high is None or matters is None or seeds < FEWEST_SEEDS:
        return False
    return (-matters < low and high < matters) or low == high == 0


def direction(*, rises: bool, good: int) -> Verdict:
    """Name a rise or a fall of an outcome that is good in a direction, or in none (0)."""
    if good == 0:
        return "more" if rises else "less"
    return "better" if rises == (good > 0) else "worse"
