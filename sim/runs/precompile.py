"""Compiling everything before the first run, in two processes: numba compiles one function at a time in a process."""

import gc
import json
import subprocess
import sys
from time import sleep

from sim.city.making import making_program
from sim.engine.cache_folder import places, use
from sim.engine.compiled import compiled_anew, not_compiled
from sim.engine.objects import kept
from sim.engine.visit_texts import Entry, needed
from sim.extension import Code, code, join
from sim.model.month import month_program
from sim.runs.progress import Progress, untold
from sim.sources import import_path

ENDS = (1, -1)
"""Of the list of what is missing; from each a process goes towards the other, on a core of a small machine."""
LOOK_S = 0.5
"""How often it is counted what is compiled."""
SCRIPT = """
import json, os, sys, threading
threading.Thread(target=lambda: (os.read(0, 1), os._exit(1)), daemon=True).start()
given = json.loads(sys.argv[1])
sys.path[:] = given.pop("path")
from sim.runs.precompile import help_compile
help_compile(**given)
"""
"""What a helper runs: it ends when its input does, so with the process that started it, and imports from where that did."""


def needs_compiling() -> bool:
    """Whether the first run has to wait for numba."""
    return len(_missing()) > 0


def compile_ahead(progress: Progress = untold) -> None:
    """Compile all that is missing, to disk, in processes of their own; ``progress`` is told how many functions are.

    This one only waits: Ctrl-C would be lost in numba, which calls Python from where exceptions cannot leave. They import what
    this one does, but nothing from the folder that is current, and end with it.
    """
    folders = [str(folder) for folder in places()]
    if not folders:
        return  # each process compiles for itself
    given = {"path": import_path(), "code": code(), "folders": folders}
    asked = [[sys.executable, "-P", "-c", SCRIPT, json.dumps(given | {"end": end})] for end in ENDS]
    to, null = subprocess.PIPE, subprocess.DEVNULL
    helpers = [subprocess.Popen(one, stdin=to, stdout=null, stderr=null, cwd=folders[-1]) for one in asked]
    try:
        wanted = len(_missing())
        while any(helper.poll() is None for helper in helpers):
            progress(wanted - len(_missing()), wanted)
            sleep(LOOK_S)  # what they could not compile is compiled at the first run
    except BaseException:
        for helper in helpers:
            helper.kill()
        raise
    finally:
        for helper in helpers:
            if helper.stdin:
                helper.stdin.close()


def help_compile(end: int, code: tuple[str, tuple[tuple[str, str], ...]], folders: list[str]) -> None:
    """Compile, in a helper, from one end of the list what is missing."""
    use(folders)
    join(Code(*code))
    gc.disable()  # among numba's many objects Python's search for cycles takes a fifth of the time
    for one in _missing()[::end]:
        if not kept([needed(one)]):
            list(compiled_anew([one]))


def _missing() -> list[Entry | None]:
    """What is not compiled yet, in the order of the month: neighbours share rules."""
    return not_compiled((making_program(), month_program()))
