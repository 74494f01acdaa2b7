"""How time is taken: jobs in turn, round after round, and the median of each; so a busy moment meets them all."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter
from typing import NamedTuple

Job = Callable[[], object]


_STARTER = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(json.dumps([status, time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""
"""A small process that starts the command: one started by a large process would report that process's memory as its own."""


class Command(NamedTuple):
    """What a command took: seconds, and the most memory that it or a process it waited for held [bytes]."""

    seconds: float
    peak_bytes: int


def seconds(job: Job) -> float:
    """How long one call takes."""
    began = perf_counter()
    job()
    return perf_counter() - began


def interleaved(jobs: Mapping[str, Job], rounds: int) -> dict[str, float]:
    """Median seconds of each job over rounds in which every job is done once."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            taken[name].append(seconds(job))
    return {name: median(times) for name, times in taken.items()}


def python(arguments: Sequence[str], cache: str | None = None) -> Command:
    """Run this Python on something, its output thrown away.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    command = [sys.executable, *arguments]
    setting = os.environ | ({"SHEQU_CACHE": cache} if cache else {})
    done = subprocess.run([sys.executable, "-c", _STARTER, *command], env=setting, capture_output=True, check=True)
    status, took, peak = json.loads(done.stdout)
    if status:
        raise subprocess.CalledProcessError(status, command)
    return Command(took, peak * (1 if sys.platform == "darwin" else 1024))


def shequ(*arguments: str, cache: str | None = None) -> Command:
    """Run the command line."""
    return python(["-m", "sim.cli", *arguments], cache)
