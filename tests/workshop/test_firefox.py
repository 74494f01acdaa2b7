"""A participant with Firefox."""

from pathlib import Path

import pytest

from tests.browser.firefox import Page, found, page
from tests.workshop.rooms import Table, play

AGREED = "document.querySelector('#ours button.main:not([disabled])')"


async def _join(one: Page, address: str, code: str) -> None:
    await one.go(f"{address}/?c={code}")
    await one.until("document.querySelector('form input')")
    await one.run(
        "const name = document.querySelector('input[maxlength=\"24\"]'); name.value = '王芳';"
        "name.dispatchEvent(new Event('input')); document.querySelectorAll('label.pick input')[0].click();"
        "document.querySelector('form button.main').click()"
    )
    await one.until("location.pathname === '/team' && document.querySelector('#me summary')")
    await one.run("window.confirm = () => true")


@pytest.mark.verify
@pytest.mark.skipif(found() is None, reason="needs Firefox")
def test_a_round_in_firefox_from_joining_to_results_over_a_reload(tmp_path: Path) -> None:
    async def played(table: Table) -> None:
        async with page() as one:
            await _join(one, table.address, table.host.room.code)
            await table.head.ask("begin", round=0)
            await table.head.ask("phase", phase="predict")
            await one.until("document.querySelectorAll('#predict .hint').length > 2")
            await one.run(
                "document.querySelectorAll('#predict select').forEach((one) => { one.value = '1'; });"
                "document.querySelectorAll('#predict input').forEach((one) => { one.value = '0.01'; });"
                "document.querySelector('#predict .card > button').click()"
            )
            await table.head.until(lambda view: view["teams"][0]["predicted"] == 1)
            await table.head.ask("phase", phase="steer")
            await one.until("document.querySelector('#dock button')")
            await one.run("document.querySelector('#dock button').click()")
            await one.until("document.querySelector('#tried table')")
            await one.run("document.querySelectorAll('#dock button')[1].click()")
            await one.until(AGREED)
            await one.go(f"{table.address}/team")
            await one.until(AGREED)
            await one.run("window.confirm = () => true; document.querySelector('#ours button.main').click()")
            await one.until("document.querySelector('#results .outcome')")
            assert await one.run("document.querySelectorAll('#results .outcome').length") == 2
            assert await one.run("document.body.scrollWidth <= innerWidth")

    play(tmp_path / "room", played)
