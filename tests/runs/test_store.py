"""A run that is kept comes back as it was; one whose files are not whole does not come back at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.runs import Run, Store, simulate
from sim.scenario import load

Make = Callable[..., Any]
FACTS = ("size", "engine", "seed", "start", "months", "residents")


@pytest.fixture(scope="module")
def run() -> Run:
    return simulate(load("baseline"), 1, 6, "neighbourhood", "compiled", "ningbo")


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
    back = store.read("key", "baseline", "ningbo")
    assert back is not None
    assert same(run, back)
    assert [getattr(back, name) for name in FACTS] == [getattr(run, name) for name in FACTS]


def test_a_run_comes_back_under_the_name_that_its_scenario_has_now(tmp_path: Path, run: Run) -> None:
    store = Store(tmp_path)
    store.write({"key": run})
    back = store.read("key", "renamed", "ningbo")
    assert back is not None
    assert back.scenario == "renamed"


def test_runs_of_a_batch_come_back_to_the_bit_whatever_their_length(tmp_path: Path, run: Run) -> None:
    short = simulate(load("baseline"), 2, 3, "hamlet", "compiled", "ningbo")
    Store(tmp_path).write({"long": run, "short": short})
    store = Store(tmp_path)
    for key, kept in (("long", run), ("short", short)):
        back = store.read(key, "baseline", "ningbo")
        assert back is not None
        assert same(kept, back)
    assert len(list((tmp_path / "runs").iterdir())) == 3


def test_only_the_parts_that_were_asked_for_are_kept(tmp_path: Path, run: Run, files: Make) -> None:
    Store(tmp_path, ()).write({"key": run})
    back = Store(tmp_path, ()).read("key", "baseline", "ningbo")
    assert back is not None
    assert (back.communities, back.groups) == ({}, {})
    assert set(files(tmp_path)) == {"runs/key.city.parquet"}
    assert Store(tmp_path).read("key", "baseline", "ningbo") is None


def test_cleaning_removes_what_a_kill_left_and_what_is_damaged_and_nothing_else(tmp_path: Path, run: Run) -> None:
    store = Store(tmp_path)
    store.write({"good": run})
    store.write({"bad": run})
    (tmp_path / "runs" / ".x.part").write_bytes(b"PAR1 half")
    scramble(tmp_path / "runs" / "bad.groups.parquet")
    store = Store(tmp_path)
    store.clean()
    assert ("good" in store, "bad" in store) == (True, False)
    assert store.read("good", "baseline", "ningbo") is not None
    assert not list((tmp_path / "runs").glob(".*"))


def test_what_was_never_kept_is_not_there(tmp_path: Path) -> None:
    assert Store(tmp_path).read("nothing", "baseline", "ningbo") is None


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


def flip_a_bit_of_data(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[60] ^= 0x10
    path.write_bytes(bytes(data))


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
    many(tmp_path)
    assert files(tmp_path) == whole


def test_what_is_kept_is_read_and_not_computed(tmp_path: Path, many: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    first = many(tmp_path)
    monkeypatch.setattr("sim.runs.task.simulate", lambda *_: pytest.fail("computed again"))
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
