"""Whether a folder was sealed is told by its manifest alone; one that cannot tell stops the command."""

import os
import re
from pathlib import Path

import pytest

from sim.ensemble import history_matching as worlds
from sim.errors import InputError, RunError
from sim.report.question import check_free
from sim.runs.files import json_file
from sim.runs.folder import BEGUN, Journal, check_unsealed, sealed
from sim.studies.claims import options as asked
from sim.studies.claims.options import write_down
from sim.studies.portfolio import searching as mixes
from sim.studies.sweep import folder as sweeps


def test_a_folder_without_a_manifest_is_not_sealed(tmp_path: Path) -> None:
    assert sealed(tmp_path) is None


def test_a_manifest_that_lists_files_seals(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(json_file({"files": {}}))
    with pytest.raises(InputError, match="sealed report"):
        check_unsealed(tmp_path)


@pytest.mark.parametrize("file", BEGUN)
def test_what_another_command_began_is_not_written_into(tmp_path: Path, file: str) -> None:
    (tmp_path / file).write_text("{}")
    check_unsealed(tmp_path, file)
    with pytest.raises(InputError, match=re.escape(file)):
        check_unsealed(tmp_path)
    with pytest.raises(InputError, match=re.escape(file)):
        check_free(tmp_path, {"seeds": 2})


def test_every_command_that_begins_a_folder_is_known_by_its_file() -> None:
    assert {sweeps.FILE, asked.FILE, worlds.ASKED, mixes.ASKED} == set(BEGUN)


def test_claims_are_not_run_in_a_sealed_folder(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(json_file({"files": {}}))
    with pytest.raises(InputError, match="sealed report"):
        write_down({"setting": {}}, tmp_path)


@pytest.mark.parametrize("place", range(0, 60, 7))
def test_a_manifest_with_a_flipped_bit_stops_the_command(tmp_path: Path, place: int) -> None:
    written = bytearray(json_file({"files": {"report.html": "0" * 64}, "months": 12}))
    written[place] ^= 1
    (tmp_path / "manifest.json").write_bytes(written)
    with pytest.raises(InputError, match="not as it was written"):
        check_unsealed(tmp_path)


def test_endless_nesting_in_a_manifest_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match="not as it was written"):
        check_unsealed(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "manifest.json")
    os.mkfifo(tmp_path / "journal.jsonl")
    with pytest.raises(RunError):
        check_unsealed(tmp_path)
    with pytest.raises(RunError):
        Journal(tmp_path).events()
    with pytest.raises(RunError):
        Journal(tmp_path).note("began")
