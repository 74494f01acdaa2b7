"""A policy set on the page and saved as a scenario file gives the command's numbers, digit for digit."""

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.browser.closing import names
from sim.ensemble.prior import in_world
from sim.ensemble.shipped import shipped
from sim.runs.single import simulate
from sim.scenario import Scenario, load
from tests.lab.conftest import Ask

MONTHS, SIZE = 120, "neighbourhood"
NOTHING: dict[str, Any] = {"settings": [], "acts": []}
BY_HAND: dict[str, dict[str, Any]] = {
    "a lever from the start": {"settings": [{"path": "provision.menu_share", "type": None, "value": 0.8}], "acts": []},
    "one type of community otherwise": {
        "settings": [
            {"path": "assessment.assessment_share", "type": None, "value": 0.3},
            {"path": "assessment.assessment_share", "type": "rural", "value": 0.1},
        ],
        "acts": [],
    },
    "a ramp that ends, and a scale": {
        "settings": [],
        "acts": [
            {"path": "methods.culture", "how": "set", "value": 1.7, "month": 24, "over": 18, "until": 84, "type": None},
            {"path": "methods.culture", "how": "scale", "value": 0.5, "month": 30, "over": 0, "until": None, "type": "market"},
            {"path": "party.layers", "how": "set", "value": 3, "month": 12, "over": 5, "until": None, "type": None},
        ],
    },
}  # fmt: skip


def choice(policy: dict[str, Any], *shocks: str, assumptions: Any = ()) -> dict[str, Any]:
    return {"start": "baseline", "policy": policy, "shocks": list(shocks), "assumptions": list(assumptions)}


def drawn(held: dict[str, Any], seed: int) -> dict[str, Any]:
    """A policy of levers drawn by lot, some from the start, some later, some for one type; no share of the budget."""
    rng = random.Random(seed)
    levers = rng.sample([one for one in held["levers"] if not one["share"] and one["theme"] != "intensity"], 8)
    settings, acts = [], []
    for lever in levers:
        value, kind = rng.uniform(lever["low"], lever["high"]), rng.choice([None, "rural", "market"])
        own = {"path": lever["path"], "type": kind, "value": round(value) if lever["integer"] else value}
        if rng.random() < 0.5:
            settings.append(own)
        else:
            until = rng.choice([None, 100])
            acts.append(own | {"how": "set", "month": rng.randrange(60), "over": rng.randrange(30), "until": until})
    return {"settings": settings, "acts": acts}


def compared(ask: Ask, tmp_path: Path, one: dict[str, Any], *, seed: int, above: list[str]) -> None:
    """Run a choice in Node and as the file that the page saves; both sides must be the same to the bit."""
    file = tmp_path / "lab"
    _, toml = ask(
        [
            {"ask": "run", "choice": one, "size": SIZE, "seed": seed, "file": str(file)},
            {"ask": "toml", "policy": one["policy"], "above": above},
        ]
    )
    saved = tmp_path / "lab.toml"
    saved.write_text(toml, encoding="utf-8")
    for side, scenario in (("baseline", "+".join(above)), ("policy", str(saved))):
        same(Path(f"{file}.{side}"), load(scenario), seed=seed)


def same(left: Path, scenario: Scenario, *, seed: int) -> None:
    run = simulate(scenario, seed, months=MONTHS, size=SIZE, engine="compiled", city="ningbo")
    outcomes = names()["of_city"]
    values = np.fromfile(left).reshape(MONTHS, len(outcomes))
    wanted = np.stack([run.city[name] for name in outcomes], axis=1)
    assert np.array_equal(values, wanted, equal_nan=True)


@pytest.mark.parametrize("name", BY_HAND)
def test_a_policy_of_the_page_is_the_file_that_it_saves(ask: Ask, tmp_path: Path, name: str) -> None:
    compared(ask, tmp_path, choice(BY_HAND[name]), seed=3, above=["baseline"])


@pytest.mark.parametrize("seed", range(4))
def test_policies_drawn_by_lot_are_the_files_that_they_save(
    ask: Ask, held: dict[str, Any], tmp_path: Path, seed: int
) -> None:
    compared(ask, tmp_path, choice(drawn(held, seed)), seed=seed, above=["baseline"])


