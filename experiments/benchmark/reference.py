"""The reference work by each tool that is installed: first the same course of things, then the time."""

import os
from functools import partial
from importlib import import_module

import numpy as np

from experiments.benchmark.clock import interleaved
from experiments.benchmark.figure import Figure
from experiments.benchmark.peers.peer import Peer, course
from experiments.benchmark.work import Course, population, uniforms

OURS = "this project"
TOOLS = {
    OURS: ("ours", "Ours", 60),
    "NumPy": ("in_numpy", "InNumpy", 6),
    "Mesa": ("in_mesa", "InMesa", 1),
    "Starsim": ("in_starsim", "InStarsim", 6),
    "AgentPy": ("in_agentpy", "InAgentpy", 1),
}
"""Module, class, and months that are timed at once."""
AIMS = {"NumPy": 12.0, "Mesa": 250.0}
RESIDENTS, CHECKED, MONTHS = 100_000, 2_000, 12
CLOSE = 1e-5
"""How far apart states may end: some tools keep them in float32, others in float64."""


class DiffersError(Exception):
    """A tool's version of the reference work computes something else."""


def reference(quick: bool) -> list[Figure]:
    """Millions of resident-months a second by each tool, and how many times as many ours are."""
    tools = {name: tool for name, (module, tool_name, _) in TOOLS.items() if (tool := _tool(module, tool_name))}
    check(tools)
    n = 10_000 if quick else RESIDENTS
    people = population(n)
    machines = {name: tool(people) for name, tool in tools.items()}
    for machine in machines.values():
        machine.run(1)
    jobs = {name: partial(machine.run, TOOLS[name][2]) for name, machine in machines.items()}
    taken = interleaved(jobs, 3 if quick else 7)
    rates = {name: n * TOOLS[name][2] / time for name, time in taken.items()}
    note = f"{n:,} residents, one thread"
    speeds = [
        Figure(f"Reference work, {name}", rate / 1e6, "million resident-months/s", note) for name, rate in rates.items()
    ]
    ratios = [
        Figure(f"This project against {name}", rates[OURS] / rate, "times", note, at_least=AIMS.get(name))
        for name, rate in rates.items()
        if name != OURS
    ]
    return [*speeds, *ratios]


def check(tools: dict[str, type[Peer]]) -> None:
    """Give every tool the same people and the same luck, and hold its course against ours.

    Raises
    ------
    DiffersError
        Naming the tool and what differs.
    """
    people, luck = population(CHECKED), uniforms(CHECKED, MONTHS)
    expected = course(tools[OURS](people), MONTHS)
    for name, tool in tools.items():
        for what, gap in _gaps(course(tool(people, luck), MONTHS), expected).items():
            if gap > CLOSE:
                raise DiffersError(
                    f"the reference work in {name}: {what} differs by {gap:g} from {OURS}; mend its peer"
                )


def _gaps(one: Course, other: Course) -> dict[str, float]:
    names = ("takes_part", "habit", "mood", "support")
    return {name: float(np.abs(getattr(one, name) - getattr(other, name)).max()) for name in names}


def _tool(module: str, name: str) -> type[Peer] | None:
    os.environ.setdefault("STARSIM_INSTALL_FONTS", "0")  # it would rebuild matplotlib's list of fonts
    try:
        found: type[Peer] = getattr(import_module(f"experiments.benchmark.peers.{module}"), name)
    except ModuleNotFoundError:
        return None
    return found
