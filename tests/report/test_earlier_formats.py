"""Folders that an earlier version finished are read and verified: one of each format, in ``tests/formats``."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FORMATS = Path(__file__).parents[1] / "formats"
Shequ = Callable[..., Any]


@pytest.fixture
def earlier(tmp_path: Path) -> Callable[[str], str]:
    """Unpack an earlier version's folder of results."""

    def unpack(name: str) -> str:
        with tarfile.open(FORMATS / f"{name}.tar.xz") as archive:
            archive.extractall(tmp_path, filter="data")
        return str(tmp_path / name)

    return unpack


@pytest.mark.parametrize(("name", "files", "runs"), [("compare", 88, 6), ("sweep", 19, 0)])
def test_every_byte_is_verified_and_only_the_model_is_another(
    shequ: Shequ, earlier: Callable[[str], str], name: str, files: int, runs: int
) -> None:
    folder = earlier(name)
    answer = json.loads(shequ("verify", folder, "--json", "--lang", "en").out)
    assert (answer["files"], answer["runs"]) == (files, runs)
    (problem,) = answer["problems"]
    assert "by model 0a9521b4bff211e2" in problem


@pytest.mark.parametrize("name", ["compare", "sweep"])
def test_a_changed_byte_is_found(shequ: Shequ, earlier: Callable[[str], str], name: str) -> None:
    folder = earlier(name)
    file = next(Path(folder).glob("runs/*.parquet"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    problems = json.loads(shequ("verify", folder, "--json", "--lang", "en").out)["problems"]
    assert any(file.name in problem for problem in problems)


def test_a_sweep_is_queried_and_its_sensitivity_told(shequ: Shequ, earlier: Callable[[str], str]) -> None:
    folder = earlier("sweep")
    assert json.loads(shequ("query", folder, "SELECT count(*) AS runs FROM runs", "--json").out) == [{"runs": 30}]
    assert shequ("sensitivity", folder, "--lang", "en").status == 0


def test_a_run_is_read_where_its_command_is_repeated(shequ: Shequ, earlier: Callable[[str], str]) -> None:
    folder = earlier("run")
    answer = shequ("run", "baseline", "--size", "hamlet", "--months", "12", "--out", folder, "--json")
    (run_hash,) = json.loads(answer.out)["hashes"]
    assert run_hash == "e7e4a77dac270395bf45fbf8988baa965be5d7e76511f1a9c79f2ace1a80ab7b"


@pytest.mark.parametrize(
    ("name", "cases"), [("claims", ("H01",)), ("robust", ("satisfaction_mean < 0.5", "--scenario", "grid"))]
)
def test_worlds_of_another_model_are_refused_not_counted_as_none(
    shequ: Shequ, earlier: Callable[[str], str], name: str, cases: tuple[str, ...]
) -> None:
    answer = shequ("discover", earlier(name), *cases, "--lang", "en")
    assert answer.status == 2
    assert "another version of the model" in answer.err
