"""Where cases of interest lie: a box found on half of the cases, tried on the other half, and looked for again in resamples."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from sim.runs.result import Floats
from sim.studies.discovery.prim import FEWEST_CASES, LEAST, Box, Flags, box_of, peel, quasi_p

RESTRICTIONS = 3
"""Factors that a box restricts at most: a sentence has room for no more."""
FEWEST = 5
"""Cases of interest, and others, that each half has at least; with fewer nothing is looked for."""
RESAMPLES, SEED = 100, 0
CHANCE = 0.05
Numbers = npt.NDArray[np.int64]


def can_grow() -> bool:
    """Whether scikit-learn is installed."""
    return find_spec("sklearn") is not None


def tree_box(factors: Floats, interest: Flags, restrictions: int) -> Box | None:
    """The best leaf, as boxes are compared, of a tree with as many levels as a box may have restrictions."""
    if not can_grow():
        return None
    from sklearn.tree import DecisionTreeClassifier  # noqa: PLC0415  slow to import, and optional

    fewest = max(FEWEST_CASES, int(np.ceil(LEAST * len(interest))))
    grown = DecisionTreeClassifier(max_depth=restrictions, min_samples_leaf=fewest, random_state=0).fit(
        factors, interest
    )
    boxes = [box_of(factors, interest, low=low, high=high) for low, high in _leaves(grown.tree_, factors.shape[1])]
    found = max(boxes, key=lambda box: box.score)
    return found if found.restricted else None


def _leaves(tree: Any, width: int) -> list[tuple[Floats, Floats]]:
    """Both ends of every leaf."""
    lefts, rights, feature, threshold = tree.children_left, tree.children_right, tree.feature, tree.threshold
    open_nodes = [(0, np.full(width, -np.inf), np.full(width, np.inf))]
    leaves = []
    while open_nodes:
        node, low, high = open_nodes.pop()
        if lefts[node] == rights[node]:
            leaves.append((low, high))
            continue
        below, above = high.copy(), low.copy()
        below[feature[node]] = min(below[feature[node]], threshold[node])
        above[feature[node]] = max(above[feature[node]], np.nextafter(threshold[node], np.inf))
        open_nodes += [(lefts[node], low, below), (rights[node], above, high)]
    return leaves


@dataclass(frozen=True)
class Cases:
    """Cases with their factors, of shape (cases, factors), by the factors' paths, and which of them are of interest."""

    names: tuple[str, ...]
    factors: Floats
    interest: Flags

    def part(self, which: Numbers) -> "Cases":
        """Some of the cases."""
        return Cases(self.names, self.factors[which], self.interest[which])

    def only(self, paths: Sequence[str]) -> "Cases":
        """The cases with some factors alone: those named, and the entries of vectors that are."""
        chosen = [
            k for k, name in enumerate(self.names) if any(name == one or name.startswith(f"{one}.") for one in paths)
        ]
        return Cases(tuple(self.names[k] for k in chosen), self.factors[:, chosen], self.interest)

    @property
    def share(self) -> float:
        """Share of the cases that are of interest."""
        return float(self.interest.mean()) if len(self.interest) else 0.0


@dataclass(frozen=True)
class Discovery:
    """What was found in ``cases``.

    ``trajectory`` has every box of the peeling on the first half, ``box`` the best of them, ``held`` the same box among the
    other half, which was not used to find it, and ``chance`` the chance that as many of its cases are of interest by luck.
    ``quasi_p`` are by factor the chances of its lower and upper end. ``again`` says by factor in which share of resamples of
    all cases a box restricts it. ``tree`` is the best leaf of a classification tree, tried on the other half, where
    scikit-learn is installed. There is no box where cases of interest, or others, are too few.
    """

    cases: Cases
    trajectory: tuple[Box, ...] = ()
    box: Box | None = None
    held: Box | None = None
    chance: float | None = None
    quasi_p: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    again: Mapping[str, float] = field(default_factory=dict)
    tree: Box | None = None

    @property
    def stands(self) -> bool:
        """Whether the box is one on the other half of the cases too."""
        return self.chance is not None and self.chance <= CHANCE


def discover(cases: Cases, restrictions: int = RESTRICTIONS, *, resamples: int = RESAMPLES) -> Discovery:
    """Find a box of cases of interest.

    Parameters
    ----------
    cases
        What is known of each case, and which are of interest.
    restrictions
        Factors that the box restricts at most.
    resamples
        Bootstrap samples of all cases in which a box is looked for again.
    """
    first, second = halves(len(cases.interest))
    if not all(_enough(cases.part(half).interest) for half in (first, second)) or not cases.names:
        return Discovery(cases)
    half, other = cases.part(first), cases.part(second)
    trajectory = peel(half.factors, half.interest, most=restrictions)
    box = best(trajectory)
    if not box.restricted:
        return Discovery(cases, tuple(trajectory))
    leaf = tree_box(half.factors, half.interest, restrictions)
    return Discovery(
        cases,
        tuple(trajectory),
        box,
        _among(other, box),
        _chance(other, box),
        {cases.names[number]: ends for number, ends in quasi_p(box, half.factors, half.interest).items()},
        _again(cases, restrictions=restrictions, resamples=resamples),
        _among(other, leaf) if leaf else None,
    )


def halves(n: int) -> tuple[Numbers, Numbers]:
    """The numbers of two halves of so many cases, drawn once and for all."""
    order = np.random.default_rng(SEED).permutation(n)
    return np.sort(order[: n // 2]), np.sort(order[n // 2 :])


def best(trajectory: Sequence[Box]) -> Box:
    """The box that covers most of the cases of interest for what it covers of the others."""
    return max(trajectory, key=lambda box: box.score)


def _enough(interest: Flags) -> bool:
    return min(int(interest.sum()), int((~interest).sum())) >= FEWEST


def _among(cases: Cases, box: Box) -> Box:
    return box_of(cases.factors, cases.interest, low=box.low, high=box.high)


def _chance(cases: Cases, box: Box) -> float:
    """Chance that at least as many cases inside are of interest where the box says nothing."""
    inside = box.holds(cases.factors)
    caught = int((inside & cases.interest).sum())
    return float(binom.sf(caught - 1, int(inside.sum()), cases.share))


def _again(cases: Cases, *, restrictions: int, resamples: int) -> dict[str, float]:
    rng, found, n = np.random.default_rng(SEED), Counter[int](), len(cases.interest)
    for _ in range(resamples):
        sample = cases.part(rng.integers(0, n, n))
        found.update(best(peel(sample.factors, sample.interest, most=restrictions)).restricted)
    return {cases.names[number]: count / resamples for number, count in found.most_common()}
