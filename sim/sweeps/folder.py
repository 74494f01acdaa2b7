"""A sweep's folder: what was asked for, what is finished, what failed, what is left."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import sim
from sim.engine.fingerprint import EXTENSIONS, fingerprint
from sim.errors import InputError
from sim.language import told
from sim.runs.atomic import atomic, named
from sim.runs.journal import Journal
from sim.runs.sealed import check_unsealed
from sim.runs.store import Store
from sim.runs.task import Failure, Task
from sim.sweeps.design import Design, from_json
from sim.sweeps.plan import Plan

FILE, FORMAT = "sweep.json", 1


class Status(NamedTuple):
    """How many runs a sweep has, by state."""

    runs: int
    finished: int
    failed: int

    @property
    def left(self) -> int:
        """Runs that nothing is known of yet."""
        return self.runs - self.finished - self.failed


@dataclass(frozen=True)
class Sweep:
    """A design and the folder of its runs; ``asked`` is the design's file as it was given first."""

    folder: Path
    design: Design
    asked: Design

    @cached_property
    def store(self) -> Store:
        """The runs that are kept."""
        return Store(self.folder, self.design.keep)

    @cached_property
    def journal(self) -> Journal:
        """What happened so far."""
        return Journal(self.folder)

    @cached_property
    def plan(self) -> Plan:
        """Every run of the design."""
        return Plan(self.design)

    def failures(self) -> dict[str, dict[str, Any]]:
        """What the journal says of each run that failed, by key, but for those that were done or asked for again."""
        found: dict[str, dict[str, Any]] = {}
        for event in self.journal.events():
            if event["event"] == "failed":
                found[event["key"]] = event
            elif event["event"] == "retry":
                found = {key: failure for key, failure in found.items() if key not in event["keys"]}
        return {key: failure for key, failure in found.items() if key not in self.store}

    def status(self) -> Status:
        """Count the runs."""
        failed, finished, lost = self.failures(), 0, 0
        for task in self.plan.tasks():
            finished += task.key in self.store
            lost += task.key in failed
        return Status(self.design.runs, finished, lost)

    def missing(self) -> Iterator[Task]:
        """Yield each run that is neither kept nor failed, once even where points are equal."""
        known = set(self.failures())
        for task in self.plan.tasks():
            if task.key not in self.store and task.key not in known:
                known.add(task.key)
                yield task

    def note_failure(self, task: Task, failure: Failure) -> None:
        """Keep why a run failed, and the command that repeats it."""
        self.journal.note(
            "failed",
            key=task.key,
            scenario=task.scenario.reference,
            point=task.point,
            seed=task.seed,
            stage=failure.stage,
            error=f"{type(failure.error).__name__}: {failure.error}",
            command=f"shequ retry {self.folder} --run {task.key}",
        )

    def save(self) -> None:
        """Write what was asked for.

        Raises
        ------
        RunError
            If the folder cannot be written.
        """
        facts = {
            "format": FORMAT,
            "version": sim.__version__,
            "fingerprint": fingerprint(),
            "extensions": sorted(path.name for path in EXTENSIONS),
            "digests": self.plan.digests(),
            "asked": self.asked.to_json(),
            "design": self.design.to_json(),
        }
        with named(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with atomic(self.folder / FILE) as file:
                file.write(json.dumps(facts, indent=1, ensure_ascii=False).encode() + b"\n")


def exists(folder: Path) -> bool:
    """Whether a folder holds a sweep."""
    return (folder / FILE).is_file()


def start(design: Design, folder: Path, resume: bool) -> Sweep:
    """Begin a sweep, or go on with one of the same design.

    Raises
    ------
    InputError
        If the folder holds a sealed comparison, or a sweep and ``resume`` is not asked for, or a sweep of another design or
        another model.
    """
    check_unsealed(folder)
    if not exists(folder):
        sweep = Sweep(folder, design, design)
        sweep.save()
        return sweep
    if not resume:
        raise InputError(told("sweep.there_already", folder=folder))
    sweep = reopen(folder)
    if sweep.asked != design:
        raise InputError(_another(folder, sweep.asked, design))
    return sweep


def open_folder(folder: Path) -> Sweep:
    """Read what a folder holds, whatever model made it.

    Raises
    ------
    InputError
        If it holds no sweep.
    """
    facts = _facts(folder)
    return Sweep(folder, from_json(facts["design"]), from_json(facts["asked"]))


def reopen(folder: Path) -> Sweep:
    """Open a sweep in order to add runs to it.

    Raises
    ------
    InputError
        If it holds none, or if model, scenarios or city are not those of its runs any more: results of different models
        are never mixed.
    """
    facts, sweep = _facts(folder), open_folder(folder)
    own = ", ".join(facts["extensions"])
    if facts["fingerprint"] != fingerprint():
        with_own = told("sweep.with_own", files=own) if own else ""
        theirs = {"model": facts["fingerprint"], "version": facts["version"]}
        ours = {"this_model": fingerprint(), "this_version": sim.__version__}
        raise InputError(told("sweep.another_model", folder=folder, with_own=with_own, **theirs, **ours))
    changed = [name for name, digest in sweep.plan.digests().items() if facts["digests"].get(name) != digest]
    if changed:
        raise InputError(told("sweep.changed", folder=folder, names=", ".join(changed)))
    return sweep


def _facts(folder: Path) -> dict[str, Any]:
    if not exists(folder):
        raise InputError(told("sweep.no_sweep", folder=folder, file=FILE))
    facts: dict[str, Any] = json.loads((folder / FILE).read_text("utf-8"))
    return facts


def _another(folder: Path, kept: Design, given: Design) -> str:
    ours, theirs = kept.to_json(), given.to_json()
    differing = ", ".join(name for name in ours if ours[name] != theirs[name])
    return told("sweep.another_design", folder=folder, names=differing)
