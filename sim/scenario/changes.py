"""What a scenario does to one number: at the start (a setting) or from a month on (a change)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sim.errors import Problem
from sim.language import message
from sim.scenario.months import month_text
from sim.scenario.toml_file import Origin

MOST_CHANGES = 2_000
"""Numbers that the events of a scenario change in all, with those of the files above it."""


@dataclass(frozen=True)
class Setting:
    """A value from the start; ``type`` is a community type and ``district`` a number from 1, or None for all."""

    entry: str
    type: str | None
    value: float
    origin: Origin
    district: int | None = None


@dataclass(frozen=True)
class Change:
    """An event's effect on one number, in months after the start.

    A set gives a new value, a scale multiplies whatever the value is by then. With ``over`` the new value is reached in
    equal monthly steps, in the last of that many months; with ``until`` the change ends when that month begins.
    """

    entry: str
    how: Literal["set", "scale"]
    value: float
    month: int
    until: int | None
    over: int
    type: str | None
    origin: Origin
    district: int | None = None

    @property
    def settled(self) -> int:
        """The first month in which another event may set the same number."""
        return self.until if self.until is not None else self.month + max(1, self.over)


def too_many(changes: Sequence[Change]) -> list[Problem]:
    """Refuse more changes than a policy can mean, at the one that is too many."""
    if len(changes) <= MOST_CHANGES:
        return []
    origin = changes[MOST_CHANGES].origin
    parts = message("n_changes", n=len(changes)), message("at_most_n", most=MOST_CHANGES), message("use_ramps")
    return [Problem(origin.file, origin.line, "events", *parts)]


def conflicts(changes: Iterable[Change], start: str, laid: Callable[[Change, Change], bool]) -> list[Problem]:
    """Find pairs of events that set the same number at the same time, but for those that are ``laid`` one on the other."""
    sets: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.how == "set":
            sets[change.entry].append(change)
    clashes = [pair for same in sets.values() for pair in _clashes(same, laid)]
    once = {frozenset((early.origin, late.origin)): (early, late) for early, late in reversed(clashes)}
    return [_problem(early, late=late, start=start) for early, late in reversed(once.values())]


def _clashes(same: list[Change], laid: Callable[[Change, Change], bool]) -> Iterator[tuple[Change, Change]]:
    """Yield each change with the first before it that is still under way."""
    same = sorted(same, key=lambda change: change.month)
    for number, late in enumerate(same):
        under_way = (one for one in same[:number] if late.month < one.settled and meet(one, late))
        early = next((one for one in under_way if not laid(one, late)), None)
        if early:
            yield early, late


def covers(one: Setting | Change, *, other: Setting | Change) -> bool:
    """Whether a value is for all places that the other is for."""
    return one.type in (None, other.type) and one.district in (None, other.district)


def meet(one: Setting | Change, other: Setting | Change) -> bool:
    """Whether two values are for some place in common."""
    same_type = one.type is None or other.type is None or one.type == other.type
    return same_type and (one.district is None or other.district is None or one.district == other.district)


def _problem(early: Change, *, late: Change, start: str) -> Problem:
    when = {"month": month_text(late.month, start), "other": early.origin, "span": _span(early, start)}
    return Problem(
        late.origin.file,
        late.origin.line,
        "events",
        message("sets_at_once", entry=late.entry, **when),
        message("one_event_at_a_time"),
        message("start_later", month=month_text(early.settled, start)),
    )


def _span(change: Change, start: str) -> str:
    ramp = message("over_months", months=change.over) if change.over else ""
    until = "" if change.until is None else message("until_month", month=month_text(change.until, start))
    return month_text(change.month, start) + ramp + until
