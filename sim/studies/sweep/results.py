"""Tables of a sweep: written in the order of the design, so that their bytes tell nothing of how it went, and read."""

import warnings
from collections.abc import Callable, Iterator
from glob import escape
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any
from weakref import finalize

import pandas as pd
import pyarrow as pa

from sim.errors import DamagedError, InputError, SimWarning
from sim.language import LANGUAGES, Language, message, text
from sim.outcomes import BY_NAME
from sim.reading import from_home
from sim.runs.files import hash_in, named, whole_parquet, write_parquet
from sim.runs.result import Run
from sim.runs.task import Task
from sim.studies.sweep.design import PLACE, Design
from sim.studies.sweep.folder import Sweep, open_folder, reopen
from sim.studies.sweep.sensitivity import influences_frame, sensitivity

if TYPE_CHECKING:
    import xarray as xr


ROWS = 20_000
"""Of a group in a Parquet file, and in memory."""
NAMES = ("points", "runs", "trajectories", "failures")
Rows = dict[str, list[Any]]


def write_tables(sweep: Sweep, folder: Path | None = None) -> None:
    """Write ``points``, ``runs``, ``trajectories`` and ``failures`` as Parquet, under ``tables`` or into a ``folder``.

    Raises
    ------
    RunError
        If they cannot be written.
    """
    design, folder = sweep.design, folder or sweep.folder / "tables"
    with named(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "points.parquet", _points_schema(design), iter([_points(design)]))
        _write(folder / "failures.parquet", _FAILURES, iter([_failures(sweep)]))
        _write(folder / "runs.parquet", _runs_schema(design), _each(sweep, _measured))
        _write(folder / "trajectories.parquet", _trajectories_schema(design), _each(sweep, _by_month))


def remove_tables(sweep: Sweep) -> None:
    """Remove tables, figures and a signed list of files that more runs will make old."""
    made = (
        *(f"tables/{name}.parquet" for name in NAMES),
        "tables/sensitivity.*",
        "figures/responses.*",
        "figures/sensitivity_*",
        "manifest.json*",
    )
    with named(sweep.folder):
        for path in [path for pattern in made for path in sweep.folder.glob(pattern)]:
            path.unlink()


def trajectories_of(design: Design) -> list[str]:
    """The outcomes that a design measures, each once."""
    return list(dict.fromkeys(measure.outcome for measure in design.measures))


def _each(sweep: Sweep, row: Callable[[Design, Task, Run], Rows]) -> Iterator[Rows]:
    """Yield the rows of each run that is kept, in the design's order."""
    for task in sweep.plan.tasks():
        run = sweep.store.read(task.key, scenario=task.scenario.reference, place=task.city)
        if run is not None:
            yield row(sweep.design, task, run)


def _write(path: Path, schema: pa.Schema, parts: Iterator[Rows]) -> None:
    write_parquet(path, schema, _groups(schema, parts))


def _groups(schema: pa.Schema, parts: Iterator[Rows]) -> Iterator[pa.Table]:
    """Rows in groups of a file."""
    held: Rows = {name: [] for name in schema.names}
    for rows in parts:
        for name, values in rows.items():
            held[name].extend(values)
        while len(held[schema.names[0]]) >= ROWS:
            yield pa.table({name: values[:ROWS] for name, values in held.items()}, schema)
            held = {name: values[ROWS:] for name, values in held.items()}
    yield pa.table(held, schema)


def _points(design: Design) -> Rows:
    numbers = list(range(len(design.points)))
    columns = zip(*design.points, strict=True)
    return {"point": numbers} | {one.column: list(values) for one, values in zip(design.factors, columns, strict=True)}


def _failures(sweep: Sweep) -> Rows:
    failed, found = sweep.failures(), []
    if failed:
        found = [failed[task.key] for task in sweep.plan.tasks() if task.key in failed]
    return {name: [one[name] for one in found] for name in _FAILURES.names}


