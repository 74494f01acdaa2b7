"""What the targets tell about each number: how far the worlds that fit lie apart, against what was believed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.ensemble.prior import Prior, priors
from sim.ensemble.shipped import Plausible
from sim.runs.result import Floats

EVEN_SPREAD = 12**-0.5
"""Standard deviation of what lies evenly between 0 and 1."""
TOLD = 0.7
"""Spread against the believed one below which a number is called told by the targets."""


@dataclass(frozen=True)
class Told:
    """How far a quantity's place in its range spreads over worlds, against what was believed, and where its mean lies (0 to 1).

    Of a vector it is the level's place.
    """

    path: str
    spread: float
    mean: float


def told_by_targets(plausible: Plausible) -> list[Told]:
    """Every quantity that differs between worlds, those that the targets tell most about first."""
    found = []
    for prior in priors():
        if prior.quantity.entries[0] in plausible.worlds[0].values:
            found_at = places(prior, plausible)
            found.append(Told(prior.quantity.path, float(found_at.std()) / EVEN_SPREAD, float(found_at.mean())))
    return sorted(found, key=lambda one: one.spread)


def ridges(plausible: Plausible, paths: Sequence[str]) -> list[tuple[str, str, float]]:
    """Pairs of these quantities that the targets tie together, with their correlation over worlds, the strongest first."""
    by_path = {one.quantity.path: one for one in priors()}
    correlation = np.corrcoef([places(by_path[path], plausible) for path in paths])
    pairs = [
        (paths[i], paths[j], float(correlation[i, j])) for i in range(len(paths)) for j in range(i + 1, len(paths))
    ]
    return sorted(pairs, key=lambda pair: -abs(pair[2]))


def places(prior: Prior, plausible: Plausible) -> Floats:
    """Each world's place in what was believed of a quantity, 0 to 1."""
    quantity, (low, high) = prior.quantity, prior.quantity.plausible
    entries = np.array([[one.values[entry] for entry in quantity.entries] for one in plausible.worlds])
    if prior.shape == "even":
        return np.asarray((entries[:, 0] - low) / (high - low), np.float64)
    if prior.shape == "log":
        return np.asarray(np.log(entries[:, 0] / low) / np.log(high / low), np.float64)
    default, far = np.array(quantity.default), prior.spans[0]
    if prior.shape == "factor":
        moved = default > 0
        level = np.log(entries[:, moved] / default[moved]).mean(axis=1) / np.log(far)
    else:
        level = (entries - default).mean(axis=1) / far
    return np.asarray((np.clip(level, -1, 1) + 1) / 2, np.float64)
