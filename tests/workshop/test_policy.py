"""What a team may commit: what `shequ check` takes, and the round allows."""

from dataclasses import replace
from pathlib import Path

import pytest

from sim.errors import ProblemsError
from sim.workshop.policy import Rule, kept, loaded
from tests.workshop.people import MORE, toml

RULE = Rule(
    baseline="baseline",
    starts=("menu_services", "seed_then_taper"),
    levers=(
        "funding.budget_per_resident",
        "provision.menu_share",
        "provision.variants_offered",
        "provision.survey_effort",
    ),
    budget=330.0,
    start="2016-01",
    months=120,
)
EVENT = '\n[[events]]\ndate = "2018-01"\n[events.set]\n'


def problems(text: str) -> list[str]:
    with pytest.raises(ProblemsError) as found:
        kept(text, RULE, 1)
    return [one.key for one in found.value.problems]


def test_a_good_policy_is_kept_in_canonical_form_under_the_team_s_name(tmp_path: Path) -> None:
    text = toml(MORE, name="<script>alert(1)</script>")
    canonical = kept(text, RULE, 3)
    assert "script" not in canonical
    assert kept(canonical, RULE, 3) == canonical
    assert loaded(canonical, start=RULE.start).value("funding.budget_per_resident") == 330


@pytest.mark.parametrize(
    "extends", ["/etc/passwd", "../other/policy.toml", "policy.toml", "grid", "baseline+menu_services"]
)
def test_a_policy_stands_on_what_the_round_offers_and_on_no_file(extends: str) -> None:
    assert problems(toml(MORE, extends=extends)) == ["extends"]


def test_a_start_brings_its_levers_only_if_the_round_opens_them() -> None:
    kept(toml({}, extends="menu_services"), RULE, 1)
    assert "funding.grant_share" in problems(toml({}, extends="seed_then_taper"))


def test_a_lever_that_is_closed_is_refused_however_it_is_moved() -> None:
    assert problems(toml({"methods.culture": 2})) == ["methods.culture"]
    assert problems(toml({}) + EVENT + '"methods.culture" = 2\n') == ["methods.culture"]
    assert problems(toml({}) + "[by_type.rural.methods]\nculture = 2\n") == ["methods.culture"]


def test_a_policy_may_stand_on_the_shocks_that_befall_it_anyway() -> None:
    rule = replace(RULE, shocks=("funding_cut",))
    assert 'extends = "baseline"' in kept(toml(MORE, extends="funding_cut"), rule, 1)
    assert problems(toml(MORE, extends="rumour_wave")) == ["extends"]


def test_the_world_and_the_thresholds_of_verdicts_are_not_the_team_s() -> None:
    assert problems(toml({}) + "[world.needs]\nproblem_load = 0.5\n") == ["world"]
    assert problems(toml({}) + "[thresholds]\nsatisfaction_mean = 0\n") == ["thresholds"]
    assert problems(toml({}) + EVENT + '"world.needs.problem_load" = 0.5\n') == ["world.needs.problem_load"]


@pytest.mark.parametrize(
    "text",
    [
        toml({"funding.budget_per_resident": 330.5}),
        toml({}) + EVENT + '"funding.budget_per_resident" = 400\n',
        toml({}) + "[by_type.rural.funding]\nbudget_per_resident = 331\n",
    ],
)
def test_the_budget_holds_in_every_month_and_place(text: str) -> None:
    assert problems(text) == ["funding.budget_per_resident"]


@pytest.mark.parametrize(
    "text", ["", "]", "a" * 20_000, "extends = " + "[" * 5_000, toml({"provision.menu_share": 7}), "\ud800"]
)
def test_garbage_is_answered_in_sentences_without_a_path_of_this_machine(text: str) -> None:
    with pytest.raises(ProblemsError) as found:
        kept(text, RULE, 1)
    assert all(one.file == "policy.toml" for one in found.value.problems)
