import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.language import Language
from sim.scenario import load

Shequ = Callable[..., Any]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("parent", ["baseline", "seed_then_taper"])
def test_a_new_scenario_loads_and_changes_nothing_yet(shequ: Shequ, lang: Language, parent: str) -> None:
    answer = shequ("new", "mine", "--extends", parent, "--lang", lang)
    assert (answer.status, answer.err) == (0, "")
    assert load("mine").canonical() == load(parent).canonical()


def test_a_template_with_every_comment_taken_away_is_valid(shequ: Shequ) -> None:
    shequ("new", "mine")
    file = Path("scenarios/mine.toml")
    lines = [line.removeprefix("# ") for line in file.read_text(encoding="utf-8").splitlines()]
    values = [line for line in lines if line.startswith(("[", '"')) or " = " in line]
    file.write_text("\n".join(values), encoding="utf-8")
    mine = load("mine")
    assert mine.value("provision.menu_share", type="rural") == 0
    assert len(mine.changes) == 2


def test_new_never_overwrites(shequ: Shequ) -> None:
    assert shequ("new", "mine", "--folder", "mine").status == 0
    before = Path("mine/mine.toml").read_bytes()
    again = shequ("new", "mine", "--extends", "menu_services", "--folder", "mine")
    assert again.status == 2
    assert "mine/mine.toml is there already" in again.err
    assert Path("mine/mine.toml").read_bytes() == before


def test_new_extends_a_file_from_wherever_it_is_written(shequ: Shequ) -> None:
    shequ("new", "parent", "--folder", "one")
    assert shequ("new", "child", "--extends", "one/parent.toml", "--folder", "two/deep").status == 0
    assert load("two/deep/child.toml").extends == ("baseline", "parent", "child")


def test_new_writes_a_sum_as_a_list(shequ: Shequ) -> None:
    shequ("new", "parent", "--folder", "one")
    assert shequ("new", "sum", "--extends", "menu_services+one/parent.toml", "--folder", "two").status == 0
    assert 'extends = ["menu_services", "../one/parent.toml"]' in Path("two/sum.toml").read_text("utf8")
    assert load("two/sum.toml").extends == ("baseline", "menu_services", "parent", "sum")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["baseline"], "There is a scenario named baseline already"),
        (["../mine"], "'../mine' is no scenario name"),
        (["mine", "--extends", "menu_servces"], "did you mean menu_services?"),
    ],
)
def test_new_refuses_what_cannot_work(shequ: Shequ, arguments: list[str], words: str) -> None:
    answer = shequ("new", *arguments)
    assert answer.status == 2
    assert words in answer.err
    assert not Path("scenarios").exists()


def test_check_is_content_with_good_files(shequ: Shequ) -> None:
    shequ("new", "mine")
    answer = shequ("check", "scenarios/mine.toml")
    assert (answer.status, answer.out) == (0, "scenarios/mine.toml: nothing is wrong.\n")


def test_check_tells_everything_wrong_with_all_files(shequ: Shequ) -> None:
    shequ("new", "good")
    Path("bad.toml").write_text('extends = "baseline"\n[levers.provision]\nmenu_share = 80\n')
    answer = shequ("check", "bad.toml", "scenarios/good.toml", "--json")
    bad, good = json.loads(answer.out)["files"]
    nothing: dict[str, Any] = {"problems": [], "notices": [], "overruled": [], "late": [], "freed": []}
    assert good == {"file": "scenarios/good.toml"} | nothing
    assert [(one["line"], one["key"]) for one in bad["problems"]] == [
        (None, "name"),
        (None, "question"),
        (3, "levers.provision.menu_share"),
    ]
    assert answer.status == 2
    assert "3 problems" in answer.err
    assert (
        "  bad.toml:3: levers.provision.menu_share: 80; a number from 0 to 1 (share); write 0.8, not 80" in answer.err
    )


