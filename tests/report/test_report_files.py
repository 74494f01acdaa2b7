from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.ensemble.shipped import Plausible, World
from sim.errors import RunError
from sim.outcomes import OUTCOMES
from sim.report import write
from sim.report.files import write_atomically
from sim.report.finalize import can_typeset
from sim.report.frames import frames
from sim.statistics.intervals import Estimate
from sim.statistics.windows import WINDOWS
from sim.studies.comparison.across_worlds import Effect, Worlds

FIGURES = ("trajectories", "differences", "groups", "plane", "map", "coherence", "life_0", "life_1", "life_2")
TABLES = ("differences", "groups", "money", "persons", "communities", "course")
FILES = {
    *(f"report.{kind}" for kind in ("html", "xlsx", *(("pdf",) if can_typeset() else ()))),
    *(f"figures/{name}.{kind}" for name in FIGURES for kind in ("svg", "png")),
    *(f"tables/{name}.{kind}" for name in TABLES for kind in ("csv", "parquet", "xlsx")),
}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_runs_give_the_same_bytes(case: Callable[..., Any], tmp_path: Path) -> None:
    for name in ("first", "second"):
        made = case(persons=True)
        write(made.study, {"zh": made.scenarios}, tmp_path / name)
    first, second = contents(tmp_path / "first"), contents(tmp_path / "second")
    assert first.keys() == FILES
    assert first == second


def test_the_tables_hold_one_row_an_alternative_outcome_and_window(case: Callable[..., Any], tmp_path: Path) -> None:
    made = case(gone=("waiting_months_mean",))
    write(made.study, {"en": made.scenarios}, tmp_path)
    frame = pd.read_parquet(tmp_path / "tables/differences.parquet")
    assert len(frame) == len(made.comparison.differences) == 2 * len(OUTCOMES) * len(WINDOWS)
    row = frame.set_index(["scenario", "outcome", "window"]).loc[("menu_services", "trust_mean", "horizon"), :]
    found = made.comparison.difference("menu_services", outcome="trust_mean", window="horizon")
    assert (row["difference"], row["low"], row["verdict"]) == (found.estimate.value, found.estimate.low, found.verdict)
    missing = frame[frame.outcome == "waiting_months_mean"]
    assert np.isnan(missing.difference).all()
    assert set(missing.missing_seeds) == {1}
    csv = pd.read_csv(tmp_path / "tables/differences.csv")
    pd.testing.assert_frame_equal(csv, frame, check_dtype=False, rtol=0, atol=0)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.html"
    write_atomically(path, b"old")
    monkeypatch.setattr("sim.runs.files.os.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(RunError, match="disk full"):
        write_atomically(path, b"new")
    assert contents(tmp_path) == {"report.html": b"old"}


def test_other_worlds_have_a_table_of_their_numbers_and_one_of_what_policies_change_in_each(
    case: Callable[..., Any],
) -> None:
    study = case().study
    known = Plausible("ningbo", "hamlet", (World(3, {"world.information.relapse": 0.45}),), -6.0, {})
    effect = Effect(3, "grid", "trust_mean", 0.4, 0.5, Estimate(0.1, 0.05, 0.15), "better")
    told = frames(replace(study, worlds=Worlds(known, 4, (effect,), (), "ningbo")))
    assert told["worlds"].values.tolist() == [[3, 0.45]]
    assert told["world_effects"].values.tolist() == [[3, "grid", "trust_mean", 0.4, 0.5, 0.1, 0.05, 0.15, "better"]]
    assert not {"worlds", "world_effects"} & frames(study).keys()
