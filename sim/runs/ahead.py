"""Compiling everything before the first run, in two processes: numba compiles one function at a time in a process."""

import gc
import subprocess
import sys
from itertools import chain

from sim.city.making import making_program
from sim.engine.compiled import address, not_compiled
from sim.engine.entries import Entry
from sim.extension import files, join
from sim.model.month import month_program


def needs_compiling() -> bool:
    """Whether the first run has to wait for numba."""
    return len(_missing()) > 0


def compile_ahead() -> None:
    """Compile every other visit that is not compiled yet here, and the others in a second process, to disk."""
    with subprocess.Popen(
        [sys.executable, "-m", "sim.runs.ahead", *chain.from_iterable(files())], stderr=subprocess.DEVNULL
    ) as other:
        try:
            _compile(_missing()[::2])
            other.wait()  # what it could not compile is compiled at the first run
        except BaseException:
            other.terminate()
            raise


def _missing() -> list[Entry]:
    """What is not compiled yet, the longest first."""
    return sorted(not_compiled((making_program(), month_program())), key=lambda one: (-len(one.text), one.name))


def _compile(missing: list[Entry]) -> None:
    """Compile without Python's search for cycles: among numba's many objects it takes a fifth of the time."""
    gc.disable()
    try:
        for one in missing:
            address(one)
    finally:
        gc.enable()


if __name__ == "__main__":
    join(tuple(zip(sys.argv[1::2], sys.argv[2::2], strict=True)))
    _compile(_missing()[1::2])
