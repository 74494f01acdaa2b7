"""What is given resident by resident, put into the columns of a city that has just been made."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from sim.city.given import SHOWN, Given
from sim.engine.columns import State
from sim.errors import Problem, ProblemsError
from sim.state.words import BELIEVER, TIES

FURTHEST = 32_767
"""Doors between tied residents at most: a tie is kept as a step of 16 bits."""
Ints = npt.NDArray[np.int64]


def place_given(given: Given, state: State) -> None:
    """Replace drawn thresholds and ties by those given, and let those named believe a rumour.

    Raises
    ------
    ProblemsError
        Where thresholds are not as many as residents, or a tie or a believer is not of this city; all of it at once.
    """
    home = np.repeat(np.arange(state.communities.n), np.diff(state.first["residents"]))
    wrong = [*_too_few_or_many(given, len(home)), *_nowhere(given, len(home)), *_apart(given, home)]
    if wrong:
        raise ProblemsError(wrong[:SHOWN] + _more(len(wrong) - SHOWN))
    if given.ties is not None:
        _tie(given.ties, state, home)
    if given.thresholds is not None:
        state.residents.threshold[:] = np.array(given.thresholds) / _whole(given, state, home)
    state.residents.rumour[list(given.believers)] = BELIEVER


def _whole(given: Given, state: State, home: Ints) -> Ints:
    """What a threshold of 1 stands for, for each resident: everyone of the community, everyone tied, or itself."""
    if given.thresholds_in == "share":
        return np.ones(len(home), np.int64)
    counts = state.communities.n_residents[home] if given.thresholds_in == "persons" else state.residents.n_peers
    return np.maximum(counts.astype(np.int64), 1)


def _too_few_or_many(given: Given, n: int) -> Iterator[Problem]:
    if given.thresholds is not None and len(given.thresholds) != n:
        counted, allowed = f"{len(given.thresholds)} thresholds", f"one for each resident at this size: {n}"
        yield _problem(
            "thresholds",
            given=counted,
            allowed=allowed,
            advice="add or remove some, or choose the size that they are for",
        )


def _nowhere(given: Given, n: int) -> Iterator[Problem]:
    allowed = f"residents at this size are 0 to {n - 1}"
    for one, other in given.ties or ():
        if max(one, other) >= n:
            yield _problem("ties", given=f"tie of {one} and {other}", allowed=allowed, advice="correct or remove it")
    for resident in given.believers:
        if resident >= n:
            yield _problem("believers", given=f"resident {resident}", allowed=allowed, advice="correct or remove it")


def _apart(given: Given, home: Ints) -> Iterator[Problem]:
    for one, other in given.ties or ():
        if max(one, other) < len(home) and home[one] != home[other]:
            tie = f"tie of {one} in community {home[one]} and {other} in community {home[other]}"
            yield _problem(
                "ties", given=tie, allowed="a tie is within a community", advice="remove it, or make them one community"
            )
        elif max(one, other) < len(home) and abs(one - other) > FURTHEST:
            advice = "number residents so that the tied are closer to each other"
            yield _problem(
                "ties", given=f"tie of {one} and {other}", allowed=f"numbers at most {FURTHEST} apart", advice=advice
            )


def _problem(key: str, *, given: str, advice: str, allowed: str = "") -> Problem:
    return Problem("city file", None, f"given.{key}", given, allowed, advice)


def _more(count: int) -> list[Problem]:
    more = _problem("ties", given=f"{count} more like these", advice="correct those named first")
    return [more] if count > 0 else []


def _tie(ties: tuple[tuple[int, int], ...], state: State, home: Ints) -> None:
    """Write ties slot by slot within each community: the first tie of all its residents, then the second."""
    tie, n_peers, first = state.residents.tie, state.residents.n_peers, state.first["residents"]
    tie[:], n_peers[:] = 0, 0
    for pair in ties:
        start, end = first[home[pair[0]]], first[home[pair[0]] + 1]
        for one, other in (pair, pair[::-1]):
            tie[start * TIES + n_peers[one] * (end - start) + one - start] = other - one
            n_peers[one] += 1
