"""What differs between two scenarios."""

from typing import NamedTuple

from sim.scenario.changes import Change
from sim.scenario.columns import COLUMN, ENTRIES, is_world
from sim.scenario.months import month_text
from sim.scenario.scenario import Scenario
from sim.scenario.table import ROWS


class Difference(NamedTuple):
    """One path whose value differs; None where a scenario has no such event. ``source`` set the second value."""

    path: str
    before: float | str | None
    after: float | str | None
    source: str


def diff(a: Scenario, b: Scenario) -> list[Difference]:
    """List where ``b`` differs from ``a``: values at the start by dotted path, then events."""
    return [*_values(a, b), *_events(a, b)]


def describe(change: Change, start: str) -> tuple[str, str]:
    """Return an event's path with its dates, and what it does, in the words of a scenario file."""
    over = f" over_months {change.over}" if change.over else ""
    until = "" if change.until is None else f" until {month_text(change.until, start)}"
    kind = f"by_type.{change.type}." if change.type else ""
    return f"{kind}{change.entry} @ {month_text(change.month, start)}{over}{until}", f"{change.how} {change.value:.12g}"


def _values(a: Scenario, b: Scenario) -> list[Difference]:
    found = []
    for entry in ENTRIES:
        column = COLUMN[entry]
        for row, kind in enumerate(ROWS if not is_world(entry) else ROWS[:1]):
            before, after = float(a.base[row, column]), float(b.base[row, column])
            as_all = kind and (before, after) == (a.base[0, column], b.base[0, column])
            if before != after and not as_all:
                path = f"by_type.{kind}.{entry}" if kind else entry
                found.append(Difference(path, before, after, _source(b, entry, kind)))
    return found


def _source(scenario: Scenario, entry: str, kind: str | None) -> str:
    own = scenario.provenance.get(f"by_type.{kind}.{entry}")
    return str(own or scenario.provenance[entry])


def _events(a: Scenario, b: Scenario) -> list[Difference]:
    before = {describe(change, a.start): str(change.origin) for change in a.changes}
    after = {describe(change, b.start): str(change.origin) for change in b.changes}
    gone = [Difference(*event, None, source) for event, source in before.items() if event not in after]
    new = [Difference(path, None, act, source) for (path, act), source in after.items() if (path, act) not in before]
    return gone + new
