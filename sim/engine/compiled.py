"""The compiled engine: every visit of the program as machine code, driven over chunks of communities."""

import ctypes
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from sim.engine.binding import Binding, Words
from sim.engine.columns import State
from sim.engine.entries import DRIVE, Entry, entries
from sim.engine.objects import keep, kept, linked, read
from sim.engine.program import Program

_ADDRESSES: dict[str, int] = {}
_DRIVE = ctypes.CFUNCTYPE(None, *[ctypes.c_int64] * 10)


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
        self.bound = Binding(program, state, threads)
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        runs = entries(program)
        found = addresses(one for _, run in runs for one in run)
        self._codes = [(city_wide, np.array([found[one.name] for one in run], np.int64)) for city_wide, run in runs]

    def run_month(self, month: int, key: tuple[int, int], world: npt.NDArray[np.float64]) -> None:
        """Run one month in place; ``key`` is the luck's 64-bit seed as two words, ``world`` the month's parameters."""
        self.bound.world[:] = world[self.bound.places]
        for stage in range(len(self._codes)):
            self._drive(stage, (month, *key, self.state.communities.n))

    def _drive(self, stage: int, shared: tuple[int, int, int, int]) -> None:
        city_wide, codes = self._codes[stage]
        chunks = [(0, 1)] if city_wide else self.bound.chunks
        side_by_side = self._pool.map if self._pool and not city_wide else map

        def take(columns: Words, chunk: tuple[int, int]) -> None:
            drive(codes, self.bound.worlds[stage], columns, *chunk, *shared)

        list(side_by_side(take, self.bound.columns[stage], chunks))


def drive(
    codes: Words, worlds: Words, columns: Words, begin: int, end: int, month: int, low: int, high: int, n: int
) -> None:
    """Take a chunk of communities through a run of visits, given by addresses; Python's other threads run on meanwhile."""
    given = (codes.ctypes.data, worlds.ctypes.data, columns.ctypes.data)
    _DRIVE(_ADDRESSES[DRIVE])(len(codes), *given, begin, end, month, low, high, n)


def not_compiled(programs: Iterable[Program]) -> list[Entry | None]:
    """The visits whose machine code is not on disk yet, and None for the loop over communities where it is not."""
    ready = kept()
    found = {one.name: one for program in programs for _, run in entries(program) for one in run}
    missing: list[Entry | None] = [one for name, one in found.items() if name not in ready]
    return missing if DRIVE in ready else [*missing, None]


def compile_to_disk(missing: Iterable[Entry | None]) -> None:
    """Have numba compile visits, and for None the loop over communities."""
    from sim.engine.native import compiled  # noqa: PLC0415  numba is slow to import

    for one in missing:
        keep(compiled(one))


def addresses(wanted: Iterable[Entry]) -> dict[str, int]:
    """Where the machine code of each visit is, by name; what is not on disk is compiled first."""
    all_of_it: dict[str, Entry | None] = {DRIVE: None} | {one.name: one for one in wanted}
    missing = {name: one for name, one in all_of_it.items() if name not in _ADDRESSES}
    if missing:
        ready = kept()
        if absent := [one for name, one in missing.items() if name not in ready]:
            compile_to_disk(absent)
        _ADDRESSES.update(linked(read(missing)))
    return {name: _ADDRESSES[name] for name in all_of_it}
