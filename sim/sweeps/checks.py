"""Checks on a design's points: inside every domain in every month, the budget's shares within the whole."""

from collections.abc import Iterator

import numpy as np

from sim.errors import Problem, ScenarioError
from sim.language import told
from sim.parameters.levers import BUDGET_SHARES
from sim.scenario import Scenario, load
from sim.scenario.checks import ROUNDING, most_shared_out
from sim.scenario.columns import ENTRIES
from sim.scenario.reader import Reader
from sim.scenario.table import table_in, turning_months
from sim.sweeps.design import Design
from sim.sweeps.factors import DELAY, Factor, entries, with_values


def wrong_points(design: Design, reader: Reader) -> list[Problem]:
    """Find scenarios that cannot be loaded, factors that move nothing, and the first wrong point of each scenario."""
    problems = []
    for reference in design.scenarios:
        try:
            scenario = load(reference, design.start)
        except ScenarioError as error:
            at = reader.document.problem
            problems += [
                at(("scenarios",), f"{reference}: {one.given}", one.allowed, one.advice) for one in error.problems
            ]
            continue
        problems += [*_overruled(design, scenario, reader)] or [*_first_wrong(design, scenario, reader)]
    return problems or [*_events_of_none(design, reader)]


def _overruled(design: Design, scenario: Scenario, reader: Reader) -> Iterator[Problem]:
    """Factors whose value an event replaces before anything was simulated with it."""
    at_once = {
        change.entry for change in scenario.changes if change.how == "set" and not change.month and not change.over
    }
    for factor in design.factors:
        if not {*entries(factor.path)}.isdisjoint(at_once):
            given = told("design.overruled", scenario=scenario.reference, path=factor.path)
            yield reader.document.problem(("factors", factor.path), given, "", told("design.vary_else"))


def _events_of_none(design: Design, reader: Reader) -> Iterator[Problem]:
    delays = [number for number, factor in enumerate(design.factors) if factor.path == DELAY]
    changes = [change for reference in design.scenarios for change in load(reference, design.start).changes]
    if delays and not changes:
        yield reader.document.problem(("factors", DELAY), told("design.no_events"), "", told("design.name_with_events"))
    first = min((change.month for change in changes), default=0)
    if delays and first + min(point[delays[0]] for point in design.points) < 0:
        given = told("design.before_start", month=first)
        yield reader.document.problem(("factors", DELAY), given, told("design.from", low=-first), "")


def _first_wrong(design: Design, scenario: Scenario, reader: Reader) -> Iterator[Problem]:
    if not _may_leave(design, scenario):
        return
    lows, highs = (np.array([ENTRIES[entry].domain[end] for entry in ENTRIES]) for end in (0, 1))
    for number, values in enumerate(design.points):
        point = with_values(scenario, design.factors, values)
        table = table_in(point.base, point.changes, turning_months(point.changes), point.districts)
        outside = np.argwhere((table[:, 1:] < lows - ROUNDING) | (table[:, 1:] > highs + ROUNDING))
        where = told(
            "design.at_point", scenario=scenario.reference, point=number, values=_values(design.factors, values)
        )
        if len(outside):
            month, row, column = outside[0]
            entry = [*ENTRIES][column]
            low, high = ENTRIES[entry].domain
            value = f"{table[month, row + 1, column]:.6g}"
            given = told("design.would_be", where=where, entry=entry, value=value)
            yield reader.document.problem(
                ("factors",),
                given,
                told("number_from", low=f"{low:.12g}", high=f"{high:.12g}"),
                _narrower(design.factors, entry),
            )
            return
        total = most_shared_out(table)
        if total > 1.0 + ROUNDING:
            given = told("design.shares", where=where, total=f"{total:.4g}")
            yield reader.document.problem(("factors",), given, told("at_most_1"), _paid_by(design.factors))
            return


def _narrower(factors: tuple[Factor, ...], entry: str) -> str:
    """Advise to vary less of what takes from a lever that has no more to give."""
    taking = ", ".join(factor.path for factor in factors if factor.takes_from == entry)
    return told("design.narrow_taking", path=taking) if taking else told("design.narrow")


def _paid_by(factors: tuple[Factor, ...]) -> str:
    """Advise the first share that pays for itself to take from one that the design leaves alone."""
    varied = {entry for factor in factors for entry in entries(factor.path)}
    free = [factor.path for factor in factors if factor.path in BUDGET_SHARES and not factor.takes_from]
    source = next((one for one in ("funding.direct_share", *BUDGET_SHARES) if one not in varied), None)
    if not free or source is None:
        return told("design.narrow")
    return told("design.use_takes_from", path=free[0], source=source)


def _values(factors: tuple[Factor, ...], values: tuple[float, ...]) -> str:
    return ", ".join(f"{factor.path} = {value:.6g}" for factor, value in zip(factors, values, strict=True))


def _may_leave(design: Design, scenario: Scenario) -> bool:
    """Whether something else than a factor's own range, which was checked, decides what its numbers become."""
    moved = {entry for factor in design.factors for entry in entries(factor.path)}
    return not moved.isdisjoint({*BUDGET_SHARES, *(change.entry for change in scenario.changes)}) or any(
        factor.takes_from for factor in design.factors
    )
