"""A Dask cluster leaves the same tables, also when one of its workers dies."""

import os
import signal
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.errors import InputError
from sim.runs.executors import dask, here
from sim.sweeps import Status, load_design, run_sweep, start

distributed = pytest.importorskip("distributed", reason="Dask is an optional extra")
Write = Callable[..., Path]


@pytest.fixture
def cluster() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sockets and processes of the library's own
        with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as two:
            yield two


def test_a_cluster_that_loses_a_worker_leaves_the_same_bytes(design_file: Write, tmp_path: Path, cluster: Any) -> None:
    design = load_design(design_file())
    run_sweep(start(design, tmp_path / "here", resume=False), here())
    killed = []

    def kill_one(_: Status) -> None:
        if not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    status = run_sweep(start(design, tmp_path / "dask", resume=False), dask(cluster.scheduler_address), kill_one)
    assert status == (12, 12, 0)
    assert killed
    for table in (tmp_path / "here/tables").iterdir():
        assert table.read_bytes() == (tmp_path / "dask/tables" / table.name).read_bytes()


def test_an_address_where_nothing_answers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.runs.executors.PATIENCE_S", 0.5)
    with pytest.raises(InputError, match=r"no Dask scheduler.*127\.0\.0\.1:9.*--address"):
        dask("tcp://127.0.0.1:9")
