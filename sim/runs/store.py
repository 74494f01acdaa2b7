"""Where runs are kept: one folder, a file a part of each batch of runs; a kill at any moment loses nothing."""

import hashlib
import json
import os
import warnings
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from sim.city.figures import Profile
from sim.engine.fingerprint import fingerprint
from sim.errors import DamagedError, SimWarning
from sim.language import message
from sim.runs.files import (
    UnsealedError,
    atomic,
    hash_in,
    json_file,
    named,
    read_from,
    set_aside,
    whole_parquet,
    write_parquet,
)
from sim.runs.folder import MANIFEST, sealed
from sim.runs.result import Run, SmallFloats
from sim.scenario import Scenario

FORMAT = 5
"""Of a run's files; another number makes other keys, so that files of an older form are never read."""
OF_NUMBERS: dict[str, Any] = {
    "use_dictionary": False,
    "write_statistics": False,
    "column_encoding": "BYTE_STREAM_SPLIT",
    "store_schema": False,
}
"""How Parquet writes columns of numbers that hardly repeat: in a third of the usual time, and smaller."""
MONEY = "money."
PARTS = ("communities", "groups")
"""What may be kept of a run beside the city's own outcomes and money."""
FACTS = ("size", "engine", "seed", "start", "months", "residents", "fingerprint")
"""What a run's file says of it: nothing that equal runs of another name would not share."""
HELD = 4
"""Batches held in memory: a table is read in the order of its plan, in which neighbours share their batch."""
CITY = "city"
_FACTS = b"shequ"
"""The key, in a city file's footer, of what is said of its runs."""
_NAMED = 5
"""Damaged files that a message names."""


