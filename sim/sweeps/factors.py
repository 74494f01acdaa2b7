"""A factor: one lever, world parameter or date that a design varies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp, log
from typing import NamedTuple

from sim.errors import InputError
from sim.language import told
from sim.parameters import Quantity
from sim.scenario import Scenario
from sim.scenario.columns import COLUMN, ENTRIES, QUANTITIES
from sim.scenario.months import month_text
from sim.scenario.values import allowed
from sim.sweeps.transfer import overdrawn, transferred

DELAY = "events.delay_months"
"""The factor that lets all events of a scenario happen so many months later, or earlier where negative."""
_DELAY = Quantity(
    DELAY,
    "delay_months",
    "months",
    (-1_200, 1_200),
    (-120, 120),
    (0.0,),
    "a design's own",
    "months by which all events of the scenario come later",
    "方案中所有事件推迟的月数",
    (),
    integer=True,
)


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
        return known(self.path)

    @property
    def column(self) -> str:
        """Name of the factor's column in tables."""
        return "_".join((self.quantity.name, *self.path.removeprefix(self.quantity.path).strip(".").split("."))).strip(
            "_"
        )

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
    """What is known of a factor's parameter: a whole one, or one entry of it."""
    return _DELAY if path == DELAY else QUANTITIES.get(path) or ENTRIES[path]


def exists(path: str) -> bool:
    """Whether a path can be a factor's."""
    return path == DELAY or path in QUANTITIES or path in ENTRIES


def entries(path: str) -> tuple[str, ...]:
    """The numbers of a scenario that a factor sets; none where it moves events."""
    return () if path == DELAY else (path,) if path in ENTRIES else QUANTITIES[path].entries


def with_values(scenario: Scenario, factors: tuple[Factor, ...], values: tuple[float, ...]) -> Scenario:
    """Return a scenario in which each factor has its value from the start, everywhere.

    Raises
    ------
    InputError
        If a lever gives up more than it has: its lowest value, the month, and the largest value that is possible.
    """
    varied = unchecked(scenario, factors, values)
    for one in overdrawn_by(varied, factors, values):
        where = told("design.with_values", scenario=scenario.reference, values=written(factors, values))
        raise InputError("; ".join((f"{where}: {one.given}", one.allowed, one.advice)))
    return varied


class Refusal(NamedTuple):
    """What is wrong with a point: what a value would be, what is allowed, what to do."""

    given: str
    allowed: str
    advice: str


def overdrawn_by(varied: Scenario, factors: tuple[Factor, ...], values: tuple[float, ...]) -> Iterator[Refusal]:
    """Yield for each factor that takes from a lever more than that has, by how much, and how much it may be."""
    for factor, value in zip(factors, values, strict=True):
        if not factor.takes_from:
            continue
        found = overdrawn(
            varied.base, varied.changes, varied.districts, factor.path, source=factor.takes_from, value=value
        )
        if found:
            words = {"path": factor.path, "most": f"{found.most:.12g}"}
            fits = found.most >= factor.quantity.domain[0]
            yield Refusal(
                would_be(factor.takes_from, found.lowest, found.month, varied.start),
                allowed(ENTRIES[factor.takes_from]),
                told("design.narrow_to" if fits else "design.narrow_taking", **words),
            )


def would_be(entry: str, value: float, month: int, start: str) -> str:
    """Say what a number would be in the month in which it is farthest outside its domain."""
    return told("design.would_be", entry=entry, value=f"{value:.6g}", month=month_text(month, start))


def written(factors: tuple[Factor, ...], values: tuple[float, ...]) -> str:
    """Write the values of a point."""
    return ", ".join(f"{factor.path} = {value:.6g}" for factor, value in zip(factors, values, strict=True))


def unchecked(scenario: Scenario, factors: tuple[Factor, ...], values: tuple[float, ...]) -> Scenario:
    """Return what `with_values` does, also where a lever gives up more than it has."""
    delay = sum(int(value) for factor, value in zip(factors, values, strict=True) if factor.path == DELAY)
    base, changes = scenario.base.copy(), delayed(scenario, delay).changes
    for factor, value in zip(factors, values, strict=True):
        if factor.takes_from:
            base, changes = transferred(
                base, changes, scenario.districts, factor.path, source=factor.takes_from, value=value
            )
        else:
            base[:, [COLUMN[entry] for entry in entries(factor.path)]] = value
    return replace(scenario, base=base, changes=changes)


def delayed(scenario: Scenario, months: int) -> Scenario:
    """Return a scenario whose events all come so many months later."""
    later = (
        replace(one, month=one.month + months, until=None if one.until is None else one.until + months)
        for one in scenario.changes
    )
    return replace(scenario, changes=tuple(later))
