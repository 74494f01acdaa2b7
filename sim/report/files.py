"""Files appear whole or not at all; a table is written as CSV, Parquet and Excel."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from sim.runs.files import atomic, named
from sim.spreadsheet.workbook import as_text, workbook


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, then put it in place.

    Raises
    ------
    RunError
        If the folder cannot be written.
    """
    with named(path.parent):
        _write(path, content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic(path) as file:
        file.write(content)


def remove_others(folder: Path, known: Collection[str], *, made: Collection[str]) -> None:
    """Remove what an earlier comparison left in a folder: files of a name that is ``known`` and was not ``made`` now."""
    for pattern in known:
        for path in folder.glob(f"{pattern}.*"):
            if path.stem not in made:
                path.unlink()


def write_table(frame: pd.DataFrame, folder: Path, name: str) -> None:
    """Write ``name.csv``, ``name.parquet`` and ``name.xlsx`` into a folder."""
    rows = frame.astype(object).itertuples(index=False, name=None)
    words = as_text(frame).to_csv(index=False, lineterminator="\n")
    write_atomically(folder / f"{name}.csv", words.encode("utf-8"))
    write_atomically(folder / f"{name}.parquet", frame.to_parquet(None, index=False))
    write_atomically(
        folder / f"{name}.xlsx",
        workbook(name, list(frame.columns), rows),
    )
