import re

import pytest

from sim.parameters import LEVERS
from sim.scenario import load
from sim.scenario.library import shipped_folder
from sim.scenario.problem_reader import NOT_MODELLED as LATER

SHIPPED = sorted(file.stem for kind in ("policies", "shocks") for file in (shipped_folder() / kind).glob("*.toml"))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scenario_loads_without_notices(name: str) -> None:
    assert load(name).notices == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_the_table_of_scenarios_gives_each_question(name: str) -> None:
    table = (shipped_folder() / "README.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| \[`{name}`\]\(\w+/{name}\.toml\).* \| (.*) \|$", table, re.MULTILINE)
    assert row is not None
    assert row[1] == load(name).question["en"]


def test_the_baseline_spells_out_every_lever_at_its_default() -> None:
    baseline = load("baseline")
    for lever in LEVERS:
        assert baseline.value(lever.path) == lever.default[0]
        assert str(baseline.provenance[lever.path]).startswith("scenarios/policies/baseline.toml:")


def test_what_is_not_modelled_yet_is_no_lever() -> None:
    assert not {*LATER} & {lever.name for lever in LEVERS}


def test_seeding_tapers_to_nothing_over_three_years_and_the_money_goes_back() -> None:
    scenario = load("seed_then_taper")
    grants = [scenario.value("funding.grant_share", month) for month in (0, 59, 60, 95, 119)]
    assert grants == pytest.approx([0.15, 0.15, 0.15 * 35 / 36, 0, 0])
    direct = [scenario.value("funding.direct_share", month) for month in (59, 95)]
    assert direct == pytest.approx([0.183, 0.333])


def test_the_funding_cut_combines_with_a_policy() -> None:
    scenario = load("menu_at_80_percent+funding_cut")
    assert [scenario.value("funding.budget_per_resident", month) for month in (0, 11, 12)] == [240, 240, 216]
    assert scenario.value("provision.menu_share") == 0.8
    assert scenario.extends == ("baseline", "menu_services", "menu_at_80_percent", "funding_cut")
    assert scenario.name["en"] == "A menu with a fifth less money + A tenth less money"
