"""How fast this machine's memory is copied: the floor for whatever reads and writes a city once a month."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np

from experiments.benchmark.clock import Job, interleaved
from experiments.benchmark.figure import Figure

SIZE = 256 * 2**20
"""Bytes of one array, far more than any cache holds."""


@contextmanager
def copying(threads: int) -> Iterator[Job]:
    """Give a job that copies ``SIZE`` bytes with ``np.copyto``, each thread its part."""
    source, target = (np.full(SIZE // 8, value, "f8") for value in (1.0, 0.0))
    parts = list(zip(np.array_split(target, threads), np.array_split(source, threads), strict=True))
    with ThreadPoolExecutor(threads) as pool:
        yield lambda: list(pool.map(lambda part: np.copyto(*part), parts))


def rate(seconds: float) -> float:
    """Bytes a second, those read and those written counted alike."""
    return 2 * SIZE / seconds


def bandwidth(quick: bool) -> list[Figure]:
    """Copy bandwidth with one thread and with two."""
    with copying(1) as one, copying(2) as two:
        taken = interleaved({"one": one, "two": two}, 5 if quick else 15)
    note = f"np.copyto over {SIZE // 2**20} MiB; bytes read and bytes written are counted"
    return [Figure(f"Copying memory, {name} thread(s)", rate(taken[name]) / 1e9, "GB/s", note) for name in taken]
