"""The compiled engine: every visit of the program as machine code, driven over chunks of communities."""

import functools
import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from sim.engine.binding import Binding, Words
from sim.engine.columns import State
from sim.engine.entries import Entry, entries
from sim.engine.fingerprint import code_folder
from sim.engine.native import INLINE, drive
from sim.engine.program import Program
from sim.rules.rule import RULES

Rule = Callable[..., object]
_ADDRESSES: dict[str, int] = {}


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
        self._codes = [
            (city_wide, np.array([address(one) for one in run], np.int64)) for city_wide, run in entries(program)
        ]

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
    ready = {path.name.partition(".")[0] for path in (code_folder() / "__pycache__").glob("*.enter-*.nbi")}
    found = {one.name: one for program in programs for _, run in entries(program) for one in run}
    return [one for name, one in found.items() if name not in ready]


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
