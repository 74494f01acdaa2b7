"""What was counted in a city of one's own: a CSV file with a row a number, and what worlds have to show of it."""

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.city.figures import Profile
from sim.ensemble.patterns.table import MONTHS
from sim.ensemble.targets import DISCREPANCY, Target
from sim.errors import Problem, ProblemsError
from sim.language import message
from sim.outcomes import BY_NAME
from sim.reading import read_text
from sim.runs.result import Run
from sim.scenario.values import did_you_mean, listed, shortened

COLUMNS = ("year", "outcome", "place", "value", "error")
MOST_BYTES = 10_000_000
SHOWN = 100
WHOLE = ("", "city", "全市")
"""What stands under ``place`` for the whole city."""
YEARS = MONTHS // 12


@dataclass(frozen=True)
class Observation:
    """A year's mean of an outcome, with its standard error; ``place`` is a community's number from 0, None for the city."""

    year: int
    outcome: str
    place: int | None
    value: float
    error: float

    def is_in(self, run: Run) -> bool:
        """Whether a run reaches to the end of the year."""
        return self._first(run) + 12 <= run.months

    def read(self, run: Run) -> float:
        """The same number in a run."""
        first = self._first(run)
        months = slice(max(first, 0), first + 12)
        if self.place is None:
            return float(run.city[self.outcome][months].mean())
        return float(run.communities[self.outcome][months, self.place].mean())

    def _first(self, run: Run) -> int:
        return 12 * (self.year - int(run.start[:4]))


def read_observed(file: Path, profile: Profile) -> list[Observation]:
    """Read counts of one's own: a heading ``year,outcome,place,value,error`` and a row a number.

    Raises
    ------
    ProblemsError
        With every line that is wrong: a year outside the ten that are simulated, no such outcome or community, no number,
        an error that is not above 0, a number given twice.
    """
    try:
        rows = list(csv.reader(read_text(file, MOST_BYTES).splitlines()))
    except csv.Error as error:
        raise ProblemsError([Problem(str(file), None, "", str(error), message("observed.csv"), "")]) from error
    head = [name.strip().lower() for name in rows[0]] if rows else []
    if sorted(head) != sorted(COLUMNS):
        given = shortened(",".join(head)) or message("observed.nothing")
        raise ProblemsError([Problem(str(file), 1, "", given, ",".join(COLUMNS), message("observed.heading"))])
    reader, found = _Reader(file, profile, head), list[Observation]()
    for line, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            found += reader.row(line, row)
    if not found and not reader.problems:
        reader.refuse(2, "", given=message("observed.nothing"), allowed=message("observed.a_row"))
    if reader.problems:
        left = len(reader.problems) - SHOWN
        more = [Problem(str(file), None, "", message("observed.more", count=left), "", "")] if left > 0 else []
        raise ProblemsError(reader.problems[:SHOWN] + more)
    return found


class _Reader:
    """Reads rows, and gathers what is wrong with them."""

    def __init__(self, file: Path, profile: Profile, head: Sequence[str]) -> None:
        self.file, self.head = str(file), head
        self.problems: list[Problem] = []
        self.first = int(profile.city.start[:4]) + (profile.city.start[5:] != "01")
        self.places = {one.name: k for k, one in enumerate(profile.communities)}
        self.seen: dict[tuple[int, str, int | None], int] = {}

    def refuse(self, line: int, key: str, *, given: str, allowed: str, advice: str = "") -> None:
        self.problems.append(Problem(self.file, line, key, shortened(given), allowed, advice))

    def row(self, line: int, cells: Sequence[str]) -> list[Observation]:
        """The observation of a row; none where something is wrong with it."""
        if len(cells) != len(self.head):
            self.refuse(
                line,
                "",
                given=message("design.n_values", n=len(cells)),
                allowed=message("design.as_line_1", n=len(self.head)),
            )
            return []
        before = len(self.problems)
        given = {name: cell.strip() for name, cell in zip(self.head, cells, strict=True)}
        year, outcome, place = self._year(line, given["year"]), given["outcome"], self._place(line, given["place"])
        if outcome not in BY_NAME:
            self.refuse(
                line,
                "outcome",
                given=outcome,
                allowed=message("observed.outcome"),
                advice=did_you_mean(outcome, [*BY_NAME]),
            )
        value, error = (self._number(line, name, given=given[name]) for name in ("value", "error"))
        if outcome in BY_NAME and len(self.problems) == before:
            self._within(line, outcome, value)
        if error <= 0:
            self.refuse(line, "error", given=given["error"], allowed=message("observed.error"))
        if len(self.problems) > before:
            return []
        key = (year, outcome, place)
        if key in self.seen:
            self.refuse(
                line,
                "",
                given=",".join(cells),
                allowed=message("observed.once"),
                advice=message("observed.twice", line=self.seen[key]),
            )
            return []
        self.seen[key] = line
        return [Observation(year, outcome, place, value, error)]

    def _year(self, line: int, given: str) -> int:
        last = self.first + YEARS - 1
        if given.isdecimal() and self.first <= int(given[:9]) <= last:
            return int(given)
        self.refuse(line, "year", given=given, allowed=message("observed.year", first=self.first, last=last))
        return self.first

    def _place(self, line: int, given: str) -> int | None:
        if given.lower() in WHOLE:
            return None
        if given not in self.places:
            known = listed([*self.places][:5]) or message("observed.no_communities")
            self.refuse(
                line,
                "place",
                given=given,
                allowed=message("observed.place", known=known),
                advice=did_you_mean(given, [*self.places]),
            )
        return self.places.get(given)

    def _within(self, line: int, outcome: str, value: float) -> None:
        """Refuse a value that the outcome cannot have: shares and indices lie between 0 and 1, nothing lies below 0."""
        most = 1.0 if BY_NAME[outcome].unit in ("share", "index") else math.inf
        if 0 <= value <= most:
            return
        meant = message("observed.meant", value=f"{value / 100:g}") if most < value <= 100 * most else ""
        allowed = message("observed.between_0_and_1" if most == 1.0 else "observed.from_0", outcome=outcome)
        self.refuse(line, "value", given=f"{value:g}", allowed=allowed, advice=meant)

    def _number(self, line: int, name: str, *, given: str) -> float:
        try:
            number = float(given)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self.refuse(line, name, given=given, allowed=message("observed.number"))
            return 1.0
        return number


def observations(log: Mapping[str, Any]) -> dict[str, Observation]:
    """What was counted of a city whose worlds were searched for, by the target's name; ``log`` is the search's."""
    found = {one["name"]: one["observation"] for one in log.get("targets", ())}
    return {name: Observation(**one) for name, one in found.items() if one}


def observed_targets(observed: Sequence[Observation], profile: Profile) -> list[Target]:
    """A target for each observation: its value, give or take its standard error."""
    names = ["city", *(one.name for one in profile.communities)]
    return [
        Target(
            f"{one.outcome} {one.year} {names[0 if one.place is None else one.place + 1]}",
            one.value - one.error,
            one.value + one.error,
            ("baseline",),
            math.hypot(one.error / 2, DISCREPANCY * one.error),
            observation=one,
        )
        for one in observed
    ]
