"""Keywords of the public calls: what a type checker knows of them is what the calls take."""

import inspect
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from sim.api import compare as study
from sim.errors import InputError, ScenarioError
from sim.runs import batch as many
from sim.runs import run_many
from sim.scenario import load


def test_a_type_checker_knows_the_keywords_that_are_taken() -> None:
    assert get_type_hints(many.Options) == get_type_hints(many.Means)
    assert list(inspect.signature(study.compare).parameters)[:4] == ["baseline", "alternatives", "out", "seeds"]


def test_a_keyword_that_there_is_not_is_refused_before_anything_runs(tmp_path: Path) -> None:
    unknown: dict[str, Any] = {"moths": 3}
    with pytest.raises(InputError, match=r"moths=3.*months"):
        study.compare("baseline", ["menu_services"], out=tmp_path / "out", **unknown)
    with pytest.raises(TypeError, match="moths"):
        run_many([], [], 1, "hamlet", engine="compiled", city="ningbo", out=tmp_path / "out", **unknown)
    assert not (tmp_path / "out").exists()


def test_a_text_is_no_list_of_alternatives(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'menu_services'.*\[\"menu_services\"\]"):
        study.compare("baseline", "menu_services", out=tmp_path)


def test_an_unknown_option_is_named_with_what_is_meant(tmp_path: Path) -> None:
    wrong: Any = {"seed": 2}
    with pytest.raises(InputError, match=r"seed=2: there is no such option.*seeds"):
        study.compare("baseline", ["menu_services"], out=tmp_path, **wrong)


def test_scenarios_may_be_run_by_their_names(tmp_path: Path) -> None:
    by_name = run_many(["baseline"], [1], 2, "hamlet", engine="compiled", city="ningbo", out=tmp_path / "by_name")
    loaded = run_many([load("baseline")], [1], 2, "hamlet", engine="compiled", city="ningbo", out=tmp_path / "loaded")
    assert by_name["baseline"][0].city["trust_mean"].tobytes() == loaded["baseline"][0].city["trust_mean"].tobytes()
    with pytest.raises(ScenarioError, match="no_such"):
        run_many(["no_such"], [1], 2, "hamlet", engine="compiled", city="ningbo", out=tmp_path / "none")
