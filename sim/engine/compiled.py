"""The compiled engine: every visit of the program as machine code, driven over chunks of places."""

import ctypes
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sim.engine.binding import Binding
from sim.engine.cache_folder import say_once
from sim.engine.columns import State
from sim.engine.fingerprint import fingerprint
from sim.engine.objects import Object, keep, kept, linked
from sim.engine.program import Program
from sim.engine.sharing import Span, Words
from sim.engine.visit_texts import DRIVE, Entry, entries, plan
from sim.errors import RunError
from sim.language import message

_ADDRESSES: dict[str, int] = {}
NUMBA_FILE = Path(".numba_config.yaml")
"""Where numba looks for settings, in whatever folder is the current one."""
_DRIVE = ctypes.CFUNCTYPE(None, *[ctypes.c_int64] * 3)


class Compiled:
    """A program compiled and bound to a state.

    Parameters
    ----------
    program, state
        The steps and the columns that they change. The columns stay where they are in memory.
    threads
        Chunks of places that run side by side; the results are the same for any number.
    """

    def __init__(self, program: Program, state: State, threads: int = 1) -> None:
        self.program = program
        self.state = state
        self.bound = Binding(program, state, threads)
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None
        stages, found = plan(program), addresses([program])
        self._driver = driver()
        self._codes = [np.array([found[one.name] for one in stage.visits], np.int64) for stage in stages]
        turns = [[self._runs_of(k, stages) for k, stages in enumerate(turn)] for turn in self.bound.shares.turns]
        self._turns = turns if self._pool else [[np.concatenate([runs for turn in turns for runs in turn])]]

    def run_month(self, month: int, key: tuple[int, int], world: npt.NDArray[np.float64]) -> None:
        """Run one month in place; ``key`` is the luck's 64-bit seed as two words, ``world`` the month's parameters."""
        np.take(world, self.bound.places, out=self.bound.world, mode="clip")  # "raise" would copy once more
        drive = partial(self._drive, shared=np.array([month, *key, self.state.n_places], np.int64))
        for turn in self._turns:
            if self._pool and len(turn) > 1:
                list(self._pool.map(drive, turn))
            else:
                for runs in turn:
                    drive(runs)

    def _drive(self, runs: Words, *, shared: Words) -> None:
        """Go through runs; the thread that does so holds on to the columns, also when Ctrl-C ends the waiting for it."""
        self._driver(runs.ctypes.data, len(runs), shared.ctypes.data)

    def _runs_of(self, chunk: int, stages: Iterable[tuple[int, Span]]) -> Words:
        """The runs of a chunk: of each stage what it is visited with."""
        worlds, columns = self.bound.worlds, self.bound.columns
        runs = [
            run(self._codes[stage], worlds=worlds[stage], columns=columns[stage][chunk], span=span, base=span[0])
            for stage, span in stages
        ]
        return np.array(runs, np.int64)


def driver() -> Callable[..., None]:
    """What takes chunks of places through runs of visits; Python's other threads run on meanwhile.

    It is given where the words of each `run` are, one behind the other, how many runs these are, and where four words are:
    month, two words of the key, and the number of places.
    """
    return _DRIVE(_ADDRESSES[DRIVE])


def run(codes: Words, *, worlds: Words, columns: Words, span: Span, base: int) -> tuple[int, ...]:
    """How many visits there are, where their code and what they read is, the places, and the first that scratch is held for."""
    return len(codes), codes.ctypes.data, worlds.ctypes.data, columns.ctypes.data, *span, base


def not_compiled(programs: Collection[Program]) -> list[Entry | None]:
    """The visits whose machine code is not on disk yet, and None for the loop over places where it is not."""
    wanted = _wanted(programs)
    ready = kept(wanted)
    return _texts(programs, [name for name in wanted if name not in ready])


def _wanted(programs: Iterable[Program]) -> list[str]:
    """The names of the machine code that programs need, each once."""
    visits = (one.name for program in programs for stage in plan(program) for one in stage.visits)
    return [*dict.fromkeys((DRIVE, *visits))]


def _texts(programs: Iterable[Program], names: list[str]) -> list[Entry | None]:
    """What numba is to be given for machine code of some names, in their order."""
    found: dict[str, Entry | None] = {DRIVE: None}
    if {*names} - found.keys():
        found |= {one.name: one for program in programs for _, run in entries(program) for one in run}
    return [found[name] for name in names]


def compiled_anew(missing: Iterable[Entry | None]) -> Iterator[Object]:
    """Have numba compile visits, and for None the loop over places; each is kept on disk where there is room.

    Raises
    ------
    RunError
        If numba would take settings from the current folder.
    """
    if NUMBA_FILE.exists():
        raise RunError(message("code.numba_file", path=NUMBA_FILE.absolute()))
    from sim.engine.native import compiled  # noqa: PLC0415  numba is slow to import

    fingerprint()  # the module that was imported just now is the one that the names of machine code stand for
    for one in missing:
        made = compiled(one)
        try:
            keep(made)
        except OSError as error:
            say_once(message("code.not_kept", reason=error.strerror or error))
        yield made


def addresses(programs: Collection[Program]) -> dict[str, int]:
    """Where the machine code of each visit of some programs is, by name; what is not on disk is compiled first."""
    wanted = _wanted(programs)
    if missing := [name for name in wanted if name not in _ADDRESSES]:
        ready = kept(missing)
        absent = _texts(programs, [name for name in missing if name not in ready])
        made = compiled_anew(absent) if absent else ()
        _ADDRESSES.update(linked([*ready.values(), *made]))
    return {name: _ADDRESSES[name] for name in wanted}
