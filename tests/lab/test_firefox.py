"""The lab in Firefox: it opens from a file, answers, and tells two lives; nothing is on its console."""

from pathlib import Path

import pytest

from sim.lab.page import page
from tests.browser.conftest import found
from tests.browser.firefox import firefox

MENU = "document.querySelector('.lever[data-path=\"provision.menu_share\"] input[type=number]')"
WHOLE = "document.getElementById('progress').textContent.includes('10,000')"


@pytest.mark.verify
def test_the_lab_answers_in_firefox(tmp_path: Path) -> None:
    file = tmp_path / "lab.html"
    file.write_text(page(worlds=2), encoding="utf-8")
    (tmp_path / "profile").mkdir()
    with firefox(found("firefox-esr", "firefox"), tmp_path / "profile") as browser:
        browser.open(file.as_uri())
        browser.until("Boolean(document.getElementById('brief-0')?.textContent)")
        browser.value(f"{MENU}.value = 80; {MENU}.onchange(); 0")
        browser.until(f"{WHOLE} && document.getElementById('said').textContent.includes('0 % → 80 %')")
        browser.value("document.getElementById('life-part').open = true; document.getElementById('lost').click(); 0")
        browser.until("Boolean(document.querySelector('#life svg'))")
        browser.until("/better|too early/.test(document.getElementById('verdict-0').textContent)")
        assert browser.value("document.getElementById('wrong').textContent") == ""
        assert browser.said == []
