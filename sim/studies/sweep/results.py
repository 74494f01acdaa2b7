"""A sweep's results as pandas, xarray, NetCDF, or whatever a question in SQL asks for."""

import warnings
from glob import escape
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

import pandas as pd

from sim.errors import DamagedError, InputError, SimWarning
from sim.language import message
from sim.reading import from_home
from sim.runs.hashed_files import hash_in, whole_parquet
from sim.studies.sweep.design import Design
from sim.studies.sweep.folder import open_folder, reopen
from sim.studies.sweep.sensitivity import sensitivity
from sim.studies.sweep.sensitivity_table import influences_frame
from sim.studies.sweep.tables import NAMES, PLACE, write_tables

if TYPE_CHECKING:
    import xarray as xr


def open_sweep(folder: str | Path) -> "Results":
    """Open a sweep's folder for reading; of one that is not finished yet, what is finished.

    Raises
    ------
    InputError
        If it holds no sweep, or has no whole tables and was simulated by another model.
    """
    where = Path(from_home(folder, "folder"))
    sweep = open_folder(where)
    damaged = [name for name in NAMES if not _is_whole(where / "tables" / f"{name}.parquet")]
    if not damaged:
        return Results(where, sweep.design, where / "tables")
    place = Path(mkdtemp(prefix="shequ-"))
    opened = Results(where, sweep.design, place)
    finalize(opened, rmtree, place)
    _made_again(where, place=place)
    return opened


def _is_whole(table: Path) -> bool:
    """Whether a table is there and holds what was written; where it does not, that is said."""
    try:
        hash_in(table)
    except DamagedError as error:
        if table.exists():
            warnings.warn(message("kept.table", file=error.file), SimWarning, stacklevel=3)
        return False
    return True


def _made_again(folder: Path, *, place: Path) -> None:
    """Write the tables of what is finished elsewhere: whoever only reads writes nothing into a sweep's folder."""
    sweep = reopen(folder)
    sweep.store.say_damaged()
    write_tables(sweep, place)


class Results:
    """Tables of a sweep: ``points``, ``runs``, ``trajectories``, ``failures``.

    ``runs`` has one row a run with its factors and measures, ``trajectories`` one row a run and month.
    """

    def __init__(self, folder: Path, design: Design, tables: Path) -> None:
        self.folder, self.design, self._tables = folder, design, tables

    def table(self, name: str) -> pd.DataFrame:
        """One table; columns' meanings and units are in ``attrs`` by column.

        Raises
        ------
        InputError
            If there is no such table.
        """
        if name not in NAMES:
            raise InputError(message("sweep.no_table", name=name, names=", ".join(NAMES)))
        arrow = whole_parquet(self._path(name))[1].read()
        frame: pd.DataFrame = arrow.to_pandas()
        frame.attrs = {field.name: _told(field.metadata) for field in arrow.schema}
        return frame

    @property
    def runs(self) -> pd.DataFrame:
        """One row a run: scenario, point, seed, factors, measures."""
        return self.table("runs")

    @property
    def trajectories(self) -> pd.DataFrame:
        """One row a run and month: scenario, point, seed, month, outcomes."""
        return self.table("trajectories")

    def sensitivity(self, method: str | None = None) -> pd.DataFrame:
        """Which factors decide the measures: one row a scenario, measure, factor (or pair) and index, with its interval.

        ``method`` is ``pawn``, which any sample allows; without it a design's own, where it is made for one.

        Raises
        ------
        InputError
            If the method is another, or too few of the design's runs are finished.
        """
        return influences_frame(sensitivity(self, method), self.design)

    def query(self, sql: str) -> pd.DataFrame:
        """Ask in SQL (DuckDB), the tables being views.

        Raises
        ------
        InputError
            If it cannot be understood; the text is DuckDB's.
        """
        import duckdb  # noqa: PLC0415  not needed by other commands

        with duckdb.connect() as connection:
            for name in NAMES:
                hash_in(self._path(name))
                connection.read_parquet(escape(str(self._path(name)))).create_view(name)
            try:
                answer: pd.DataFrame = connection.sql(sql).df()
            except (duckdb.Error, AttributeError) as error:
                raise InputError(message("sweep.bad_question", error=error, names=", ".join(NAMES))) from error
        return answer

    def xarray(self) -> "xr.Dataset":
        """Measures by scenario, point and seed, outcomes by month too; factors are coordinates of points."""
        runs, by_month = self.runs, self.trajectories
        factors = [factor.column for factor in self.design.factors]
        cube = runs.drop(columns=factors).set_index(PLACE).to_xarray()
        points = self.table("points").set_index("point")
        whole = cube.merge(by_month.set_index([*PLACE, "month"]).to_xarray())
        whole = whole.assign_coords({name: ("point", points[name].loc[whole["point"].values]) for name in factors})
        for name, facts in (by_month.attrs | runs.attrs).items():
            whole[name].attrs = facts
        return whole

    def to_netcdf(self, path: str | Path) -> None:
        """Write `xarray` as a NetCDF file (version 3, which every reader knows)."""
        self.xarray().to_netcdf(from_home(path, "path"), engine="scipy")

    def _path(self, name: str) -> Path:
        return self._tables / f"{name}.parquet"


def _told(metadata: dict[bytes, bytes]) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in (metadata or {}).items()}
