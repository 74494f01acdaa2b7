"""A factor: one lever, world parameter or date that a design varies, and the lever that gives up what it gains."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp, floor, inf, log
from typing import NamedTuple

import numpy as np

from sim.errors import InputError
from sim.language import Language, message, text
from sim.parameters import Quantity
from sim.quantities import ASSUMED
from sim.scenario import Change, Origin, Scenario
from sim.scenario.columns import COLUMN, ENTRIES, is_world
from sim.scenario.months import month_text
from sim.scenario.table import Districts, Floats, Months, places, table_in, turning_months, with_rows
from sim.scenario.values import allowed
from sim.studies.sweep.target import DELAY, Target, target

_DIGITS = 12
"""No trace of rounding: 0.183 + 0.15 - 0 is 0.333, as a file would say it."""
_ROUNDING = 1e-9
_FINEST = 1e6
_HERE = Origin("design", 1)


class Overdrawn(NamedTuple):
    """A lever that gives up more than it has: its lowest value, the month from the start, and what the other may be at most.

    ``most`` is rounded down, and minus infinity where events leave nothing to give whatever the other is.
    """

    lowest: float
    month: int
    most: float


def transferred(before: Scenario, *, moved: Scenario, lever: str, source: str) -> Scenario:
    """Let a lever's source give up what the lever gains from one scenario to another: in every month their sum stays.

    Where events alone would not keep the sum, the source's are replaced by one for each month in which it has to be another.
    """
    districts, columns = moved.districts, [COLUMN[lever], COLUMN[source]]
    first = with_rows(before.base, before.districts, wanted=districts)
    base = moved.base.copy()
    base[:, columns[1]] = np.round(first[:, columns].sum(axis=1) - base[:, columns[0]], _DIGITS)
    ours, theirs = ([one for one in each.changes if one.entry in (lever, source)] for each in (before, moved))
    months = turning_months([*ours, *theirs])
    had, has = (
        table_in(table, own, months, districts)[:, :, columns] for table, own in ((first, ours), (base, theirs))
    )
    gap = had.sum(axis=2) - has.sum(axis=2)
    if np.abs(gap).max() <= _ROUNDING:
        return replace(moved, base=base)
    due = np.round(has[:, :, 1] + gap, _DIGITS)
    base[:, columns[1]] = due[0]
    others = [change for change in moved.changes if change.entry != source]
    steps = _steps(due, months, districts, source, theirs[0].origin)
    return replace(moved, base=base, changes=(*others, *steps))


def overdrawn(varied: Scenario, lever: str, ends: Iterable[Scenario], *, source: str, value: float) -> Overdrawn | None:
    """Find the month in which a source has given up most beyond its domain, after all that was transferred; none is None.

    ``ends`` are the scenarios in which the factor that moves the lever is 0 and 1 instead of its value.
    """
    own, least = [change for change in varied.changes if change.entry in (lever, source)], ENTRIES[source].domain[0]
    months = turning_months(own)
    months = months[months >= 0]
    left = table_in(varied.base, own, months, varied.districts)[:, 1:, COLUMN[source]] - least
    if left.min() >= -_ROUNDING:
        return None
    month, _ = np.unravel_index(np.round(left, _DIGITS).argmin(), left.shape)
    none, one = (table_in(end.base, end.changes, months, end.districts)[:, 1:, COLUMN[lever]] for end in ends)
    moved = one - none
    given = moved > _ROUNDING
    stuck = (left[~given] < -_ROUNDING).any()
    most = -inf if stuck or not given.any() else float((value + left[given] / moved[given]).min())
    most = most if most == -inf else floor(most * _FINEST + _ROUNDING * _FINEST) / _FINEST
    return Overdrawn(float(left.min() + least), int(months[month]), most)


def _steps(due: Floats, months: Months, districts: Districts, source: str, origin: Origin) -> Iterator[Change]:
    """Events that give a lever the values due, float64 (months, rows); those of a district follow its types'."""
    rows: Sequence[tuple[str | None, int | None]] = places(districts)[1:]
    for month, (then, now) in zip(months[1:], pairwise(due), strict=True):
        for (kind, district), value in zip(rows, now[1:], strict=True) if (then != now).any() else ():
            yield Change(source, "set", float(value), int(month), None, 0, kind, origin, district)


