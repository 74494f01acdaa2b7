"""Folders and files that the public calls are given: a text or a path, with ``~`` for a home that somebody has."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sim import compare, new_city, open_sweep, run_many, sweep
from sim.errors import InputError

hamlet = partial(run_many, ["baseline"], [1], 2, "hamlet", engine="compiled", city="ningbo")
NOBODYS = "~nobody-of-that-name/x"
CALLS: dict[str, Callable[[Any], object]] = {
    "run_many": lambda out: hamlet(out=out),
    "compare": lambda out: compare("baseline", ["menu_services"], out=out),
    "sweep": lambda out: sweep("menu_and_tastes", out=out),
    "open_sweep": open_sweep,
    "new_city": lambda out: new_city(Path("table.csv"), out=out),
}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def test_runs_are_kept_in_a_folder_given_as_a_text_or_a_path() -> None:
    by_text, by_path = (hamlet(out=out)["baseline"][0] for out in ("text", Path("path")))
    assert by_text.city["trust_mean"].tobytes() == by_path.city["trust_mean"].tobytes()
    assert Path("text/manifest.json").exists()
    assert Path("path/manifest.json").exists()


@pytest.mark.parametrize("kind", [str, Path])
def test_runs_are_kept_at_home(kind: type) -> None:
    hamlet(out=kind("~/runs"))
    assert Path("home/runs/manifest.json").exists()
    assert not Path("~").exists()


@pytest.mark.parametrize("kind", [str, Path])
@pytest.mark.parametrize("call", CALLS)
def test_a_home_that_nobody_has_is_refused(call: str, kind: type) -> None:
    with pytest.raises(InputError, match=r"~nobody-of-that-name/x, and nobody here has the home ~nobody-of-that-name;"):
        CALLS[call](kind(NOBODYS))
    assert not [*Path().iterdir()]


@pytest.mark.parametrize("call", CALLS)
def test_what_is_no_path_is_refused(call: str) -> None:
    with pytest.raises(InputError, match=r"is None; give a path"):
        CALLS[call](None)


def test_a_folder_that_begins_with_a_tilde_is_told_how_to_be_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="for a folder of that name") as refused:
        hamlet(out=Path(f"./{NOBODYS}"))
    assert str(tmp_path / NOBODYS) in str(refused.value)
    hamlet(out=tmp_path / NOBODYS)
    assert (tmp_path / NOBODYS / "manifest.json").exists()
