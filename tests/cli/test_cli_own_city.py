"""A city that lists its communities is simulated as it is, and its names come back."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Shequ = Callable[..., Any]
Calls = list[dict[str, Any]]
TABLE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "example-communities.zh.csv"
NAMES = ["明楼社区", "白鹤社区", "古林村"]


@pytest.fixture
def city(shequ: Shequ) -> str:
    """Three communities of a few hundred residents each, in two districts, with names of their own."""
    with TABLE.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    chosen = [rows[0], rows[3], rows[8]]
    for row, name in zip(chosen, NAMES, strict=True):
        row[head.index("名称")], row[head.index("居民数")], row[head.index("工作人员")] = name, "200", "2"
        row[head.index("区")] = "鄞州" if name == "古林村" else "江东"
    with Path("mine.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *chosen])
    assert shequ("new-city", "mine.csv", "--name", "小城").status == 0
    return "mine.toml"


@pytest.mark.parametrize("command", ["run baseline", "compare baseline menu_services"])
def test_an_own_city_runs_at_its_own_size_unless_asked_otherwise(
    shequ: Shequ, runner: Calls, city: str, command: str
) -> None:
    asked = (*command.split(), "--city", city, "--months", "12", "--lang", "en")
    answer = shequ(*asked)
    assert {call["size"] for call in runner} == {"city"}
    assert "averages" not in answer.err
    runner.clear()
    answer = shequ(*asked, "--size", "hamlet", "--out", "small")
    assert {call["size"] for call in runner} == {"hamlet"}
    assert (
        "the mean of those of the type that most live in; the city has 3 communities with 600 residents" in answer.err
    )


def test_a_design_takes_an_own_city_at_its_own_size(shequ: Shequ, city: str) -> None:
    from sim.studies.sweep import load_design

    design = Path("design.toml")
    text = (
        'scenarios = ["baseline"]\n{}months = 2\nseeds = 1\n[name]\nen = "x"\nzh = "x"\n[question]\nen = "x?"\nzh = "x?"\n'
        '[design]\nmethod = "grid"\n[factors]\n"provision.menu_share" = {{ values = [0, 1] }}\n'
        '[outcomes]\ntrust_mean = "mean"\n'
    )
    sizes = []
    for line in (f'city = "{city}"\n', f'city = "{city}"\nsize = "hamlet"\n', ""):
        design.write_text(text.format(line), encoding="utf-8")
        sizes.append(load_design(design).size)
    assert sizes == ["city", "hamlet", "neighbourhood"]


def test_a_comparison_of_an_own_city_calls_everything_by_its_name(shequ: Shequ, city: str) -> None:
    asked = ("--city", city, "--months", "6", "--seeds", "2", "--person-seeds", "20", "--workers", "1", "--lang", "en")
    assert shequ("compare", "baseline", "menu_services", *asked, "--out", "here").status == 0
    page = Path("here/report.html").read_text("utf-8")
    assert [name for name in (*NAMES, "鄞州", "江东") if name not in page] == []
    assert "小城: 600 residents (city)" in page
    assert "It is not a forecast of 小城." in page
    assert "Ningbo" not in page
    assert "(community 1)" not in page
    with Path("here/tables/communities.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["name"], row["district_name"], row["residents"]) for row in rows] == [
        ("明楼社区", "江东", "200"),
        ("白鹤社区", "江东", "200"),
        ("古林村", "鄞州", "200"),
    ]


def test_two_lives_in_an_own_city_are_told_in_its_community(shequ: Shequ, city: str) -> None:
    asked = ("--between", "baseline", "menu_services", "--city", city, "--months", "3", "--json", "--lang", "zh")
    answer = shequ("why", "450", *asked)
    told = json.loads(answer.out)
    assert answer.status == 0
    assert (told["community"], told["community_name"]) == (3, "古林村")
    assert "农村社区（古林村）" in told["who"]
