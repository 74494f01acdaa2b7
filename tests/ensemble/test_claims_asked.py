"""Claims as they are asked for: in small cities, again with another setting, before they were run."""

from pathlib import Path

import pytest

from sim import claims, discover
from sim.errors import InputError
from sim.explored import Claims
from sim.runs.executors import here


def asked(folder: Path, claim: str = "H24", months: int = 3) -> Claims:
    """A claim in three worlds of 300 people, none of whom lives in a village."""
    return claims([claim], out=folder, worlds=3, seeds=2, months=months, size="hamlet", prior=0, crew=here())


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
    with pytest.raises(InputError, match="claims of another months"):
        asked(folder, months=6)


def test_a_claim_that_was_not_run_there_has_no_box(folder: Path) -> None:
    with pytest.raises(InputError, match="holds no runs of H05; first: shequ claims H05"):
        discover(folder, "H05")
