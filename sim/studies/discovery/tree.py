"""A classification tree as a second opinion on a box, where scikit-learn is installed (``shequ[calibrate]``)."""

from importlib.util import find_spec
from typing import Any

import numpy as np

from sim.runs.result import Floats
from sim.studies.discovery.prim import FEWEST, LEAST, Box, Flags, box_of


def can_grow() -> bool:
    """Whether scikit-learn is installed."""
    return find_spec("sklearn") is not None


def tree_box(factors: Floats, interest: Flags, restrictions: int) -> Box | None:
    """The best leaf, as boxes are compared, of a tree with as many levels as a box may have restrictions."""
    if not can_grow():
        return None
    from sklearn.tree import DecisionTreeClassifier  # noqa: PLC0415  slow to import, and optional

    fewest = max(FEWEST, int(np.ceil(LEAST * len(interest))))
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
