"""What held-out patterns show in worlds: each reading of them, by luck."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from docs.generate.held_out_patterns import held_out
from sim.city.profile import load_profile
from sim.ensemble.observing import Place
from sim.ensemble.prior import Values, in_world
from sim.extension import Code, join
from sim.model.advance import advance
from sim.model.books import Books
from sim.model.groups import COLUMNS
from sim.parameters import LEVERS
from sim.runs.result import Floats
from sim.runs.single import build
from sim.scenario import Scenario, load
from sim.scenario.months import month_text

MONTHS = 120
START = "2016-01"
TASKS = "tasks_share"
"""A state of committees that a reading names and that is no outcome."""
GROUP = {"registration=without": "unregistered"}
"""What books call the group that a reading names."""
Levers = Mapping[str, float]


class Job(NamedTuple):
    """One luck of one world."""

    values: Values
    seed: int


class Kept(NamedTuple):
    """A run as readings need it: the books, and committees' time that tasks take, by month."""

    books: Books
    tasks: Floats


@dataclass(frozen=True)
class Reading:
    """One reading of a held-out pattern: ``facts`` are as in the patterns' file, whose head says what each means."""

    id: str
    facts: dict[str, Any]

    @property
    def en(self) -> str:
        """What is read."""
        return str(self.facts["en"])

    def band_holds(self, values: Floats) -> npt.NDArray[np.bool_]:
        """Which values lie in the band."""
        low, high = self.facts.get("low", -np.inf), self.facts.get("high", np.inf)
        return np.asarray((values >= low) & (values <= high), bool)

    def sign_holds(self, values: Floats) -> npt.NDArray[np.bool_]:
        """Which values have the band's sign; a band about 0 has none, so all."""
        low, high = self.facts.get("low", -np.inf), self.facts.get("high", np.inf)
        if low < 0 < high:
            return np.ones(len(values), bool)
        return np.asarray(values > 0 if low >= 0 else values < 0, bool)


def readings() -> list[Reading]:
    """Every reading of the held-out patterns, in their order."""
    return [Reading(one.id, facts) for one in held_out() for facts in one.readings]


def read_held_out(known: Code, place: Place, job: Job) -> list[float]:
    """Every reading in one luck of a world, in their order; not a number where there is none."""
    join(known)

    @cache
    def run(levers: str, month: int) -> Kept:
        scenario = _scenario(json.loads(levers), month)
        return _run(in_world(scenario, job.values), job.seed, place)

    return [
        _read(one.facts, lambda levers, month: run(json.dumps(levers, sort_keys=True), month)) for one in readings()
    ]


def _read(reading: dict[str, Any], run: Callable[[Levers, int], Kept]) -> float:
    """The difference between two runs over a window, less another window's or another pair's; or a growth within one run."""
    if "from_level" in reading:
        return _growth(reading, _series(reading, run({}, 0)))
    month = reading.get("from_month", 0)

    def gain(without: Levers, *, changed: Levers) -> Floats:
        ours, theirs = (_series(reading, run(levers, month)) for levers in (without, {**without, **changed}))
        return theirs - ours

    change = gain(reading.get("without", {}), changed=reading["with"])
    if "minus_with" in reading:
        change = change - gain(reading.get("minus_without", {}), changed=reading["minus_with"])
    found = float(change[slice(*reading["months"])].mean())
    if "minus_months" in reading:
        found -= float(change[slice(*reading["minus_months"])].mean())
    return found


def _growth(reading: dict[str, Any], series: Floats) -> float:
    """By how much the series grows, as a share, over a window that begins when it first reaches a level."""
    reached = np.flatnonzero(series >= reading["from_level"])
    begin, end = (int(reached[0]) + k for k in reading["months"]) if len(reached) else (0, len(series))
    return float(series[end] / series[begin] - 1) if end < len(series) else np.nan


def _series(reading: dict[str, Any], kept: Kept) -> Floats:
    if reading.get("outcome") == TASKS:
        return kept.tasks
    if "flows" in reading:
        flows = kept.books.flows()
        return np.asarray(sum(flows[name] for name in reading["flows"]) / 100.0, np.float64)
    if "group" in reading:
        group = GROUP[reading["group"]]
        return np.asarray(kept.books.by_group()[reading["outcome"]][:, COLUMNS.index(f"city.{group}")])
    return kept.books.city()[reading["outcome"]]


def _scenario(levers: Levers, month: int) -> Scenario:
    """The baseline with these levers from a month on; the name of a group of levers stands for all of them."""
    if not levers:
        return load("baseline")
    every = {
        one.path: value for name, value in levers.items() for one in LEVERS if (one.path + ".").startswith(f"{name}.")
    }
    lines = ['extends = "baseline"', '[name]\nen = "held out"\nzh = "留出"', '[question]\nen = "?"\nzh = "？"']
    lines += ["[[events]]", f'date = "{month_text(month, START)}"', "[events.set]"]
    lines += [f'"{path}" = {value}' for path, value in every.items()]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "held_out.toml"
        file.write_text("\n".join(lines), encoding="utf-8")
        return load(str(file))


def _run(scenario: Scenario, seed: int, place: Place) -> Kept:
    schedule = scenario.schedule(MONTHS)
    machine = build(load_profile(place.city), schedule, seed, place.size, engine="compiled")
    books, tasks = Books(MONTHS, communities=machine.state.communities.n), []
    for month in range(MONTHS):
        advance(machine, schedule, month, seed=seed)
        books.enter(month, machine.state)
        tasks.append(float(machine.state.communities.columns[TASKS].mean()))
    return Kept(books, np.array(tasks))
