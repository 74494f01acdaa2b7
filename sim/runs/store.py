"""Where runs are kept: one folder a comparison, two files a run, written so that a kill at any moment loses nothing."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.city.figures import Profile
from sim.engine.fingerprint import fingerprint
from sim.errors import RunError
from sim.runs.result import Run, SmallFloats
from sim.scenario import Scenario

FORMAT = 2
"""Of a run's files; another number makes other keys, so that files of an older form are never read."""
MONEY = "money."
FACTS = ("size", "engine", "seed", "start", "months", "residents")
"""What a run's file says of it: nothing that equal runs of another name would not share."""
_UMASK = os.umask(0)
os.umask(_UMASK)


def run_key(scenario: Scenario, profile: Profile, seed: int, months: int, size: str, engine: str) -> str:
    """Hash of everything that determines a run's bytes, and of the engine that was asked for."""
    facts = {
        "format": FORMAT,
        "fingerprint": fingerprint(),
        "scenario": scenario.canonical(),
        "profile": profile.model_dump(mode="json"),
        "run": [seed, months, size, engine],
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]


class Store:
    """The runs in ``folder/runs``. A run exists once its city file does: that file is put in place last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with _named(folder):
            (folder / "runs").mkdir(parents=True, exist_ok=True)

    def write(self, key: str, run: Run) -> None:
        """Keep a run.

        Raises
        ------
        RunError
            If the disk is full or the folder cannot be written; runs already kept stay as they are.
        """
        city = {name: pa.array(values) for name, values in run.city.items()}
        money = {MONEY + name: pa.array(values) for name, values in run.money.items()}
        parts = {"communities": run.communities, "groups": run.groups}
        facts = {name: getattr(run, name) for name in FACTS}
        with _named(self.folder):
            for part, columns in parts.items():
                self._put(key, part, pa.table({name: pa.array(values.ravel()) for name, values in columns.items()}))
            self._put(key, "city", pa.table(city | money).replace_schema_metadata({"shequ": json.dumps(facts)}))

    def read(self, key: str, scenario: str, place: str) -> Run | None:
        """The run of that key under its scenario's and city's present names; None without it, or where it is damaged."""
        try:
            return self._read(key, scenario, place)
        except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
            return None

    def _read(self, key: str, scenario: str, place: str) -> Run:
        city, communities, groups = (
            pq.read_table(self._path(key, part), page_checksum_verification=True)
            for part in ("city", "communities", "groups")
        )
        facts: dict[str, Any] = json.loads(city.schema.metadata[b"shequ"])
        if city.num_rows != facts["months"]:
            raise ValueError(f"{city.num_rows} months, not {facts['months']}")
        columns = {name: np.asarray(city[name]) for name in city.column_names}
        return Run(
            **facts,
            scenario=scenario,
            place=place,
            city={name: values for name, values in columns.items() if not name.startswith(MONEY)},
            communities=_by_month(communities, facts["months"]),
            groups=_by_month(groups, facts["months"]),
            money={name.removeprefix(MONEY): values for name, values in columns.items() if name.startswith(MONEY)},
        )

    def write_manifest(self, manifest: Mapping[str, Any]) -> None:
        """Keep what was asked for, and by which version of the model."""
        with _named(self.folder), _atomic(self.folder / "manifest.json") as file:
            file.write(json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True).encode() + b"\n")

    def _path(self, key: str, part: str) -> Path:
        return self.folder / "runs" / f"{key}.{part}.parquet"

    def _put(self, key: str, part: str, table: pa.Table) -> None:
        with _atomic(self._path(key, part)) as file:
            pq.write_table(table, file, compression="zstd", write_page_checksum=True)


def _by_month(table: pa.Table, months: int) -> dict[str, SmallFloats]:
    return {name: np.asarray(table[name]).reshape(months, -1) for name in table.column_names}


@contextmanager
def _atomic(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when all of it is on the disk."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_UMASK)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    """Say which folder could not be written, and what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        advice = (
            "free space, or choose another folder with --out; what was finished is kept and will not be computed again"
        )
        raise RunError(f"{folder}: cannot be written: {reason}; {advice}") from error