@dataclass(frozen=True)
class Factor:
    """What is varied and how: over ``values``, or from ``low`` to ``high`` evenly or by equal ratios.

    ``takes_from`` is a lever that gives up what this one gains, so that their sum stays the scenario's. ``levels`` is the
    number of values of a range in a grid.
    """

    path: str
    low: float = 0.0
    high: float = 0.0
    logarithmic: bool = False
    values: tuple[float, ...] = ()
    levels: int = 0
    takes_from: str = ""

    @property
    def quantity(self) -> Quantity:
        """What is known of the parameter."""
        return self.target.quantity

    @property
    def target(self) -> Target:
        """What the path points at."""
        found = target(self.path)
        if found is None:
            raise KeyError(self.path)
        return found

    @property
    def column(self) -> str:
        """Name of the factor's column in tables."""
        at = self.target
        number = at.quantity.name, *at.number.removeprefix(at.quantity.path).strip(".").split(".")
        where = ("" if at.district is None else f"district_{at.district}"), at.type or ""
        when = at.date.replace("-", "_"), "times" if at.is_multiple else ""
        return "_".join(filter(None, (*number, *where, *when)))

    def at(self, share: float) -> float:
        """Return the value a share of the way, 0 to 1, through the range or the list of values."""
        if self.values:
            return self.values[min(int(share * len(self.values)), len(self.values) - 1)]
        if self.quantity.integer:
            return min(self.low + int(share * (self.high - self.low + 1)), self.high)
        if self.logarithmic:
            return min(max(exp(log(self.low) + share * (log(self.high) - log(self.low))), self.low), self.high)
        return self.low + share * (self.high - self.low)

    def grid(self) -> list[float]:
        """Return the values of a grid."""
        if self.values:
            return list(self.values)
        steps = range(self.levels)
        if self.quantity.integer:
            return sorted({float(round(self.low + k * (self.high - self.low) / (self.levels - 1))) for k in steps})
        return [self.at(k / (self.levels - 1)) for k in steps]


def known(path: str) -> Quantity:
    """What is known of the number that a factor of a path gives."""
    return Factor(path).quantity


def exists(path: str) -> bool:
    """Whether a path can be a factor's."""
    return target(path) is not None


def with_values(scenario: Scenario, factors: tuple[Factor, ...], values: tuple[float, ...]) -> Scenario:
    """Return a scenario in which each factor has its value.

    Raises
    ------
    InputError
        If a lever gives up more than it has: its lowest value, the month, and the largest value that is possible.
    """
    varied = unchecked(scenario, factors, values)
    for one in overdrawn_by(varied, factors, values, of=scenario):
        where = message("design.with_values", scenario=scenario.reference, values=written(factors, values))
        raise InputError("; ".join((f"{where}: {one.given}", one.allowed, one.advice)))
    return varied


class Refusal(NamedTuple):
    """What is wrong with a point: what a value would be, what is allowed, what to do."""

    given: str
    allowed: str
    advice: str


def overdrawn_by(
    varied: Scenario, factors: tuple[Factor, ...], values: tuple[float, ...], *, of: Scenario
) -> Iterator[Refusal]:
    """Yield for each factor that takes from a lever more than that has, by how much, and how much it may be.

    ``varied`` is what the factors make of a scenario.
    """
    for place, (factor, value) in enumerate(zip(factors, values, strict=True)):
        if not factor.takes_from:
            continue
        ends = (unchecked(of, factors, (*values[:place], end, *values[place + 1 :])) for end in (0.0, 1.0))
        found = overdrawn(varied, factor.target.number, ends, source=factor.takes_from, value=value)
        if found:
            words = {"path": factor.path, "most": f"{found.most:.12g}"}
            fits = found.most >= factor.quantity.domain[0]
            yield Refusal(
                would_be(factor.takes_from, found.lowest, found.month, varied.start),
                allowed(ENTRIES[factor.takes_from]),
                message("design.narrow_to" if fits else "design.narrow_taking", **words),
            )


