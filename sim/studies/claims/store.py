"""What is stored of runs for claims: a file a world, with a row a run and year; no file says how it came about."""

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from sim.errors import DamagedError, SimWarning
from sim.language import message
from sim.runs.atomic import named, set_aside
from sim.runs.hashed_files import whole_parquet, write_parquet
from sim.runs.result import Floats
from sim.studies.claims.claim import Measured

RunsByKey = dict[str, Floats]
"""By a run's key, what `sim.studies.claims.measuring.by_year` gave."""


def read(file: Path, measured: Sequence[Measured]) -> RunsByKey:
    """What a world's file holds; nothing without one, or in one for other outcomes. A damaged one is set aside."""
    if not file.exists():
        return {}
    try:
        table = whole_parquet(file)[1].read()
    except DamagedError:
        with named(file.parent):
            moved = set_aside(file)
        warnings.warn(message("kept.set_aside", count=1, names=moved.name), SimWarning, stacklevel=2)
        return {}
    if table.column_names != _columns(measured):
        return {}
    keys, years = table["key"].to_pylist(), int(np.max(table["year"].to_numpy()))
    numbers = np.column_stack([table[name].to_numpy() for name in table.column_names[2:]])
    numbers = numbers.reshape(-1, years, len(measured), 2)
    return dict(zip(keys[::years], numbers, strict=True))


def write(file: Path, runs: Mapping[str, Floats], measured: Sequence[Measured]) -> None:
    """Write a world's file, runs in the order of their keys: the same runs make the same bytes.

    Raises
    ------
    RunError
        If it cannot be written.
    """
    keys = sorted(runs)
    years = len(next(iter(runs.values())))
    numbers = np.concatenate([runs[key].reshape(years, -1) for key in keys])
    columns = {"key": np.repeat(keys, years), "year": np.tile(np.arange(1, years + 1, dtype=np.int32), len(keys))}
    named_numbers = dict(zip(_columns(measured)[2:], numbers.T, strict=True))
    table = pa.table({name: pa.array(values) for name, values in (columns | named_numbers).items()})
    with named(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_parquet(file, table.schema, [table])


def _columns(measured: Sequence[Measured]) -> list[str]:
    pairs = ((f"{one.outcome}@{one.group}", f"{one.outcome}@{one.group}/") for one in measured)
    return ["key", "year", *(name for pair in pairs for name in pair)]
