"""How a month is shared: what threads take side by side, and which stages some places go through before the next ones do."""

import itertools
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.engine.columns import CITY, PLACES, State

Words = npt.NDArray[np.int64]
Span = tuple[int, int]
"""The first of some places, and the one behind the last."""
EVEN = 1.1
"""How many times the agents of the largest run of places the largest run of groups may have."""


class Shares(NamedTuple):
    """Who goes through what, in which order.

    Attributes
    ----------
    cuts
        For each chunk of places that may be taken side by side, where its places are parted, both ends included: those between
        two cuts go through neighbouring stages before those behind do.
    turns
        One after the other; in each, for every chunk that takes part, stages by number and what they are visited with.
    """

    cuts: list[Words]
    turns: list[list[list[tuple[int, Span]]]]


def shares(state: State, throughs: Sequence[str], *, parts: int) -> Shares:
    """Share stages, of which it is said what they go through, among a number of parts.

    A group of places goes through neighbouring stages before the next group does, so that its columns stay in the cache. Where
    there is none, or groups are too large to be shared evenly, a chunk is not parted, and what goes through groups is a turn.
    """
    groups, first = {*throughs} - {PLACES, CITY}, state.first_of_most
    by_groups, by_places = (_chunks(first, cuts=_between(state, each), parts=parts) for each in (groups, ()))
    largest, usual = (max(first[one[-1]] - first[one[0]] for one in each) for each in (by_groups, by_places))
    parted = bool(groups) and largest <= EVEN * usual
    cuts, together = by_groups if parted else [one[[0, -1]] for one in by_places], {PLACES, *(groups if parted else ())}
    everywhere, turns = [np.array([0, state.n_places])], []
    for stages in _together(throughs, together):
        chunks = cuts if throughs[stages[0]] in together else everywhere
        turns.append([[*_order(state, throughs, stages, chunk)] for chunk in chunks])
    return Shares(cuts, turns)


def _chunks(first: Words, *, cuts: Words, parts: int) -> list[Words]:
    """Cuts in runs, of about as many agents each."""
    marks = [int(np.searchsorted(first[cuts], first[-1] * part / parts)) for part in range(parts)]
    pairs = itertools.pairwise([*marks, len(cuts) - 1])
    return [cuts[begin : end + 1] for begin, end in pairs if end > begin or parts == 1]


def _between(state: State, groups: Collection[str]) -> Words:
    """Where places may be parted so that no group is: those behind are the last ones in the list of groups as well."""
    places = np.arange(state.n_places)
    apart = np.ones(len(places), bool)
    for by in groups:
        apart &= np.minimum.accumulate(state.begins(by)[::-1])[::-1] == places
    return np.append(places[apart], len(places))


def _together(throughs: Sequence[str], joined: Collection[str]) -> list[list[int]]:
    """Neighbouring stages that go through what is joined, and each of the others alone."""
    runs = itertools.groupby(range(len(throughs)), lambda stage: -1 if throughs[stage] in joined else stage)
    return [[*run] for _, run in runs]


def _order(state: State, throughs: Sequence[str], stages: list[int], cuts: Words) -> Iterator[tuple[int, Span]]:
    """Between two cuts all stages in turn."""
    for begin, end in itertools.pairwise(cuts.tolist()):
        for stage in stages:
            if throughs[stage] == PLACES:
                yield stage, (begin, end)
            else:
                visited = state.visited(throughs[stage])
                yield from ((stage, (c, c + 1)) for c in visited[(visited >= begin) & (visited < end)].tolist())
