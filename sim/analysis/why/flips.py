"""Which input of a step makes its result differ: each is taken from the other world in turn, and the step done again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.analysis.why.inputs import Inputs, Moment, Target, evaluate, inputs
from sim.analysis.why.replay import table_with
from sim.engine.steps import Each, Settle, Ties, Total

Two = tuple[Moment, Moment]
Distance = Callable[[Any], float]


@dataclass(frozen=True)
class Flip:
    """The input that brings a step's result nearest to the other world's, and the number behind it.

    ``target`` is that number; None where the input is no column (a parameter of the world, luck). ``alone`` says whether
    the input carries the whole difference over by itself.
    """

    name: str
    target: Target | None
    alone: bool


def flip(two: Two, target: Target) -> Flip | None:
    """Find what makes a step's result differ; None where nothing it is given does."""
    step = two[0].step
    if isinstance(step, Ties):
        return _tied(two, step, target)
    if isinstance(step, Total):
        return _counted(two, step, target)
    return _by_inputs(two, target, target.agent)


def _by_inputs(two: Two, target: Target, agent: int) -> Flip | None:
    ours, theirs = (inputs(moment, agent) for moment in two)
    goal = evaluate(two[1], target, theirs)

    def distance(changed: Inputs) -> float:
        return abs(evaluate(two[0], target, {**ours, **changed}) - goal)

    apart = distance({})
    differing = [name for name in ours if _differ(ours[name], theirs[name])]
    if not differing or apart == 0:
        return None
    left = {name: distance({name: theirs[name]}) for name in differing}
    best = min(differing, key=lambda name: left[name])
    alone = left[best] < apart
    if not alone:
        best = _pivot(differing, apart, lambda names: distance({name: theirs[name] for name in names}))
    entry = _entry(ours[best], theirs[best], lambda value: distance({best: value}))
    return Flip(best.removeprefix("where "), _source(two[0], best, agent, entry), alone and left[best] == 0)


def _pivot(names: list[str], apart: float, distance: Callable[[list[str]], float]) -> str:
    """Where no input alone changes anything: the one that tips the scales when they are taken over one after the other."""
    return next((names[k - 1] for k in range(1, len(names) + 1) if distance(names[:k]) < apart), names[-1])


def _differ(one: Any, other: Any) -> bool:
    return bool(np.any(np.asarray(one) != np.asarray(other)))


def _entry(ours: Any, theirs: Any, distance: Distance) -> int:
    """Of an input with several entries the one that tips the scales, entries being taken over one after the other."""
    if not isinstance(ours, list | np.ndarray):
        return 0
    mine, other = np.array(ours), np.array(theirs)
    places = np.flatnonzero(mine != other)
    goal = distance(_like(ours, other))
    low, high = 0, len(places)
    while high - low > 1:
        middle = (low + high) // 2
        mixed = mine.copy()
        mixed[places[:middle]] = other[places[:middle]]
        low, high = (low, middle) if distance(_like(ours, mixed)) <= goal else (middle, high)
    return int(places[high - 1])


def _like(ours: Any, values: Any) -> Any:
    return values.tolist() if isinstance(ours, list) else values


def _source(moment: Moment, name: str, agent: int, entry: int) -> Target | None:
    """The number behind an input."""
    step, program, month = moment.step, moment.month.program, moment.month
    name = name.removeprefix("where ")
    if isinstance(step, Settle):
        return _settled_source(moment, step, name, entry)
    assert isinstance(step, Each | Total)
    if program.column(step.table, name):
        return Target((step.table, name), agent, entry)
    if program.column("communities", name):
        return Target(("communities", name), month.community, entry)
    return None


def _settled_source(moment: Moment, step: Settle, name: str, entry: int) -> Target | None:
    program = moment.month.program
    if name in program.world or not any(table.column(name) for table in program.tables.values()):
        return None
    place = (table_with(program, name), name)
    if place[0] == "communities" and not step.city:
        return Target(place, moment.month.community, entry)
    return Target(place, *divmod(entry, moment.width(place)))


def _tied(two: Two, step: Ties, target: Target) -> Flip:
    """The tied resident whose part in the sum differs most, or the tie itself."""
    ours, theirs = (_parts(moment, step, target.agent) for moment in two)
    k = int(np.argmax(np.abs(ours[0] * ours[1] - theirs[0] * theirs[1])))
    peer = target.agent + int(_ties(two[0], target.agent)[k])
    if ours[0][k] != theirs[0][k]:
        return Flip(step.of, Target(("residents", step.of), peer), False)
    return Flip(step.weight or step.of, Target(("residents", step.weight or step.of), target.agent, k), False)


def _ties(moment: Moment, agent: int) -> Any:
    return moment.column(("residents", "tie"))[agent * 8 : agent * 8 + 8].astype(np.int64)


def _parts(moment: Moment, step: Ties, agent: int) -> tuple[Any, Any]:
    ties = _ties(moment, agent)
    values = np.where(ties != 0, moment.column(("residents", step.of))[agent + ties].astype(np.float64), 0.0)
    weights = np.ones(len(ties))
    if step.weight:
        weights = moment.column(("residents", step.weight))[agent * 8 : agent * 8 + 8].astype(np.float64)
    return values, weights


def _counted(two: Two, step: Total, target: Target) -> Flip | None:
    """The agent whose part in a total differs most, and what makes it differ."""
    n = two[0].month.count(step.table)
    parts = [[evaluate(moment, target, inputs(moment, agent)) for agent in range(n)] for moment in two]
    gaps = np.abs(np.array(parts[0]) - np.array(parts[1]))
    found = _by_inputs(two, target, int(gaps.argmax())) if gaps.any() else None
    return found and replace(found, alone=False)
