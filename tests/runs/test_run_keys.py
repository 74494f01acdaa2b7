"""A run's key changes with everything that determines its bytes, and with nothing else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sim.city.profile import load_profile
from sim.parameters import LEVERS, WORLD
from sim.runs.store import key_in, world_digest
from sim.scenario import load
from sim.scenario.columns import COLUMN, DEFAULTS

Make = Callable[..., Any]
USUAL: dict[str, Any] = {"seed": 1, "months": 12, "size": "hamlet", "engine": "compiled"}
BASELINE = load("baseline")


def key(**changed: Any) -> str:
    given: dict[str, Any] = {"scenario": BASELINE, "profile": load_profile("ningbo")} | USUAL | changed
    return key_in(world_digest(given.pop("scenario"), given.pop("profile")), **given)


@pytest.mark.parametrize(
    "changed",
    [{"seed": 2}, {"seed": 1 + 2**32}, {"months": 13}, {"size": "neighbourhood"}],
    ids=str,
)
def test_a_key_changes_with_seed_months_and_size(changed: dict[str, Any]) -> None:
    assert key(**changed) != key()


def test_every_value_of_a_scenario_changes_the_key(varied: Make) -> None:
    entries = [entry for one in (*LEVERS, *WORLD) for entry in one.entries]
    keys = {key(scenario=varied({entry: DEFAULTS[COLUMN[entry]] + 1.0})) for entry in entries}
    assert len(keys | {key()}) == len(entries) + 1


@pytest.mark.parametrize("kind", ["traditional", "market", "rural", "industrial"])
def test_a_value_of_one_type_of_community_changes_the_key(varied: Make, kind: str) -> None:
    assert key(scenario=varied({"methods.culture": 2.0}, kind=kind)) != key()


def test_an_event_changes_the_key() -> None:
    assert key(scenario=load("baseline+funding_cut")) != key()


def test_a_city_of_other_figures_changes_the_key() -> None:
    profile = load_profile("ningbo")
    other = profile.model_copy(update={"start": profile.start.model_copy(update={"trust": 0.61})})
    assert key(profile=other) != key()


def test_a_scenarios_name_and_question_do_not_change_the_key() -> None:
    renamed = replace(
        BASELINE, reference="x", name={"en": "X", "zh": "X"}, question={"en": "?", "zh": "?"}, thresholds={}
    )
    assert key(scenario=renamed) == key()


def test_code_that_can_move_a_number_changes_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = key()
    monkeypatch.setattr("sim.runs.store.fingerprint", lambda: "another")
    assert key() != usual
