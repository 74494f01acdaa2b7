"""Where runs are kept: one folder, a file a part of each batch of runs; a kill at any moment loses nothing."""

import hashlib
import json
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
from sim.runs.atomic import UNFINISHED, atomic, named
from sim.runs.result import Run, SmallFloats
from sim.runs.sealed import MANIFEST, sealed
from sim.scenario import Scenario

FORMAT = 4
"""Of a run's files; another number makes other keys, so that files of an older form are never read."""
OF_NUMBERS: dict[str, Any] = {
    "use_dictionary": False,
    "write_statistics": False,
    "column_encoding": "BYTE_STREAM_SPLIT",
}
"""How Parquet writes columns of numbers that hardly repeat: in a third of the usual time, and smaller."""
MONEY = "money."
PARTS = ("communities", "groups")
"""What may be kept of a run beside the city's own outcomes and money."""
FACTS = ("size", "engine", "seed", "start", "months", "residents")
"""What a run's file says of it: nothing that equal runs of another name would not share."""
HELD = 4
"""Batches held in memory: a table is read in the order of its plan, in which neighbours share their batch."""
_DAMAGED = (OSError, pa.ArrowException, KeyError, TypeError, ValueError)


def world_digest(scenario: Scenario, profile: Profile) -> str:
    """Hash of a model, a scenario and a city: all that determines a run but its seed, length, size and engine."""
    facts = {
        "format": FORMAT,
        "fingerprint": fingerprint(),
        "scenario": scenario.canonical(),
        "profile": profile.model_dump(mode="json"),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def key_in(world: str, seed: int, months: int, size: str, engine: str) -> str:
    """Key of a run in a world (see `world_digest`): all that determines its bytes, and the engine that was asked for."""
    return hashlib.sha256(json.dumps([world, seed, months, size, engine]).encode()).hexdigest()[:32]


class Store:
    """The runs in ``folder/runs``, in batches of one or more.

    A batch's city file is put in place last: with it its runs exist. ``parts`` are what is kept beside the city's own.
    """

    def __init__(self, folder: Path, parts: Sequence[str] = PARTS) -> None:
        self.folder, self.parts = folder, tuple(parts)
        with named(folder):
            (folder / "runs").mkdir(parents=True, exist_ok=True)
        self._batch_of = {key: name for name in self._names() for key in self._keys(name)}
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
        with named(self.folder):
            for part in self.parts:
                self._put(name, part, _stacked([getattr(run, part) for run in runs.values()]))
            facts = json.dumps([_facts(key, run, self.parts) for key, run in runs.items()])
            city = _stacked([_city_columns(run) for run in runs.values()])
            self._put(name, "city", city.replace_schema_metadata({"shequ": facts}))
        self._held.pop(name, None)
        self._batch_of |= dict.fromkeys(runs, name)

    def read(self, key: str, scenario: str, place: str) -> Run | None:
        """The run of that key under its scenario's and city's present names; None without it, or where it is damaged."""
        name = self._batch_of.get(key)
        run = None if name is None else self._batch(name).get(key)
        return None if run is None else replace(run, scenario=scenario, place=place)

    def clean(self) -> None:
        """Remove what a kill left unfinished and batches that are damaged; their runs have to be computed again."""
        with named(self.folder):
            for path in (self.folder / "runs").glob(f".*{UNFINISHED}"):
                path.unlink(missing_ok=True)
            for name in self._names():
                if not self._batch(name):
                    self._path(name, "city").unlink()
        self._batch_of = {key: name for name in self._names() for key in self._keys(name)}

    def write_manifest(self, manifest: Mapping[str, Any]) -> None:
        """Keep what was asked for, and by which version of the model; a seal stays until the folder is sealed anew."""
        if sealed(self.folder) is not None:
            return
        with named(self.folder), atomic(self.folder / MANIFEST) as file:
            file.write(json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True).encode() + b"\n")

    def _names(self) -> list[str]:
        return sorted(path.name.partition(".")[0] for path in (self.folder / "runs").glob("*.city.parquet"))

    def _keys(self, name: str) -> list[str]:
        try:
            return [one["key"] for one in _told(pq.read_schema(self._path(name, "city")))]
        except _DAMAGED:
            return []

    def _batch(self, name: str) -> dict[str, Run]:
        """Every run of a batch, nothing if a file of it is damaged."""
        if name not in self._held:
            try:
                self._held[name] = dict(self._read(name))
            except _DAMAGED:
                self._held[name] = {}
        self._held.move_to_end(name)
        while len(self._held) > HELD:
            self._held.popitem(last=False)
        return self._held[name]

    def _read(self, name: str) -> Iterator[tuple[str, Run]]:
        tables = {part: self._get(name, part) for part in ("city", *self.parts)}
        told = _told(tables["city"].schema)
        lengths = {part: [facts[part] for facts in told] for part in self.parts}
        lengths["city"] = [facts["months"] for facts in told]
        cut = {part: _cut(tables[part], lengths[part]) for part in tables}
        for number, facts in enumerate(told):
            yield facts["key"], _run(facts, {part: cut[part][number] for part in cut})

    def _path(self, name: str, part: str) -> Path:
        return self.folder / "runs" / f"{name}.{part}.parquet"

    def _put(self, name: str, part: str, table: pa.Table) -> None:
        with atomic(self._path(name, part)) as file:
            pq.write_table(table, file, compression="zstd", write_page_checksum=True, **OF_NUMBERS)

    def _get(self, name: str, part: str) -> pa.Table:
        return pq.ParquetFile(self._path(name, part), page_checksum_verification=True).read()


def _facts(key: str, run: Run, parts: Sequence[str]) -> dict[str, Any]:
    rows = {part: next((values.size for values in getattr(run, part).values()), 0) for part in parts}
    return {"key": key} | {name: getattr(run, name) for name in FACTS} | rows


def _city_columns(run: Run) -> dict[str, Any]:
    return {**run.city, **{MONEY + flow: fen for flow, fen in run.money.items()}}


def _told(schema: pa.Schema) -> list[dict[str, Any]]:
    """What a batch's city file says of its runs."""
    told: list[dict[str, Any]] = json.loads((schema.metadata or {})[b"shequ"])
    return told


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