def world_digest(scenario: Scenario, profile: Profile) -> str:
    """Hash of a model, a scenario and a city: all that determines a run but its seed, length, size and engine."""
    facts = {
        "format": FORMAT,
        "fingerprint": fingerprint(),
        "scenario": scenario.canonical(),
        "profile": profile.model_dump(mode="json"),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def key_in(world: str, seed: int, *, months: int, size: str, engine: str) -> str:
    """Key of a run in a world (see `world_digest`): all that determines its bytes, and the engine that was asked for."""
    return hashlib.sha256(json.dumps([world, seed, months, size, engine]).encode()).hexdigest()[:32]


class Store:
    """The runs in ``folder/runs``, in batches of one or more; opening it reads and checks every byte, and writes nothing.

    A batch's city file is put in place last: with it its runs exist. It holds the hashes of the other parts, so that
    parts of different batches are never taken for one. ``parts`` are what is kept beside the city's own. ``damaged`` has
    batches that are not what was written, each with a file that shows it; ``older`` counts those of an older version.

    Raises
    ------
    RunError
        If a file cannot be read: nothing is known of what it holds, so nothing is computed in its place.
    """

    def __init__(self, folder: Path, parts: Sequence[str] = PARTS) -> None:
        self.folder, self.parts = folder, tuple(parts)
        self.damaged: dict[str, Path] = {}
        self.older = 0
        self._batch_of = {key: name for name in self._names() for key in self._checked(name)}
        self._held: OrderedDict[str, dict[str, Run]] = OrderedDict()

    def __contains__(self, key: str) -> bool:
        return key in self._batch_of

    def write(self, runs: Mapping[str, Run]) -> None:
        """Keep a batch of runs by their keys.

        Raises
        ------
        RunError
            If the disk is full or the folder cannot be written; runs already kept stay as they are.
        """
        name = next(iter(runs)) if len(runs) == 1 else hashlib.sha256("".join(runs).encode()).hexdigest()[:32]
        facts = {"format": FORMAT, "runs": [_facts(key, run, self.parts) for key, run in runs.items()]}
        with named(self.folder):
            (self.folder / "runs").mkdir(parents=True, exist_ok=True)
            bound = {
                part: self._put(name, part=part, runs=[getattr(run, part) for run in runs.values()])
                for part in self.parts
            }
            self._put(
                name, part=CITY, runs=[_city_columns(run) for run in runs.values()], facts=facts | {"parts": bound}
            )
        self._held.pop(name, None)
        self._batch_of |= dict.fromkeys(runs, name)

    def read(self, key: str, *, scenario: str, place: str) -> Run | None:
        """The run of that key under its scenario's and city's present names; None without it.

        Raises
        ------
        DamagedError
            If it was damaged after the store was opened.
        """
        name = self._batch_of.get(key)
        run = None if name is None else self._batch(name)[key]
        return None if run is None else replace(run, scenario=scenario, place=place)

    def clean(self) -> None:
        """Set damaged batches aside, and say so: their runs have to be computed again."""
        if self.older:
            warnings.warn(message("kept.older", folder=self.folder, count=self.older), SimWarning, stacklevel=2)
        if self.damaged:
            with named(self.folder):
                moved = [self._set_aside(name) for name in self.damaged]
            self._warn("kept.set_aside", moved)
            self.damaged = {}

    def say_damaged(self) -> None:
        """Say which files are damaged, where runs are only counted and read."""
        if self.damaged:
            self._warn("kept.left_out", list(self.damaged.values()))

    def write_manifest(self, manifest: Mapping[str, Any]) -> None:
        """Keep what was asked for, and by which version of the model; a seal stays until the folder is sealed anew."""
        if sealed(self.folder) is not None:
            return
        with named(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with atomic(self.folder / MANIFEST) as file:
                file.write(json_file(manifest))

    def _warn(self, key: str, files: Sequence[Path]) -> None:
        names = ", ".join(str(path.relative_to(self.folder)) for path in files[:_NAMED])
        more = ", ..." if len(files) > _NAMED else ""
        warnings.warn(message(key, count=len(files), names=names + more), SimWarning, stacklevel=3)

    def _names(self) -> list[str]:
        ending, runs = f".{CITY}.parquet", self.folder / "runs"
        with read_from(runs):
            held = os.listdir(runs) if runs.is_dir() else []
        return sorted(name.removesuffix(ending) for name in held if name.endswith(ending))

    def _checked(self, name: str) -> list[str]:
        """The keys of a batch; none if it is damaged, of an older version, or without a part that is wanted."""
        try:
            facts, _ = self._city(name)
            if not facts["parts"].keys() >= {*self.parts}:
                return []
            for part in self.parts:
                path = self._path(name, part=part)
                self._check_bound(facts, part, found=hash_in(path), path=path)
        except DamagedError as error:
            if isinstance(error, UnsealedError) and _is_older(error.file):
                self.older += 1
            else:
                self.damaged[name] = error.file
            return []
        return [one["key"] for one in facts["runs"]]

    def _batch(self, name: str) -> dict[str, Run]:
        """Every run of a batch."""
        if name not in self._held:
            try:
                self._held[name] = dict(self._read(name))
            except DamagedError as error:
                raise DamagedError(message("kept.while_running", file=error.file), error.file) from error
        self._held.move_to_end(name)
        while len(self._held) > HELD:
            self._held.popitem(last=False)
        return self._held[name]

    def _read(self, name: str) -> Iterator[tuple[str, Run]]:
        facts, city = self._city(name)
        tables = {CITY: city.read()}
        for part in self.parts:
            found, file = whole_parquet(self._path(name, part=part))
            self._check_bound(facts, part, found=found, path=self._path(name, part=part))
            tables[part] = file.read()
        lengths = {part: [one[part] for one in facts["runs"]] for part in self.parts}
        lengths[CITY] = [one["months"] for one in facts["runs"]]
        cut = {part: _cut(tables[part], lengths[part]) for part in tables}
        for number, one in enumerate(facts["runs"]):
            yield one["key"], _run(one, {part: cut[part][number] for part in cut})

    def _city(self, name: str) -> tuple[dict[str, Any], pq.ParquetFile]:
        """What a batch's city file says of its runs and parts, and the file."""
        _, file = whole_parquet(self._path(name, part=CITY))
        facts: dict[str, Any] = json.loads(file.metadata.metadata[_FACTS])
        return facts, file

    def _check_bound(self, facts: Mapping[str, Any], part: str, *, found: str, path: Path) -> None:
        if facts["parts"][part] != found:
            raise DamagedError(message("kept.damaged", file=path), path)

    def _set_aside(self, name: str) -> Path:
        """Rename a batch's files, the city file last, and return the new name of the one that showed the damage."""
        moved = {path: set_aside(path) for part in (*PARTS, CITY) if (path := self._path(name, part=part)).exists()}
        return moved.get(self.damaged[name], moved[self._path(name, part=CITY)])

    def _path(self, name: str, *, part: str) -> Path:
        return self.folder / "runs" / f"{name}.{part}.parquet"

    def _put(self, name: str, *, part: str, runs: Sequence[Mapping[str, Any]], facts: Any = None) -> str:
        table = _stacked(runs)
        told = {_FACTS: json.dumps(facts)}
        return write_parquet(self._path(name, part=part), table.schema, [table], told, **OF_NUMBERS)


def _is_older(city: Path) -> bool:
    """Whether a city file without a hash is one that an older version wrote: what it says of its runs has another form."""
    try:
        facts = json.loads(pq.read_metadata(city).metadata[_FACTS])
        return isinstance(facts, list) and all("key" in one for one in facts)
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return False


def _facts(key: str, run: Run, parts: Sequence[str]) -> dict[str, Any]:
    rows = {part: next((values.size for values in getattr(run, part).values()), 0) for part in parts}
    return {"key": key} | {name: getattr(run, name) for name in FACTS} | rows


def _city_columns(run: Run) -> dict[str, Any]:
    return {**run.city, **{MONEY + flow: fen for flow, fen in run.money.items()}}


def _stacked(columns: Sequence[Mapping[str, Any]]) -> pa.Table:
    """A table of runs below each other; arrays of several dimensions are laid out flat."""
    return pa.table({name: _array(np.concatenate([one[name].ravel() for one in columns])) for name in columns[0]})


def _array(values: npt.NDArray[Any]) -> pa.Array:
    """Arrow's view of an array; ``pa.array`` would import pandas to ask whether it was given a series."""
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), values.size, [None, pa.py_buffer(values)])


def _cut(table: pa.Table, lengths: Sequence[int]) -> list[dict[str, Any]]:
    """A table's columns, run by run."""
    if table.num_rows != sum(lengths):
        raise ValueError(f"{table.num_rows} rows, not {sum(lengths)}")
    ends = np.cumsum(lengths)[:-1]
    columns = {name: np.split(np.asarray(table[name]), ends) for name in table.column_names}
    return [{name: pieces[number] for name, pieces in columns.items()} for number in range(len(lengths))]


def _run(facts: Mapping[str, Any], cut: Mapping[str, Mapping[str, Any]]) -> Run:
    city = cut["city"]
    return Run(
        **{name: facts[name] for name in FACTS},
        scenario="",
        city={name: values for name, values in city.items() if not name.startswith(MONEY)},
        communities=_by_month(cut.get("communities", {}), facts["months"]),
        groups=_by_month(cut.get("groups", {}), facts["months"]),
        money={name.removeprefix(MONEY): values for name, values in city.items() if name.startswith(MONEY)},
    )


def _by_month(columns: Mapping[str, Any], months: int) -> dict[str, SmallFloats]:
    return {name: values.reshape(months, -1) for name, values in columns.items()}
