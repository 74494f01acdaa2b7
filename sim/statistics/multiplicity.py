"""Many comparisons at once: the share of error that each may have, so that few of all findings are chance.

The headline family is fixed before any run: every headline outcome, window and alternative, at every look. Everything
else (other outcomes, groups, communities) is looked through for what stands out, and marked exploratory.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

import numpy as np

from sim.outcomes import HEADLINE
from sim.runs.result import Floats
from sim.statistics.windows import WINDOWS

ERROR = 0.05
LOOKS = (10, 20, 40, 80, 160)
"""Numbers of seeds at which ``--seeds auto`` looks at the runs; the last is the cap."""
Compared = TypeVar("Compared")


def headline_level(alternatives: int, *, looks: int = 1) -> float:
    """Level of one interval of the headline family: Bonferroni over outcomes, windows, alternatives and looks."""
    return 1 - ERROR / (looks * len(HEADLINE) * len(WINDOWS) * max(1, alternatives))


def until_settled(compare_with: Callable[[int], Compared], may_settle: Callable[[Compared], bool]) -> Compared:
    """Compare with 10 seeds, then with more, as long as more seeds up to the cap may settle a headline verdict.

    Each look has to have its share of the error (``looks=len(LOOKS)``). Stopping because the rest is hopeless adds no error.
    """
    for seeds in LOOKS[:-1]:
        comparison = compare_with(seeds)
        if not may_settle(comparison):
            return comparison
    return compare_with(LOOKS[-1])


def discoveries(p: Iterable[float | None]) -> int:
    """Return the number of differences from 0 that Benjamini and Hochberg (1995) let stand at a false discovery rate of 5 %.

    ``p`` has a p-value each, NaN or None for what does not exist.
    """
    known = np.sort(_known(p))
    passed = np.flatnonzero(known <= ERROR * np.arange(1, len(known) + 1) / max(1, len(known)))
    return int(passed[-1]) + 1 if len(passed) else 0


def exploratory_level(p: Iterable[float | None]) -> float:
    """Return the level at which the discoveries' intervals miss the truth in at most 5 % of them (Benjamini, Yekutieli 2005).

    An interval at this level excludes 0 just where the difference is a discovery.
    """
    known = _known(p)
    return 1 - ERROR * max(1, discoveries(known)) / max(1, len(known))


def _known(p: Iterable[float | None]) -> Floats:
    values: Floats = np.array([*p], np.float64)
    return values[~np.isnan(values)]
