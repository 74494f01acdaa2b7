"""The page in Chromium, from one file and under its own policy, shows the hash that the command prints."""

from collections.abc import Iterator

import pytest

from sim.lab.browser_page import MONTHS, SCENARIOS, page
from sim.runs.single import simulate
from tests.browser.chromium import Page, chromium
from tests.browser.conftest import found

SHOWN = "document.getElementById('hash')?.textContent"
HASH = "document.getElementById('hash').textContent"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page as it has opened, with what it shows first."""
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(page(), encoding="utf-8")
    with chromium(found("chromium", "chromium-browser", "google-chrome"), tmp_path_factory.mktemp("profile")) as one:
        one.open(file.as_uri())
        one.until(SHOWN)
        yield one


def choose(opened: Page, **values: str) -> None:
    """What a user does: choose in each field, without waiting for what is shown."""
    said = "".join(f"document.getElementById('{name}').value = '{value}';" for name, value in values.items())
    opened.value(f"{{ {HASH} = ''; {said} document.getElementById('seed').oninput(); }}")


@pytest.mark.parametrize(
    ("scenario", "size", "seed"),
    [("menu_services", "hamlet", 2**63 + 1), *((one, "neighbourhood", 3) for one in SCENARIOS)],
)
def test_the_hash_is_that_of_the_command(opened: Page, scenario: str, size: str, seed: int) -> None:
    choose(opened, scenario=scenario, size=size, seed=str(seed))
    native = simulate(scenario, seed, months=MONTHS, size=size, engine="compiled", city="ningbo")
    assert opened.until(SHOWN) == native.digest


def test_what_is_shown_is_the_answer_to_the_last_question(opened: Page) -> None:
    for seed in range(5):
        choose(opened, scenario="baseline", size="neighbourhood", seed=str(seed))
    choose(opened, scenario="baseline", size="hamlet", seed="9")
    native = simulate("baseline", 9, months=MONTHS, size="hamlet", engine="compiled", city="ningbo")
    assert opened.until(SHOWN) == native.digest


def test_a_seed_that_is_none_is_refused_where_it_stands(opened: Page) -> None:
    choose(opened, seed="eleven")
    assert opened.value("document.getElementById('seed').matches(':invalid')")
    choose(opened, seed="11")
    assert opened.until(SHOWN)
    assert not opened.value("document.getElementById('seed').matches(':invalid')")


def test_both_languages_are_there(opened: Page) -> None:
    for button, (language, title) in enumerate([("en", "The model in your browser"), ("zh", "在浏览器中运行的模型")]):
        opened.value(f"document.querySelectorAll('nav button')[{button}].click()")
        assert opened.value("document.documentElement.lang") == language
        assert opened.value("document.querySelector('h1').textContent") == title
        assert "undefined" not in opened.value("document.body.innerText")


def test_no_text_becomes_code_and_the_page_itself_breaks_no_rule_of_its_policy(opened: Page) -> None:
    assert opened.said == []
    opened.value(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    opened.value("setTimeout('window.ran = 2')")
    assert (
        opened.value("new Promise(done => setTimeout(() => done(window.ran ?? 'nothing ran'), 100))") == "nothing ran"
    )
    policy = opened.value("document.querySelector('meta[http-equiv]').content")
    assert " 'unsafe-eval'" not in policy
    assert "unsafe-inline" not in policy
