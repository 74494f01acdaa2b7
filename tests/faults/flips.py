"""Flipped bits in every kind of file that is kept: each is noticed when the file is read, and the file is named.

``python -m tests.faults.flips 10000`` flips so many bits in each kind and prints the table.
"""

import random
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import sim
from sim.errors import DamagedError, SimWarning
from sim.report.manifest import read_manifest
from sim.runs import Store, run_many
from sim.runs.files import hash_in
from sim.runs.folder import Journal
from sim.runs.store import PARTS
from sim.scenario import load
from sim.studies.sweep import open_folder

DESIGN = """\
scenarios = ["baseline"]
size = "hamlet"
months = 3
seeds = 4
[name]
en = "Flipped"
zh = "翻转"
[question]
en = "Is a flipped bit noticed?"
zh = "翻转的位会被发现吗？"
[design]
method = "lhs"
n = 2
[factors]
"methods.culture" = { range = [0, 2] }
[outcomes]
participation_rate = "mean"
"""
Noticed = Callable[[Path], bool]


def kinds(folder: Path) -> dict[str, tuple[Path, Noticed]]:
    """Make a file of each kind, and say how it is read: a reader tells whether something was noticed."""
    (folder / "design.toml").write_text(DESIGN, "utf-8")
    sim.sweep(folder / "design.toml", out=folder / "sweep")
    run_many([load("baseline")], [0], 3, "hamlet", engine="compiled", city="ningbo", out=folder / "run")
    files = {part: next((folder / "run/runs").glob(f"*.{part}.parquet")) for part in ("city", *PARTS)}
    made: dict[str, tuple[Path, Noticed]] = {part: (path, _in_store) for part, path in files.items()}
    made["batch of a sweep"] = next((folder / "sweep/runs").glob("*.city.parquet")), _in_batch
    for name in ("points", "runs", "trajectories", "failures"):
        made[f"table {name}"] = folder / f"sweep/tables/{name}.parquet", _in_table
    made["sweep.json"] = folder / "sweep/sweep.json", _in_plan
    made["journal"] = folder / "sweep/journal.jsonl", _in_journal
    made["manifest"] = folder / "run/manifest.json", _in_manifest
    return made


def silent(path: Path, noticed: Noticed, flips: int, draws: int) -> list[int]:
    """Flip so many bits, one at a time, and return those of which nothing was noticed."""
    whole, rng = path.read_bytes(), random.Random(draws)
    unnoticed = []
    for bit in rng.choices(range(8 * len(whole)), k=flips):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        unnoticed += [] if noticed(path) else [bit]
    path.write_bytes(whole)
    assert not noticed(path)
    return unnoticed


def _in_store(path: Path) -> bool:
    return [*Store(path.parent.parent).damaged.values()] == [path]


def _in_batch(path: Path) -> bool:
    return [*Store(path.parent.parent, ()).damaged.values()] == [path]


def _in_table(path: Path) -> bool:
    try:
        hash_in(path)
    except DamagedError as error:
        return error.file == path
    return False


def _in_plan(path: Path) -> bool:
    try:
        open_folder(path.parent)
    except DamagedError as error:
        return error.file == path
    return False


def _in_journal(path: Path) -> bool:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", SimWarning)
        Journal(path.parent).events()
    return any(str(path) in str(one.message) for one in said)


def _in_manifest(path: Path) -> bool:
    try:
        return read_manifest(path.parent, "en") == "manifest.json: changed since it was written."
    except sim.errors.InputError as error:  # that of a run is refused since it is none of a comparison
        return "no manifest.json that can be read" in str(error)


if __name__ == "__main__":
    times, lost = int(sys.argv[1]), 0
    with TemporaryDirectory(prefix="shequ-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as place:
        for kind, (file, reader) in kinds(Path(place)).items():
            found = silent(file, reader, times, draws=0)
            lost += len(found)
            print(f"{kind:<20}{file.stat().st_size:>8} bytes{times:>8} flips{len(found):>4} silent", flush=True)  # noqa: T201
    sys.exit(lost > 0)
