"""Compiling everything before the first run, in two processes: numba compiles one function at a time in a process."""

import gc
import subprocess
import sys
from itertools import chain

from sim.city.making import making_program
from sim.engine.compiled import compile_to_disk, not_compiled
from sim.engine.entries import Entry, needed
from sim.engine.objects import kept
from sim.extension import files, join
from sim.model.month import month_program

ENDS = (1, -1)
"""Of the list of what is missing; from each a process goes towards the other, on a core of a small machine."""


def needs_compiling() -> bool:
    """Whether the first run has to wait for numba."""
    return len(_missing()) > 0


def compile_ahead() -> None:
    """Compile all that is missing, to disk, in processes of their own.

    This one only waits: Ctrl-C would be lost in numba, which calls Python from where exceptions cannot leave.
    """
    asked = [sys.executable, "-m", "sim.runs.ahead"]
    given, quiet = list(chain.from_iterable(files())), subprocess.DEVNULL
    helpers = [subprocess.Popen([*asked, str(end), *given], stdout=quiet, stderr=quiet) for end in ENDS]
    try:
        for helper in helpers:
            helper.wait()  # what it could not compile is compiled at the first run
    except BaseException:
        for helper in helpers:
            helper.terminate()
        raise


def _missing() -> list[Entry | None]:
    """What is not compiled yet, the longest first."""
    return sorted(not_compiled((making_program(), month_program())), key=lambda one: -len(one.text) if one else 0)


if __name__ == "__main__":
    join(tuple(zip(sys.argv[2::2], sys.argv[3::2], strict=True)))
    gc.disable()  # among numba's many objects Python's search for cycles takes a fifth of the time
    for one in _missing()[:: int(sys.argv[1])]:
        if needed(one) not in kept():
            compile_to_disk([one])
