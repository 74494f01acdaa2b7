"""Compiling everything before the first run, on two cores: numba compiles one function at a time in a process."""

import subprocess
import sys
from itertools import chain

import numpy as np

from sim.city.making import making_program
from sim.engine.columns import State, allocate
from sim.engine.compiled import Compiled, is_compiled
from sim.engine.program import Program
from sim.engine.source import stages
from sim.extension import files, join
from sim.model.month import month_program


def needs_compiling() -> bool:
    """Whether the first run has to wait for numba."""
    return not all(map(is_compiled, _programs()))


def compile_ahead() -> None:
    """Compile the month's longest stage here and everything else in a second process, to disk."""
    with subprocess.Popen(
        [sys.executable, "-m", "sim.runs.ahead", *chain.from_iterable(files())], stderr=subprocess.DEVNULL
    ) as other:
        _compile(month_program(), [_longest(month_program())])
        other.wait()  # what it could not compile is compiled at the first run


def _programs() -> tuple[Program, Program]:
    return making_program(), month_program()


def _longest(program: Program) -> int:
    lengths = [len(steps) for steps in stages(program)]
    return lengths.index(max(lengths))


def _compile(program: Program, indices: list[int]) -> None:
    empty = Compiled(program, _nobody(program))
    for index in indices:
        empty.run_stage(index, 0, (0, 0), np.zeros(program.n_world))


def _nobody(program: Program) -> State:
    """A city of no communities."""
    tables = {name: allocate(table, 1 if name == "city" else 0, False) for name, table in program.tables.items()}
    return State(
        tables, {name: np.zeros(1, np.int64) for name, table in program.tables.items() if table.in_communities}
    )


def _compile_the_rest() -> None:
    making, month = _programs()
    _compile(making, list(range(len(stages(making)))))
    _compile(month, [index for index in range(len(stages(month))) if index != _longest(month)])


if __name__ == "__main__":
    join(tuple(zip(sys.argv[1::2], sys.argv[2::2], strict=True)))
    _compile_the_rest()
