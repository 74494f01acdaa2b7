"""The lab's tutorial, step by step in Chromium, and its pictures: ``SHEQU_PICTURES=1`` renews those of the documentation."""

import json
import os
from pathlib import Path

import pytest

from sim.lab.page import page
from sim.language.catalog import Language, text
from tests.browser.chromium import Page, chromium
from tests.browser.conftest import found

ROOT = Path(__file__).resolve().parents[2]
PAGES: dict[Language, str] = {"en": "lab.md", "zh": "lab.zh.md"}
NAMED = (
    *("lever.provision.menu_share", "lever.provision.survey_effort", "lever.funding.grant_share", "reset", "predict"),
    *("tried", "tried_back", "add_step", "where"),
    *("show_answer", "for_whom", "two_lives", "lost_most", "when_where", "other_worlds", "share", "save_toml"),
)
"""What the tutorial calls by the name that the page gives it."""


@pytest.mark.parametrize("lang", PAGES)
def test_the_tutorial_calls_everything_by_its_name_on_the_page(lang: Language) -> None:
    told = " ".join((ROOT / "docs" / "tutorials" / PAGES[lang]).read_text(encoding="utf-8").split())
    names = [text(f"lab.{key}", lang).partition("（TOML）")[0].partition(" (TOML)")[0] for key in NAMED]
    assert [name for name in names if name not in told and name.replace(" ", "") not in told.replace(" ", "")] == []


def move(opened: Page, path: str, value: float) -> None:
    opened.value(
        f"{{ const lever = document.querySelector('.lever[data-path={json.dumps(path)}]');"
        f"const number = lever.querySelector('input[type=number]'); number.value = {value}; number.onchange(); }}"
    )


def test_each_step_does_what_the_tutorial_says(tmp_path: Path) -> None:
    file = tmp_path / "lab.html"
    file.write_text(page(worlds=12), encoding="utf-8")
    with chromium(found("chromium", "chromium-browser", "google-chrome"), tmp_path / "profile") as opened:
        opened.open(file.as_uri())
        opened.until("document.getElementById('brief-0')?.textContent")
        move(opened, "provision.menu_share", 80)
        better = "document.getElementById('verdict-{}').textContent.startsWith('better')"
        opened.until(f"{better.format(0)} && {better.format(1)}")
        opened.until("document.getElementById('in-worlds-0').textContent.includes('12 plausible worlds')")
        for k, lang in enumerate(PAGES):
            opened.value(f"document.getElementById('languages').children[{k}].click()")
            picture = tmp_path / f"lab_{lang}.png"
            opened.picture(picture, 1280, height=860)
            assert picture.stat().st_size > 20_000
            if os.environ.get("SHEQU_PICTURES"):
                (ROOT / "docs" / "figures" / picture.name).write_bytes(picture.read_bytes())
        opened.value("document.getElementById('languages').children[0].click()")
        opened.value("document.getElementById('lost').click()")
        opened.until("document.querySelector('#life svg') !== null")
        opened.value("document.getElementById('reset').click()")
        opened.value("document.getElementById('predict').click()")
        move(opened, "provision.survey_effort", 1.5)
        opened.until("document.getElementById('brief-0').textContent.endsWith('?')")
        opened.value(
            "{ const field = document.getElementById('guess-0'); field.value = 0.9; field.onchange();"
            "document.getElementById('predict').click(); }"
        )
        opened.until("document.getElementById('said').textContent.includes('your line')")
        opened.value("document.getElementById('reset').click()")
        move(opened, "funding.grant_share", 10)
        opened.until("document.getElementById('said').textContent.includes('30 % → 23.3 %')")
        opened.value(f"{LEVER}.querySelector('details').open = true")
        fields = f"{LEVER}.querySelectorAll('.steps li:last-child input')"
        opened.until(f"{fields}.length === 4")
        fill(opened, fields, {1: "2018-01"})
        fill(opened, fields, {2: "24"})
        opened.value(f"[...{LEVER}.querySelectorAll('details > button')].at(-1).click()")
        fill(opened, fields, {1: "2023-01"})
        fill(opened, fields, {0: "0"})
        course = f"{LEVER}.querySelector('.course').textContent"
        told = "baseline 3.3 %; over 24 months from 2018-01 to 10 %; 0 % from 2023-01"
        assert opened.value(course) == told
        opened.until(
            "document.getElementById('said').textContent.includes('over 24 months from 2018-01 to 23.3 %; 33.3 %')"
        )
        rows = "[...document.querySelectorAll('#tried tbody tr')]"
        opened.value("document.getElementById('tried-part').open = true")
        opened.until(f"{rows}.length > 0 && {rows}[0].textContent.includes('0 % → 80 %')")
        opened.value(f"{rows}[0].querySelector('button').click()")
        opened.until("document.getElementById('said').textContent.includes('0 % → 80 %')")


LEVER = "document.querySelector('.lever[data-path=\"funding.grant_share\"]')"


def fill(opened: Page, fields: str, given: dict[int, str]) -> None:
    for k, value in given.items():
        opened.value(f"{{ const field = {fields}[{k}]; field.value = '{value}'; field.onchange(); }}")
