"""Where visits find what they read and write: the address of each column, and their own parameters in a row."""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from sim.engine.columns import Array, State
from sim.engine.entries import Entry, entries
from sim.engine.operands import draw_columns, list_columns, whole
from sim.engine.program import Program

Words = npt.NDArray[np.int64]
WORD = 8
THREADS_FROM = 1_000_000
"""Residents from which a second thread pays."""


class Binding:
    """A program's visits bound to a state.

    Attributes
    ----------
    chunks
        Runs of communities that may be taken side by side, as first and last place.
    places, world
        Places in the vector of world parameters of what visits read, in their order; and room for these numbers, float64.
    worlds, columns
        For each stage the address of each visit's parameters, int64; and of each visit's table of columns, for each chunk.
    """

    def __init__(self, program: Program, state: State, parts: int) -> None:
        self.chunks = chunks(state.first["residents"], parts)
        runs = [run for _, run in entries(program)]
        places = [[_places(program, one) for one in run] for run in runs]
        self.places = np.array([place for run in places for one in run for place in one], np.int64)
        self.world = np.zeros(len(self.places))
        starts = np.cumsum([0, *(len(one) for run in places for one in run)])
        bounds = itertools.pairwise(np.cumsum([0, *map(len, runs)]))
        self.worlds = [self.world.ctypes.data + WORD * starts[begin:end] for begin, end in bounds]
        self._kept: list[object] = []
        known = [self._addresses(_arrays(state) | _scratch(program, state, *chunk)) for chunk in self.chunks]
        self.columns = [[self._tables(run, addresses) for addresses in known] for run in runs]

    def _addresses(self, arrays: Mapping[str, Array]) -> dict[str, tuple[int, int]]:
        self._kept.append(arrays)
        return {name: (array.__array_interface__["data"][0], len(array)) for name, array in arrays.items()}

    def _tables(self, run: Sequence[Entry], addresses: Mapping[str, tuple[int, int]]) -> Words:
        words = np.array([word for one in run for name in one.columns for word in addresses[name]], np.int64)
        self._kept.append(words)
        return words.ctypes.data + 2 * WORD * np.cumsum([0, *(len(one.columns) for one in run)])[:-1]


def worth_threads(threads: int, residents: int) -> int:
    """As many threads as given, but one where waiting for each other would cost more than it saves."""
    return threads if residents >= THREADS_FROM else 1


def chunks(first: Words, parts: int) -> list[tuple[int, int]]:
    """Split communities into runs of about as many residents each."""
    marks = [int(np.searchsorted(first, first[-1] * part / parts)) for part in range(parts)] + [len(first) - 1]
    return [(begin, end) for begin, end in itertools.pairwise(marks) if end > begin or parts == 1]


def _places(program: Program, one: Entry) -> list[int]:
    return [place for name in one.world for place in range(program.world[name].start, program.world[name].stop)]


def _scratch(program: Program, state: State, begin: int, end: int) -> dict[str, Array]:
    """Columns that live within a month, for the largest community of a chunk; a list's number comes before its rows."""
    arrays: dict[str, Array] = {}
    for table in program.tables.values():
        if table.in_communities:
            rows = int(np.diff(state.first[table.name][begin : end + 1]).max(initial=0)) + 1
            more = (*draw_columns(program, table.name), *list_columns(program, table.name))
            columns = [column for column in (*table.columns, *more) if column.scratch]
            arrays |= {whole(table.name, column.name): np.zeros(rows * column.width, column.kind) for column in columns}
    return arrays


def _arrays(state: State) -> dict[str, Array]:
    arrays = {
        whole(name, column): array for name, rows in state.tables.items() for column, array in rows.columns.items()
    }
    return arrays | {f"first_{name}": first for name, first in state.first.items()}
