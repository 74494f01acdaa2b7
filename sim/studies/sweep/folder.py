"""A sweep's folder: what was asked for, what is finished, what failed, what is left."""

import json
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from sim.engine.fingerprint import EXTENSIONS, fingerprint
from sim.errors import DamagedError, InputError, SimWarning
from sim.language import message
from sim.runs.files import SEAL, atomic, json_file, named, read_json, set_aside
from sim.runs.folder import Journal, alone_in, check_unsealed
from sim.runs.store import Store
from sim.runs.task import Failure, Task
from sim.sources import VERSION
from sim.studies.sweep.design import Design, Plan, from_json

FILE, FORMAT = "sweep.json", 2


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
        """The runs that are kept, as they were when they were first asked for."""
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
        """Count the runs; those in damaged files are left to do, which is said."""
        self.store.say_damaged()
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
            "version": VERSION,
            "fingerprint": fingerprint(),
            "extensions": sorted(path.name for path in EXTENSIONS),
            "digests": self.plan.digests(),
            "asked": self.asked.to_json(),
            "design": self.design.to_json(),
        }
        with named(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with atomic(self.folder / FILE, lasting=True) as file:
                file.write(json_file(facts))


def exists(folder: Path) -> bool:
    """Whether a folder holds a sweep."""
    return os.path.lexists(folder / FILE)


def start(design: Design, folder: Path, resume: bool) -> Sweep:
    """Begin a sweep, or go on with one of the same design.

    Raises
    ------
    InputError
        If the folder holds a sealed comparison, or a sweep and ``resume`` is not asked for, or one of another design or
        another model, or if another process works in it.
    RunError
        If what it holds cannot be read. What is damaged is set aside where ``resume`` is asked for.
    """
    with alone_in(folder):
        check_unsealed(folder, FILE)
        if not exists(folder):
            sweep = Sweep(folder, design, design)
            sweep.save()
            return sweep
        if not resume:
            raise InputError(message("sweep.there_already", folder=folder))
        try:
            sweep = reopen(folder)
        except DamagedError as error:
            sweep = _begun_again(design, error.file)
        if sweep.asked != design:
            raise InputError(_another(folder, sweep.asked, given=design))
        return sweep


@contextmanager
def opened_alone(folder: Path) -> Iterator[Sweep]:
    """Open a sweep as `reopen` does while no other process works in its folder."""
    if not exists(folder):
        raise InputError(message("sweep.no_sweep", folder=folder, file=FILE))
    with alone_in(folder):
        yield reopen(folder)


def _begun_again(design: Design, damaged: Path) -> Sweep:
    """The design in place of a damaged file of it: runs are known by what determines them, so that all are found again."""
    with named(damaged.parent):
        moved = set_aside(damaged)
    sweep = Sweep(damaged.parent, design, design)
    sweep.save()
    warnings.warn(message("kept.plan_aside", file=damaged, name=moved.name), SimWarning, stacklevel=3)
    return sweep


def open_folder(folder: Path) -> Sweep:
    """Read what a folder holds, whatever model made it.

    Raises
    ------
    InputError
        If it holds no sweep, or one of an older version.
    DamagedError
        If the file of what was asked for is damaged.
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
        with_own = message("sweep.with_own", files=own) if own else ""
        theirs = {"model": facts["fingerprint"], "version": facts["version"]}
        ours = {"this_model": fingerprint(), "this_version": VERSION}
        raise InputError(message("sweep.another_model", folder=folder, with_own=with_own, **theirs, **ours))
    changed = [name for name, digest in sweep.plan.digests().items() if facts["digests"].get(name) != digest]
    if changed:
        raise InputError(message("sweep.changed", folder=folder, names=", ".join(changed)))
    return sweep


def _facts(folder: Path) -> dict[str, Any]:
    if not exists(folder):
        raise InputError(message("sweep.no_sweep", folder=folder, file=FILE))
    written, facts = read_json(folder / FILE)
    if facts is None and _is_older(written):
        raise InputError(message("kept.plan_older", folder=folder))
    if facts is None:
        raise DamagedError(message("kept.plan", file=folder / FILE), folder / FILE)
    return facts


def _is_older(written: bytes) -> bool:
    """Whether an older version, which knew no hashes, wrote this."""
    try:
        facts = json.loads(written)
        return facts["format"] == 1 and SEAL not in facts
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _another(folder: Path, kept: Design, *, given: Design) -> str:
    ours, theirs = kept.to_json(), given.to_json()
    differing = ", ".join(name for name in ours if ours[name] != theirs[name])
    return message("sweep.another_design", folder=folder, names=differing)
