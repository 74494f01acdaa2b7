"""State as columns: one array for each thing that is known of each agent."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.state.record import Kind, Record, fields

Array = npt.NDArray[Any]
PACKED = "packed"
"""The unit of a word that holds several numbers."""
PLACES, CITY = "places", "city"
"""What a step goes through where it is not groups of places by a column."""


@dataclass(frozen=True)
class Column:
    """One quantity of every agent of a table; ``width`` values each, stored flat.

    A ``scratch`` column lives within a month: the compiled engine keeps it for one place at a time, or where it is ``held``
    from stage to stage, for the places that go through these together. A column ``of_ties`` has a number for each tie slot; a
    place's numbers for the first slot come first, then those for the second.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    width: int = 1
    scratch: bool = False
    of_ties: bool = False
    zh: str = field(default="", repr=False, compare=False)
    """Its name in Chinese, where the catalogs have none: of no account to a program."""
    held: bool = False


@dataclass(frozen=True)
class Table:
    """A kind of agent.

    Attributes
    ----------
    in_places
        Whether its rows are sorted by the place that they belong to; ``is_place`` marks the table of places itself.
    person
        The column that with the row says who it is, where a row is taken over by somebody else.
    tie
        The column of ties: how many rows away the other one is.
    """

    name: str
    columns: tuple[Column, ...]
    in_places: bool = False
    is_place: bool = False
    person: str | None = None
    tie: str | None = None

    def column(self, name: str) -> Column | None:
        """The column of that name, or None."""
        return self._by_name.get(name)

    def width(self, name: str) -> int:
        """How many values of that column an agent has."""
        return self._by_name[name].width

    @functools.cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


def columns_of(kind: type[Record]) -> tuple[Column, ...]:
    """A column for each field of a class of records."""
    return tuple(
        Column(one.name, one.kind, one.meaning, one.unit, one.width, one.scratch, one.of_ties, one.zh)
        for one in fields(kind).values()
    )


class Rows:
    """The columns of one table as attributes: ``city.residents.trust`` is an array, one value an agent."""

    def __init__(self, table: Table, n: int, columns: dict[str, Array]) -> None:
        self.table = table
        self.n = n
        self.columns = columns

    def __getattr__(self, name: str) -> Array:
        try:
            return self.__dict__["columns"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(f"{self.__dict__['table'].name} have no column {name!r}") from None

    def copy(self) -> "Rows":
        """The same rows in arrays of their own."""
        return Rows(self.table, self.n, {name: column.copy() for name, column in self.columns.items()})


class State:
    """Everything that is known: the rows of each table, also as attributes (``state.residents``).

    ``first`` maps a table sorted by place to the index of each place's first row, int64 of shape (places + 1,).
    """

    def __init__(self, tables: Mapping[str, Rows], first: Mapping[str, npt.NDArray[np.int64]]) -> None:
        self.tables = tables
        self.first = first

    def __getattr__(self, name: str) -> Rows:
        try:
            return self.__dict__["tables"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(f"there is no table {name!r}") from None

    @property
    def n_places(self) -> int:
        """How many places there are."""
        return next(rows.n for rows in self.tables.values() if rows.table.is_place)

    @property
    def first_of_most(self) -> npt.NDArray[np.int64]:
        """Where the rows of each place begin in the table that has most of them."""
        return max(self.first.values(), key=lambda first: int(first[-1]))

    def visited(self, through: str) -> npt.NDArray[np.int64]:
        """What a step is visited with: each place, or 0 for the city, or where each group of places begins in their list."""
        if through in (PLACES, CITY):
            return np.arange(self.n_places if through == PLACES else 1)
        return np.unique(self.begins(through))

    def begins(self, by: str) -> npt.NDArray[np.int64]:
        """Where the group of each place begins in the list of places that is sorted by the numbers of a column."""
        numbers = next(rows.columns[by] for rows in self.tables.values() if rows.table.is_place)
        return np.searchsorted(np.sort(numbers), numbers)

    def copy(self) -> "State":
        """A state of its own, equal to this one."""
        return State({name: rows.copy() for name, rows in self.tables.items()}, self.first)

    def of_ties(self, table: str, *, name: str) -> Array:
        """A column of ties with a row for each agent, of shape (agents, tie slots)."""
        values, width = self.tables[table].columns[name], self.tables[table].table.width(name)
        bounds = zip(self.first[table][:-1], self.first[table][1:], strict=True)
        return np.concatenate([values[low * width : high * width].reshape(width, -1).T for low, high in bounds])

    @property
    def nbytes(self) -> int:
        """Memory of all columns [bytes]."""
        return sum(array.nbytes for rows in self.tables.values() for array in rows.columns.values())


def allocate(table: Table, n: int, with_scratch: bool) -> Rows:
    """Columns of zeros for n agents."""
    kept = [column for column in table.columns if with_scratch or not column.scratch]
    return Rows(table, n, {column.name: np.zeros(n * column.width, column.kind) for column in kept})
