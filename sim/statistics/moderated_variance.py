"""Variances of few seeds in many alike comparisons, each drawn towards what is usual among them (Smyth 2004)."""

import numpy as np
from scipy.special import digamma, polygamma

from sim.runs.result import Floats

STEPS = 60
ALIKE = 1e3
"""Degrees of freedom that the usual variance is worth where variances differ by no more than luck lets them."""
LEAST = 1e-30


def moderated(variances: Floats, freedom: int) -> tuple[Floats, float]:
    """Each variance drawn towards the usual one, and the degrees of freedom of the result.

    True variances are taken to lie around the usual one as a scaled inverse chi-square does. How widely they do is read off
    the variances themselves: by how much more their logarithms differ than luck alone would let them.

    Parameters
    ----------
    variances
        Of shape (comparisons,), each estimated with ``freedom`` degrees of freedom.
    """
    logs = np.log(np.maximum(variances, LEAST)) - digamma(freedom / 2) + np.log(freedom / 2)
    beyond = float(np.var(logs, ddof=1) - polygamma(1, freedom / 2)) if len(logs) > 1 else 0.0
    prior = min(2 * _inverse_trigamma(beyond), ALIKE) if beyond > 0 else ALIKE
    usual = float(np.exp(np.mean(logs) + digamma(prior / 2) - np.log(prior / 2)))
    return np.asarray((prior * usual + freedom * variances) / (prior + freedom), np.float64), prior + freedom


def _inverse_trigamma(value: float) -> float:
    """The number whose trigamma is a value, by Newton's method on the reciprocal."""
    found = 0.5 + 1 / value
    for _ in range(STEPS):
        slope = float(polygamma(1, found))
        found += slope * (1 - slope / value) / float(polygamma(2, found))
    return found
