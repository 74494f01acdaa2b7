"""The lab in Firefox: it opens from a file, answers, and tells two lives; nothing is on its console."""

import asyncio
from pathlib import Path

import pytest

from sim.lab.page import page
from tests.browser.conftest import found
from tests.browser.firefox import page as firefox

MENU = "document.querySelector('.lever[data-path=\"provision.menu_share\"] input[type=number]')"
WHOLE = "document.getElementById('progress').textContent.includes('10,000')"


PATIENCE = 180.0
"""Seconds that the page has to say something."""


@pytest.mark.verify
def test_the_lab_answers_in_firefox(tmp_path: Path) -> None:
    found("firefox-esr", "firefox")
    file = tmp_path / "lab.html"
    file.write_text(page(worlds=2), encoding="utf-8")

    async def looked() -> None:
        async with firefox(1366, 768) as browser:
            await browser.go(file.as_uri())
            await browser.until("document.getElementById('brief-0')?.textContent", PATIENCE)
            await browser.run(f"{MENU}.value = 80; {MENU}.onchange(); 0")
            asked = f"{WHOLE} && document.getElementById('said').textContent.includes('0 % → 80 %')"
            await browser.until(asked, PATIENCE)
            await browser.run(
                "document.getElementById('life-part').open = true; document.getElementById('lost').click(); 0"
            )
            await browser.until("document.querySelector('#life svg')", PATIENCE)
            await browser.until("/better|too early/.test(document.getElementById('verdict-0').textContent)", PATIENCE)
            assert await browser.run("document.getElementById('wrong').textContent") == ""
            assert browser.said == []

    asyncio.run(looked())