def test_shocks_hit_both_sides(ask: Ask, tmp_path: Path) -> None:
    one = choice(BY_HAND["a lever from the start"], "funding_cut", "rumour_wave")
    compared(ask, tmp_path, one, seed=1, above=["funding_cut", "rumour_wave"])


@pytest.mark.parametrize("name", ["seed_then_taper", "culture_centres_2016", "no_reciprocity", "service_then_culture"])
def test_a_shipped_scenario_is_itself_on_the_page(ask: Ask, held: dict[str, Any], tmp_path: Path, name: str) -> None:
    file, shipped_one = tmp_path / "lab", held["scenarios"][name]
    policy = {part: shipped_one[part] for part in ("settings", "acts")}
    ask([{"ask": "run", "choice": choice(policy), "size": SIZE, "seed": 2, "file": str(file)}])
    same(Path(f"{file}.policy"), load(name), seed=2)


def test_another_plausible_world_is_the_command_s(ask: Ask, tmp_path: Path) -> None:
    file, policy, known = tmp_path / "lab", BY_HAND["a lever from the start"], shipped("ningbo")
    assert known is not None
    ask([{"ask": "run", "choice": choice(policy), "size": SIZE, "seed": 5, "file": str(file), "world": 1}])
    same(Path(f"{file}.baseline"), in_world(load("baseline"), known.worlds[1].values), seed=5)


def test_what_is_saved_is_read_as_the_same_policy(ask: Ask, held: dict[str, Any]) -> None:
    policies = [*BY_HAND.values(), *(drawn(held, seed) for seed in range(20))]
    texts = ask([{"ask": "toml", "policy": one, "above": ["baseline"]} for one in policies])
    for one, read in zip(policies, ask([{"ask": "read", "text": text} for text in texts]), strict=True):
        assert sorted(read["policy"]["settings"], key=str) == sorted(one["settings"], key=str)
        assert sorted(read["policy"]["acts"], key=str) == sorted(one["acts"], key=str)
        assert read["name"] == {"en": 'A "name" \\ x', "zh": "名“称”"}


def test_shipped_files_are_read_as_what_they_are(ask: Ask, held: dict[str, Any]) -> None:
    """Each file as it lies there, comments and all, is what Python made of it."""
    folder = Path(__file__).resolve().parents[2] / "scenarios" / "policies"
    named = [name for name in held["scenarios"] if (folder / f"{name}.toml").exists() and name != "baseline"]
    texts = [(folder / f"{name}.toml").read_text(encoding="utf-8") for name in named]
    for name, read in zip(named, ask([{"ask": "read", "text": text} for text in texts]), strict=True):
        wanted = held["scenarios"][name]
        last = {(one["path"], one["type"]): one["value"] for one in read["policy"]["settings"]}
        for one in wanted["settings"]:
            assert last[one["path"], one["type"]] == one["value"], (name, one)
        assert sorted(read["policy"]["acts"], key=str) == sorted(wanted["acts"], key=str), name


def test_what_a_lever_did_before_is_gone_once_it_is_moved(ask: Ask) -> None:
    everywhere = {"month": 0, "over": 0, "until": None, "type": None}
    later = {"month": 24, "over": 12, "until": None, "type": None}
    rural = later | {"type": "rural"}
    path = "methods.culture"
    first, second = ask(
        [
            {"ask": "move", "policy": NOTHING, "path": path, "value": 1.5, "when": everywhere},
            {"ask": "move", "policy": NOTHING, "path": path, "value": 1.5, "when": later},
        ]
    )
    assert first == {"settings": [{"path": path, "type": None, "value": 1.5}], "acts": []}
    apart, back = ask(
        [
            {"ask": "move", "policy": second, "path": path, "value": 0.5, "when": rural},
            {"ask": "move", "policy": second, "path": path, "value": None, "when": everywhere},
        ]
    )
    assert {(one["type"], one["value"]) for one in apart["acts"]} == {
        ("traditional", 1.5), ("market", 1.5), ("industrial", 1.5), ("rural", 0.5)
    }  # fmt: skip
    assert back == NOTHING
