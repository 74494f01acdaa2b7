"""One table as CSV, Parquet and Excel files."""

from pathlib import Path

import pandas as pd

from sim.report.files import write_atomically
from sim.spreadsheet.workbook import as_text, workbook


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