def test_a_full_disk_is_said_plainly(shequ: Shequ, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Path.open

    def full(self: Path, mode: str = "r", **how: Any) -> Any:
        if mode == "x":
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return usual(self, mode, **how)

    monkeypatch.setattr(Path, "open", full)
    answer = shequ("new", "mine")
    assert answer.status == 1
    assert answer.err.startswith("The disk is full: scenarios/mine.toml.")


def test_a_folder_that_may_not_be_written_is_named(shequ: Shequ) -> None:
    Path("occupied").write_text("a file")
    answer = shequ("new", "mine", "--folder", "occupied")
    assert answer.status == 1
    assert answer.err.startswith("occupied: File exists.")


BROKEN = 'extends = "baselin"\n[levers.provision]\nmenu_shar = 0.5\nvariants_offered = "4 个"\n'


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("did you mean baseline?", "unknown key", "write 4, without quotes or unit")),
        ("zh", ("是否想写 baseline？", "未知的键", "写 4，不加引号和单位")),
    ],
)
def test_what_is_wrong_is_told_in_the_language_that_was_asked_for(
    shequ: Shequ, tmp_path: Path, lang: Language, words: tuple[str, ...]
) -> None:
    (tmp_path / "mine.toml").write_text(BROKEN, "utf-8")
    answer = shequ("check", "mine.toml", "--lang", lang)
    assert answer.status == 2
    assert all(one in answer.err for one in words)


def test_no_english_is_left_in_what_is_wrong_when_chinese_was_asked_for(shequ: Shequ, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(BROKEN, "utf-8")
    told = shequ("check", "mine.toml", "--lang", "zh").err
    assert not [word for word in ("missing", "unknown", "did you", "write", "there are", "a number") if word in told]


BEYOND = """\
extends = "baseline"
[name]
en = "Beyond"
zh = "期外"
[question]
en = "What does it change?"
zh = "改变了什么？"
[[events]]
date = "2031-01"
[events.set]
"provision.menu_share" = 0.5
"methods.asking" = 1
[[events]]
date = "2025-06"
over_months = 12
[events.scale]
"funding.budget_per_resident" = 0.9
[[events]]
date = "2024-01"
over_months = 12
[events.set]
"methods.culture" = 2
"""


def test_events_that_a_run_does_not_reach_are_told_by_check_run_and_compare(
    shequ: Shequ, runner: list[dict[str, Any]]
) -> None:
    Path("beyond.toml").write_text(BEYOND, encoding="utf-8")
    late = "beyond.toml:11: the event of 2031-01 (provision.menu_share, methods.asking) comes after the last month of a run"
    slow = "beyond.toml:17: the event of 2025-06 (funding.budget_per_resident) is whole only in 2026-05, after"
    for command in ("check", "run", "compare baseline"):
        answer = shequ(*command.split(), "beyond.toml", "--lang", "en")
        assert answer.status == 0
        assert late in answer.err
        assert slow in answer.err
        assert "methods.culture" not in answer.err
    page = Path("results/baseline_vs_beyond/report.html").read_text("utf-8")
    assert late in page
    assert shequ("run", "beyond.toml", "--months", "190").err == ""


def test_check_tells_programs_which_events_come_late(shequ: Shequ) -> None:
    Path("beyond.toml").write_text(BEYOND, encoding="utf-8")
    (found,) = json.loads(shequ("check", "beyond.toml", "--json").out)["files"]
    assert [(one["month"], one["whole"]) for one in found["late"]] == [(180, 180), (113, 124)]
    assert (
        "晚于 120 个月模拟的最后一个月（2025-12），不产生任何作用" in shequ("check", "beyond.toml", "--lang", "zh").err
    )


def test_a_file_that_frees_money_is_checked_with_a_notice(shequ: Shequ) -> None:
    text = 'extends = "seed_then_taper"\n[name]\nen = "a"\nzh = "b"\n[question]\nen = "a?"\nzh = "b?"\n'
    Path("mine.toml").write_text(f"{text}[levers.funding]\npurchase_share = 0\n", "utf8")
    answer = shequ("check", "mine.toml", "--lang", "en", "--json")
    assert answer.status == 0
    assert "mine.toml:9: shares of the budget add up to 89.3 %" in answer.err
    (file,) = json.loads(answer.out)["files"]
    (found,) = file["freed"]
    assert found == {
        "month": "2016-01",
        "type": None,
        "district": None,
        "total": pytest.approx(0.893),
        "before": pytest.approx(0.973),
        "unassigned": pytest.approx(0.107),
        "source": "mine.toml:9",
    }
