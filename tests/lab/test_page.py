"""The lab in Chromium, from one file and under its own policy: what a user does, what comes from outside, a page around it."""

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.lab.page import page
from sim.scenario import load
from tests.browser.chromium import Page, chromium
from tests.browser.conftest import found

HOSTILE = "<img src=x onerror='window.ran = 1'></script><script>window.ran = 2</script>"
MENU = "provision.menu_share"
WHOLE = "document.getElementById('progress')?.textContent.includes('10,000')"
ANSWERED = "document.getElementById('brief-0')?.textContent"
ROUND = {"shequ": "round", "open": [MENU, "methods.culture"], "budget": 280, "lang": "zh"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the lab, opened at a scenario whose names are hostile, and with a page around it."""
    inside = tmp_path_factory.mktemp("lab")
    words = json.dumps(HOSTILE)
    text = f'extends = "baseline"\n[name]\nen = {words}\nzh = {words}\n[question]\nen = "Is it {HOSTILE[:9]}?"\nzh = "？"\n'
    (inside / "hostile.toml").write_text(f"{text}[levers]\n{MENU} = 0.5\n", encoding="utf-8")
    (inside / "lab.html").write_text(page([load(str(inside / "hostile.toml"))], worlds=2), encoding="utf-8")
    (inside / "around.html").write_text(
        "<script>window.heard = []; onmessage = ({data}) => heard.push(data)</script>"
        "<iframe src='lab.html#embed' width=900 height=700></iframe>"
        "<iframe sandbox='allow-scripts' srcdoc=\"<script>setInterval(() => "
        "parent.frames[0].postMessage({shequ: 'round', open: [], lang: 'en', budget: 999}, '*'), 50)</script>\"></iframe>",
        encoding="utf-8",
    )
    return inside


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(found("chromium", "chromium-browser", "google-chrome"), tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="module")
def opened(browser: Page, folder: Path) -> Page:
    browser.open((folder / "lab.html").as_uri())
    browser.until(WHOLE)
    return browser


def move(opened: Page, path: str, value: float) -> None:
    """What a user does with a lever's number; the lever is found by the name that English gives it."""
    opened.value(
        "{ const data = [...document.querySelectorAll('.lever')].find(one => one.dataset.path === "
        f"{json.dumps(path)}); const number = data.querySelector('input[type=number]'); "
        f"number.value = {value}; number.onchange(); }}"
    )


def saved(opened: Page, button: str) -> str:
    """What a button lets the user save."""
    opened.value("window.make ??= URL.createObjectURL; URL.createObjectURL = blob => (window.kept = blob, make(blob))")
    opened.value(f"document.getElementById({json.dumps(button)}).click()")
    opened.value("URL.createObjectURL = make")
    return str(opened.value("kept.text()"))


def said(opened: Page) -> str:
    return str(opened.value("document.getElementById('wrong').textContent"))


def test_it_opens_at_the_scenario_that_it_was_made_for_and_names_inject_nothing(opened: Page) -> None:
    assert opened.said == []
    assert opened.value("document.querySelectorAll('img').length") == 0
    assert opened.value("typeof window.ran") == "undefined"
    assert opened.value("document.getElementById('start').selectedOptions[0].textContent") == HOSTILE
    assert "0 % → 50 %" in opened.until("document.getElementById('said').textContent")


def test_a_lever_is_moved_undone_and_moved_again(opened: Page) -> None:
    move(opened, MENU, 80)
    opened.until("document.getElementById('said').textContent.includes('0 % → 80 %')")
    opened.value("document.getElementById('undo').click()")
    opened.until("document.getElementById('said').textContent.includes('0 % → 50 %')")
    opened.value("document.getElementById('redo').click()")
    opened.until("document.getElementById('said').textContent.includes('0 % → 80 %')")


def test_the_same_money_is_spent_unless_one_says_otherwise(opened: Page, tmp_path: Path) -> None:
    move(opened, "funding.grant_share", 10)
    saved_file = tmp_path / "lab.toml"
    saved_file.write_text(saved(opened, "toml"), encoding="utf-8")
    policy = load(str(saved_file))
    assert policy.value("funding.grant_share") == 0.1
    assert policy.value("funding.direct_share") == pytest.approx(0.233, abs=1e-12)
    opened.value("document.getElementById('undo').click()")


def test_shares_beyond_the_budget_are_refused(opened: Page) -> None:
    opened.value("document.getElementById('same-money').click()")
    move(opened, "funding.grant_share", 90)
    assert "%" in said(opened)
    opened.value("document.getElementById('same-money').click()")


def test_what_is_saved_is_a_scenario_and_numbers(opened: Page, tmp_path: Path) -> None:
    saved_file = tmp_path / "lab.toml"
    saved_file.write_text(saved(opened, "toml"), encoding="utf-8")
    assert load(str(saved_file)).value(MENU) == 0.8
    opened.until(WHOLE)
    lines = saved(opened, "csv").splitlines()
    assert lines[0] == "size,seed,outcome,baseline,policy,difference,low,high,verdict"
    assert len(lines) > 100
    everything = [line for line in lines if line.startswith("neighbourhood,all,satisfaction_mean,")]
    assert len(everything) == 1
    *_, baseline, policy, difference, low, high, _ = everything[0].split(",")
    assert float(policy) - float(baseline) == pytest.approx(float(difference), abs=1e-12)
    assert float(low) < float(difference) < float(high)


def test_a_link_holds_the_policy(opened: Page) -> None:
    link = opened.value("document.getElementById('link').value")
    opened.value("document.getElementById('reset').click()")
    opened.until(f"location.href !== {json.dumps(link)} && location.hash")
    opened.value(f"location.hash = {json.dumps(link.split('#')[1])}")
    opened.until("document.getElementById('said').textContent.includes('0 % → 80 %')")


@pytest.mark.parametrize(
    "policy",
    [
        {"s": "baseline", "p": [[[HOSTILE, None, 1]], []], "k": [], "w": []},
        {"s": HOSTILE, "p": [[], []], "k": [], "w": []},
        {"s": "baseline", "p": [[["__proto__", None, 1]], []], "k": [], "w": []},
        {"s": "baseline", "p": [[[MENU, None, 1e9]], []], "k": [], "w": []},
        {"s": "baseline", "p": [[[MENU, HOSTILE, 1]], []], "k": [], "w": []},
        {"s": "baseline", "p": [[], [[MENU, None, 1, "set", 5, 40, 10]]], "k": [], "w": []},
        {"s": "baseline", "p": [[[MENU, None, "1"]], []], "k": [HOSTILE], "w": []},
        {"s": "baseline", "p": [[[MENU, None, 0.1]] * 500, []], "k": [], "w": []},
        [HOSTILE],
        HOSTILE,
        None,
    ],
)
def test_codes_that_are_none_are_refused_and_inject_nothing(opened: Page, policy: Any) -> None:
    before = opened.value("document.getElementById('toml') && document.getElementById('link').value")
    opened.value("document.getElementById('wrong').textContent = ''")
    code = f"btoa(unescape(encodeURIComponent(JSON.stringify({json.dumps(policy)})))).replaceAll('=', '')"
    opened.value(f"location.hash = {code}")
    opened.until("document.getElementById('wrong').textContent")
    assert opened.value("document.getElementById('link').value") == before
    assert opened.value("document.querySelectorAll('img').length") == 0
    assert opened.value("typeof window.ran") == "undefined"


@pytest.mark.parametrize(
    "text",
    [
        f'extends = "{HOSTILE[:9]}"\n',
        'extends = "baseline"\n[levers]\nmethods.culture = "<b>"\n',
        "[levers\nmethods.culture = 1\n",
        'extends = "baseline"\n[__proto__]\npolluted = 1\n',
        'extends = "baseline"\n[by_district.1]\nmethods.culture = 1\n',
        "\0\0\0",
        "x" * 300_000,
    ],
)
def test_files_that_are_none_are_refused_and_inject_nothing(opened: Page, text: str) -> None:
    opened.value("document.getElementById('wrong').textContent = ''")
    opened.value(
        "{ const given = new DataTransfer(); const field = document.getElementById('file');"
        f"given.items.add(new File([{json.dumps(text)}], 'x.toml')); field.files = given.files; field.onchange(); }}"
    )
    opened.until("document.getElementById('wrong').textContent")
    assert opened.value("typeof ({}).polluted") == "undefined"
    assert opened.value("document.querySelectorAll('img').length") == 0


def test_both_languages_are_there_without_reload(opened: Page) -> None:
    for k, (language, title) in enumerate([("en", "The lab"), ("zh", "政策实验室")]):
        opened.value(f"document.getElementById('languages').children[{k}].click()")
        assert opened.value("document.documentElement.lang") == language
        assert opened.value("document.querySelector('h1').textContent") == title
        assert "undefined" not in opened.value("document.body.innerText")
        missing = "[...document.querySelectorAll('[data-word]')].filter(one => one.textContent === one.dataset.word)"
        assert opened.value(f"{missing}.map(one => one.dataset.word)") == []
    opened.value("document.getElementById('languages').children[0].click()")


def test_every_element_that_is_asked_for_input_has_a_name(opened: Page) -> None:
    named = "one.labels?.length || one.ariaLabel || one.textContent.trim()"
    fields = "[...document.querySelectorAll('input, select, button')]"
    assert opened.value(f"{fields}.filter(one => !({named})).map(one => one.outerHTML)") == []


def test_no_text_becomes_code(opened: Page) -> None:
    policy = opened.value("document.querySelector('meta[http-equiv]').content")
    assert " 'unsafe-eval'" not in policy
    assert "unsafe-inline" not in policy
    opened.value("setTimeout('window.ran = 2')")
    assert opened.value("new Promise(done => setTimeout(() => done(window.ran ?? 'nothing'), 100))") == "nothing"


def test_a_line_is_drawn_with_room_and_answered_by_what_the_model_says_so_far(opened: Page) -> None:
    opened.value("document.getElementById('reset').click()")
    opened.until(ANSWERED)
    opened.value("document.getElementById('predict').click()")
    labels = "[...document.querySelectorAll('#chart-0 svg text')].map(one => Number(one.textContent))"
    highest = f"Math.max(...{labels}.filter(one => one < 2))"
    opened.until(f"{highest} > 0.7")
    move(opened, MENU, 80)
    opened.until(ANSWERED)
    assert "378" not in opened.value("document.getElementById('money-bar').textContent")
    assert "baseline: 0.6" in opened.value("document.getElementById('guess-of-0').textContent")
    guess = (
        "{{ const guess = document.getElementById('guess-0'); guess.focus();"
        " guess.value = '{}'; guess.oninput(); guess.blur(); }}"
    )
    opened.value(guess.format("-0.5"))
    assert "at least 0" in opened.value("document.getElementById('guess-apart-0').textContent")
    assert opened.value("document.querySelectorAll('.line.guess').length") == 0
    opened.value(guess.format("0.2"))
    opened.until("document.getElementById('guess-apart-0').textContent.startsWith('That is −0.4')")
    opened.value("document.getElementById('predict').click()")
    opened.until("document.getElementById('said').textContent.includes('differs from your line')")
    opened.until(f"{WHOLE} && document.getElementById('said').textContent.includes('differs from your line')")
    opened.value("document.getElementById('reset').click()")
    opened.until("document.querySelectorAll('.line.guess').length === 0")


def test_numbers_that_are_none_are_refused_in_words(opened: Page) -> None:
    move(opened, MENU, 250)
    assert "100" in said(opened)
    opened.value("{ const who = document.getElementById('resident'); who.value = '99999'; who.onchange(); }")
    assert opened.value("document.getElementById('life').textContent") == "There is no such resident."


def test_a_link_that_is_none_is_refused_where_it_opens(browser: Page, folder: Path) -> None:
    browser.open((folder / "lab.html").as_uri() + "#abcdef")
    browser.until(WHOLE)
    assert said(browser)


def test_it_answers_again_when_it_is_opened_without_a_network(browser: Page, folder: Path) -> None:
    browser.open((folder / "lab.html").as_uri())
    browser.until(ANSWERED)
    browser.offline()
    browser.value("window.before = true; location.reload()")
    browser.until(f"!window.before && {ANSWERED}")
    asked_for = browser.value("performance.getEntriesByType('resource').map(one => one.name)")
    assert [one for one in asked_for if not one.startswith("blob:")] == []


def test_a_page_around_it_opens_a_round_and_hears_what_is_done(browser: Page, folder: Path, tmp_path: Path) -> None:
    """Another window, of no origin, asks for another round all the while, and is not heard."""
    quiet = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser.open(f"http://127.0.0.1:{server.server_port}/around.html")
        browser.until("window.heard?.some(one => one.shequ === 'ready')")
        browser.value(f"frames[0].postMessage({json.dumps(ROUND)}, location.origin)")
        inside = "frames[0].document"
        browser.until(f"{inside}.querySelectorAll('.lever').length === 2 && {inside}.documentElement.lang === 'zh'")
        assert browser.value(f"getComputedStyle({inside}.querySelector('header')).display") == "none"
        browser.value(
            f"{{ const number = {inside}.querySelector('.lever input[type=number]'); number.value = 80; number.onchange(); }}"
        )
        heard = browser.until("heard.filter(one => one.toml?.includes('menu_share = 0.8')).at(-1)")
        assert heard["shequ"] == "policy"
        assert set(heard["summary"]["satisfaction_mean"]) == {"difference", "low", "high", "settled"}
        undone = f"{inside}.getElementById('undo').disabled"
        browser.value(f"frames[0].postMessage({json.dumps(ROUND | {'lang': 'en'})}, location.origin)")
        browser.until(f"{inside}.documentElement.lang === 'en'")
        assert browser.value(undone) is False
        limited = ROUND | {"open": ["funding.budget_per_resident"], "limit": 300}
        browser.value(f"frames[0].postMessage({json.dumps(limited)}, location.origin)")
        browser.until(f"{inside}.querySelectorAll('.lever').length === 1 && {undone}")
        browser.value(f"{inside}.getElementById('same-money').click()")
        number = f"const number = {inside}.querySelector('.lever input[type=number]')"
        budget = f"{{ {number}; number.value = AMOUNT; number.onchange(); }}"
        browser.value(budget.replace("AMOUNT", "310"))
        assert "300 元" in browser.value(f"{inside}.getElementById('wrong').textContent")
        browser.value(budget.replace("AMOUNT", "290"))
        assert browser.value(f"{inside}.getElementById('wrong').textContent") == ""
        file = tmp_path / "round.toml"
        file.write_text(heard["toml"], encoding="utf-8")
        assert load(str(file)).value("funding.budget_per_resident") == 280
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of a folder that says nothing."""

    def log_message(self, format: str, *given: Any) -> None:
        """Say nothing."""
