"""A finished sweep in pandas, SQL, xarray and NetCDF."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sim import open_sweep
from sim.errors import DamagedError, InputError, SimWarning
from sim.runs.executors import here
from sim.studies.sweep import Results, load_design, run_sweep, start

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def opened(design_file: Callable[..., Path], tmp_path: Path) -> Results:
    run_sweep(start(load_design(design_file()), tmp_path / "out", resume=False), here())
    return open_sweep(tmp_path / "out")


def test_questions_in_sql_are_answered_from_all_tables(opened: Results) -> None:
    answer = opened.query(
        "SELECT menu_share, avg(participation_rate_last_year_mean) AS rate FROM runs GROUP BY 1 ORDER BY 1"
    )
    assert answer["menu_share"].tolist() == [0, 0.5, 1]
    assert answer["rate"].diff()[1:].tolist() == pytest.approx([0.5, 0.5])
    assert opened.query("SELECT count(*) AS n FROM trajectories")["n"].tolist() == [6 * 2 * 3]


def test_a_question_that_cannot_be_understood_is_refused_with_the_tables(opened: Results) -> None:
    with pytest.raises(InputError, match=r"(?s)runz.*points, runs, trajectories, failures"):
        opened.query("SELECT * FROM runz")


def test_xarray_has_a_dimension_each_for_scenario_point_seed_and_month(opened: Results) -> None:
    cube = opened.xarray()
    assert dict(cube.sizes) == {"scenario": 1, "point": 6, "seed": 2, "month": 3}
    rate = cube["participation_rate_last_year_mean"]
    assert float((rate.sel(point=2) - rate.sel(point=0)).mean()) == pytest.approx(0.5)
    assert cube["menu_share"].dims == ("point",)
    assert cube["menu_share"].attrs["path"] == "provision.menu_share"
    assert cube["participation_rate"].sel(point=0, seed=1, month=2).size == 1


def test_netcdf_holds_what_xarray_held(opened: Results, tmp_path: Path) -> None:
    import xarray as xr

    opened.to_netcdf(tmp_path / "sweep.nc")
    with xr.open_dataset(tmp_path / "sweep.nc", engine="scipy") as back:
        held = opened.xarray()["participation_rate"]
        assert back["participation_rate"].shape == held.shape
        assert (back["participation_rate"].values == held.values).all()
        assert back["participation_rate"].attrs["unit"] == "share"


def test_of_a_sweep_without_tables_what_is_finished_is_read(opened: Results) -> None:
    for table in (opened.folder / "tables").iterdir():
        table.unlink()
    batch = sorted((opened.folder / "runs").iterdir())[0]
    batch.unlink()
    assert 0 < len(open_sweep(opened.folder).runs) < 12


def test_a_folder_without_a_sweep_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no sweep"):
        open_sweep(tmp_path)


def test_a_flipped_bit_anywhere_in_a_table_is_noticed_and_the_runs_are_read_instead(opened: Results) -> None:
    answer, table = opened.query("SELECT * FROM runs"), opened.folder / "tables/runs.parquet"
    whole = table.read_bytes()
    for bit in range(3, 8 * len(whole), 8 * len(whole) // 40):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        table.write_bytes(changed)
        with pytest.warns(SimWarning, match=r"runs\.parquet: damaged"):
            again = open_sweep(opened.folder)
        assert again.query("SELECT * FROM runs").equals(answer)
        assert table.read_bytes() == changed
        with pytest.raises(DamagedError, match=r"runs\.parquet"):
            opened.query("SELECT 1")


def test_reading_a_sweep_writes_nothing(opened: Results) -> None:
    for table in (opened.folder / "tables").iterdir():
        table.unlink()
    before = {path: path.stat().st_mtime_ns for path in opened.folder.rglob("*")}
    assert len(open_sweep(opened.folder).runs) == 12
    assert {path: path.stat().st_mtime_ns for path in opened.folder.rglob("*")} == before


@pytest.mark.parametrize("name", ["b[1]", "b*", "b?", "b{1,2}"])
def test_a_folder_is_read_by_its_own_name_whatever_signs_are_in_it(
    opened: Results, design_file: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    own = tmp_path / name / "s"
    shutil.copytree(opened.folder, own)
    other, smaller = tmp_path / "b1" / "s", design_file()
    smaller.write_text(smaller.read_text().replace("seeds = 2", "seeds = 1"))
    run_sweep(start(load_design(smaller), other, resume=False), here())
    assert open_sweep(own).query("SELECT count(*) AS n FROM runs")["n"].tolist() == [12]
