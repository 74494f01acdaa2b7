"""Claims as they are asked for: in small cities, again with another setting, before they were run."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim import claims, discover
from sim.api.claims import Claims
from sim.errors import InputError
from sim.runs.executors import here
from sim.runs.result import Run
from sim.runs.single import simulate
from sim.scenario import Scenario


def asked(folder: Path, claim: str = "H24", months: int = 3, seeds: int = 2) -> Claims:
    """A claim in three worlds of 300 people, none of whom lives in a village."""
    return claims([claim], out=folder, worlds=3, seeds=seeds, months=months, size="hamlet", prior=0, crew=here())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hamlets")
    asked(place)
    return place


def test_what_a_city_lacks_has_no_effect_and_stays_open(folder: Path) -> None:
    found = asked(folder)
    assert found.effects.difference.isna().all()
    assert found.claims.open.tolist() == [3, 3]
    assert found.page.exists()


def test_a_folder_of_another_length_is_refused(folder: Path) -> None:
    with pytest.raises(InputError, match=r"another city, size or length \(months\)"):
        asked(folder, months=6)


def test_a_claim_that_was_not_run_there_has_no_box(folder: Path) -> None:
    with pytest.raises(InputError, match="holds no runs of H05; first: shequ claims H05"):
        discover(folder, "H05")


def test_a_folder_keeps_the_claims_that_were_asked_for_before(tmp_path: Path) -> None:
    before = asked(tmp_path, "H03").tests
    found = asked(tmp_path, "H07", seeds=3)
    assert found.claims.claim.tolist() == ["H07"]
    table = pd.read_csv(tmp_path / "tables" / "claims.csv")
    assert [(row.claim, row.seeds) for row in table[table.without.isna()].itertuples()] == [("H03", 2), ("H07", 3)]
    kept = pd.read_csv(tmp_path / "tables" / "tests.csv")
    assert kept[kept.claim == "H03"]["median"].tolist() == pytest.approx(before["median"].tolist(), nan_ok=True)
    page = (tmp_path / "claims.html").read_text("utf-8")
    for part in ("H03.html", "H07.html", "claims H03 --worlds 3 --seeds 2", "claims H07 --worlds 3 --seeds 3"):
        assert part in page


def test_more_seeds_are_added_to_those_that_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(tmp_path, "H07")
    done = list[int]()

    def noted(scenario: Scenario, seed: int, **how: Any) -> Run:
        done.append(seed)
        return simulate(scenario, seed, **how)

    monkeypatch.setattr("sim.runs.task.simulate", noted)
    asked(tmp_path, "H07", seeds=3)
    assert set(done) == {2}
    assert len(done) == 18
