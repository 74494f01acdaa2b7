"""Where visits find what they read and write: the address of each column, and their own parameters in a row."""

import ctypes
import functools
import itertools
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from sim.engine.columns import Array, State
from sim.engine.operands import draw_columns, list_columns, whole
from sim.engine.plan import Planned
from sim.engine.program import Program
from sim.engine.sharing import Words, shares
from sim.engine.visit_texts import plan

WORD = 8
THREADS_FROM = 1_000_000
"""Agents from which a second thread pays."""


class Binding:
    """A program's visits bound to a state.

    Attributes
    ----------
    shares
        What threads take side by side, and in which order.
    places, world
        Places in the vector of world parameters of what visits read, in their order; and room for these numbers, float64.
    worlds, columns
        For each stage the address of each visit's parameters, int64; and of each visit's table of columns, for each chunk.
    """

    def __init__(self, program: Program, state: State, parts: int) -> None:
        self.shares = shares(state, [stage.through for stage in plan(program)], parts=parts)
        self.places, world_starts, named, column_starts = _order(program)
        self.world = np.zeros(len(self.places))
        self.worlds = [self.world.ctypes.data + WORD * starts for starts in world_starts]
        lasting = _arrays(state)
        held = {name for stage in plan(program) for name in stage.held}
        self._kept = [lasting | _scratch(program, state, cuts, held) for cuts in self.shares.cuts]
        self._tables = [_addresses(arrays, named) for arrays in self._kept]
        self.columns = [[table.ctypes.data + 2 * WORD * starts for table in self._tables] for starts in column_starts]


def worth_threads(threads: int, *, agents: int) -> int:
    """As many threads as given, but one where waiting for each other would cost more than it saves."""
    return threads if agents >= THREADS_FROM else 1


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


def _scratch(program: Program, state: State, cuts: Words, held: Collection[str]) -> dict[str, Array]:
    """Columns that live within a month, for the largest place of a chunk; a list's number comes before its rows.

    Those that are held are for all places between two cuts.
    """
    arrays: dict[str, Array] = {}
    for table in program.tables.values():
        if table.in_places:
            first = state.first[table.name]
            rows = int(np.diff(first[cuts[0] : cuts[-1] + 1]).max(initial=0)) + 1
            all_rows = int(np.diff(first[cuts]).max(initial=0))
            more = (*draw_columns(program, table.name), *list_columns(program, table.name))
            for column in (column for column in (*table.columns, *more) if column.scratch):
                name = whole(table.name, column=column.name)
                arrays[name] = np.zeros((all_rows if name in held else rows) * column.width, column.kind)
    return arrays


def _arrays(state: State) -> dict[str, Array]:
    arrays = {
        whole(name, column=column): array
        for name, rows in state.tables.items()
        for column, array in rows.columns.items()
    }
    return arrays | {f"first_{name}": first for name, first in state.first.items()}
