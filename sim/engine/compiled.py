"""The compiled engine: numba compiles the program's text and runs its stages over chunks of communities."""

import functools
import hashlib
import importlib.util
import inspect
import itertools
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from sim.engine.columns import Array, State
from sim.engine.fingerprint import code_folder
from sim.engine.operands import draw_columns, whole
from sim.engine.program import Program, is_city_wide
from sim.engine.source import stages, text
from sim.rules.rule import RULES

INSIDE: dict[str, Any] = {"error_model": "numpy", "nogil": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Options for what only compiled code calls; without wrappers it compiles in two thirds of the time."""
DECORATORS = f"""from numba import njit
row = visit = njit(**{INSIDE})
stage = njit(error_model="numpy", nogil=True, cache=True, no_cfunc_wrapper=True)
"""

Stage = Callable[..., None]
Rule = Callable[..., object]


class Compiled:
    """A program compiled and bound to a state.

    Parameters
    ----------
    program, state
        The steps and the columns that they change.
    threads
        Chunks of communities that run side by side; the results are the same for any number.
    """

    def __init__(self, program: Program, state: State, threads: int = 1) -> None:
        self.program = program
        self.state = state
        self.n_communities = state.communities.n
        module = load(program)
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        self._chunks = chunks(state.first["residents"], threads)
        scratch = [_scratch(program, state, begin, end) for begin, end in self._chunks]
        self._stages = [self._bind(module, index, scratch) for index in range(len(stages(program)))]

    def _bind(
        self, module: ModuleType, index: int, scratch: Sequence[Mapping[str, Array]]
    ) -> tuple[Stage, bool, list[list[Array]]]:
        function = getattr(module, f"stage_{index}")
        names = list(inspect.signature(function.py_func).parameters)
        names = names[names.index("whole_scratch") + 1 :]
        arrays = _arrays(self.state)
        bound = [[(chunk if name in chunk else arrays)[name] for name in names] for chunk in scratch]
        return function, is_city_wide(stages(self.program)[index][0]), bound

    def run_month(self, month: int, key: tuple[int, int], world: npt.NDArray[np.float64]) -> None:
        """Run one month in place; ``key`` is the luck's 64-bit seed as two words, ``world`` the month's parameters."""
        for index in range(len(self._stages)):
            self.run_stage(index, month, key, world)

    def run_stage(self, index: int, month: int, key: tuple[int, int], world: npt.NDArray[np.float64]) -> None:
        """Run one of the month's stages (``sim.engine.source.stages``)."""
        shared = (month, key[0], key[1], self.n_communities, world, 0)
        function, city_wide, bound = self._stages[index]
        if city_wide:
            function(*shared, *bound[0])
        elif self._pool is None:
            function(*self._chunks[0], *shared, *bound[0])
        else:
            calls = zip(self._chunks, bound, strict=True)
            list(self._pool.map(lambda call: function(*call[0], *shared, *call[1]), calls))


def chunks(first: npt.NDArray[np.int64], parts: int) -> list[tuple[int, int]]:
    """Split communities into runs of about as many residents each."""
    marks = [int(np.searchsorted(first, first[-1] * part / parts)) for part in range(parts)] + [len(first) - 1]
    return [(begin, end) for begin, end in itertools.pairwise(marks) if end > begin or parts == 1]


def _scratch(program: Program, state: State, begin: int, end: int) -> dict[str, Array]:
    arrays: dict[str, Array] = {}
    for table in program.tables.values():
        if table.in_communities:
            rows = int(np.diff(state.first[table.name][begin : end + 1]).max(initial=0))
            columns = [column for column in (*table.columns, *draw_columns(program, table.name)) if column.scratch]
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
    found: dict[Rule, Rule] = {rule: njit(**INSIDE)(copy) for rule, copy in copies.items()}
    for scope in scopes.values():
        scope |= {name: found[value] for name, value in scope.items() if _is_rule(value) and value in found}
    return found


def _is_rule(value: object) -> bool:
    return isinstance(value, FunctionType)


def is_compiled(program: Program) -> bool:
    """Whether the program's compiled code is on disk, so that the first month need not wait for it."""
    folder = code_folder() / "__pycache__"
    name = _module_name(DECORATORS + text(program))
    return all(any(folder.glob(f"{name}.stage_{index}-*.nbi")) for index in range(len(stages(program))))


def _module_name(source: str) -> str:
    return f"program_{hashlib.sha256(source.encode()).hexdigest()[:16]}"


def load(program: Program) -> ModuleType:
    """The program's text as an imported module whose stages numba compiles at their first call and keeps on disk."""
    source = DECORATORS + text(program)
    name = _module_name(source)
    if name in sys.modules:
        return sys.modules[name]
    path = code_folder() / f"{name}.py"
    if not path.exists():
        _write_once(path, source)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    rules = compiled_rules(len(RULES))
    for each, value in list(vars(module).items()):
        if _is_rule(value) and value in rules:
            setattr(module, each, rules[value])
    return module


def _write_once(path: Path, source: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf8") as file:
        file.write(source)
    os.replace(temporary, path)
