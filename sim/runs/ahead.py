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

HELPERS = 2
"""Processes that compile side by side, one on each core of a small machine."""


def needs_compiling() -> bool:
    """Whether the first run has to wait for numba."""
    return len(_missing()) > 0


def compile_ahead() -> None:
    """Compile all that is missing, to disk, in processes of their own.

    This one only waits: Ctrl-C would be lost in numba, which calls Python from where exceptions cannot leave.
    """
    asked = [sys.executable, "-m", "sim.runs.ahead"]
    given, quiet = list(chain.from_iterable(files())), subprocess.DEVNULL
    helpers = [subprocess.Popen([*asked, str(place), *given], stdout=quiet, stderr=quiet) for place in range(HELPERS)]
    try:
        for helper in helpers:
            helper.wait()  # what it could not compile is compiled at the first run
    except BaseException:
        for helper in helpers:
            helper.terminate()
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
    join(tuple(zip(sys.argv[2::2], sys.argv[3::2], strict=True)))
    _compile([one for one in _missing() if int(one.name[-1], 16) % HELPERS == int(sys.argv[1])])
