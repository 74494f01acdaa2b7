"""Checks on a design's points: inside every domain in every month, the budget's shares within the whole."""

from collections.abc import Iterator
from functools import partial
from itertools import chain

import numpy as np

from sim.city.profile import load_profile
from sim.errors import DesignError, Problem, ScenarioError
from sim.language import message
from sim.parameters.levers import BUDGET_SHARES
from sim.scenario import Scenario, load
from sim.scenario.checks import ROUNDING, farthest_outside, most_shared_out
from sim.scenario.columns import ENTRIES
from sim.scenario.months import month_text
from sim.scenario.problem_reader import Reader
from sim.scenario.table import Floats, place_text, table_in, turning_months
from sim.scenario.values import allowed, did_you_mean
from sim.studies.sweep.design import Design
from sim.studies.sweep.factors import Factor, Refusal, overdrawn_by, unchecked, would_be, written
from sim.studies.sweep.target import DELAY


def wrong_points(design: Design, reader: Reader) -> list[Problem]:
    """Find scenarios that cannot be loaded, factors that move nothing, and the first wrong point of each scenario."""
    problems = [*_absent_districts(design, reader)]
    for reference in design.scenarios:
        try:
            scenario = load(reference, start=design.start)
        except ScenarioError as error:
            at = partial(reader.document.problem, ("scenarios",))
            problems += [
                at(f"{reference}: {one.given}", allowed=one.allowed, advice=one.advice) for one in error.problems
            ]
            continue
        wrong = [*_overruled(design, scenario, reader)]
        first = None if wrong else _first_wrong(design, scenario)
        problems += [*wrong, *([reader.document.problem(("factors",), **first._asdict())] if first else [])]
    return problems or [*_events_of_none(design, reader), *_absent_events(design, reader)]


def _overruled(design: Design, scenario: Scenario, reader: Reader) -> Iterator[Problem]:
    """Factors whose value an event replaces before anything was simulated with it."""
    at_once = {
        change.entry for change in scenario.changes if change.how == "set" and not change.month and not change.over
    }
    for factor in design.factors:
        if factor.target.from_start and not {*factor.target.entries}.isdisjoint(at_once):
            given = message("design.overruled", scenario=scenario.reference, path=factor.path)
            yield reader.document.problem(("factors", factor.path), given, advice=message("design.vary_else"))


def _events_of_none(design: Design, reader: Reader) -> Iterator[Problem]:
    delays = [number for number, factor in enumerate(design.factors) if factor.path == DELAY]
    changes = [change for reference in design.scenarios for change in load(reference, start=design.start).changes]
    if delays and not changes:
        yield reader.document.problem(
            ("factors", DELAY), message("design.no_events"), advice=message("design.name_with_events")
        )
    first = min((change.month for change in changes), default=0)
    if delays and first + min(point[delays[0]] for point in design.points) < 0:
        given = message("design.before_start", month=first)
        yield reader.document.problem(("factors", DELAY), given, allowed=message("design.from", low=-first))


def _absent_districts(design: Design, reader: Reader) -> Iterator[Problem]:
    """Factors of a district that the city does not have."""
    count = load_profile(design.city).city.districts
    for factor in design.factors:
        if (factor.target.district or 0) > count:
            allowed = message("only_district") if count == 1 else message("a_district", count=count)
            yield reader.document.problem(("factors", factor.path), message("no_such_district"), allowed=allowed)


def _absent_events(design: Design, reader: Reader) -> Iterator[Problem]:
    """Factors of an event that no scenario of the design has."""
    scenarios = [load(reference, start=design.start) for reference in design.scenarios]
    for factor in design.factors:
        if factor.target.date and not any(factor.target.changes_in(one) for one in scenarios):
            events = {
                f"events.{month_text(one.month, design.start)}.{one.how}.{place_text((one.type, one.district))}{one.entry}"
                for each in scenarios
                for one in each.changes
            }
            given = message("design.no_event", path=factor.path)
            near = did_you_mean(factor.path, sorted(events)) or message("design.name_with_events")
            yield reader.document.problem(("factors", factor.path), given, advice=near)


def check_points(design: Design, where: str) -> None:
    """Check the points of a design that was read before and is larger now; ``where`` is the folder of its runs.

    Raises
    ------
    DesignError
        With the first wrong point of each scenario.
    """
    scenarios = (load(reference, start=design.start) for reference in design.scenarios)
    found = [wrong for scenario in scenarios if (wrong := _first_wrong(design, scenario))]
    if found:
        raise DesignError([Problem(where, None, "factors", *one) for one in found])


def _first_wrong(design: Design, scenario: Scenario) -> Refusal | None:
    if not _may_leave(design, scenario):
        return None
    lows, highs = (np.array([quantity.domain[end] for quantity in ENTRIES.values()]) for end in (0, 1))
    for number, values in enumerate(design.points):
        point = unchecked(scenario, design.factors, values)
        overdrawn = overdrawn_by(point, design.factors, values, of=scenario)
        wrong = next(chain(overdrawn, _wrong(point, design.factors, lows, highs=highs)), None)
        if wrong:
            named = {"point": number, "values": written(design.factors, values)}
            where = message("design.at_point", scenario=scenario.reference, **named)
            return wrong._replace(given=f"{where}: {wrong.given}")
    return None


def _wrong(point: Scenario, factors: tuple[Factor, ...], lows: Floats, *, highs: Floats) -> Iterator[Refusal]:
    """Yield what is wrong with a scenario at a point; ``lows`` and ``highs`` are all entries' domains."""
    months = turning_months(point.changes)
    months = months[months >= 0]
    table = table_in(point.base, point.changes, months, point.districts)
    for column in np.flatnonzero(((table < lows - ROUNDING) | (table > highs + ROUNDING))[:, 1:].any(axis=(0, 1))):
        month, row = farthest_outside(table[:, 1:, column], low=lows[column], high=highs[column]) or (0, 0)
        entry = [*ENTRIES][column]
        given = would_be(entry, float(table[month, row + 1, column]), int(months[month]), point.start)
        yield Refusal(given, allowed(ENTRIES[entry]), message("design.narrow"))
    total = most_shared_out(table)
    if total > 1.0 + ROUNDING:
        yield Refusal(message("design.shares", total=f"{total:.4g}"), message("at_most_1"), _paid_by(factors))


def _paid_by(factors: tuple[Factor, ...]) -> str:
    """Advise the first share that pays for itself to take from one that the design leaves alone."""
    varied = {entry for factor in factors for entry in factor.target.entries}
    free = [factor.path for factor in factors if factor.target.number in BUDGET_SHARES and not factor.takes_from]
    source = next((one for one in ("funding.direct_share", *BUDGET_SHARES) if one not in varied), None)
    if not free or source is None:
        return message("design.narrow")
    return message("design.use_takes_from", path=free[0], source=source)


def _may_leave(design: Design, scenario: Scenario) -> bool:
    """Whether something else than a factor's own range, which was checked, decides what its numbers become."""
    moved = {entry for factor in design.factors for entry in factor.target.entries}
    return not moved.isdisjoint({*BUDGET_SHARES, *(change.entry for change in scenario.changes)}) or any(
        factor.takes_from or factor.target.is_multiple for factor in design.factors
    )
