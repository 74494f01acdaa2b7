"""Who does the work: this process, processes of this machine, or a Dask cluster; all of them standard executors."""

import asyncio
import multiprocessing
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, TypeVar

from sim.engine.cache_folder import LOG, places, use
from sim.errors import InputError
from sim.language import message
from sim.runs.heartbeat import BEAT_S, PATIENCE, Heartbeats, Silence, at_work
from sim.runs.task import Watch

Argument = TypeVar("Argument")
Returned = TypeVar("Returned")
PATIENCE_S = 20.0
"""How long a Dask scheduler may take to answer."""
_STARTING = threading.RLock()
"""Held while processes start: meanwhile the main module and the environment are others."""
LOCAL = re.compile(r"//(localhost|127\.|\[::1\])")
"""An address that only this machine reaches."""


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold interrupts back while processes start: they inherit that, and so say nothing before they can ignore them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(frozen=True)
class Crew:
    """How to get an executor, how many calls it works on at the same time, and how many threads one run may use.

    ``watch`` is told the months done of the run that this process is doing. The executor of a ``lasting`` crew is not
    shut down by who hired it. A ``remote`` crew works on other machines, and is given even what takes no time.
    """

    hire: Callable[[], Executor]
    width: int
    threads: int = 1
    watch: Watch | None = None
    lasting: bool = False
    remote: bool = False

    def release(self, executor: Executor, wait: bool = True) -> None:
        """Be done with a hired executor."""
        if not self.lasting:
            executor.shutdown(wait=wait)

    def map(self, call: Callable[[Argument], Returned], arguments: Iterable[Argument]) -> list[Returned]:
        """Return what a function returns for each argument."""
        return list(self.stream(call, arguments))

    def stream(self, call: Callable[[Argument], Returned], arguments: Iterable[Argument]) -> Iterator[Returned]:
        """Yield what a function returns for each argument, in their order, as soon as it is there."""
        executor = self.hire()
        try:
            futures = [executor.submit(call, argument) for argument in arguments]
            yield from (future.result() for future in futures)
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
    """Processes of this machine; Ctrl-C is not theirs from their first moment on.

    They do not run the file that asked for them, and import nothing from the folder that happens to be current. One that stands
    still is ended, which breaks the executor as any death of a process does.
    """

    def __init__(self, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        with _safe_path():
            self._beats = Heartbeats(context, workers)
            given = self._beats, [str(folder) for folder in places()]
            super().__init__(workers, context, _prepare, given)
        self._watched = threading.Lock()
        self._is_shut = threading.Event()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Submit a call, and start a process where one more is needed."""
        with interrupts_held(), _safe_path(), _main_left_out():
            future = super().submit(at_work, fn, *args, **kwargs)
            if self._watched.acquire(blocking=False):
                threading.Thread(target=copy_context().run, args=(self._watch,), daemon=True).start()
            return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Start no more calls; while it waits for the last ones, processes that stand still are ended."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        self._is_shut.set()

    def _watch(self) -> None:
        silence, workers = Silence(self._beats), dict[int, BaseProcess]()
        while not self._is_shut.is_set() or any(worker.is_alive() for worker in workers.values()):
            workers |= self._processes or {}
            for worker in workers.values():
                if silence.of(worker) and worker.is_alive():
                    LOG.warning(message("code.stood_still", process=worker.pid, seconds=round(PATIENCE * BEAT_S)))
                    worker.kill()  # a stopped process would not listen to less
            time.sleep(BEAT_S)


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
    return Crew(lambda: Processes(workers), workers)


def hired(crew: Crew | None, workers: int | None = None) -> Crew:
    """Return who simulates: the crew given, or so many processes; without a number as many as there are cores."""
    cores = workers or os.cpu_count() or 1
    return crew or (here() if cores == 1 else processes(cores))


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
            child.kill()  # one that is stopped would not listen to less


class Certificates(NamedTuple):
    """Files in PEM form by which a cluster and its users know each other: the authority's, one's own, and its key."""

    authority: Path | None = None
    own: Path | None = None
    key: Path | None = None


def dask(address: str, certificates: Certificates | None = None) -> Crew:
    """Work on the Dask cluster whose scheduler has the address; without certificates with those of Dask's own settings.

    Raises
    ------
    InputError
        If Dask is not installed, nothing answers there, a certificate cannot be used, or the cluster has no workers.
    """
    try:
        from distributed import Client, Security  # noqa: PLC0415  slow to import, and optional
    except ImportError:
        raise InputError(message("sweep.no_dask")) from None
    names = ("tls_ca_file", "tls_client_cert", "tls_client_key")
    given = {name: str(file) for name, file in zip(names, certificates or (), strict=False) if file}
    try:
        security = Security(require_encryption=True, **given) if given else Security()
        with ThreadPoolExecutor(1) as pool:  # a notebook's own thread has an event loop already
            pool.submit(asyncio.run, _knock(address, security)).result()
        client = Client(address, timeout=PATIENCE_S, set_as_default=False, security=security)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        reason = str(error) or type(error).__name__
        raise InputError(message("sweep.no_scheduler", address=address, reason=reason)) from None
    if not address.startswith(("tls://", "inproc://")) and not LOCAL.search(address):
        LOG.warning(message("sweep.not_secured", address=address))
    workers = sum(client.nthreads().values())
    if not workers:
        raise InputError(message("sweep.no_workers", address=address))
    return Crew(lambda: client.get_executor(pure=False), workers, remote=True)


async def _knock(address: str, security: Any) -> None:
    """See whether a scheduler answers; its client, when none does, ends only after a minute and with a traceback."""
    from distributed.core import connect  # noqa: PLC0415

    given = security.get_connection_args("client")
    door = await asyncio.wait_for(connect(address, timeout=PATIENCE_S, **given), PATIENCE_S)
    await door.close()


@contextmanager
def _safe_path() -> Iterator[None]:
    """Let Python start processes that do not import from the folder that is current."""
    with _STARTING:
        before = os.environ.get("PYTHONSAFEPATH")
        os.environ["PYTHONSAFEPATH"] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ["PYTHONSAFEPATH"]
            else:
                os.environ["PYTHONSAFEPATH"] = before


def _prepare(beats: Heartbeats, folders: list[str]) -> None:
    """Leave Ctrl-C to the parent, do not outlive it, tell it that all is well, and load the code that it has compiled."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    beats.begin(os.getpid())
    if folders:
        use(folders)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
