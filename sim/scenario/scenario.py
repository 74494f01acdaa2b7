"""A scenario with all its values resolved."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from sim.scenario.changes import Change
from sim.scenario.checks import Notice
from sim.scenario.columns import COLUMN, ENTRIES, N_LEVERS, QUANTITIES, is_world
from sim.scenario.document import Origin
from sim.scenario.suggest import did_you_mean
from sim.scenario.table import ROWS, Floats, table_in


@dataclass(frozen=True, eq=False)
class Schedule:
    """What holds in each month: ``levers`` float64 (months, 4 types, entries), ``world`` float64 (months, entries)."""

    levers: Floats
    world: Floats


@dataclass(frozen=True, eq=False)
class Scenario:
    """A policy, the world it meets, and what happens when.

    ``name`` and ``question`` are by language; ``extends`` lists the files from the root to this one; ``base`` holds the
    values at the start, float64 (5, entries): a row for communities of no particular type, then one for each type.
    ``provenance`` says who set each dotted path at the start (``by_type.rural.`` before it where a type has its own).
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

    def value(self, path: str, month: int = 0, type: str | None = None) -> float | dict[str, float]:
        """Return a value, or a vector's values by key, in a month and for a type of community.

        Raises
        ------
        KeyError
            If there is no such path; the text names the nearest.
        """
        if path in ENTRIES:
            return self._number(path, month, type)
        if path not in QUANTITIES:
            raise KeyError(f"{path} is no parameter; {did_you_mean(path, ENTRIES)}")
        quantity = QUANTITIES[path]
        return {key: self._number(f"{path}.{key}", month, type) for key in quantity.keys}

    def schedule(self, months: int) -> Schedule:
        """Return every value in every month of a run, in the flat order of ``sim.parameters``."""
        table = table_in(self.base, self.changes, np.arange(months))
        levers, world = table[:, 1:, :N_LEVERS], table[:, 0, N_LEVERS:]
        return Schedule(np.ascontiguousarray(levers), np.ascontiguousarray(world))

    def canonical(self) -> dict[str, Any]:
        """Return all that determines a run, without names and files: equal when runs must be equal."""
        levers = {entry: self.base[1:, COLUMN[entry]].tolist() for entry in ENTRIES if not is_world(entry)}
        world = {entry: float(self.base[0, COLUMN[entry]]) for entry in ENTRIES if is_world(entry)}
        changes = sorted((_canonical_change(change) for change in self.changes), key=str)
        return {"start": self.start, "levers": levers, "world": world, "changes": changes}

    def _number(self, entry: str, month: int, kind: str | None) -> float:
        table = table_in(self.base, self.changes, np.array([month]))
        return float(table[0, ROWS.index(kind), COLUMN[entry]])


def _canonical_change(change: Change) -> dict[str, Any]:
    return {key: value for key, value in asdict(change).items() if key != "origin"}
