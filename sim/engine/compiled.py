"""The compiled engine: every visit of the program as machine code, driven over chunks of communities."""

import functools
import importlib.util
import itertools
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from sim.engine.columns import Array, State
from sim.engine.entries import Entry, entries
from sim.engine.fingerprint import code_folder
from sim.engine.native import INLINE, drive
from sim.engine.operands import draw_columns, list_columns, whole
from sim.engine.program import Program, is_city_wide
from sim.engine.source import stages
from sim.rules.rule import RULES

Rule = Callable[..., object]
Words = npt.NDArray[np.int64]
_ADDRESSES: dict[str, int] = {}


@dataclass(frozen=True)
class Stage:
    """A run of visits bound to columns: their addresses, those of their parameters, and a chunk's tables of columns."""

    city_wide: bool
    entries: Words
    worlds: Words
    columns: list[Words]


class Compiled:
    """A program compiled and bound to a state.

    Parameters
    ----------
    program, state
        The steps and the columns that they change. The columns stay where they are in memory.
    threads
        Chunks of communities that run side by side; the results are the same for any number.
    """

    def __init__(self, program: Program, state: State, threads: int = 1) -> None:
        self.program = program
        self.state = state
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._chunks = chunks(state.first["residents"], threads)
        scratch = [_scratch(program, state, begin, end) for begin, end in self._chunks]
        self._arrays = [_arrays(state) | chunk for chunk in scratch]
        self._tables: list[Words] = []
        self._places: list[int] = []
        runs = [(steps, entries(program, steps)) for steps in stages(program)]
        self._world = np.zeros(sum(program.width(name) for _, run in runs for one in run for name in one.world))
        self._stages = [self._bind(is_city_wide(steps[0]), run) for steps, run in runs]

    def _bind(self, city_wide: bool, run: list[Entry]) -> Stage:
        codes, worlds = [address(one) for one in run], []
        for one in run:
            worlds.append(self._world.ctypes.data + 8 * len(self._places))
            self._places += [place for name in one.world for place in _indices(self.program.world[name])]
        columns = [self._addresses(run, arrays) for arrays in self._arrays]
        return Stage(city_wide, np.array(codes, np.int64), np.array(worlds, np.int64), columns)

    def _addresses(self, run: list[Entry], arrays: Mapping[str, Array]) -> Words:
        tables = [_table([arrays[name] for name in one.columns]) for one in run]
        self._tables += tables
        return np.array([table.ctypes.data for table in tables], np.int64)

    def run_month(self, month: int, key: tuple[int, int], world: npt.NDArray[np.float64]) -> None:
        """Run one month in place; ``key`` is the luck's 64-bit seed as two words, ``world`` the month's parameters."""
        self._world[:] = world[self._places]
        for stage in self._stages:
            self._drive(stage, (month, *key, self.state.communities.n))

    def _drive(self, stage: Stage, shared: tuple[int, int, int, int]) -> None:
        chunks = [(0, 1)] if stage.city_wide else self._chunks
        side_by_side = self._pool.map if self._pool else map

        def take(columns: Words, chunk: tuple[int, int]) -> None:
            drive(stage.entries, stage.worlds, columns, *chunk, *shared)

        list(side_by_side(take, stage.columns, chunks))


def chunks(first: npt.NDArray[np.int64], parts: int) -> list[tuple[int, int]]:
    """Split communities into runs of about as many residents each."""
    marks = [int(np.searchsorted(first, first[-1] * part / parts)) for part in range(parts)] + [len(first) - 1]
    return [(begin, end) for begin, end in itertools.pairwise(marks) if end > begin or parts == 1]


def _indices(place: slice) -> range:
    return range(place.start, place.stop)


def _table(arrays: Sequence[Array]) -> Words:
    return np.array([word for array in arrays for word in (array.ctypes.data, len(array))], np.int64)


def _scratch(program: Program, state: State, begin: int, end: int) -> dict[str, Array]:
    arrays: dict[str, Array] = {}
    for table in program.tables.values():
        if table.in_communities:
            rows = (
                int(np.diff(state.first[table.name][begin : end + 1]).max(initial=0)) + 1
            )  # a list's number comes first
            more = (*draw_columns(program, table.name), *list_columns(program, table.name))
            columns = [column for column in (*table.columns, *more) if column.scratch]
            arrays |= {whole(table.name, column.name): np.zeros(rows * column.width, column.kind) for column in columns}
    return arrays


def _arrays(state: State) -> dict[str, Array]:
    arrays = {
        whole(name, column): array for name, rows in state.tables.items() for column, array in rows.columns.items()
    }
    return arrays | {f"first_{name}": first for name, first in state.first.items()}


@functools.cache
def compiled_rules(count: int) -> dict[Rule, Rule]:
    """The marked rules as functions of numba's; a rule that calls another sees numba's function in its place."""
    scopes = {rule: dict(rule.__globals__) for rule in RULES[:count]}
    copies = {rule: FunctionType(rule.__code__, scope, rule.__name__) for rule, scope in scopes.items()}
    found: dict[Rule, Rule] = {rule: njit(**INLINE)(copy) for rule, copy in copies.items()}
    for scope in scopes.values():
        scope |= {
            name: found[value] for name, value in scope.items() if isinstance(value, FunctionType) and value in found
        }
    return found


def not_compiled(programs: Iterable[Program]) -> list[Entry]:
    """The visits whose machine code is not on disk yet, so that the first month would have to wait for it."""
    folder = code_folder() / "__pycache__"
    found = {one.name: one for program in programs for steps in stages(program) for one in entries(program, steps)}
    return [one for name, one in found.items() if not any(folder.glob(f"{name}.enter-*.nbi"))]


def address(one: Entry) -> int:
    """Where the machine code of a visit is; numba compiles it when it is first asked for and keeps it on disk."""
    if one.name not in _ADDRESSES:
        _ADDRESSES[one.name] = _load(one)
    return _ADDRESSES[one.name]


def _load(one: Entry) -> int:
    path = code_folder() / f"{one.name}.py"
    if not path.exists():
        _write_once(path, one.text)
    spec = importlib.util.spec_from_file_location(one.name, path)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    sys.modules[one.name] = module
    rules = compiled_rules(len(RULES))
    vars(module).update({name: rules[rule] for name, rule in one.rules.items()})
    spec.loader.exec_module(module)
    return int(module.enter.address)


def _write_once(path: Path, source: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf8") as file:
        file.write(source)
    os.replace(temporary, path)
