"""Many comparisons at once: the share of error that each may have, so that few of all that is said is luck.

The headline family is fixed before any run: every headline outcome, window and alternative, at every look. Everything
else (other outcomes, groups, communities) is looked through for what stands out, and marked exploratory.
"""

import numpy as np

from sim.outcomes import HEADLINE
from sim.runs.result import Floats
from sim.statistics.windows import WINDOWS

ERROR = 0.05


def headline_level(alternatives: int, *, looks: int = 1) -> float:
    """Level of one interval of the headline family: Bonferroni over outcomes, windows, alternatives and looks."""
    return 1 - ERROR / (looks * len(HEADLINE) * len(WINDOWS) * max(1, alternatives))


def discoveries(p: Floats) -> int:
    """Number of differences from 0 that Benjamini and Hochberg (1995) let stand at a false discovery rate of 5 %.

    ``p`` has a p-value each, NaN for what does not exist.
    """
    known = np.sort(p[~np.isnan(p)])
    passed = np.flatnonzero(known <= ERROR * np.arange(1, len(known) + 1) / max(1, len(known)))
    return int(passed[-1]) + 1 if len(passed) else 0


def exploratory_level(p: Floats) -> float:
    """Level at which the discoveries' intervals miss the truth in at most 5 % of them (Benjamini, Yekutieli 2005).

    An interval at this level excludes 0 just where the difference is a discovery.
    """
    known = int((~np.isnan(p)).sum())
    return 1 - ERROR * max(1, discoveries(p)) / max(1, known)
