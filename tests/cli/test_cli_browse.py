import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.language import Language
from sim.parameters import LEVERS, WORLD

Shequ = Callable[..., Any]

MINE = """\
extends = "menu_services"
[name]
en = "Mine"
zh = "我的"
[question]
en = "What if?"
zh = "如何？"
[by_type.rural.provision]
menu_share = 0.2
[levers.funding]
budget_per_resident = 5000
[[events]]
date = "2018-01"
over_months = 6
[events.set]
"methods.culture" = 2
"""


@pytest.fixture
def mine(shequ: Shequ) -> str:
    with open("mine.toml", "w", encoding="utf-8") as file:
        file.write(MINE)
    return "mine.toml"


HEAVY = {"numba", "mesa", "pandas", "pyarrow", "matplotlib", "scipy", "duckdb", "xarray", "SALib", "distributed"}


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["compare", "--help"], ["sweep", "--help"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    code = (
        "import sys; sys.argv = ['shequ', *sys.argv[1:]]\n"
        "from sim.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print(sorted({HEAVY!r} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("lang", "words"), [("en", "Simulate one scenario"), ("zh", "模拟一个方案")])
def test_help_speaks_both_languages(lang: Language, words: str) -> None:
    code = "from sim.cli import main; main()"
    command = [sys.executable, "-c", code, "run", "--lang", lang, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    assert words in done.stdout


def test_list_gives_scenarios_levers_sizes_and_engines_as_json(shequ: Shequ) -> None:
    answer = shequ("list", "--json", "--lang", "zh")
    listed = json.loads(answer.out)
    assert {one["name"]: one["kind"] for one in listed["scenarios"]}["funding_cut"] == "shock"
    assert next(one for one in listed["scenarios"] if one["name"] == "baseline")["question"].endswith("？")
    assert [one["path"] for one in listed["levers"]] == [lever.path for lever in LEVERS]
    assert listed["sizes"] == ["hamlet", "neighbourhood", "district", "city"]
    assert (answer.status, answer.err) == (0, "")


def test_a_broken_scenario_among_many_does_not_hide_the_others(shequ: Shequ, tmp_path: Any) -> None:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "broken.toml").write_text("a = = 1")
    answer = shequ("list")
    assert answer.status == 0
    assert "shequ check" in answer.out
    assert "What does a fifth more money buy" in answer.out


def test_show_gives_a_districts_own_value_and_run_refuses_one_that_the_city_lacks(shequ: Shequ, tmp_path: Any) -> None:
    head = 'extends = "baseline"\nname = {en = "A", zh = "甲"}\nquestion = {en = "Q?", zh = "问？"}\n'
    (tmp_path / "apart.toml").write_text(head + "[by_district.12.provision]\nmenu_share = 0.2\n", encoding="utf8")
    shown = json.loads(shequ("show", "apart.toml", "--json").out)
    assert shown["levers"]["by_district.12.provision.menu_share"] == {
        "value": 0.2,
        "unit": "share",
        "source": "apart.toml:5",
    }
    refused = shequ("run", "apart.toml", "--size", "hamlet", "--months", "1")
    assert refused.status == 2
    assert "apart.toml:5: by_district.12: the city has no such district; a district from 1 to 11" in refused.err


def test_show_gives_each_value_with_who_set_it(shequ: Shequ, mine: str) -> None:
    answer = shequ("show", mine, "--json")
    shown = json.loads(answer.out)
    assert shown["extends"] == ["baseline", "menu_services", "mine"]
    assert shown["levers"]["by_type.rural.provision.menu_share"] == {
        "value": 0.2,
        "unit": "share",
        "source": "mine.toml:9",
    }
    assert shown["levers"]["provision.menu_share"]["source"].endswith("policies/menu_services.toml:12")
    assert shown["world"].keys() == {entry for one in WORLD for entry in one.entries}
    assert shown["events"] == [
        {
            "path": "methods.culture",
            "set": 2.0,
            "date": "2018-01",
            "until": None,
            "over_months": 6,
            "type": None,
            "district": None,
            "source": "mine.toml:16",
        }
    ]
    assert "budget_per_resident is 5000 from 2016-01, outside its plausible range 50 to 1000" in answer.err


def test_show_begins_with_what_differs_from_the_baseline_then_tells_levers_from_the_world(
    shequ: Shequ, mine: str
) -> None:
    differs, all_values = shequ("show", mine, "--lang", "zh").out.split("杠杆：")
    assert "methods.culture @ 2018-01 over_months 6" in differs
    assert "funding.budget_growth" not in differs
    assert all_values.index("provision.menu_share") < all_values.index("世界") < all_values.index("world.needs")


def test_show_diff_gives_only_what_differs(shequ: Shequ, mine: str) -> None:
    answer = shequ("show", mine, "--diff", "menu_services", "--json")
    shown = json.loads(answer.out)
    assert (shown["scenario"], shown["other"]) == (mine, "menu_services")
    assert [one["path"] for one in shown["differences"]] == [
        "funding.budget_per_resident",
        "by_type.rural.provision.menu_share",
        "methods.culture @ 2018-01 over_months 6",
    ]


def test_every_unit_has_a_chinese_name() -> None:
    from sim.language import has_text

    units = {one.unit for one in (*LEVERS, *WORLD)}
    assert {unit for unit in units if not has_text(f"cli.units.{unit}", "zh")} == set()


def test_a_link_in_a_circle_beside_the_scenarios_does_not_hide_the_others(shequ: Shequ, tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "x.toml").symlink_to("y.toml")
    (tmp_path / "scenarios" / "y.toml").symlink_to("x.toml")
    found = shequ("list")
    assert found.status == 0
    assert "menu_services" in found.out
    assert "x.toml" in found.out


def test_the_version_is_said(shequ: Shequ) -> None:
    assert shequ("--version")[:2] == (0, f"shequ {sim.__version__}\n")


@pytest.mark.parametrize("command", [(), ("run",), ("sweep",)])
def test_h_is_short_for_help(shequ: Shequ, command: tuple[str, ...]) -> None:
    short = shequ(*command, "-h")
    assert short == shequ(*command, "--help")
    assert short.status == 0
    assert "Usage" in short.out
