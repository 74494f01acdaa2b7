"""Workers that stand still are noticed: each says every second that it gets somewhere."""

import threading
import time
from collections.abc import Callable
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

BEAT_S = 1.0
PATIENCE = 60
"""Beats that a worker may miss: it is stopped, or waits for what does not come."""
PATIENCE_AT_START = 600
"""Beats that it may take to start: a cluster's disk is slow when hundreds of processes import at the same time."""
LEAST_WORK_S = 0.001
"""Of processor time in a beat; less does whoever waits."""


class Heartbeats:
    """What the workers of an executor say, in memory that they share with their parent: no lock can be held up."""

    def __init__(self, context: BaseContext, workers: int) -> None:
        self._places = context.Value("q", 0)
        self._processes = context.RawArray("q", workers)
        self._beats = context.RawArray("q", workers)

    def begin(self, process: int) -> None:
        """Beat from now on, in a worker, as long as it works or has nothing to do."""
        with self._places.get_lock():
            place = self._places.value
            self._places.value += 1
        self._processes[place] = process
        threading.Thread(target=self._beat, args=(place,), daemon=True).start()

    def _beat(self, place: int) -> None:
        before = 0.0
        while True:
            now = time.process_time()
            if not _BUSY or now - before >= LEAST_WORK_S:
                self._beats[place] += 1
            before = now
            time.sleep(BEAT_S)

    def of(self, process: int) -> int:
        """How often a worker's heart has beaten; 0 while it starts."""
        places = [place for place, one in enumerate(self._processes) if one == process]
        return self._beats[places[0]] if places else 0


class Silence:
    """How long each worker has said nothing, in beats of its parent: while that is stopped itself nothing counts."""

    def __init__(self, beats: Heartbeats) -> None:
        self.beats = beats
        self._silent: dict[int, tuple[int, int]] = {}

    def of(self, worker: BaseProcess) -> bool:
        """Whether a worker has said nothing for too long; to be asked at every beat."""
        assert worker.pid is not None
        beats = self.beats.of(worker.pid)
        before, missed = self._silent.get(worker.pid, (-1, 0))
        missed = missed + 1 if beats == before else 0
        self._silent[worker.pid] = beats, missed
        return missed >= (PATIENCE if beats else PATIENCE_AT_START)


_BUSY = list[bool]()


def at_work(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call a function in a worker whose heart shall not beat while that gets nowhere."""
    _BUSY.append(True)
    try:
        return fn(*args, **kwargs)
    finally:
        _BUSY.pop()
