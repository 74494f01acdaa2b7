"""One table as CSV, Parquet and Excel files."""

from pathlib import Path

import pandas as pd

from sim.report.files import write_atomically
from sim.spreadsheet.workbook import workbook


def write_table(frame: pd.DataFrame, folder: Path, name: str) -> None:
    """Write ``name.csv``, ``name.parquet`` and ``name.xlsx`` into a folder."""
    write_atomically(folder / f"{name}.csv", frame.to_csv(index=False, lineterminator="\n").encode("utf-8"))
    write_atomically(folder / f"{name}.parquet", frame.to_parquet(None, index=False))
    rows = frame.astype(object).itertuples(index=False, name=None)
    write_atomically(folder / f"{name}.xlsx", workbook(name, list(frame.columns), rows))
