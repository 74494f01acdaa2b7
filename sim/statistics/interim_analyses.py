"""``--seeds auto``: look at the runs a few times, at numbers of seeds fixed beforehand, and stop when nothing is open."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

LOOKS = (10, 20, 40, 80, 160)
"""Numbers of seeds at which the runs are looked at; the last is the cap."""


class Verdict(Protocol):
    """A verdict on one outcome, and how many more seeds would settle it."""

    @property
    def exploratory(self) -> bool: ...  # noqa: D102
    @property
    def is_open(self) -> bool: ...  # noqa: D102
    @property
    def seeds(self) -> int: ...  # noqa: D102
    @property
    def more_seeds(self) -> int | None: ...  # noqa: D102


class Judged(Protocol):
    """A comparison with its verdicts."""

    @property
    def differences(self) -> Sequence[Verdict]:
        """Every outcome of every alternative."""


Look = TypeVar("Look", bound=Judged)


def until_settled(compare_with: Callable[[int], Look]) -> Look:
    """Compare with 10 seeds, then with more, until every headline verdict is settled or more seeds to the cap settle none.

    ``compare_with`` is given a number of seeds and compares with ``looks=len(LOOKS)``, so that each look has its share of
    the error. Stopping because the rest is hopeless adds no error.
    """
    for look in LOOKS[:-1]:
        comparison = compare_with(look)
        if not any(_may_settle(difference) for difference in comparison.differences):
            return comparison
    return compare_with(LOOKS[-1])


def _may_settle(difference: Verdict) -> bool:
    """Whether an open headline verdict is likely to be settled by as many seeds as the cap allows."""
    if difference.exploratory or not difference.is_open or difference.more_seeds is None:
        return False
    return difference.seeds + difference.more_seeds <= LOOKS[-1]
