import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.city.profile import load_profile

Shequ = Callable[..., Any]
TABLE = str(Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "example-communities.csv")


def test_new_city_writes_a_city_that_runs(shequ: Shequ) -> None:
    answer = shequ("new-city", TABLE, "--name", "Example", "--out", "cities/mine.toml", "--lang", "en")
    assert (answer.status, answer.err) == (0, "")
    assert "Written: cities/mine.toml" in answer.out
    assert "29,200" in answer.out
    assert "shequ run baseline --city cities/mine.toml" in answer.out
    assert load_profile("cities/mine.toml").name.en == "Example"
    run = shequ("run", "baseline", "--city", "cities/mine.toml", "--size", "city", "--months", "2", "--out", "there")
    assert run.status == 0
    head, *rows = Path("there/tables/communities.csv").read_text(encoding="utf-8").splitlines()
    assert head.startswith("name,type,residents,district,street,participation_rate")
    assert [row.partition(",")[0] for row in rows] == [f"Example community {letter}" for letter in "ABCDEFGHIJKL"]
    assert Path("there/tables/communities.xlsx").is_file()


def test_new_city_speaks_chinese(shequ: Shequ) -> None:
    answer = shequ("new-city", TABLE, "--lang", "zh")
    assert "已写出：example-communities.toml" in answer.out
    assert "工业型" in answer.out


def test_new_city_tells_what_it_read_as_json(shequ: Shequ) -> None:
    result = json.loads(shequ("new-city", TABLE, "--json").out)
    assert {key: result[key] for key in ("file", "name", "districts", "streets")} == {
        "file": "example-communities.toml",
        "name": "example-communities",
        "districts": 2,
        "streets": 3,
    }
    assert [(one["type"], one["communities"], one["residents"]) for one in result["types"]] == [
        ("traditional", 3, 7700),
        ("market", 3, 10500),
        ("rural", 4, 4600),
        ("industrial", 2, 6400),
        (None, 12, 29200),
    ]


def test_new_city_tells_everything_that_is_wrong_and_writes_nothing(shequ: Shequ) -> None:
    words = Path(TABLE).read_text(encoding="utf-8").replace("3200", "many").replace("market", "town", 1)
    Path("bad.csv").write_text(words, encoding="utf-8")
    answer = shequ("new-city", "bad.csv", "--lang", "en")
    assert (answer.status, answer.out) == (2, "")
    head, *lines = answer.err.splitlines()
    assert head == "2 problems in what was given:"
    assert [line.strip().split(": ")[:2] for line in lines] == [
        ["bad.csv:2", "residents (C2)"],
        ["bad.csv:5", "type (B5)"],
    ]
    assert not Path("bad.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--out", "mine.tml"], "ends in .toml"),
        (["--name", " "], "--name"),
        (["--out", "there.toml"], "there.toml is there already"),
    ],
)
def test_new_city_refuses_a_bad_name_or_file_and_never_overwrites(
    shequ: Shequ, arguments: list[str], words: str
) -> None:
    Path("there.toml").write_text("mine", encoding="utf-8")
    answer = shequ("new-city", TABLE, *arguments, "--lang", "en")
    assert (answer.status, answer.out) == (2, "")
    assert words in answer.err
    assert Path("there.toml").read_text(encoding="utf-8") == "mine"
