"""A run that is kept comes back as it was; one whose files are not whole does not come back at all."""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.errors import RunError, SimWarning
from sim.runs import Run, Store, simulate
from sim.scenario import load

Make = Callable[..., Any]
FACTS = ("size", "engine", "seed", "start", "months", "residents")


@pytest.fixture(scope="module")
def run() -> Run:
    return simulate(load("baseline"), 1, months=6, size="neighbourhood", engine="compiled", city="ningbo")


def same(one: Run, other: Run) -> bool:
    pairs = (
        (one.city, other.city),
        (one.communities, other.communities),
        (one.money, other.money),
        (one.groups, other.groups),
    )
    return all(
        ours.keys() == theirs.keys()
        and all(
            ours[name].dtype == theirs[name].dtype
            and ours[name].shape == theirs[name].shape
            and ours[name].tobytes() == np.ascontiguousarray(theirs[name]).tobytes()
            for name in ours
        )
        for ours, theirs in pairs
    )


def test_a_run_comes_back_to_the_bit(tmp_path: Path, run: Run) -> None:
    store = Store(tmp_path)
    store.write({"key": run})
    back = store.read("key", scenario="baseline", place="ningbo")
    assert back is not None
    assert same(run, back)
    assert [getattr(back, name) for name in FACTS] == [getattr(run, name) for name in FACTS]


def test_a_run_comes_back_under_the_name_that_its_scenario_has_now(tmp_path: Path, run: Run) -> None:
    store = Store(tmp_path)
    store.write({"key": run})
    back = store.read("key", scenario="renamed", place="ningbo")
    assert back is not None
    assert back.scenario == "renamed"


def test_runs_of_a_batch_come_back_to_the_bit_whatever_their_length(tmp_path: Path, run: Run) -> None:
    short = simulate(load("baseline"), 2, months=3, size="hamlet", engine="compiled", city="ningbo")
    Store(tmp_path).write({"long": run, "short": short})
    store = Store(tmp_path)
    for key, kept in (("long", run), ("short", short)):
        back = store.read(key, scenario="baseline", place="ningbo")
        assert back is not None
        assert same(kept, back)
    assert len(list((tmp_path / "runs").iterdir())) == 3


def test_only_the_parts_that_were_asked_for_are_kept(tmp_path: Path, run: Run, files: Make) -> None:
    Store(tmp_path, ()).write({"key": run})
    back = Store(tmp_path, ()).read("key", scenario="baseline", place="ningbo")
    assert back is not None
    assert (back.communities, back.groups) == ({}, {})
    assert set(files(tmp_path)) == {"runs/key.city.parquet"}
    assert Store(tmp_path).read("key", scenario="baseline", place="ningbo") is None


def test_cleaning_sets_aside_what_is_damaged_and_touches_nothing_else(tmp_path: Path, run: Run, files: Make) -> None:
    store = Store(tmp_path)
    store.write({"good": run})
    store.write({"bad": run})
    scramble(tmp_path / "runs" / "bad.groups.parquet")
    before = files(tmp_path)
    store = Store(tmp_path)
    assert files(tmp_path) == before
    with pytest.warns(SimWarning, match=r"damaged: 1\..*set aside as runs/bad\.groups\.parquet\.damaged"):
        store.clean()
    assert ("good" in store, "bad" in store) == (True, False)
    assert store.read("good", scenario="baseline", place="ningbo") is not None
    assert set(files(tmp_path).values()) == set(before.values())
    assert [name for name in files(tmp_path) if "bad" in name] == [
        f"runs/bad.{part}.parquet.damaged" for part in ("city", "communities", "groups")
    ]


def test_what_was_set_aside_is_never_overwritten(tmp_path: Path, run: Run) -> None:
    for _ in range(2):
        Store(tmp_path).write({"bad": run})
        truncate(tmp_path / "runs" / "bad.city.parquet")
        with pytest.warns(SimWarning, match="set aside"):
            Store(tmp_path).clean()
    assert len(list((tmp_path / "runs").glob("bad.city.parquet.damaged*"))) == 2