def would_be(entry: str, value: float, month: int, start: str) -> str:
    """Say what a number would be in the month in which it is farthest outside its domain."""
    return message("design.would_be", entry=entry, value=f"{value:.6g}", month=month_text(month, start))


def written(factors: tuple[Factor, ...], values: tuple[float, ...]) -> str:
    """Write the values of a point."""
    return ", ".join(f"{factor.path} = {value:.6g}" for factor, value in zip(factors, values, strict=True))


def unchecked(scenario: Scenario, factors: tuple[Factor, ...], values: tuple[float, ...]) -> Scenario:
    """Return what `with_values` does, also where a lever gives up more than it has.

    Values of events are set while events have their dates; then events are moved, and values from the start are set.
    """
    given = [*zip(factors, values, strict=True)]
    for factor, value in given:
        scenario = _acted(scenario, factor, value) if factor.target.date else scenario
    scenario = delayed(scenario, sum(int(value) for factor, value in given if factor.path == DELAY))
    for factor, value in given:
        scenario = scenario if factor.target.date or factor.path == DELAY else _acted(scenario, factor, value)
    return scenario


def delayed(scenario: Scenario, months: int) -> Scenario:
    """Return a scenario whose events all come so many months later."""
    later = (
        replace(one, month=one.month + months, until=None if one.until is None else one.until + months)
        for one in scenario.changes
    )
    return replace(scenario, changes=tuple(later))


def _acted(scenario: Scenario, factor: Factor, value: float) -> Scenario:
    """A scenario in which one factor has a value, and the lever that pays gives up what it gains."""
    at, moved = factor.target, _with_district(scenario, factor.target.district)
    if at.date:
        own = at.changes_in(moved)
        moved = replace(moved, changes=tuple(replace(one, value=value) if one in own else one for one in moved.changes))
    elif at.times:
        more = (Change(entry, "scale", value, 0, None, 0, at.type, _HERE, at.district) for entry in at.entries)
        moved = replace(moved, changes=(*moved.changes, *more))
    else:
        base = moved.base.copy()
        base[np.ix_(_rows(at, moved), [COLUMN[entry] for entry in at.entries])] = value
        moved = replace(moved, base=base)
    if not factor.takes_from:
        return moved
    return transferred(scenario, moved=moved, lever=at.number, source=factor.takes_from)


def _with_district(scenario: Scenario, district: int | None) -> Scenario:
    """The scenario with rows for a district."""
    if district is None or district in scenario.districts:
        return scenario
    wanted = tuple(sorted((*scenario.districts, district)))
    base = with_rows(scenario.base, scenario.districts, wanted=wanted)
    return replace(scenario, base=base, districts=wanted)


def _rows(at: Target, scenario: Scenario) -> list[int]:
    """Rows of the table at the start that a target is for."""
    return [
        row
        for row, (kind, district) in enumerate(places(scenario.districts))
        if at.type in (None, kind) and at.district in (None, district)
    ]


def factor_name(factor: Factor, lang: Language) -> str:
    """Name a factor by its meaning; a world parameter that is assumed is marked."""
    known = factor.quantity
    named = name_there(known.meaning(lang), factor, lang)
    assumed = known.source == ASSUMED and is_world(factor.target.number)
    return text("sensitivity.assumed", lang, name=named) if assumed else named


def name_there(named: str, factor: Factor, lang: Language) -> str:
    """A factor's name with the entry, type, district and event that are meant."""
    at = factor.target
    for key, value in (
        ("entry", at.number.removeprefix(factor.quantity.path).strip(".")),
        ("type", at.type and text(f"life.short_type.{at.type}", lang)),
        ("district", at.district),
        (f"event_{at.how}", at.date),
        ("times", at.times),
    ):
        named = text(f"sensitivity.of_{key}", lang, name=named, value=value) if value else named
    return named
