"""The driver in Node leaves the bits that the compiled engine leaves: every column, and every outcome of every month."""

import csv
import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.browser.case import case
from sim.browser.closing import names
from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.ensemble.prior import coordinates, in_world, values_at
from sim.model.advance import advance
from sim.model.books import Books
from sim.runs.single import build
from sim.scenario import Scenario, load
from sim.spreadsheet.city_file import city_text
from sim.spreadsheet.communities import read_communities

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "tutorials" / "example-communities.csv"
DRIVER, RUNNER = ROOT / "sim" / "browser" / "model.js", Path(__file__).with_name("run.mjs")
HAMLETS = ("baseline", "rumour_wave", "grid_with_authority", "seed_then_taper", "best_mode", "triad_no_residents")
NEIGHBOURHOODS = ("menu_services", "big_government_forever", "outcome_evaluation", "uniform_form")
WORLDS = 10


@dataclass(frozen=True)
class Run:
    """What is run in both, and what it leaves in Node, and in the compiled engine."""

    folder: Path
    months: int
    state: State
    books: Books


def worlds() -> list[Scenario]:
    """Scenarios in worlds drawn from all that is thought possible, well away from the default."""
    rng = np.random.default_rng(5)
    return [in_world(load("menu_services"), values_at(rng.standard_normal(len(coordinates())))) for _ in range(WORLDS)]


def own_city(folder: Path) -> str:
    """The city of the table that the tutorial shows, as its file."""
    table, file = folder / "own.csv", folder / "own.toml"
    with EXAMPLE.open(encoding="utf-8", newline="") as stream, table.open("w", encoding="utf-8", newline="") as copy:
        csv.writer(copy).writerows(csv.reader(stream))
    file.write_text(city_text(read_communities(table), "own", table=table.name, lang="en"), encoding="utf-8")
    return str(file)


@pytest.fixture(scope="module")
def runs(node: str, code: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """Every run, those in Node one after the other in one process and one memory."""
    folder = tmp_path_factory.mktemp("runs")
    of: list[tuple[Scenario | str, str, int, str, int]] = [
        *((name, "hamlet", 120, "ningbo", 2**40 + place) for place, name in enumerate(HAMLETS)),
        *((name, "neighbourhood", 24, "ningbo", place) for place, name in enumerate(NEIGHBOURHOODS)),
        *((scenario, "hamlet", 24, "ningbo", place) for place, scenario in enumerate(worlds())),
        ("baseline", "neighbourhood", 120, "ningbo", 2**64 - 1),
        ("menu_services", "neighbourhood", 24, own_city(folder), 3),
        ("menu_services", "hamlet", 24, own_city(folder), 4),
    ]
    made, asked = [], []
    for place, (scenario, size, months, city, seed) in enumerate(of):
        inside = folder / str(place)
        inside.mkdir()
        given = case(scenario, months=months, size=size, city=city)
        (inside / "case.json").write_text(json.dumps(given), encoding="utf-8")
        asked.append({"file": str(inside / "case.json"), "seed": str(seed), "folder": str(inside)})
        made.append(Run(inside, months, *native(scenario, seed, months=months, size=size, city=city)))
    (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    subprocess.run([node, RUNNER, DRIVER, code, folder / "asked.json"], check=True)
    return made


def native(scenario: Scenario | str, seed: int, *, months: int, size: str, city: str) -> tuple[State, Books]:
    """The last state and the books of a run of the compiled engine."""
    profile = load_profile(city)
    chosen = load(scenario, start=profile.city.start) if isinstance(scenario, str) else scenario
    schedule = chosen.schedule(months)
    machine = build(profile, schedule, seed, size, engine="compiled")
    books = Books(months, communities=machine.state.communities.n)
    for month in range(months):
        advance(machine, schedule, month, seed=seed)
        books.enter(month, machine.state)
    return machine.state, books


def test_every_column_of_the_last_month_is_the_same(runs: list[Run]) -> None:
    differing, compared = [], 0
    for run in runs:
        for table, rows in run.state.tables.items():
            for name, values in rows.columns.items():
                compared += 1
                if (run.folder / f"column_{table}_{name}").read_bytes() != values.tobytes():
                    differing.append(f"{run.folder.name}: {table}.{name}")
    assert differing == []
    assert compared > 500 * len(runs)


@pytest.mark.parametrize("of", ["of_city", "of_places", "of_groups"])
def test_every_outcome_of_every_month_is_the_same(runs: list[Run], of: str) -> None:
    differing, compared = [], 0
    for run in runs:
        expected = {"of_city": run.books.city, "of_places": run.books.communities, "of_groups": run.books.by_group}[
            of
        ]()
        for name, values in left(run, of).items():
            wanted = np.asarray(expected[name]).reshape(run.months, -1)
            compared += wanted.size
            same = (values.view(np.int64) == wanted.view(np.int64)) | (np.isnan(values) & np.isnan(wanted))
            if not same.all():
                differing.append(f"{run.folder.name}: {name}")
        assert left(run, of).keys() == expected.keys()
    assert differing == []
    assert compared > 10_000


def left(run: Run, of: str) -> Mapping[str, np.ndarray[Any, np.dtype[np.float64]]]:
    """What Node left of each outcome, of shape (months, rows)."""
    outcomes = names()[of]
    values = np.fromfile(run.folder / of).reshape(run.months, -1, len(outcomes))
    return {name: np.ascontiguousarray(values[:, :, place]) for place, name in enumerate(outcomes)}
