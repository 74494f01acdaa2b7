"""``claims``, ``discover`` and ``robust`` from the command line: sentences in both languages, JSON, pages, refusals."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Shequ = Callable[..., Any]
QUICK = ("--worlds", "3", "--seeds", "2", "--months", "12", "--workers", "1")


def test_claims_are_judged_and_told_in_both_languages(shequ: Shequ, tmp_path: Path) -> None:
    told = {lang: shequ("claims", "H24", *QUICK, "--out", "out", "--lang", lang) for lang in ("en", "zh")}
    assert [one.status for one in told.values()] == [0, 0]
    assert "Too few worlds: it holds in" in told["en"].out
    assert "3 个合理世界" in told["zh"].out
    pages = {"claims.html", "claims.zh.html", "H24.html", "H24.zh.html"}
    assert pages <= {file.name for file in (tmp_path / "out").iterdir()}
    assert "otherwise than the baseline" in (tmp_path / "out" / "H24.html").read_text("utf-8")
    assert "Villages gain by learning from towns" in (tmp_path / "out" / "H24.html").read_text("utf-8")
    assert {f"{name}.csv" for name in ("claims", "tests", "effects")} <= {
        file.name for file in (tmp_path / "out" / "tables").iterdir()
    }


def test_claims_as_json_have_counts_that_add_up(shequ: Shequ) -> None:
    told = json.loads(shequ("claims", "H07", *QUICK, "--json").out)
    found = told["claims"]
    assert {one["claim"] for one in told["tests"]} == {one["claim"] for one in told["effects"]} == {"H07"}
    assert "holds in" in told["sentences"]["H07"][0]
    assert [one["claim"] for one in found] == ["H07"]
    assert [one["holds"] + one["fails"] + one["open"] for one in found] == [3]


def test_a_box_is_looked_for_where_a_claim_fails(shequ: Shequ) -> None:
    shequ("claims", "H24", *QUICK, "--out", "out")
    told = shequ("discover", "out", "H24", "--json")
    assert told.status == 0
    assert "too few" in json.loads(told.out)["sentences"][0]


def test_policies_are_weighed_and_a_box_is_looked_for_in_their_worlds(shequ: Shequ, tmp_path: Path) -> None:
    asked = ("robust", "baseline", "menu_services", "--at-least", "satisfaction_mean=0.6", *QUICK, "--out", "out")
    told = shequ(*asked, "--json")
    found = json.loads(told.out)
    assert [one["policy"] for one in found["policies"]] == ["baseline", "menu_services"]
    assert min(one["most_regret"] for one in found["policies"]) >= 0
    page = (tmp_path / "out" / "robust.html").read_text("utf-8")
    repeated = "shequ robust baseline menu_services --at-least satisfaction_mean=0.6 --worlds 3 --seeds 2 --months 12"
    assert repeated in page
    assert "public spending [yuan per month]" in page
    assert min(one["public_spending"] for one in found["policies"]) > 0
    assert (tmp_path / "out" / "robust.zh.html").exists()
    box = shequ("discover", "out", "satisfaction_mean < 0", "--scenario", "menu_services", "--against", "baseline")
    assert (box.status, "of 3 cases" in box.out, "What next" in box.out) == (0, True, True)
    shequ("discover", "out", "satisfaction_mean < 0.1", "--scenario", "menu_services")
    pages = {page.name: page.read_text("utf-8") for page in (tmp_path / "out").glob("discovery-*.html")}
    first, second = (name for name in pages if ".zh." not in name)
    assert f'href="{first}"' in pages[second] or f'href="{second}"' in pages[first]
    assert all('href="robust.html"' in pages[name] for name in (first, second))


def test_what_is_good_enough_cannot_be_changed_once_runs_were_seen(shequ: Shequ) -> None:
    asked = ("robust", "baseline", "menu_services", *QUICK, "--out", "out", "--at-least")
    assert shequ(*asked, "satisfaction_mean=0.6").status == 0
    later = shequ(*asked, "satisfaction_mean=0.5")
    assert (later.status, "said before anything is run" in later.err) == (2, True)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("claims", "H2"), "did you mean H24?"),
        (("claims", "H24", "--worlds", "9999"), "9999"),
        (("robust", "baseline"), "two or more"),
        (("robust", "baseline", "menu_services", "--at-least", "satisfaction_mean=62"), "between 0 and 1"),
        (("robust", "baseline", "menu_services"), "say first what is good enough"),
        (
            ("robust", "baseline", "menu_services", "--at-least", "satisfaction_mea=1"),
            "did you mean satisfaction_mean?",
        ),
        (("robust", "baseline", "menu_services", "--at-least", "satisfaction_mean"), "OUTCOME=NUMBER"),
        (("robust", "baseline", "menu_service", "--at-least", "satisfaction_mean=1"), "did you mean menu_services?"),
        (("discover", "nowhere", "satisfaction_mean < 1"), "holds no sweep"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(shequ: Shequ, asked: tuple[str, ...], words: str) -> None:
    told = shequ(*asked)
    assert (told.status, words in told.err) == (2, True), told.err
