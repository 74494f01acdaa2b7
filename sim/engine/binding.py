"""Where visits find what they read and write: the address of each column, and their own parameters in a row."""

import ctypes
import functools
import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from sim.engine.columns import Array, State
from sim.engine.entries import plan
from sim.engine.operands import draw_columns, list_columns, whole
from sim.engine.plan import Planned
from sim.engine.program import Program

Words = npt.NDArray[np.int64]
WORD = 8
THREADS_FROM = 1_000_000
"""Agents from which a second thread pays."""


class Binding:
    """A program's visits bound to a state.

    Attributes
    ----------
    chunks
        Runs of places that may be taken side by side, as first and last place.
    places, world
        Places in the vector of world parameters of what visits read, in their order; and room for these numbers, float64.
    worlds, columns
        For each stage the address of each visit's parameters, int64; and of each visit's table of columns, for each chunk.
    """

    def __init__(self, program: Program, state: State, parts: int) -> None:
        self.chunks = chunks(state.first_of_most, parts)
        self.places, world_starts, named, column_starts = _order(program)
        self.world = np.zeros(len(self.places))
        self.worlds = [self.world.ctypes.data + WORD * starts for starts in world_starts]
        lasting = _arrays(state)
        self._kept = [lasting | _scratch(program, state, begin=begin, end=end) for begin, end in self.chunks]
        self._tables = [_addresses(arrays, named) for arrays in self._kept]
        self.columns = [[table.ctypes.data + 2 * WORD * starts for table in self._tables] for starts in column_starts]


def worth_threads(threads: int, *, agents: int) -> int:
    """As many threads as given, but one where waiting for each other would cost more than it saves."""
    return threads if agents >= THREADS_FROM else 1


def chunks(first: Words, parts: int) -> list[tuple[int, int]]:
    """Split places into runs of about as many agents each."""
    marks = [int(np.searchsorted(first, first[-1] * part / parts)) for part in range(parts)] + [len(first) - 1]
    return [(begin, end) for begin, end in itertools.pairwise(marks) if end > begin or parts == 1]


@functools.cache
def _order(program: Program) -> tuple[Words, list[Words], tuple[str, ...], list[Words]]:
    """In the order of visits, the places of the parameters that they read and the names of their columns.

    And behind each where those of a visit begin, stage by stage.
    """
    stages = [stage.visits for stage in plan(program)]
    places = [[_places(program, one) for one in visits] for visits in stages]
    named = [[one.columns for one in visits] for visits in stages]
    flat = np.array([place for visits in places for one in visits for place in one], np.int64)
    return flat, _starts(places), tuple(name for visits in named for one in visits for name in one), _starts(named)


def _starts(of_visits: Sequence[Sequence[Sequence[object]]]) -> list[Words]:
    """Where what visits have begins when it is laid out in one row, stage by stage."""
    starts = np.cumsum([0, *(len(one) for visits in of_visits for one in visits)])
    bounds = itertools.pairwise(np.cumsum([0, *map(len, of_visits)]))
    return [starts[begin:end] for begin, end in bounds]


def _addresses(arrays: Mapping[str, Array], named: Sequence[str]) -> Words:
    """Address and length of each column that is named, one after the other."""
    known = {name: (_address(array), len(array)) for name, array in arrays.items()}
    return np.array([known[name] for name in named], np.int64)


def _address(array: Array) -> int:
    """Where an array lies; numpy itself would take four times as long to say so."""
    return ctypes.addressof(ctypes.c_char.from_buffer(array)) if len(array) else 0  # type: ignore[arg-type]


def _places(program: Program, one: Planned) -> list[int]:
    return [place for name in one.world for place in range(program.world[name].start, program.world[name].stop)]


def _scratch(program: Program, state: State, *, begin: int, end: int) -> dict[str, Array]:
    """Columns that live within a month, for the largest place of a chunk; a list's number comes before its rows."""
    arrays: dict[str, Array] = {}
    for table in program.tables.values():
        if table.in_places:
            rows = int(np.diff(state.first[table.name][begin : end + 1]).max(initial=0)) + 1
            more = (*draw_columns(program, table.name), *list_columns(program, table.name))
            columns = [column for column in (*table.columns, *more) if column.scratch]
            arrays |= {
                whole(table.name, column=column.name): np.zeros(rows * column.width, column.kind) for column in columns
            }
    return arrays


def _arrays(state: State) -> dict[str, Array]:
    arrays = {
        whole(name, column=column): array
        for name, rows in state.tables.items()
        for column, array in rows.columns.items()
    }
    return arrays | {f"first_{name}": first for name, first in state.first.items()}
