"""Killed at any moment, nothing that was finished is lost and nothing half-written is ever read."""

import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.runs import Store

Make = Callable[..., Any]
SEEDS = 20
ASKED = (
    "run",
    "baseline",
    "--size",
    "neighbourhood",
    "--months",
    "36",
    "--seeds",
    str(SEEDS),
    "--workers",
    "1",
    "--json",
)


def finished(folder: Path) -> list[Path]:
    return sorted((folder / "runs").glob("*.city.parquet"))


def test_an_error_in_the_middle_of_a_write_leaves_nothing_that_can_be_read(
    tmp_path: Path, many: Make, files: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    usual, calls = pq.ParquetWriter.write_table, []

    def breaks(writer: Any, table: Any) -> None:
        calls.append(table)
        usual(writer, table)
        if len(calls) == 4:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pq.ParquetWriter, "write_table", breaks)
        with pytest.raises(KeyboardInterrupt):
            many(tmp_path)
    assert len(finished(tmp_path)) == 1
    assert all(
        Store(tmp_path).read(path.name.split(".")[0], scenario="baseline", place="ningbo")
        for path in finished(tmp_path)
    )
    assert not [name for name in files(tmp_path) if name.endswith(".part")]
    many(tmp_path)
    many(tmp_path / "straight")
    assert {path.name: path.read_bytes() for path in finished(tmp_path)} == {
        path.name: path.read_bytes() for path in finished(tmp_path / "straight")
    }


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory, command: Make, files: Make) -> dict[str, bytes]:
    """Every run of a command that nothing disturbs."""
    out = tmp_path_factory.mktemp("straight")
    done = command(*ASKED, "--out", str(out))
    assert (done.communicate(timeout=180)[1], done.returncode) == ("", 0)
    return {name: data for name, data in files(out).items() if name.endswith(".parquet")}


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_a_command_killed_half_way_is_resumed_to_the_same_bytes(
    tmp_path: Path, files: Make, command: Make, straight: dict[str, bytes], how: signal.Signals
) -> None:
    first = command(*ASKED, "--out", str(tmp_path))
    while first.poll() is None and len(finished(tmp_path)) < 3:
        time.sleep(0.002)
    first.send_signal(how)
    first.communicate(timeout=60)
    kept = {path.name: path.read_bytes() for path in finished(tmp_path)}
    assert 3 <= len(kept) < SEEDS
    assert first.returncode == (130 if how is signal.SIGINT else -signal.SIGKILL)
    assert all(Store(tmp_path).read(name.split(".")[0], scenario="baseline", place="ningbo") for name in kept)

    again = command(*ASKED, "--out", str(tmp_path))
    assert (again.communicate(timeout=180)[1], again.returncode) == ("", 0)
    assert {name: data for name, data in files(tmp_path).items() if name.endswith(".parquet")} == straight
    assert {f"runs/{name}": data for name, data in kept.items()}.items() <= straight.items()
