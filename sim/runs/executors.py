"""Who does the work: this process, processes of this machine, or a Dask cluster; all of them standard executors."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any, TypeVar

from sim.errors import InputError
from sim.language import told
from sim.runs.interrupts import interrupts_held
from sim.runs.task import Watch

Given = TypeVar("Given")
Found = TypeVar("Found")
PATIENCE_S = 20.0
"""How long a Dask scheduler may take to answer."""
_STARTING = threading.Lock()


@dataclass(frozen=True)
class Crew:
    """How to get an executor, how many calls it works on at the same time, and how many threads one run may use.

    ``watch`` is told the months done of the run that this process is doing. The executor of a ``lasting`` crew is not
    shut down by who hired it.
    """

    hire: Callable[[], Executor]
    width: int
    threads: int = 1
    watch: Watch | None = None
    lasting: bool = False

    def release(self, executor: Executor, wait: bool = True) -> None:
        """Be done with a hired executor."""
        if not self.lasting:
            executor.shutdown(wait=wait)

    def map(self, fn: Callable[[Given], Found], given: Iterable[Given]) -> list[Found]:
        """What a function makes of each thing given."""
        executor = self.hire()
        try:
            return [future.result() for future in [executor.submit(fn, one) for one in given]]
        finally:
            self.release(executor)


class Inline(Executor):
    """An executor that does the work when it is submitted, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Call the function and return what came of it."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Processes(ProcessPoolExecutor):
    """Processes of this machine; from their first moment on Ctrl-C is not theirs, nor is the file that asked for them."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Submit a call, and start a process where one more is needed."""
        with interrupts_held(), _main_left_out():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def _main_left_out() -> Iterator[None]:
    """Let processes start without running this one's main file once more.

    multiprocessing would have them do so, and a file without ``if __name__ == "__main__":`` would ask for processes again.
    What they are sent is always a function of the package.
    """
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def here(threads: int = 1, watch: Watch | None = None) -> Crew:
    """Work in this process."""
    return Crew(Inline, 1, threads, watch)


def processes(workers: int) -> Crew:
    """Work in processes of this machine, one thread each."""
    context = multiprocessing.get_context("spawn")
    return Crew(lambda: Processes(workers, context, _prepare), workers)


@contextmanager
def lasting(crew: Crew) -> Iterator[Crew]:
    """The crew with one executor for all that it is asked until the block ends, as long as none of its workers dies."""
    others, hired = multiprocessing.active_children(), list[Executor]()

    def hire() -> Executor:
        if not hired or _is_broken(hired[-1]):
            hired.append(crew.hire())
        return hired[-1]

    try:
        yield replace(crew, hire=hire, lasting=True)
    except BaseException:
        end_processes(others)
        raise
    finally:
        for executor in hired:
            executor.shutdown()


def _is_broken(executor: Executor) -> bool:
    try:
        executor.submit(int)
    except BrokenExecutor:
        return True
    return False


def end_processes(others: Sequence[BaseProcess]) -> None:
    """End this process's children but for others: they would go on with work that nobody will read."""
    for child in multiprocessing.active_children():
        if child not in others:
            child.terminate()


def dask(address: str) -> Crew:
    """Work on the Dask cluster whose scheduler has the address.

    Raises
    ------
    InputError
        If Dask is not installed, nothing answers there, or the cluster has no workers.
    """
    try:
        from distributed import Client  # noqa: PLC0415  slow to import, and optional
    except ImportError:
        raise InputError(told("sweep.no_dask")) from None
    try:
        client = Client(address, timeout=PATIENCE_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(told("sweep.no_scheduler", address=address, reason=error)) from None
    workers = sum(client.nthreads().values())
    if not workers:
        raise InputError(told("sweep.no_workers", address=address))
    return Crew(lambda: client.get_executor(pure=False), workers)


def _prepare() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
