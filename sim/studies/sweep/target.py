"""What a factor's path points at: a number from the start, of a type or district, as a multiple of the scenario's, of an event.

``provision.menu_share``, ``by_type.rural.provision.menu_share``, ``scale.funding.budget_per_resident`` (in every month),
``events.2021-01.set.funding.grant_share`` and ``events.2021-01.scale.by_type.rural.funding.budget_per_resident`` (whatever the
event of that month sets or scales), ``events.delay_months``.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from sim.language import message
from sim.parameters import TYPES, Quantity
from sim.scenario import Change, Scenario
from sim.scenario.columns import ENTRIES, QUANTITIES, is_world
from sim.scenario.months import month_index

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
    {"en": "months by which all events of the scenario come later", "zh": "方案中所有事件推迟的月数"},
    (),
    integer=True,
)
_FORM = re.compile(
    r"((?P<scale>scale)\.|events\.(?P<date>\d{4}-(?:0[1-9]|1[0-2]))\.(?P<how>set|scale)\.)?"
    r"(by_district\.(?P<district>[1-9]\d{0,5})\.)?(by_type\.(?P<type>[a-z]+)\.)?(?P<number>.+)"
)
TIMES = (0.0, 100.0), (0.5, 2.0)
"""What a multiple may be, and what is plausible."""


@dataclass(frozen=True)
class Target:
    """``number`` is a parameter's path, or one entry of it; ``date`` and ``how`` are those of an event."""

    path: str
    number: str
    times: bool = False
    date: str = ""
    how: str = ""
    type: str | None = None
    district: int | None = None

    @property
    def entries(self) -> tuple[str, ...]:
        """The numbers of a scenario that are moved; none where events are."""
        if self.path == DELAY:
            return ()
        return (self.number,) if self.number in ENTRIES else QUANTITIES[self.number].entries

    @property
    def quantity(self) -> Quantity:
        """What is known of the number that a factor gives: the parameter, or a multiple of it."""
        if self.path == DELAY:
            return _DELAY
        known = QUANTITIES.get(self.number) or ENTRIES[self.number]
        if not self.is_multiple:
            return known
        return replace(known, unit="1", domain=TIMES[0], plausible=TIMES[1], default=(1.0,), integer=False)

    @property
    def is_multiple(self) -> bool:
        """Whether a factor's value multiplies what the scenario has."""
        return self.times or self.how == "scale"

    @property
    def from_start(self) -> bool:
        """Whether it is the value from the start."""
        return self.path != DELAY and not self.times and not self.date

    def meets(self, other: "Target") -> bool:
        """Whether both move one number in one place: from the start, or in events of one date."""
        alike = self.date == other.date and not {*self.entries}.isdisjoint(other.entries)
        same_type = None in (self.type, other.type) or self.type == other.type
        same_district = None in (self.district, other.district) or self.district == other.district
        return self.path == other.path or (alike and same_type and same_district)

    def changes_in(self, scenario: Scenario) -> list[Change]:
        """The changes of a scenario's event that the path names."""
        return [
            one
            for one in scenario.changes
            if one.entry in self.entries
            and one.how == self.how
            and one.month == month_in(self.date, scenario)
            and (one.type, one.district) == (self.type, self.district)
        ]


@cache
def target(path: str) -> Target | None:
    """Read a path; None where nothing has it."""
    if path == DELAY:
        return Target(DELAY, "")
    found = _FORM.fullmatch(path)
    if found is None:
        return None
    number, kind, district = found["number"], found["type"], found["district"]
    if number not in QUANTITIES and number not in ENTRIES:
        return None
    local = kind or district
    if (kind and kind not in TYPES) or (local and is_world(number)):
        return None
    times, date, how = bool(found["scale"]), found["date"] or "", found["how"] or ""
    return Target(path, number, times, date, how, kind, int(district) if district else None)


def month_in(date: str, scenario: Scenario) -> int:
    """How many months after a scenario's start a date is."""
    return month_index(date, start=scenario.start)


def why_none(path: str) -> str:
    """What is wrong with a path that nothing has; nothing where it is only an unknown name."""
    found = _FORM.fullmatch(path)
    if found is None or not (found["type"] or found["district"]):
        return ""
    if found["type"] and found["type"] not in TYPES:
        return message("one_of", names=", ".join(TYPES))
    return message("design.world_everywhere") if is_world(found["number"]) else ""
