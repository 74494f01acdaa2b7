"""A finished sweep in pandas, SQL, xarray and NetCDF."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sim import open_sweep
from sim.errors import InputError
from sim.runs.executors import here
from sim.sweeps import Results, load_design, run_sweep, start

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