def test_a_file_that_cannot_be_read_stops_the_command_and_nothing_is_deleted(
    tmp_path: Path, many: Make, files: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(tmp_path)
    before, usual = files(tmp_path), os.open

    def denied(path: Any, *given: Any, **how: Any) -> int:
        if str(path).endswith(".communities.parquet"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return usual(path, *given, **how)

    with monkeypatch.context() as patch:
        patch.setattr("sim.runs.files.os.open", denied)
        with pytest.raises(
            RunError, match=r"(?s)communities\.parquet: cannot be read: Permission.*nothing was deleted"
        ):
            many(tmp_path)
    assert files(tmp_path) == before


def test_a_part_of_another_batch_is_noticed_although_it_is_whole(tmp_path: Path, run: Run) -> None:
    store = Store(tmp_path)
    store.write({"one": run})
    store.write({"other": replace(run, groups={name: values + 1 for name, values in run.groups.items()})})
    shutil.copy(tmp_path / "runs/other.groups.parquet", tmp_path / "runs/one.groups.parquet")
    assert Store(tmp_path).damaged == {"one": tmp_path / "runs/one.groups.parquet"}


def test_a_flipped_bit_anywhere_in_a_runs_files_is_noticed(tmp_path: Path, run: Run) -> None:
    Store(tmp_path).write({"key": run})
    rng = np.random.default_rng(0)
    for path in sorted((tmp_path / "runs").iterdir()):
        whole = path.read_bytes()
        ends = [*range(60), *range(8 * len(whole) - 2000, 8 * len(whole))]
        for bit in [*ends, *rng.integers(0, 8 * len(whole), 200).tolist()]:
            path.write_bytes(flipped(whole, bit))
            assert Store(tmp_path).damaged == {"key": path}, (path, bit)
        path.write_bytes(whole)


def test_batches_of_an_older_version_are_told_of_and_left_alone(tmp_path: Path, run: Run, many: Make) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "runs").mkdir()
    table = pa.table({"trust_mean": [0.5]}).replace_schema_metadata({"shequ": '[{"key": "old"}]'})
    pq.write_table(table, tmp_path / "runs/old.city.parquet")
    before = (tmp_path / "runs/old.city.parquet").read_bytes()
    with pytest.warns(SimWarning, match="of an older version of shequ: 1"):
        many(tmp_path, seeds=1)
    assert (tmp_path / "runs/old.city.parquet").read_bytes() == before


def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path, run: Run) -> None:
    (tmp_path / "runs").mkdir()
    os.mkfifo(tmp_path / "runs/x.city.parquet")
    with pytest.raises(RunError, match=r"x\.city\.parquet: cannot be read"):
        Store(tmp_path)


def test_what_was_never_kept_is_not_there(tmp_path: Path) -> None:
    assert Store(tmp_path).read("nothing", scenario="baseline", place="ningbo") is None


def test_a_run_written_twice_is_the_same_bytes(tmp_path: Path, run: Run, files: Make) -> None:
    store = Store(tmp_path)
    store.write({"key": run})
    once = files(tmp_path)
    store.write({"key": run})
    assert files(tmp_path) == once
    assert set(once) == {"runs/key.city.parquet", "runs/key.communities.parquet", "runs/key.groups.parquet"}


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def scramble(path: Path) -> None:
    path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def flip_a_bit_of_data(path: Path) -> None:
    path.write_bytes(flipped(path.read_bytes(), 484))


def forget_what_run_it_is(path: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(pq.read_table(path).replace_schema_metadata(None), path)


def lose_rows(path: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(pq.read_table(path).slice(0, 5), path)


HARMS = [truncate, empty, scramble, flip_a_bit_of_data, Path.unlink, lose_rows]


CASES = [(harm, part) for harm in HARMS for part in ("city", "communities", "groups")] + [
    (forget_what_run_it_is, "city")
]


@pytest.mark.parametrize(("harm", "part"), CASES, ids=lambda given: getattr(given, "__name__", given))
def test_a_run_whose_file_is_damaged_is_computed_again(
    tmp_path: Path, many: Make, files: Make, harm: Callable[[Path], None], part: str
) -> None:
    many(tmp_path)
    whole = files(tmp_path)
    damaged = sorted((tmp_path / "runs").glob(f"*.{part}.parquet"))[1]
    harm(damaged)
    kept = {
        name: data for name, data in files(tmp_path).items() if name.startswith(f"runs/{damaged.name.split('.')[0]}")
    }
    with (
        contextlib.nullcontext()
        if harm is Path.unlink and part == "city"
        else pytest.warns(SimWarning, match="set aside")
    ):
        many(tmp_path)
    now = files(tmp_path)
    assert {name: data for name, data in now.items() if ".damaged" not in name} == whole
    assert set(kept.values()) <= set(now.values())


def test_what_is_kept_is_read_and_not_computed(tmp_path: Path, many: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    first = many(tmp_path)
    monkeypatch.setattr("sim.runs.task.simulate", lambda *_, **__: pytest.fail("computed again"))
    again = many(tmp_path)
    assert all(same(one, other) for one, other in zip(first["baseline"], again["baseline"], strict=True))


def test_more_seeds_and_scenarios_add_to_what_is_kept(tmp_path: Path, many: Make, files: Make) -> None:
    many(tmp_path, seeds=2)
    before = {name: data for name, data in files(tmp_path).items() if name.startswith("runs/")}
    many(tmp_path, ("baseline", "menu_services"), seeds=3)
    after = files(tmp_path)
    assert before.items() <= after.items()
    assert len([name for name in after if name.startswith("runs/")]) == 3 * 2 * 3


def test_runs_come_in_the_order_of_their_seeds(tmp_path: Path, many: Make) -> None:
    assert [run.seed for run in many(tmp_path, seeds=4)["baseline"]] == [0, 1, 2, 3]


def test_a_run_says_which_code_made_it_also_when_it_is_read(tmp_path: Path, many: Callable[..., Any]) -> None:
    from sim.engine.fingerprint import fingerprint

    made, read = (many(tmp_path, seeds=1)["baseline"][0] for _ in range(2))
    assert made.fingerprint == read.fingerprint == fingerprint()