def _measured(design: Design, task: Task, run: Run) -> Rows:
    numbers = {measure.column: [measure.of(run)] for measure in design.measures}
    return _place(design, task, 1) | numbers


def _by_month(design: Design, task: Task, run: Run) -> Rows:
    months: Rows = {"month": list(range(run.months))}
    outcomes: Rows = {name: run.city[name].tolist() for name in trajectories_of(design)}
    return _place(design, task, run.months, with_factors=False) | months | outcomes


def _place(design: Design, task: Task, rows: int, with_factors: bool = True) -> Rows:
    values = design.points[task.point] if with_factors else ()
    factors = {one.column: [value] * rows for one, value in zip(design.factors, values, strict=False)}
    place: Rows = {
        "scenario": [task.scenario.reference] * rows,
        "point": [task.point] * rows,
        "seed": [task.seed] * rows,
    }
    return place | factors


def _field(name: str, kind: pa.DataType, means: tuple[str, str], unit: str, *, source: str, path: str = "") -> pa.Field:
    """A column, and what it means in English and Chinese."""
    en, zh = means
    told = {"meaning": en, "meaning_zh": zh, "unit": unit, "source": source} | ({"path": path} if path else {})
    return pa.field(name, kind, metadata=told)


def _factor_fields(design: Design) -> list[pa.Field]:
    known = [(factor.column, factor.quantity, factor.path) for factor in design.factors]
    return [
        _field(name, pa.float64(), (one.meaning("en"), one.meaning("zh")), one.unit, source=one.source, path=path)
        for name, one, path in known
    ]


def _key_fields() -> list[pa.Field]:
    return [
        _field("scenario", pa.string(), ("scenario", "方案"), "", source="design"),
        _field(
            "point",
            pa.int32(),
            ("number of the design's point, from 0", "实验点编号，从0起"),
            "1",
            source="design",
        ),
        _field("seed", pa.int64(), ("seed: the city and its luck", "种子：城市及其运气"), "1", source="design"),
    ]


def _points_schema(design: Design) -> pa.Schema:
    return pa.schema([_key_fields()[1], *_factor_fields(design)])


def _runs_schema(design: Design) -> pa.Schema:
    numbers = [
        _field(
            one.column, pa.float64(), _outcome_names(one.outcome, reduction=one.reduction), one.unit, source="simulated"
        )
        for one in design.measures
    ]
    return pa.schema([*_key_fields(), *_factor_fields(design), *numbers])


def _trajectories_schema(design: Design) -> pa.Schema:
    month = _field("month", pa.int32(), ("months since the start", "自起始以来的月数"), "months", source="simulated")
    numbers = [
        _field(name, pa.float64(), _outcome_names(name, reduction=""), BY_NAME[name].unit, source="simulated")
        for name in trajectories_of(design)
    ]
    return pa.schema([*_key_fields(), month, *numbers])


def _outcome_names(outcome: str, *, reduction: str) -> tuple[str, str]:
    """Name an outcome, and how it was reduced, in English and Chinese."""
    en, zh = (_outcome_name(outcome, reduction=reduction, lang=lang) for lang in LANGUAGES)
    return en, zh


def _outcome_name(outcome: str, *, reduction: str, lang: Language) -> str:
    name = text(f"outcome.{outcome}", lang)
    how = text(f"sweep.reduction.{reduction}", lang) if reduction else ""
    return text("sweep.measure", lang, outcome=name, how=how) if how else name


_FAILURES = pa.schema(
    [
        *_key_fields(),
        _field("stage", pa.string(), ("how far it had come", "失败时的阶段"), "", source="journal"),
        _field("error", pa.string(), ("what went wrong", "错误"), "", source="journal"),
        _field("command", pa.string(), ("the command that repeats it", "重新模拟的命令"), "", source="journal"),
        _field("key", pa.string(), ("the run's key", "模拟的键"), "", source="journal"),
    ]
)


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
