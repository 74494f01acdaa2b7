"""One table as CSV, Parquet and Excel files."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sim.report.files import write_atomically
from sim.spreadsheet.workbook import Rows, as_text, workbook, workbook_of


def write_table(frame: pd.DataFrame, folder: Path, name: str) -> None:
    """Write ``name.csv``, ``name.parquet`` and ``name.xlsx`` into a folder."""
    words = as_text(frame).to_csv(index=False, lineterminator="\n")
    write_atomically(folder / f"{name}.csv", words.encode("utf-8"))
    write_atomically(folder / f"{name}.parquet", frame.to_parquet(None, index=False))
    write_atomically(folder / f"{name}.xlsx", workbook(name, list(frame.columns), _rows(frame)))


def write_workbook(frames: Mapping[str, pd.DataFrame], file: Path) -> None:
    """Write several tables into one Excel file, a sheet each."""
    sheets = {name: (list(frame.columns), _rows(frame)) for name, frame in frames.items()}
    write_atomically(file, workbook_of(sheets))


def _rows(frame: pd.DataFrame) -> Rows:
    return frame.astype(object).itertuples(index=False, name=None)
