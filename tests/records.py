"""Records for tests of rules: a test names only what it is about; everything else is as usual."""

from collections.abc import Iterable, MutableSequence
from typing import Any

from sim.parameters import LEVERS, WORLD
from sim.parameters.levers import Levers
from sim.parameters.world import World
from sim.state import Community, Office, Organization, Resident
from sim.state.record import Field, Record, fields

USUAL: dict[str, Any] = {one.name: one.default if one.keys else one.default[0] for one in (*LEVERS, *WORLD)}
STILL: dict[str, Any] = {
    **{"elders_tied": 0.0, "elders_afar": 0.0, "deliberated": 0.0, "work_rank": 126, "health": 0.0, "patience": 1.0},
    **{"culture_reach": 1.0, "heritage_reach": 1.0, "neighbourhood_reach": 1.0, "grassroots_reach": 1.0},
    **{"organizing_minutes": 0, "active_ties": 400, "n_peers": 8},
}
"""Someone without a job, as healthy as usual, who knows eight people half actively, where nobody deliberates."""
GROUPS = {*Levers.model_fields, *World.model_fields}


def _as_usual(kind: type[Record], given: dict[str, Any]) -> Any:
    known = fields(kind)
    return kind(**{name: value for name, value in STILL.items() if name in known} | given)


def person(**given: Any) -> Resident:
    """A resident with the given fields, else as in ``STILL``."""
    return _as_usual(Resident, given)  # type: ignore[no-any-return]


def place(**given: Any) -> Community:
    """A community with the given fields, else as in ``STILL``."""
    return _as_usual(Community, given)  # type: ignore[no-any-return]


def provider(**given: Any) -> Organization:
    """A social organization with the given fields."""
    return Organization(**given)


def office(**given: Any) -> Office:
    """An office with the given fields."""
    return Office(**given)


class Usual:
    """All parameters, in their groups or alone: the given ones, else the baseline's."""

    def __init__(self, given: dict[str, Any]) -> None:
        for name in given:
            assert name in USUAL, f"no parameter is called {name}"
        self._given = given

    def __getattr__(self, name: str) -> Any:
        if name in self._given:
            return self._given[name]
        if name in GROUPS:
            return self
        if name in USUAL:
            return USUAL[name]
        raise AttributeError(f"no parameter is called {name}")


def usual(**given: Any) -> Any:
    """The baseline's levers or world parameters, but for the given ones."""
    return Usual(given)


class Columns:
    """Agents of a kind as columns that a test gives and looks at afterwards."""

    def __init__(self, kind: type[Record], columns: dict[str, MutableSequence[Any]], n: int) -> None:
        self._fields, self._columns, self._n = fields(kind), columns, n

    def __len__(self) -> int:
        return self._n

    def __getitem__(self, row: int) -> Any:
        return Row(self, row)

    def column(self, field: Field[Any]) -> MutableSequence[Any]:
        """A field's column, of zeros where none was given."""
        zero: Any = 0.0 if field.kind.startswith("f") else 0
        return self._columns.setdefault(field.name, [zero] * (self._n * field.width))

    def field(self, name: str) -> Field[Any]:
        """A field by its name."""
        return self._fields[name]


class Row:
    """One agent of columns."""

    def __init__(self, many: Columns, row: int) -> None:
        object.__setattr__(self, "_many", many)
        object.__setattr__(self, "_row", row)

    def __getattr__(self, name: str) -> Any:
        column, width = self._many.column(self._many.field(name)), self._many.field(name).width
        return column[self._row] if width == 1 else Part(column, self._row * width)

    def __setattr__(self, name: str, value: Any) -> None:
        self._many.column(self._many.field(name))[self._row] = value


class Part:
    """A row's numbers in a wide column."""

    def __init__(self, column: MutableSequence[Any], begin: int) -> None:
        self._column, self._begin = column, begin

    def __getitem__(self, place: int) -> Any:
        return self._column[self._begin + place]

    def __setitem__(self, place: int, value: Any) -> None:
        self._column[self._begin + place] = value


def many(kind: type[Record], given: dict[str, Any]) -> Columns:
    """Agents of a kind from columns; as many as the columns are long."""
    known = fields(kind)
    own = {name: value for name, value in given.items() if name in known and isinstance(value, Iterable)}
    sizes = [len(value) // known[name].width for name, value in own.items()]  # type: ignore[arg-type]
    return Columns(kind, own, sizes[0] if sizes else 0)
