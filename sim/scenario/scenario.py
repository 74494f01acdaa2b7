"""A scenario with all its values resolved."""

import functools
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from sim.errors import InputError, Problem, ScenarioError
from sim.language import message
from sim.scenario.changes import Change
from sim.scenario.checks import Notice
from sim.scenario.columns import COLUMN, ENTRIES, QUANTITIES, is_world
from sim.scenario.freed import Freed
from sim.scenario.sums import Overruled
from sim.scenario.table import Districts, Floats, check_size, places, table_in
from sim.scenario.toml_file import Origin
from sim.scenario.values import did_you_mean


@dataclass(frozen=True, eq=False)
class Schedule:
    """What holds in each month: ``levers`` float64 (months, rows, entries), ``world`` float64 (months, entries).

    The first four rows are for the types of communities; four more follow for each of ``districts``.
    """

    levers: Floats
    world: Floats
    districts: Districts = ()

    @functools.cached_property
    def changes(self) -> npt.NDArray[np.bool_]:
        """Whether levers are other in a month than in the month before, bool (months,)."""
        moved = (self.levers[1:] != self.levers[:-1]).any(axis=(1, 2))
        return np.concatenate([[True], moved])


@dataclass(frozen=True, eq=False)
class Scenario:
    """A policy, the world it meets, and what happens when.

    ``name`` and ``question`` are by language; ``extends`` lists the files from the root to this one; ``base`` holds the
    values at the start, float64 (rows, entries): a row for communities of no particular type, one for each type, then one
    for each type in each of ``districts``, which have values of their own. ``provenance`` says who set each dotted path at
    the start (``by_type.rural.`` or ``by_district.3.`` before it where a type or district has its own). ``overruled``
    are values of one scenario of a sum that a later one sets otherwise, ``freed`` says where much of the budget has no use.
    """

    reference: str
    start: str
    name: dict[str, str]
    question: dict[str, str]
    extends: tuple[str, ...]
    thresholds: dict[str, float]
    provenance: dict[str, Origin | Literal["default"]]
    base: Floats
    changes: tuple[Change, ...]
    notices: tuple[Notice, ...]
    districts: Districts = ()
    overruled: tuple[Overruled, ...] = ()
    freed: tuple[Freed, ...] = ()

    def value(
        self, path: str, month: int = 0, type: str | None = None, district: int | None = None
    ) -> float | dict[str, float]:
        """Return a value, or a vector's values by key, in a month and for a type of community, there in a district.

        Raises
        ------
        KeyError
            If there is no such path; the text names the nearest.
        """
        if path in ENTRIES:
            return self._number(path, month, type, district)
        if path not in QUANTITIES:
            raise KeyError(f"{path} is no parameter; {did_you_mean(path, ENTRIES)}")
        quantity = QUANTITIES[path]
        return {key: self._number(f"{path}.{key}", month, type, district) for key in quantity.keys}

    def schedule(self, months: int) -> Schedule:
        """Return every value in every month of a run, in the flat order of ``sim.parameters``.

        Raises
        ------
        InputError
            If an extension has added parameters since the scenario was loaded, or the table would be too large.
        """
        if self.base.shape[1] != len(COLUMN):
            raise InputError(message("loaded_before", scenario=self.reference))
        check_size(self.reference, months, self.districts)
        return _schedule(self, months)

    def holding(self, numbers: Mapping[str, float]) -> "Scenario":
        """The scenario with these numbers, by entry, from the start and everywhere; its events stay."""
        base = self.base.copy()
        for entry, number in numbers.items():
            base[:, COLUMN[entry]] = number
        return replace(self, base=base)

    def check_districts(self, count: int) -> None:
        """Check that a city with so many districts has all that have values of their own.

        Raises
        ------
        ScenarioError
            With each district that it lacks, at the line that names it.
        """
        origins = {change.district: change.origin for change in self.changes}
        for path, origin in self.provenance.items():
            if path.startswith("by_district.") and origin != "default":
                origins[int(path.split(".")[1])] = origin
        lacking = [number for number in self.districts if number > count]
        if lacking:
            raise ScenarioError([_no_district(number, origins[number], count) for number in lacking])

    def canonical(self) -> dict[str, Any]:
        """Return all that determines a run, without names and files: equal when runs must be equal."""
        levers = {entry: self.base[1:, COLUMN[entry]].tolist() for entry in ENTRIES if not is_world(entry)}
        world = {entry: float(self.base[0, COLUMN[entry]]) for entry in ENTRIES if is_world(entry)}
        changes = sorted((_canonical_change(change) for change in self.changes), key=str)
        return {
            "start": self.start,
            "districts": list(self.districts),
            "levers": levers,
            "world": world,
            "changes": changes,
        }

    def _number(self, entry: str, month: int, kind: str | None, district: int | None) -> float:
        table, rows = table_in(self.base, self.changes, np.array([month]), self.districts), places(self.districts)
        row = rows.index((kind, district) if district in self.districts else (kind, None))
        return float(table[0, row, COLUMN[entry]])


def from_canonical(reference: str, facts: Mapping[str, Any]) -> Scenario:
    """Build the scenario whose canonical form is ``facts``.

    Raises
    ------
    InputError
        If its parameters are not those that this version of the model has.
    """
    entries = {*facts["levers"], *facts["world"]}
    if entries != COLUMN.keys():
        other = ", ".join(sorted(entries ^ COLUMN.keys())[:5])
        raise InputError(f"{reference}: its parameters are not this version's ({other}); use the version that made it")
    districts = tuple(facts["districts"])
    base = np.zeros((len(places(districts)), len(COLUMN)))
    for entry, values in facts["levers"].items():
        base[1:, COLUMN[entry]] = values
        base[0, COLUMN[entry]] = values[0]
    for entry, value in facts["world"].items():
        base[:, COLUMN[entry]] = value
    changes = tuple(Change(**change, origin=Origin("manifest.json", 1)) for change in facts["changes"])
    names = {"en": reference, "zh": reference}
    return Scenario(reference, facts["start"], names, names, (), {}, {}, base, changes, (), districts)


@functools.lru_cache(maxsize=1)
def _schedule(scenario: Scenario, months: int) -> Schedule:
    """The schedule, made once for runs of one scenario that follow each other."""
    table = table_in(scenario.base, scenario.changes, np.arange(months), scenario.districts)
    levers, world = ([COLUMN[entry] for entry in ENTRIES if is_world(entry) is which] for which in (False, True))
    found = np.ascontiguousarray(table[:, 1:, levers]), np.ascontiguousarray(table[:, 0, world])
    for one in found:
        one.setflags(write=False)
    return Schedule(*found, scenario.districts)


def _no_district(number: int, origin: Origin, count: int) -> Problem:
    there = message("only_district") if count == 1 else message("a_district", count=count)
    return Problem(origin.file, origin.line, f"by_district.{number}", message("no_such_district"), there, "")


def _canonical_change(change: Change) -> dict[str, Any]:
    return {key: value for key, value in asdict(change).items() if key != "origin"}
