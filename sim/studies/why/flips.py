"""Which input of a step makes its result differ: each is taken from the other world in turn, and the step done again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.engine.columns import PACKED
from sim.engine.program import Of
from sim.engine.steps import Each, Settle, Ties, Total
from sim.studies.why.inputs import Inputs, Moment, Target, evaluate, inputs, peer

BITS = 63
Two = tuple[Moment, Moment]
Distance = Callable[[Any], float]


@dataclass(frozen=True)
class Flip:
    """The input that brings a step's result nearest to the other world's, and the number behind it.

    ``target`` is that number, in ``community`` (None: where the result is); it is None where the input is no column (a
    parameter of the world, luck). ``alone`` says whether the input carries the whole difference over by itself.
    """

    name: str
    target: Target | None
    alone: bool
    community: int | None = None


def flip(two: Two, target: Target) -> Flip | None:
    """Find what makes a step's result differ; None where nothing it is given does."""
    step = two[0].step
    if isinstance(step, Ties):
        return _tied(two, target)
    if isinstance(step, Total):
        return _counted(two, step, target)
    return _by_inputs(two, target, target.agent)


def _by_inputs(two: Two, target: Target, agent: int, *, slot: int = 0) -> Flip | None:
    first, second = (inputs(moment, agent, slot=slot) for moment in two)
    goal = evaluate(two[1], target, second)

    def distance(changed: Inputs) -> float:
        return abs(evaluate(two[0], target, {**first, **changed}) - goal)

    apart = distance({})
    differing = [name for name in first if np.any(np.asarray(first[name]) != np.asarray(second[name]))]
    if not differing or apart == 0:
        return None
    left = {name: distance({name: second[name]}) for name in differing}
    best = min(differing, key=lambda name: left[name])
    alone = left[best] < apart
    if not alone:
        best = _pivot(differing, apart, lambda names: distance({name: second[name] for name in names}))
    entry = _entry(first[best], other=second[best], distance=lambda value: distance({best: value}))
    source, community = _source(two[0], best, agent, entry=entry, slot=slot), None
    if source is not None and isinstance(first[best], int) and two[0].definition(source.place).unit == PACKED:
        source = replace(source, bits=_bits(two, target, (first, second), best))
    if source is not None and isinstance(two[0].step, Settle) and two[0].step.city:
        community, place = two[0].month.located(source.place[0], source.agent)
        source = Target(source.place, place, source.entry)
    return Flip(best.removeprefix("where "), source, alone and left[best] == 0, community)


def _bits(two: Two, target: Target, values: tuple[Inputs, Inputs], name: str) -> int:
    """The bits of a packed word that the step reads for its result; all of them where it is not seen to read any."""
    bits = 0
    for moment, own in zip(two, values, strict=True):
        usual = evaluate(moment, target, own)
        flipped = (evaluate(moment, target, {**own, name: own[name] ^ (1 << bit)}) for bit in range(BITS))
        bits |= sum(1 << bit for bit, value in enumerate(flipped) if value != usual)
    return bits or -1


def _pivot(names: list[str], apart: float, distance: Callable[[list[str]], float]) -> str:
    """Where no input alone changes anything: the one that tips the scales when they are taken over one after the other."""
    return next((names[k - 1] for k in range(1, len(names) + 1) if distance(names[:k]) < apart), names[-1])


def _entry(value: Any, *, other: Any, distance: Distance) -> int:
    """Of an input with several entries the one that tips the scales, entries being taken over one after the other."""
    if not isinstance(value, list | np.ndarray):
        return 0
    first, second = np.array(value), np.array(other)
    places = np.flatnonzero(first != second)

    def with_entries(count: int) -> float:
        mixed = first.copy()
        mixed[places[:count]] = second[places[:count]]
        return distance(mixed.tolist() if isinstance(value, list) else mixed)

    goal = with_entries(len(places))
    low, high = 0, len(places)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if with_entries(middle) <= goal else (middle, high)
    return int(places[high - 1])


def _source(moment: Moment, name: str, agent: int, *, entry: int, slot: int) -> Target | None:
    """The number behind an input, or None where it is no column: a parameter of the world, luck."""
    step, program = moment.step, moment.month.program
    if name.startswith("where ") and isinstance(step, Each):
        return Target((step.table, name.removeprefix("where ")), agent, entry)
    source = dict(program.sources(step))[name]
    if not isinstance(source, Of):
        return None
    place = (source.table.name, source.column.name)
    if source.whose in ("all", "part"):
        return Target(place, *divmod(entry, source.column.width))
    if source.whose == "place":
        return Target(place, moment.month.community, entry)
    if source.whose == "tie":
        return Target(place, agent, slot)
    return Target(place, peer(moment, agent, slot=slot) if source.whose == "theirs" else agent, entry)


def _tied(two: Two, target: Target) -> Flip | None:
    """What makes a tie differ; of a sum over ties, the tie whose part differs most."""
    if two[0].definition(target.place).of_ties:
        return _by_inputs(two, target, target.agent, slot=target.entry)
    ties = range(two[0].month.program.n_ties)
    slot = _furthest([[_part(moment, target, slot) for slot in ties] for moment in two])
    return None if slot is None else _by_inputs(two, target, target.agent, slot=slot)


def _part(moment: Moment, target: Target, slot: int) -> float:
    """What one tie adds to a resident's sum."""
    if peer(moment, target.agent, slot=slot) == target.agent:
        return 0.0
    return evaluate(moment, target, inputs(moment, target.agent, slot=slot))


def _counted(two: Two, step: Total, target: Target) -> Flip | None:
    """The agent whose part in a total differs most, and what makes it differ."""
    agents = range(two[0].month.count(step.table))
    agent = _furthest([[evaluate(moment, target, inputs(moment, agent)) for agent in agents] for moment in two])
    result = None if agent is None else _by_inputs(two, target, agent)
    return result and replace(result, alone=False)


def _furthest(parts: list[list[float]]) -> int | None:
    """Where two worlds' parts of a sum differ most; None where none differs."""
    gaps = np.abs(np.subtract(*map(np.array, parts)))
    return int(gaps.argmax()) if gaps.any() else None
