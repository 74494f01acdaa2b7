"""How long a run takes in browsers, native beside, and whether the hash is the same: ``python -m tests.browser.measure``.

It prints a table of Markdown; each figure is the median of five seeds after a first one, the making of the city and all
outcomes included. Measure on a quiet machine.
"""

import asyncio
import os
import re
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from sim.lab.browser_page import MONTHS, page
from sim.runs.single import simulate
from tests.browser.chromium import chromium
from tests.browser.conftest import found
from tests.browser.firefox import page as firefox

SCENARIO, SEEDS = "menu_services", range(6)
HASH, STATUS = "document.getElementById('hash').textContent", "document.getElementById('status').textContent"
SHOWN = "document.getElementById('hash')?.textContent"
Ask = Callable[[str], Awaitable[object]]


def native(size: str) -> tuple[list[float], list[str]]:
    """Milliseconds and hash of each seed in machine code."""
    took, hashes = [], []
    for seed in SEEDS:
        began = time.perf_counter()
        hashes.append(simulate(SCENARIO, seed, months=MONTHS, size=size, engine="compiled", city="ningbo").digest)
        took.append(1000 * (time.perf_counter() - began))
    return took, hashes


def warm(took: list[float]) -> float:
    """The median after a first run, which readies what the others find."""
    return statistics.median(took[1:])


async def on_page(ask: Ask, size: str) -> tuple[list[float], list[str]]:
    """The same on the page that is open."""
    took, hashes = [], []
    for seed in SEEDS:
        chosen = {"scenario": SCENARIO, "size": size, "seed": str(seed)}
        said = "".join(f"document.getElementById('{name}').value = '{value}';" for name, value in chosen.items())
        await ask(f"{{ {HASH} = ''; {said} document.getElementById('seed').oninput(); }}")
        while not (hashed := str(await ask(HASH) or "")):
            await asyncio.sleep(0.05)
        hashes.append(hashed)
        took.append(float(re.findall(r"\d+", str(await ask(STATUS)))[-1]))
    return took, hashes


async def measured(size: str, file: Path, profile: Path) -> str:
    """A row of the table."""
    cells, known = [], native(size)[1]
    with chromium(found("chromium"), profile) as browser:
        browser.open(file.as_uri())
        browser.until(SHOWN)

        async def ask(expression: str) -> object:
            return browser.value(expression)

        cells.append(await on_page(ask, size))
    async with firefox(1200, 900) as other:
        await other.go(file.as_uri())
        await other.until(SHOWN)
        cells.append(await on_page(other.run, size))
    cells.insert(0, native(size))
    same = "yes" if all(hashes == known for _, hashes in cells) else "NO"
    figures = [f"{took[0]:.0f}, {warm(took):.0f}" for took, _ in cells]
    return f"| {size} | {' | '.join(figures)} | {same} |"


async def table() -> None:
    """Print it."""
    print(
        "| first run, then the median of five [ms] | native | Chromium | Firefox | same hashes |\n|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder, "page.html")
        file.write_text(page(["baseline", SCENARIO]), encoding="utf-8")
        for size in ("hamlet", "neighbourhood"):
            print(await measured(size, file, Path(folder, f"profile-{size}")), flush=True)
    print(f"\n{os.cpu_count()} cores; load {', '.join(f'{one:.1f}' for one in os.getloadavg())}")


if __name__ == "__main__":
    asyncio.run(table())
